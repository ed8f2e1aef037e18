package io.github.taosspring.embedded.fault;

import java.time.Duration;

/**
 * A fault in force. Thread-safe.
 */
public interface InjectedFault {

	/**
	 * Return how many requests it hit.
	 * @return the number
	 */
	int hits();

	/**
	 * Wait until it hit a number of requests.
	 * @param count how many
	 * @param timeout the time allowed
	 * @throws AssertionError if it did not in time
	 */
	void awaitHits(int count, Duration timeout);

	/**
	 * End it. Replies that it delays go out now.
	 */
	void remove();

}
