package io.github.taosspring.embedded.internal.log;

/**
 * Somebody who wants to know of new entries.
 */
@FunctionalInterface
public interface WalSubscription extends AutoCloseable {

	/**
	 * Forget the listener. It may still be called by a writer that is under way.
	 */
	@Override
	void close();

}
