package io.github.taosspring.sample.measure;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Chooses the machine to measure: this one.
 */
@Configuration(proxyBeanMethods = false)
class MachineConfiguration {

	@Bean
	Machine machine(@Value("${sample.host:#{null}}") @Nullable String name) {
		return new OshiMachine(name);
	}

}
