package io.github.taosspring.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Exact conversions to numbers. A float becomes the double of the same value; a decimal
 * or a text becomes a binary number only if that prints as the same decimal.
 */
final class NumberConversions {

	private static final Set<Class<?>> TARGETS = Set.of(Byte.class, Short.class, Integer.class, Long.class, Float.class,
			Double.class, BigInteger.class, BigDecimal.class);

	private NumberConversions() {
	}

	static boolean supports(Class<?> type) {
		return TARGETS.contains(type);
	}

	/**
	 * Convert a value.
	 * @param value the value
	 * @param type one of the supported types
	 * @return the number, {@code null} if the value is no number nor text
	 * @throws ArithmeticException if the type cannot hold the value exactly
	 */
	static @Nullable Object convert(Object value, Class<?> type) {
		if (value instanceof Boolean bool) {
			return fromIntegral(BigInteger.valueOf(bool ? 1 : 0), type);
		}
		if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long) {
			return fromLong(((Number) value).longValue(), type);
		}
		if (value instanceof BigInteger integer) {
			return fromIntegral(integer, type);
		}
		if (value instanceof Float number) {
			return (type == Double.class) ? (Object) number.doubleValue() : fromFloat(number, type);
		}
		if (value instanceof Double number) {
			return fromDouble(number, type);
		}
		if (value instanceof BigDecimal decimal) {
			return fromDecimal(decimal, type);
		}
		if (value instanceof String text) {
			return fromText(text, type);
		}
		return null;
	}

	private static Object fromLong(long value, Class<?> type) {
		if (type == Long.class) {
			return value;
		}
		if (type == Integer.class) {
			return Math.toIntExact(value);
		}
		return fromIntegral(BigInteger.valueOf(value), type);
	}

	private static Object fromIntegral(BigInteger value, Class<?> type) {
		if (type == Byte.class) {
			return value.byteValueExact();
		}
		if (type == Short.class) {
			return value.shortValueExact();
		}
		if (type == Integer.class) {
			return value.intValueExact();
		}
		if (type == Long.class) {
			return value.longValueExact();
		}
		if (type == BigInteger.class) {
			return value;
		}
		if (type == BigDecimal.class) {
			return new BigDecimal(value);
		}
		if (type == Float.class) {
			float number = value.floatValue();
			requireExact(Float.isFinite(number) && new BigDecimal(number).compareTo(new BigDecimal(value)) == 0, type);
			return number;
		}
		double number = value.doubleValue();
		requireExact(Double.isFinite(number) && new BigDecimal(number).compareTo(new BigDecimal(value)) == 0, type);
		return number;
	}

	private static Object fromFloat(float value, Class<?> type) {
		if (type == BigDecimal.class) {
			requireExact(Float.isFinite(value), type);
			return new BigDecimal(Float.toString(value));
		}
		return fromDouble(value, type);
	}

	private static Object fromDouble(double value, Class<?> type) {
		if (type == Float.class) {
			float number = (float) value;
			requireExact(Double.compare(number, value) == 0, type);
			return number;
		}
		requireExact(Double.isFinite(value), type);
		if (type == BigDecimal.class) {
			return BigDecimal.valueOf(value);
		}
		return fromIntegral(new BigDecimal(value).toBigIntegerExact(), type);
	}

	private static Object fromDecimal(BigDecimal value, Class<?> type) {
		if (type == BigDecimal.class) {
			return value;
		}
		if (type == Double.class) {
			double number = value.doubleValue();
			requireExact(Double.isFinite(number) && BigDecimal.valueOf(number).compareTo(value) == 0, type);
			return number;
		}
		if (type == Float.class) {
			float number = value.floatValue();
			requireExact(Float.isFinite(number) && new BigDecimal(Float.toString(number)).compareTo(value) == 0, type);
			return number;
		}
		// a text may say 1e999999999 or 1e-999999999: refuse it before it fills the
		// memory
		requireExact(value.precision() - (long) value.scale() <= 400
				&& (value.signum() == 0 || value.scale() < value.precision()), type);
		return fromIntegral(value.toBigIntegerExact(), type);
	}

	private static Object fromText(String text, Class<?> type) {
		if (type == Double.class && isSpecial(text)) {
			return Double.valueOf(text);
		}
		if (type == Float.class && isSpecial(text)) {
			return Float.valueOf(text);
		}
		return fromDecimal(decimal(text), type);
	}

	private static BigDecimal decimal(String text) {
		try {
			return new BigDecimal(text);
		}
		catch (NumberFormatException ex) {
			// the JDK's own message speaks of exponents to who never thought of one
			throw new NumberFormatException("the text is not a number");
		}
	}

	private static boolean isSpecial(String text) {
		return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
	}

	private static void requireExact(boolean exact, Class<?> type) {
		if (!exact) {
			throw new ArithmeticException("a " + type.getSimpleName() + " cannot hold it exactly");
		}
	}

}
