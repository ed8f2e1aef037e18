package io.github.taosspring.embedded.internal.function;

import java.util.List;

import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * A function of a row and those before it in time that gives a value for most rows.
 */
public interface SeriesFunction {

	/**
	 * Return the name.
	 * @return the name in lower case
	 */
	String name();

	/**
	 * Check the arguments and find the type of the result.
	 * @param arguments the arguments
	 * @return the type
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException as
	 * {@link ScalarFunction#resolve}
	 */
	ColumnType resolve(List<Argument> arguments);

	/**
	 * Start a series.
	 * @param arguments the arguments
	 * @param context the statement's circumstances
	 * @return the state before the first row
	 */
	State start(List<Argument> arguments, EvaluationContext context);

	/**
	 * What a function remembers of the rows before.
	 */
	interface State {

		/**
		 * Take the next row of the series.
		 * @param arguments the values
		 * @param time the primary timestamps, {@code null} if rows have none
		 * @param row the row
		 * @param target where to write the value
		 * @param targetRow the row to write
		 * @return whether there is a value (NULL is one) for this row
		 */
		boolean next(Vector[] arguments, @Nullable Vector time, int row, Vector target, int targetRow);

	}

}
