package io.github.taosspring.embedded.internal.function;

import java.util.List;
import java.util.Locale;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import io.github.taosspring.embedded.internal.vector.VectorKind;

/**
 * Checks of arguments that many functions share, and reading values by what they mean
 * rather than by how they are held.
 */
public final class Arguments {

	private Arguments() {
	}

	/**
	 * Check the number of arguments.
	 * @param name the function
	 * @param arguments its arguments
	 * @param least the fewest
	 * @param most the most
	 */
	public static void count(String name, List<Argument> arguments, int least, int most) {
		if (arguments.size() < least || arguments.size() > most) {
			throw wrongCount(name);
		}
	}

	/**
	 * Return the error of a wrong number of arguments.
	 * @param name the function
	 * @return the error ({@code TSDB_CODE_FUNC_FUNTION_PARA_NUM})
	 */
	public static SqlException wrongCount(String name) {
		return new SqlException(0x2801, "Invalid number of parameters : " + name.toLowerCase(Locale.ROOT));
	}

	/**
	 * Return the error of an argument of the wrong type.
	 * @param name the function
	 * @return the error ({@code TSDB_CODE_FUNC_FUNTION_PARA_TYPE})
	 */
	public static SqlException wrongType(String name) {
		return new SqlException(0x2802, "Invalid parameter data type : " + name.toLowerCase(Locale.ROOT));
	}

	/**
	 * Return the error of an argument out of range.
	 * @param name the function
	 * @return the error ({@code TSDB_CODE_FUNC_FUNTION_PARA_VALUE})
	 */
	public static SqlException wrongValue(String name) {
		return new SqlException(0x2803, "Invalid parameter range : " + name.toLowerCase(Locale.ROOT));
	}

	/**
	 * Check that an argument is a number or NULL.
	 * @param name the function
	 * @param argument the argument
	 */
	public static void numeric(String name, Argument argument) {
		if (!argument.type().isNumeric() && !argument.type().isNull()) {
			throw wrongType(name);
		}
	}

	/**
	 * Check that an argument is text or NULL.
	 * @param name the function
	 * @param argument the argument
	 */
	public static void text(String name, Argument argument) {
		if (!argument.type().isText() && !argument.type().isNull()) {
			throw wrongType(name);
		}
	}

	/**
	 * Return a number as a double.
	 * @param vector a vector of numbers, BOOL or TIMESTAMP
	 * @param row a row that is not NULL
	 * @return the value, rounded if need be
	 */
	public static double number(Vector vector, int row) {
		if (vector.kind() == VectorKind.DOUBLE) {
			return vector.doubles[row];
		}
		if (vector.kind() == VectorKind.LONG) {
			long value = vector.longs[row];
			return (value < 0 && vector.type().type() == TaosType.BIGINT_UNSIGNED) ? (value >>> 1) * 2.0 + (value & 1)
					: value;
		}
		return vector.decimal(row).doubleValue();
	}

	/**
	 * Return a number as a long.
	 * @param vector a vector of numbers, BOOL or TIMESTAMP
	 * @param row a row that is not NULL
	 * @return the value, its fraction cut off
	 */
	public static long integer(Vector vector, int row) {
		if (vector.kind() == VectorKind.LONG) {
			return vector.longs[row];
		}
		return (vector.kind() == VectorKind.DOUBLE) ? (long) vector.doubles[row] : vector.decimal(row).longValue();
	}

	/**
	 * Return whether any of the arguments has a NULL in a row.
	 * @param arguments the arguments
	 * @param row the row
	 * @return whether there is one
	 */
	public static boolean anyNull(Vector[] arguments, int row) {
		for (Vector argument : arguments) {
			if (argument.isNull(row)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return the type of a text of some bytes in the character set of another text.
	 * @param like the text whose type to take
	 * @param length bytes of VARCHAR, characters of NCHAR
	 * @return the type
	 */
	public static ColumnType textLike(ColumnType like, int length) {
		return ColumnType.variable(like.type(), length);
	}

}
