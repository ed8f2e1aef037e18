package io.github.taosspring.test;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;

/**
 * Finds the test classes whose application context gets a server.
 */
final class EmbeddedTaosContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> attributes) {
		EmbeddedTaosSettings settings = EmbeddedTaosSettings.of(testClass);
		return (settings != null) ? new EmbeddedTaosContextCustomizer(settings) : null;
	}

}
