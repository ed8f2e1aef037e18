package io.github.taosspring.listener;

/**
 * Takes what a listener could not process. Thread-safe.
 *
 * @see LoggingRecoverer
 * @see DeadLetterRecoverer
 */
@FunctionalInterface
public interface TaosMessageRecoverer {

	/**
	 * Take a message, or a row of one. Once this returns, it counts as processed.
	 * @param failure what failed and why
	 * @throws RuntimeException if it could not be taken: it goes to the listener again
	 */
	void recover(TaosListenerFailure failure);

}
