package io.github.taosspring.embedded.internal.function;

import java.util.List;

import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;

/**
 * A function that gives one value for each row.
 */
public interface ScalarFunction {

	/**
	 * Return the name.
	 * @return the name in lower case
	 */
	String name();

	/**
	 * Check the arguments and find the type of the result.
	 * @param arguments the arguments
	 * @return the type, its length included
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException 0x2801 if there are
	 * too few or too many, 0x2802 if one has the wrong type
	 */
	ColumnType resolve(List<Argument> arguments);

	/**
	 * Calculate.
	 * @param context the statement's circumstances
	 * @param type what {@link #resolve} said
	 * @param arguments the values, constants too, each at least {@code size} of them; not
	 * to be changed
	 * @param size the number of rows
	 * @return a vector of that type and at least that size
	 */
	Vector evaluate(EvaluationContext context, ColumnType type, Vector[] arguments, int size);

}
