package io.github.taosspring.embedded.internal.plan;

/**
 * How rows are cut into windows of time.
 */
public sealed interface WindowSpec {

	/**
	 * Windows of a fixed length that start at multiples of a step.
	 *
	 * @param length the length in units, or in months
	 * @param calendarLength whether the length is in months
	 * @param sliding the step in units, or in months
	 * @param calendarSliding whether the step is in months
	 * @param offset where the first window starts, in units from the epoch
	 */
	record Interval(long length, boolean calendarLength, long sliding, boolean calendarSliding,
			long offset) implements WindowSpec {
	}

	/**
	 * Windows that end with a pause.
	 *
	 * @param gap the longest pause within a window in units
	 */
	record Session(long gap) implements WindowSpec {
	}

	/**
	 * Windows in which a state stays the same.
	 *
	 * @param state the state
	 * @param trueFor how long a window must last in units, 0 for any
	 */
	record State(Expr state, long trueFor) implements WindowSpec {
	}

	/**
	 * Windows between two events.
	 *
	 * @param start the condition that opens one
	 * @param end the condition that closes it
	 * @param trueFor how long a window must last in units, 0 for any
	 */
	record Event(Expr start, Expr end, long trueFor) implements WindowSpec {
	}

	/**
	 * Windows of a number of rows.
	 *
	 * @param count the rows of a window
	 * @param sliding the rows from the start of one to the start of the next
	 */
	record Count(long count, long sliding) implements WindowSpec {
	}

}
