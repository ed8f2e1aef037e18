package io.github.taosspring.mapping;

import java.lang.reflect.Method;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.schemaless.Point;
import org.jspecify.annotations.Nullable;

/**
 * Adds the value of one property to points, as a field of its column's type. Numbers that
 * are primitive cost no object. Immutable and thread-safe.
 */
final class PointField {

	private final TaosEntityColumn column;

	private final Adder adder;

	PointField(TaosEntityColumn column, CellWriters writers) {
		this.column = column;
		Adder primitive = primitive(column.property().getter(), column.definition());
		this.adder = (primitive != null) ? primitive : reference(column, writers);
	}

	/**
	 * Return whether lines have a type for a column's.
	 */
	static boolean isSupported(TaosType type) {
		return switch (type) {
			case BOOL, TINYINT, SMALLINT, INT, BIGINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED,
					BIGINT_UNSIGNED, FLOAT, DOUBLE, VARCHAR, NCHAR, VARBINARY ->
				true;
			case TIMESTAMP, DECIMAL, DECIMAL64, GEOMETRY, BLOB, JSON, NULL -> false;
		};
	}

	/**
	 * Return what reads a property, without the {@code Optional} around the value.
	 */
	static Function<Object, @Nullable Object> accessor(EntityProperty property) {
		Function<Object, @Nullable Object> accessor = Accessors.ofObject(property.getter());
		if (property.type().getType() != Optional.class) {
			return accessor;
		}
		return (row) -> (accessor.apply(row) instanceof Optional<?> optional) ? optional.orElse(null) : null;
	}

	private static @Nullable Adder primitive(Method getter, TaosColumn column) {
		Class<?> javaType = getter.getReturnType();
		String name = column.name();
		if (javaType == boolean.class && column.type() == TaosType.BOOL) {
			Predicate<Object> accessor = Accessors.ofBoolean(getter);
			return (row, point) -> point.field(name, accessor.test(row));
		}
		if (javaType == float.class && column.type() == TaosType.FLOAT) {
			ToDoubleFunction<Object> accessor = Accessors.ofDouble(getter);
			return (row, point) -> point.field(name, (float) accessor.applyAsDouble(row));
		}
		if ((javaType == double.class || javaType == float.class) && column.type() == TaosType.DOUBLE) {
			ToDoubleFunction<Object> accessor = Accessors.ofDouble(getter);
			return (row, point) -> point.field(name, accessor.applyAsDouble(row));
		}
		boolean whole = javaType == byte.class || javaType == short.class || javaType == int.class
				|| javaType == long.class;
		if (whole && isWhole(column.type())) {
			ToLongFunction<Object> accessor = Accessors.ofLong(getter);
			return (row, point) -> addWhole(point, column, accessor.applyAsLong(row));
		}
		return null;
	}

	private static boolean isWhole(TaosType type) {
		return switch (type) {
			case TINYINT, SMALLINT, INT, BIGINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED, BIGINT_UNSIGNED ->
				true;
			default -> false;
		};
	}

	private static Adder reference(TaosEntityColumn column, CellWriters writers) {
		Function<Object, @Nullable Object> accessor = accessor(column.property());
		TaosColumn definition = column.definition();
		return (row, point) -> {
			Object value = accessor.apply(row);
			if (value != null) {
				add(point, definition, writers.natural(value, definition));
			}
		};
	}

	private static void add(Point point, TaosColumn column, Object value) {
		String name = column.name();
		switch (column.type()) {
			case BOOL -> point.field(name, (boolean) value);
			case FLOAT -> point.field(name, (float) value);
			case DOUBLE -> point.field(name, (double) value);
			case VARCHAR -> point.field(name, (String) value);
			case NCHAR -> point.nchar(name, (String) value);
			case VARBINARY -> point.varbinary(name, (byte[]) value);
			case BIGINT_UNSIGNED -> {
				BigInteger number = (BigInteger) value;
				if (number.signum() < 0 || number.bitLength() > Long.SIZE) {
					throw outOfRange(column, number);
				}
				point.bigintUnsigned(name, number.longValue());
			}
			default -> addWhole(point, column, (long) value);
		}
	}

	private static void addWhole(Point point, TaosColumn column, long value) {
		String name = column.name();
		switch (column.type()) {
			case TINYINT -> point.field(name, (byte) inRange(column, value, Byte.MIN_VALUE, Byte.MAX_VALUE));
			case SMALLINT -> point.field(name, (short) inRange(column, value, Short.MIN_VALUE, Short.MAX_VALUE));
			case INT -> point.field(name, (int) inRange(column, value, Integer.MIN_VALUE, Integer.MAX_VALUE));
			case BIGINT -> point.field(name, value);
			case TINYINT_UNSIGNED -> point.tinyintUnsigned(name, (int) inRange(column, value, 0, 0xff));
			case SMALLINT_UNSIGNED -> point.smallintUnsigned(name, (int) inRange(column, value, 0, 0xffff));
			case INT_UNSIGNED -> point.intUnsigned(name, value);
			case BIGINT_UNSIGNED -> point.bigintUnsigned(name, inRange(column, value, 0, Long.MAX_VALUE));
			default -> throw new IllegalStateException("No whole number: " + column);
		}
	}

	private static long inRange(TaosColumn column, long value, long min, long max) {
		if (value < min || value > max) {
			throw outOfRange(column, value);
		}
		return value;
	}

	private static IllegalArgumentException outOfRange(TaosColumn column, Number value) {
		return new IllegalArgumentException(value + " is out of the range of " + column.type().sqlName());
	}

	TaosEntityColumn column() {
		return this.column;
	}

	/**
	 * Add the value of a row, unless it is null.
	 */
	void write(Object row, Point point) {
		this.adder.add(row, point);
	}

	/** Adds a property's value. */
	@FunctionalInterface
	private interface Adder {

		void add(Object row, Point point);

	}

}
