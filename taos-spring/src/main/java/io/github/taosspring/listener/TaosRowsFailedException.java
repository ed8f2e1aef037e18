package io.github.taosspring.listener;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a listener of many rows to say which one failed: those before it were
 * processed, it and those after it were not.
 */
public class TaosRowsFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int index;

	/**
	 * Create an exception.
	 * @param index the row that failed, counted from 0 over all blocks of the message
	 * @param cause why, what {@link DefaultTaosErrorHandler} decides by
	 * @throws IllegalArgumentException if the index is negative
	 */
	public TaosRowsFailedException(int index, @Nullable Throwable cause) {
		super("Row " + index + " failed" + ((cause != null) ? ": " + cause.getMessage() : ""), cause);
		if (index < 0) {
			throw new IllegalArgumentException("index must not be negative, was " + index);
		}
		this.index = index;
	}

	/**
	 * Return the row that failed.
	 * @return its index, from 0
	 */
	public int index() {
		return this.index;
	}

}
