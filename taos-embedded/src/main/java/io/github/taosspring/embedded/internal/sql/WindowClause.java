package io.github.taosspring.embedded.internal.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The clause that cuts rows into windows.
 */
public sealed interface WindowClause {

	/**
	 * {@code INTERVAL(interval, offset) SLIDING(sliding) FILL(…)}.
	 *
	 * @param interval the length
	 * @param offset the offset, or null
	 * @param autoOffset whether {@code AUTO} was written for the offset
	 * @param sliding the step, or null for the length
	 * @param fill how to fill, or null
	 */
	record Interval(Duration interval, @Nullable Duration offset, boolean autoOffset, @Nullable Duration sliding,
			@Nullable Fill fill) implements WindowClause {
	}

	/**
	 * {@code SESSION(column, gap)}.
	 *
	 * @param column the column
	 * @param gap the longest pause within a session
	 */
	record Session(Expression column, Duration gap) implements WindowClause {
	}

	/**
	 * {@code STATE_WINDOW(expression) TRUE_FOR(duration)}.
	 *
	 * @param state the state
	 * @param trueFor how long a window must last, or null
	 */
	record State(Expression state, @Nullable Duration trueFor) implements WindowClause {
	}

	/**
	 * {@code EVENT_WINDOW START WITH … END WITH … TRUE_FOR(duration)}.
	 *
	 * @param start the condition that opens a window
	 * @param end the condition that closes it
	 * @param trueFor how long a window must last, or null
	 */
	record Event(Expression start, Expression end, @Nullable Duration trueFor) implements WindowClause {
	}

	/**
	 * {@code COUNT_WINDOW(count, sliding, columns)}.
	 *
	 * @param count the rows of a window
	 * @param sliding the step in rows, or null for the whole window
	 * @param columns only rows with a value in one of them count; empty for all rows
	 */
	record Count(long count, @Nullable Long sliding, List<String> columns) implements WindowClause {
	}

	/**
	 * {@code ANOMALY_WINDOW(expression, 'options')}, which needs an analysis node.
	 *
	 * @param expression the values
	 */
	record Anomaly(Expression expression) implements WindowClause {
	}

}
