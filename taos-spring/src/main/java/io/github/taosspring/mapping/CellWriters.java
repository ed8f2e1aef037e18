package io.github.taosspring.mapping;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.sql.SqlLiteral;
import io.github.taosspring.client.statement.BatchColumn;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.TypeDescriptor;

/**
 * Chooses how a property's values get into a column: primitives without boxing, what the
 * column takes as it is, all else converted to the Java type that the column stands for.
 */
final class CellWriters {

	private static final Set<Class<?>> WHOLE = Set.of(Byte.class, Short.class, Integer.class, Long.class,
			BigInteger.class);

	private static final Set<Class<?>> INSTANTS = Set.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class,
			Date.class, Timestamp.class);

	private static final Set<Class<?>> LOCALS = Set.of(LocalDateTime.class, LocalDate.class, java.sql.Date.class);

	private final ValueConverter converter;

	private final ZoneId zone;

	CellWriters(ValueConverter converter, ZoneId zone) {
		this.converter = converter;
		this.zone = zone;
	}

	/**
	 * Choose a writer.
	 * @param wanted the column as it is mapped
	 * @param actual the column as the server has it
	 * @throws TaosMappingException if values would lose something without the mapping
	 * saying so
	 */
	CellWriter of(TaosEntityColumn wanted, TaosColumn actual) {
		EntityProperty property = wanted.property();
		Class<?> javaType = ColumnTypes.valueType(property.type());
		TaosType type = actual.type();
		boolean narrowing = type == TaosType.FLOAT && wanted.definition().type() != TaosType.FLOAT
				&& (javaType == Double.class || javaType == BigDecimal.class);
		if (narrowing) {
			throw new TaosMappingException("Column '" + actual.name() + "' is FLOAT in the database and would round "
					+ property.target() + "; annotate it with @Column(type = TaosType.FLOAT) if that is wanted", null);
		}
		CellWriter primitive = property.getter().getReturnType().isPrimitive() ? primitive(property.getter(), type)
				: null;
		return (primitive != null) ? primitive : reference(wanted, actual, javaType);
	}

	private static @Nullable CellWriter primitive(Method getter, TaosType type) {
		Class<?> javaType = getter.getReturnType();
		if (javaType == boolean.class && type == TaosType.BOOL) {
			Predicate<Object> accessor = Accessors.ofBoolean(getter);
			return (row, column) -> column.appendBoolean(accessor.test(row));
		}
		if ((javaType == float.class || javaType == double.class)
				&& (type == TaosType.FLOAT || type == TaosType.DOUBLE)) {
			ToDoubleFunction<Object> accessor = Accessors.ofDouble(getter);
			return (javaType == float.class) ? (row, column) -> column.appendFloat((float) accessor.applyAsDouble(row))
					: (row, column) -> column.appendDouble(accessor.applyAsDouble(row));
		}
		boolean whole = javaType == byte.class || javaType == short.class || javaType == int.class
				|| javaType == long.class;
		if (whole && (isNumber(type) || (javaType == long.class && type == TaosType.TIMESTAMP))) {
			ToLongFunction<Object> accessor = Accessors.ofLong(getter);
			return (type == TaosType.INT && javaType != long.class)
					? (row, column) -> column.appendInt((int) accessor.applyAsLong(row))
					: (row, column) -> column.appendLong(accessor.applyAsLong(row));
		}
		return null;
	}

	private CellWriter reference(TaosEntityColumn wanted, TaosColumn actual, Class<?> javaType) {
		Function<Object, @Nullable Object> accessor = Accessors.ofObject(wanted.property().getter());
		boolean optional = wanted.property().type().getType() == Optional.class;
		boolean key = wanted.role() == TaosEntityColumn.Role.COMPOSITE_KEY;
		Appender appender = appender(javaType, actual);
		return (row, column) -> {
			Object value = accessor.apply(row);
			if (optional && value instanceof Optional<?> holder) {
				value = holder.orElse(null);
			}
			if (value != null) {
				appender.append(value, column);
			}
			else if (key) {
				throw new IllegalArgumentException("a column of the primary key must not be null");
			}
			else {
				column.appendNull();
			}
		};
	}

	private Appender appender(Class<?> javaType, TaosColumn actual) {
		TaosType type = actual.type();
		if (isText(type) && CharSequence.class.isAssignableFrom(javaType)) {
			return (value, column) -> column.appendString((CharSequence) value);
		}
		if ((type == TaosType.VARCHAR || type == TaosType.NCHAR) && Enum.class.isAssignableFrom(javaType)) {
			return (value, column) -> column.appendString(((Enum<?>) value).name());
		}
		if (type == TaosType.TIMESTAMP && javaType == Instant.class) {
			return (value, column) -> column.appendInstant((Instant) value);
		}
		if (type == TaosType.TIMESTAMP && LOCALS.contains(javaType)) {
			return (value, column) -> column.appendInstant(SqlLiteral.toInstant(value, this.zone));
		}
		if (type == TaosType.JSON) {
			return (value, column) -> column.appendString(this.converter.requiredJson().toJson(value));
		}
		if (isDirect(javaType, type)) {
			return (value, column) -> column.appendObject(value);
		}
		TypeDescriptor natural = TypeDescriptor.valueOf(natural(type));
		return (value, column) -> column.appendObject(this.converter.convert(value, natural));
	}

	/**
	 * Return what a value is in the database, in a form that compares and can be written
	 * as a literal.
	 * @param value a property's value
	 * @param actual the column
	 * @return the value as a query would return it
	 */
	Object natural(Object value, TaosColumn actual) {
		TaosType type = actual.type();
		if (type == TaosType.JSON) {
			return (value instanceof CharSequence) ? value.toString() : this.converter.requiredJson().toJson(value);
		}
		if (type == TaosType.TIMESTAMP && (LOCALS.contains(value.getClass()) || INSTANTS.contains(value.getClass()))) {
			return SqlLiteral.toInstant(value, this.zone);
		}
		if (isText(type) && value instanceof Enum<?> constant) {
			return constant.name();
		}
		if (type == TaosType.FLOAT && value instanceof Number number) {
			return number.floatValue();
		}
		return this.converter.convert(value, TypeDescriptor.valueOf(natural(type)));
	}

	/**
	 * Return what a document says, apart from how it is written.
	 */
	Object readJson(String document) {
		return this.converter.fromJson(document, TypeDescriptor.valueOf(Object.class));
	}

	private static boolean isDirect(Class<?> javaType, TaosType type) {
		if (javaType == Boolean.class) {
			return type == TaosType.BOOL;
		}
		if (WHOLE.contains(javaType)) {
			return isNumber(type) || (javaType == Long.class && type == TaosType.TIMESTAMP);
		}
		if (javaType == Float.class || javaType == Double.class) {
			return type == TaosType.FLOAT || type == TaosType.DOUBLE;
		}
		if (javaType == BigDecimal.class) {
			return type.isDecimal() || type == TaosType.FLOAT || type == TaosType.DOUBLE;
		}
		if (INSTANTS.contains(javaType)) {
			return type == TaosType.TIMESTAMP;
		}
		return javaType == byte[].class && switch (type) {
			case VARCHAR, VARBINARY, GEOMETRY, BLOB -> true;
			default -> false;
		};
	}

	private static boolean isText(TaosType type) {
		return type == TaosType.VARCHAR || type == TaosType.NCHAR || type == TaosType.JSON;
	}

	private static boolean isNumber(TaosType type) {
		return natural(type) != Boolean.class && Number.class.isAssignableFrom(natural(type));
	}

	/** The Java type that a column stands for, wide enough for all its values. */
	private static Class<?> natural(TaosType type) {
		return switch (type) {
			case BOOL -> Boolean.class;
			case TINYINT, SMALLINT, INT, BIGINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED -> Long.class;
			case BIGINT_UNSIGNED -> BigInteger.class;
			case FLOAT -> Float.class;
			case DOUBLE -> Double.class;
			case DECIMAL, DECIMAL64 -> BigDecimal.class;
			case TIMESTAMP -> Instant.class;
			case VARBINARY, GEOMETRY, BLOB -> byte[].class;
			case VARCHAR, NCHAR, JSON, NULL -> String.class;
		};
	}

	/** Appends a value that is there. */
	@FunctionalInterface
	private interface Appender {

		void append(Object value, BatchColumn column);

	}

}
