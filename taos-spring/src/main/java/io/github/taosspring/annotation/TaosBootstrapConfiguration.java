package io.github.taosspring.annotation;

import io.github.taosspring.config.TaosListenerConfigUtils;
import io.github.taosspring.config.TaosListenerEndpointRegistry;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers what {@link EnableTaos} needs, once however often that stands.
 */
class TaosBootstrapConfiguration implements ImportBeanDefinitionRegistrar {

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
		if (!registry.containsBeanDefinition(TaosListenerConfigUtils.ANNOTATION_PROCESSOR)) {
			RootBeanDefinition processor = new RootBeanDefinition(TaosListenerAnnotationBeanPostProcessor.class);
			processor.setRole(RootBeanDefinition.ROLE_INFRASTRUCTURE);
			registry.registerBeanDefinition(TaosListenerConfigUtils.ANNOTATION_PROCESSOR, processor);
		}
		if (!registry.containsBeanDefinition(TaosListenerConfigUtils.ENDPOINT_REGISTRY)) {
			registry.registerBeanDefinition(TaosListenerConfigUtils.ENDPOINT_REGISTRY,
					new RootBeanDefinition(TaosListenerEndpointRegistry.class));
		}
	}

}
