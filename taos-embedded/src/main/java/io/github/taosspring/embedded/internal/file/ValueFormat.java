package io.github.taosspring.embedded.internal.file;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Values of tags and moments in records.
 */
final class ValueFormat {

	private static final int NULL = 0;

	private static final int LONG = 1;

	private static final int DOUBLE = 2;

	private static final int BYTES = 3;

	private static final int DECIMAL = 4;

	private ValueFormat() {
	}

	static void write(RecordBuffer target, @Nullable Object[] values) {
		target.putInt(values.length);
		for (Object value : values) {
			write(target, value);
		}
	}

	private static void write(RecordBuffer target, @Nullable Object value) {
		if (value == null) {
			target.putByte(NULL);
		}
		else if (value instanceof Long number) {
			target.putByte(LONG);
			target.putLong(number);
		}
		else if (value instanceof Double number) {
			target.putByte(DOUBLE);
			target.putLong(Double.doubleToRawLongBits(number));
		}
		else if (value instanceof byte[] bytes) {
			target.putByte(BYTES);
			target.putBytes(bytes);
		}
		else if (value instanceof BigDecimal decimal) {
			target.putByte(DECIMAL);
			writeDecimal(target, decimal);
		}
		else {
			throw new IllegalArgumentException("A value of " + value.getClass().getName() + " can't be logged");
		}
	}

	static @Nullable Object[] read(RecordInput source) {
		@Nullable Object[] values = new @Nullable Object[source.getCount()];
		for (int i = 0; i < values.length; i++) {
			values[i] = readValue(source);
		}
		return values;
	}

	private static @Nullable Object readValue(RecordInput source) {
		int kind = source.getByte();
		return switch (kind) {
			case NULL -> null;
			case LONG -> source.getLong();
			case DOUBLE -> source.getDouble();
			case BYTES -> source.getBytes();
			case DECIMAL -> readDecimal(source);
			default -> throw new IllegalArgumentException("Unknown kind of value " + kind);
		};
	}

	static void writeDecimal(RecordBuffer target, BigDecimal decimal) {
		target.putInt(decimal.scale());
		target.putBytes(decimal.unscaledValue().toByteArray());
	}

	static BigDecimal readDecimal(RecordInput source) {
		int scale = source.getInt();
		return new BigDecimal(new BigInteger(source.getBytes()), scale);
	}

	static void write(RecordBuffer target, Instant moment) {
		target.putLong(moment.getEpochSecond());
		target.putInt(moment.getNano());
	}

	static Instant readMoment(RecordInput source) {
		long seconds = source.getLong();
		return Instant.ofEpochSecond(seconds, source.getInt());
	}

}
