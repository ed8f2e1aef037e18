package io.github.taosspring.client.buffered;

import java.util.List;

import io.github.taosspring.client.TaosException;

/**
 * Told of what could not be written. Called by the writer's threads, one lane at a time;
 * must be thread-safe and should not block. What it throws is logged.
 */
@FunctionalInterface
public interface WriteFailureListener {

	/**
	 * Take what was not written.
	 * @param lines the lines, as they would have been sent; objects in OpenTSDB's JSON
	 * @param error why; if it {@linkplain TaosException#isRetryable() is retryable}, they
	 * may have been written, and writing them again is harmless
	 */
	void onFailure(List<String> lines, TaosException error);

}
