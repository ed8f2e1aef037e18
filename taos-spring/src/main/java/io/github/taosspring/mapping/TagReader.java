package io.github.taosspring.mapping;

import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tag of a row for comparing. Immutable and thread-safe.
 */
final class TagReader {

	private final TaosColumn column;

	private final TaosPrecision precision;

	private final CellWriters writers;

	private final Function<Object, @Nullable Object> accessor;

	private final @Nullable ToLongFunction<Object> whole;

	private final @Nullable ToDoubleFunction<Object> floating;

	TagReader(TaosEntityColumn tag, TaosColumn column, TaosPrecision precision, CellWriters writers) {
		this.column = column;
		this.precision = precision;
		this.writers = writers;
		Class<?> type = tag.property().getter().getReturnType();
		this.accessor = Accessors.ofObject(tag.property().getter());
		this.whole = (type == byte.class || type == short.class || type == int.class || type == long.class)
				? Accessors.ofLong(tag.property().getter()) : null;
		this.floating = (type == float.class || type == double.class) ? Accessors.ofDouble(tag.property().getter())
				: null;
	}

	/**
	 * Return whether two rows have the same tag; costs no object.
	 */
	boolean same(Object left, Object right) {
		if (this.whole != null) {
			return this.whole.applyAsLong(left) == this.whole.applyAsLong(right);
		}
		if (this.floating != null) {
			return Double.compare(this.floating.applyAsDouble(left), this.floating.applyAsDouble(right)) == 0;
		}
		return Objects.deepEquals(this.accessor.apply(left), this.accessor.apply(right));
	}

	/**
	 * Return the tag's value as a query would return it, {@code byte[]} included.
	 */
	@Nullable Object value(Object row) {
		Object value = this.accessor.apply(row);
		if (value instanceof Optional<?> optional) {
			value = optional.orElse(null);
		}
		if (value == null) {
			return null;
		}
		if (this.column.type() == TaosType.TIMESTAMP && value instanceof Long units) {
			return this.precision.toInstant(units);
		}
		return this.writers.natural(value, this.column);
	}

	/**
	 * Return a value of a query or of {@link #value} in a form that has {@code equals}.
	 */
	@Nullable Object comparable(@Nullable Object value) {
		if (value instanceof byte[] bytes) {
			return HexFormat.of().formatHex(bytes);
		}
		if (value == null) {
			return null;
		}
		if (this.column.type() == TaosType.JSON) {
			return this.writers.readJson(value.toString());
		}
		return this.writers.natural(value, this.column);
	}

}
