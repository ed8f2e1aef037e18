package io.github.taosspring.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.ClassUtils;

/**
 * Which type a column has by its Java type and its {@link Column} annotation, and which
 * types can be.
 */
final class ColumnTypes {

	private static final int DEFAULT_LENGTH = 255;

	private static final int ENUM_LENGTH = 64;

	private static final int UUID_LENGTH = 36;

	private static final int MAX_BYTES = 65_517;

	private static final int MAX_NCHARS = 16_379;

	private static final int MAX_TAG_BYTES = 16_382;

	private static final int MAX_TAG_NCHARS = 4_095;

	/** The length that {@code describe} shows for a JSON tag, in characters. */
	private static final int JSON_LENGTH = 4_095;

	private static final int MAX_DECIMAL64_PRECISION = 18;

	private static final int MAX_DECIMAL_PRECISION = 38;

	private static final Map<Class<?>, TaosType> DEFAULTS = new HashMap<>();

	static {
		DEFAULTS.put(Boolean.class, TaosType.BOOL);
		DEFAULTS.put(Byte.class, TaosType.TINYINT);
		DEFAULTS.put(Short.class, TaosType.SMALLINT);
		DEFAULTS.put(Integer.class, TaosType.INT);
		DEFAULTS.put(Long.class, TaosType.BIGINT);
		DEFAULTS.put(Float.class, TaosType.FLOAT);
		DEFAULTS.put(Double.class, TaosType.DOUBLE);
		DEFAULTS.put(BigDecimal.class, TaosType.DECIMAL);
		DEFAULTS.put(Character.class, TaosType.VARCHAR);
		DEFAULTS.put(UUID.class, TaosType.VARCHAR);
		DEFAULTS.put(byte[].class, TaosType.VARBINARY);
		for (Class<?> time : new Class<?>[] { Instant.class, OffsetDateTime.class, ZonedDateTime.class,
				LocalDateTime.class, LocalDate.class }) {
			DEFAULTS.put(time, TaosType.TIMESTAMP);
		}
	}

	private ColumnTypes() {
	}

	/**
	 * Return the type of a value without the {@code Optional} around it, primitives as
	 * their wrappers.
	 */
	static Class<?> valueType(TypeDescriptor descriptor) {
		Class<?> type = descriptor.getType();
		if (type == Optional.class) {
			return descriptor.getResolvableType().getGeneric(0).resolve(Object.class);
		}
		return ClassUtils.resolvePrimitiveIfNecessary(type);
	}

	/**
	 * Make the column of a property.
	 * @param name the column's name
	 * @param property the property
	 * @param role what the column is for
	 * @throws TaosMappingException if TDengine has no such column
	 */
	static TaosColumn column(String name, EntityProperty property, TaosEntityColumn.Role role) {
		Class<?> javaType = valueType(property.type());
		MergedAnnotation<Column> annotation = property.annotations().get(Column.class);
		TaosType type = annotation.isPresent() ? annotation.getEnum("type", TaosType.class) : TaosType.NULL;
		int length = annotation.isPresent() ? annotation.getInt("length") : 0;
		int precision = annotation.isPresent() ? annotation.getInt("precision") : 0;
		int scale = annotation.isPresent() ? annotation.getInt("scale") : 0;
		if (type == TaosType.NULL) {
			boolean timestamp = role == TaosEntityColumn.Role.TIMESTAMP;
			type = timestamp ? TaosType.TIMESTAMP : defaultType(javaType, role, property);
		}
		check(type, role, property);
		if (type.isDecimal()) {
			return decimal(name, precision, scale, property);
		}
		if (precision != 0 || scale != 0) {
			throw invalid(property, "precision and scale are for DECIMAL, its type is " + type.sqlName());
		}
		return new TaosColumn(name, type, length(type, length, javaType, role, property), 0, 0);
	}

	private static TaosType defaultType(Class<?> javaType, TaosEntityColumn.Role role, EntityProperty property) {
		TaosType type = find(javaType);
		if (type == null && role == TaosEntityColumn.Role.TAG) {
			return TaosType.JSON;
		}
		if (type == null) {
			throw invalid(property, "a " + javaType.getName()
					+ " has no column type of its own; give it one by @Column(type = ...) and a converter to it");
		}
		return type;
	}

	private static @Nullable TaosType find(Class<?> javaType) {
		if (CharSequence.class.isAssignableFrom(javaType) || Enum.class.isAssignableFrom(javaType)) {
			return TaosType.VARCHAR;
		}
		if (Date.class.isAssignableFrom(javaType)) {
			return TaosType.TIMESTAMP;
		}
		return DEFAULTS.get(javaType);
	}

	private static void check(TaosType type, TaosEntityColumn.Role role, EntityProperty property) {
		switch (role) {
			case TIMESTAMP -> require(type == TaosType.TIMESTAMP, property,
					"a timestamp column has the type TIMESTAMP, not " + type.sqlName());
			case COMPOSITE_KEY -> {
				boolean key = switch (type) {
					case INT, INT_UNSIGNED, BIGINT, BIGINT_UNSIGNED, VARCHAR -> true;
					default -> false;
				};
				require(key, property, "the second column of a primary key has the type INT, BIGINT, "
						+ "their unsigned kin or VARCHAR, not " + type.sqlName());
			}
			case COLUMN -> require(type != TaosType.JSON, property, "JSON is a type of tags only");
			case TAG ->
				require(type != TaosType.BLOB && !type.isDecimal(), property, type.sqlName() + " is no type of tags");
		}
	}

	private static TaosColumn decimal(String name, int precision, int scale, EntityProperty property) {
		require(precision >= 1 && precision <= MAX_DECIMAL_PRECISION && scale >= 0 && scale <= precision, property,
				"a DECIMAL needs @Column(precision = 1 to 38, scale = 0 to precision), has precision " + precision
						+ " and scale " + scale);
		TaosType type = (precision <= MAX_DECIMAL64_PRECISION) ? TaosType.DECIMAL64 : TaosType.DECIMAL;
		return new TaosColumn(name, type, type.width(), precision, scale);
	}

	private static int length(TaosType type, int length, Class<?> javaType, TaosEntityColumn.Role role,
			EntityProperty property) {
		boolean tag = role == TaosEntityColumn.Role.TAG;
		int max = switch (type) {
			case VARCHAR, VARBINARY, GEOMETRY -> tag ? MAX_TAG_BYTES : MAX_BYTES;
			case NCHAR -> tag ? MAX_TAG_NCHARS : MAX_NCHARS;
			default -> 0;
		};
		if (max == 0) {
			require(length == 0, property, type.sqlName() + " takes no length");
			return (type == TaosType.JSON) ? JSON_LENGTH : type.width();
		}
		require(length >= 0 && length <= max, property,
				"the length of " + type.sqlName() + " is 1 to " + max + " here, not " + length);
		return (length != 0) ? length : defaultLength(javaType);
	}

	private static int defaultLength(Class<?> javaType) {
		if (Enum.class.isAssignableFrom(javaType)) {
			return ENUM_LENGTH;
		}
		if (javaType == UUID.class) {
			return UUID_LENGTH;
		}
		return (javaType == Character.class) ? Character.BYTES * 2 : DEFAULT_LENGTH;
	}

	private static void require(boolean condition, EntityProperty property, String message) {
		if (!condition) {
			throw invalid(property, message);
		}
	}

	private static TaosMappingException invalid(EntityProperty property, String message) {
		return new TaosMappingException("Cannot map " + property.target() + ": " + message, null);
	}

}
