package io.github.taosspring.listener;

/**
 * Decides what becomes of messages that a listener failed upon, and is told of other
 * failures. Called on the container's thread; thread-safe.
 */
@FunctionalInterface
public interface TaosErrorHandler {

	/**
	 * Decide what becomes of a message.
	 * @param failure what failed and why
	 * @return what the container does
	 */
	FailureAction handle(TaosListenerFailure failure);

	/**
	 * Called when polling, committing or subscribing failed; the container comes back by
	 * itself. The default does nothing: the container has logged it.
	 * @param error what failed
	 * @param container the container
	 */
	default void handleOther(Exception error, TaosMessageListenerContainer container) {
	}

}
