package io.github.taosspring.embedded.internal.function;

import java.nio.charset.StandardCharsets;

import io.github.taosspring.embedded.internal.sql.Duration;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an argument before the first row is read.
 *
 * @param type its type; a length of time such as {@code 1s} is a BIGINT in the unit of
 * the query's precision
 * @param constant whether it is the same for all rows
 * @param value the value of a constant as {@code Vector.get} gives it, {@code null} for
 * NULL and for all that is not constant
 * @param duration the length of time as written, {@code null} if it isn't one
 */
public record Argument(ColumnType type, boolean constant, @Nullable Object value, @Nullable Duration duration) {

	/**
	 * Return an argument that varies from row to row.
	 * @param type its type
	 * @return the argument
	 */
	public static Argument variable(ColumnType type) {
		return new Argument(type, false, null, null);
	}

	/**
	 * Return the text of a constant.
	 * @return the text, {@code null} if it is NULL or no text
	 */
	public @Nullable String text() {
		return (this.value instanceof byte[] bytes) ? new String(bytes, StandardCharsets.UTF_8) : null;
	}

}
