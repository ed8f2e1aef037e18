package io.github.taosspring.listener;

/**
 * Changes a container before it is started.
 */
@FunctionalInterface
public interface TaosContainerCustomizer {

	/**
	 * Change a container.
	 * @param container the container, of one listener
	 */
	void customize(ConcurrentTaosMessageListenerContainer container);

}
