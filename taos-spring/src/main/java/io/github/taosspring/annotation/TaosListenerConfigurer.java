package io.github.taosspring.annotation;

import io.github.taosspring.config.TaosListenerEndpointRegistrar;

/**
 * Implemented by beans that add listeners by code, or change how those by annotation are
 * called.
 */
@FunctionalInterface
public interface TaosListenerConfigurer {

	/**
	 * Configure the registrar, before the listeners by annotation are registered.
	 * @param registrar takes endpoints, the registry to put them into, the factory of
	 * methods, a validator
	 */
	void configureTaosListeners(TaosListenerEndpointRegistrar registrar);

}
