package io.github.taosspring.client.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The values that a prepared statement's parameters have now. They stay until they are
 * set again or cleared. Numbers and points in time are kept as primitives, so that
 * setting them creates nothing.
 */
final class ParameterValues {

	private final Kind[] kinds;

	/** Integers, bits of floating-point numbers, seconds of points in time. */
	private final long[] bits;

	private final int[] nanos;

	private final @Nullable Object[] objects;

	ParameterValues(int count) {
		this.kinds = new Kind[count];
		this.bits = new long[count];
		this.nanos = new int[count];
		this.objects = new @Nullable Object[count];
		clear();
	}

	int count() {
		return this.kinds.length;
	}

	void clear() {
		Arrays.fill(this.kinds, Kind.MISSING);
		Arrays.fill(this.objects, null);
	}

	void setNull(int index) {
		this.kinds[index] = Kind.NULL;
		this.objects[index] = null;
	}

	void setBoolean(int index, boolean value) {
		set(index, Kind.BOOLEAN, value ? 1 : 0);
	}

	void setInteger(int index, long value) {
		set(index, Kind.INTEGER, value);
	}

	void setFloat(int index, float value) {
		set(index, Kind.FLOAT, Float.floatToRawIntBits(value));
	}

	void setDouble(int index, double value) {
		set(index, Kind.DOUBLE, Double.doubleToRawLongBits(value));
	}

	void setInstant(int index, long second, int nano) {
		set(index, Kind.INSTANT, second);
		this.nanos[index] = nano;
	}

	private void set(int index, Kind kind, long value) {
		this.kinds[index] = kind;
		this.bits[index] = value;
	}

	/**
	 * Set a String, BigInteger, BigDecimal or {@code byte[]}.
	 */
	void setObject(int index, Object value) {
		this.kinds[index] = Kind.OBJECT;
		this.objects[index] = value;
	}

	Kind kind(int index) {
		return this.kinds[index];
	}

	long integer(int index) {
		return this.bits[index];
	}

	boolean bool(int index) {
		return this.bits[index] != 0;
	}

	float floating(int index) {
		return Float.intBitsToFloat((int) this.bits[index]);
	}

	double number(int index) {
		return Double.longBitsToDouble(this.bits[index]);
	}

	long second(int index) {
		return this.bits[index];
	}

	int nano(int index) {
		return this.nanos[index];
	}

	Instant instant(int index) {
		return Instant.ofEpochSecond(this.bits[index], this.nanos[index]);
	}

	/**
	 * Return what {@link #setObject} was given.
	 */
	@Nullable Object object(int index) {
		return this.objects[index];
	}

	/**
	 * Refuse values that are not all there.
	 */
	void checkComplete() throws SQLException {
		for (Kind kind : this.kinds) {
			if (kind == Kind.MISSING) {
				throw incomplete();
			}
		}
	}

	private SQLException incomplete() {
		List<Integer> missing = new ArrayList<>();
		for (int i = 0; i < this.kinds.length; i++) {
			if (this.kinds[i] == Kind.MISSING) {
				missing.add(i + 1);
			}
		}
		return new SQLException("Of " + this.kinds.length + " parameters these are not set: " + missing, "07001");
	}

	/**
	 * Return the values as {@link io.github.taosspring.client.sql.SqlLiteral} takes them.
	 */
	@Nullable Object[] boxed() {
		@Nullable Object[] boxed = new @Nullable Object[this.kinds.length];
		for (int i = 0; i < boxed.length; i++) {
			boxed[i] = switch (this.kinds[i]) {
				case MISSING, NULL -> null;
				case BOOLEAN -> bool(i);
				case INTEGER -> integer(i);
				case FLOAT -> floating(i);
				case DOUBLE -> number(i);
				case INSTANT -> instant(i);
				case OBJECT -> this.objects[i];
			};
		}
		return boxed;
	}

	/**
	 * How a value is kept.
	 */
	enum Kind {

		/** Not set; NULL is a value. */
		MISSING,

		NULL, BOOLEAN, INTEGER, FLOAT, DOUBLE, INSTANT, OBJECT

	}

}
