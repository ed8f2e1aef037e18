package io.github.taosspring.config;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.convert.ConversionService;
import org.springframework.messaging.handler.annotation.support.MessageHandlerMethodFactory;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.util.Assert;
import org.springframework.validation.Validator;

/**
 * Takes endpoints until the application is set up, and registers them then; later ones at
 * once.
 */
public class TaosListenerEndpointRegistrar {

	private final List<Registration> registrations = new ArrayList<>();

	private @Nullable TaosListenerEndpointRegistry endpointRegistry;

	private @Nullable BeanFactory beanFactory;

	private String containerFactoryBeanName = TaosListenerConfigUtils.CONTAINER_FACTORY;

	private @Nullable TaosListenerContainerFactory containerFactory;

	private @Nullable MessageHandlerMethodFactory messageHandlerMethodFactory;

	private @Nullable Validator validator;

	private @Nullable ConversionService conversionService;

	private List<HandlerMethodArgumentResolver> argumentResolvers = List.of();

	private boolean registered;

	/**
	 * Set where containers are kept; by default in the registry that {@code EnableTaos}
	 * brings.
	 * @param endpointRegistry the registry
	 */
	public void setEndpointRegistry(TaosListenerEndpointRegistry endpointRegistry) {
		this.endpointRegistry = endpointRegistry;
	}

	/**
	 * Return where containers are kept.
	 * @return the registry, {@code null} if none was set
	 */
	public @Nullable TaosListenerEndpointRegistry getEndpointRegistry() {
		return this.endpointRegistry;
	}

	/**
	 * Set where the default container factory is looked for.
	 * @param beanFactory the bean factory
	 */
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Set the name of the default container factory, {@code taosListenerContainerFactory}
	 * if not set.
	 * @param containerFactoryBeanName the name
	 */
	public void setContainerFactoryBeanName(String containerFactoryBeanName) {
		this.containerFactoryBeanName = containerFactoryBeanName;
	}

	/**
	 * Set the default container factory.
	 * @param containerFactory the factory
	 */
	public void setContainerFactory(TaosListenerContainerFactory containerFactory) {
		this.containerFactory = containerFactory;
	}

	/**
	 * Set what makes the callers of methods. Validator, conversions and resolvers that
	 * are set here are then its business, but for the elements of lists.
	 * @param messageHandlerMethodFactory the factory
	 */
	public void setMessageHandlerMethodFactory(MessageHandlerMethodFactory messageHandlerMethodFactory) {
		this.messageHandlerMethodFactory = messageHandlerMethodFactory;
	}

	/**
	 * Return what makes the callers of methods.
	 * @return the factory, {@code null} if none was set
	 */
	public @Nullable MessageHandlerMethodFactory getMessageHandlerMethodFactory() {
		return this.messageHandlerMethodFactory;
	}

	/**
	 * Set what validates payloads annotated with {@code @Valid}.
	 * @param validator the validator
	 */
	public void setValidator(Validator validator) {
		this.validator = validator;
	}

	/**
	 * Return what validates payloads.
	 * @return the validator, {@code null} if none was set
	 */
	public @Nullable Validator getValidator() {
		return this.validator;
	}

	/**
	 * Set what converts headers.
	 * @param conversionService the conversions
	 */
	public void setConversionService(ConversionService conversionService) {
		this.conversionService = conversionService;
	}

	/**
	 * Return what converts headers.
	 * @return the conversions, {@code null} if none were set
	 */
	public @Nullable ConversionService getConversionService() {
		return this.conversionService;
	}

	/**
	 * Set what resolves further parameters of methods. A parameter that one of them
	 * resolves must not look like a payload: annotate the payload with {@code @Payload}.
	 * @param argumentResolvers the resolvers
	 */
	public void setCustomMethodArgumentResolvers(HandlerMethodArgumentResolver... argumentResolvers) {
		this.argumentResolvers = List.of(argumentResolvers);
	}

	/**
	 * Return what resolves further parameters of methods.
	 * @return the resolvers
	 */
	public List<HandlerMethodArgumentResolver> getCustomMethodArgumentResolvers() {
		return this.argumentResolvers;
	}

	/**
	 * Register an endpoint with the default container factory.
	 * @param endpoint the endpoint
	 */
	public void registerEndpoint(TaosListenerEndpoint endpoint) {
		registerEndpoint(endpoint, null);
	}

	/**
	 * Register an endpoint.
	 * @param endpoint the endpoint
	 * @param factory makes its container, {@code null} for the default
	 */
	public void registerEndpoint(TaosListenerEndpoint endpoint, @Nullable TaosListenerContainerFactory factory) {
		Registration registration = new Registration(endpoint, factory);
		if (this.registered) {
			register(registration);
		}
		else {
			this.registrations.add(registration);
		}
	}

	/**
	 * Register all endpoints so far.
	 */
	public void registerAllEndpoints() {
		this.registrations.forEach(this::register);
		this.registrations.clear();
		this.registered = true;
	}

	private void register(Registration registration) {
		Assert.state(this.endpointRegistry != null, "No registry of endpoints was set");
		TaosListenerContainerFactory factory = registration.factory();
		this.endpointRegistry.registerListenerContainer(registration.endpoint(),
				(factory != null) ? factory : defaultFactory(registration.endpoint()));
	}

	private TaosListenerContainerFactory defaultFactory(TaosListenerEndpoint endpoint) {
		if (this.containerFactory == null) {
			Assert.state(this.beanFactory != null && this.beanFactory.containsBean(this.containerFactoryBeanName),
					() -> "The listener '" + endpoint.getId() + "' names no container factory, and there is no bean '"
							+ this.containerFactoryBeanName + "'");
			this.containerFactory = this.beanFactory.getBean(this.containerFactoryBeanName,
					TaosListenerContainerFactory.class);
		}
		return this.containerFactory;
	}

	/**
	 * An endpoint that waits.
	 */
	private record Registration(TaosListenerEndpoint endpoint, @Nullable TaosListenerContainerFactory factory) {

	}

}
