package io.github.taosspring.embedded.internal.function;

import java.util.List;

import io.github.taosspring.embedded.internal.vector.ColumnType;

/**
 * A function of many rows that gives one value, selects a row, or gives several rows.
 */
public interface AggregateFunction {

	/**
	 * Return the name.
	 * @return the name in lower case
	 */
	String name();

	/**
	 * Return what kind of result there is.
	 * @return the kind
	 */
	Kind kind();

	/**
	 * Check the arguments and find the type of the result.
	 * @param arguments the arguments
	 * @return the type
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException as
	 * {@link ScalarFunction#resolve}
	 */
	ColumnType resolve(List<Argument> arguments);

	/**
	 * Start a calculation.
	 * @param arguments the arguments
	 * @param type what {@link #resolve} said
	 * @param context the statement's circumstances
	 * @return an accumulator without rows
	 */
	Accumulator accumulator(List<Argument> arguments, ColumnType type, EvaluationContext context);

	/**
	 * Return whether there is a result even without any row.
	 * @return whether there is, as for {@code count}
	 */
	default boolean countsNothing() {
		return false;
	}

	/** Kinds of results. */
	enum Kind {

		/** A value of all rows. */
		VALUE,

		/** A value of one row; other columns of that row can stand beside it. */
		SELECTION,

		/** Several rows. */
		ROWS

	}

}
