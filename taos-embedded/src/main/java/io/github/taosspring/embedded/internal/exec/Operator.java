package io.github.taosspring.embedded.internal.exec;

import io.github.taosspring.embedded.internal.vector.Batch;
import org.jspecify.annotations.Nullable;

/**
 * A running step of a query. One thread at a time.
 */
public interface Operator extends AutoCloseable {

	/**
	 * Return the next rows.
	 * @return at least one row, {@code null} at the end
	 */
	@Nullable Batch next();

	/**
	 * Free what is held.
	 */
	@Override
	default void close() {
		// most operators hold nothing but memory
	}

}
