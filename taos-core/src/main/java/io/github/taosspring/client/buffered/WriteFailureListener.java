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
	 * Take points that were not written.
	 * @param lines the lines, as they would have been sent; objects in OpenTSDB's JSON
	 * @param error why; if it {@linkplain TaosException#isRetryable() is retryable}, they
	 * may have been written, and writing them again is harmless
	 */
	void onFailure(List<String> lines, TaosException error);

	/**
	 * Take bound rows that were not written: a row that the server refused alone with its
	 * error, what was given up together. By default they become text for
	 * {@link #onFailure}.
	 * @param rows the rows
	 * @param error why; if it {@linkplain TaosException#isRetryable() is retryable}, or a
	 * {@link io.github.taosspring.client.statement.TaosBatchWriteException} whose
	 * {@linkplain io.github.taosspring.client.statement.TaosBatchWriteException#isOutcomeUnknown()
	 * outcome is unknown}, they may have been written, and writing them again is harmless
	 */
	default void onRowsFailure(List<FailedRow> rows, TaosException error) {
		onFailure(rows.stream().map(FailedRow::toString).toList(), error);
	}

}
