package io.github.taosspring.embedded.internal.schemaless;

import io.github.taosspring.client.TaosType;

/**
 * A value that was read last. Reused, so that numbers allocate nothing.
 */
final class PointValue {

	private static final byte[] NOTHING = {};

	TaosType type = TaosType.NULL;

	/** The value of an integer or BOOL. */
	long longValue;

	/** The value of FLOAT or DOUBLE. */
	double doubleValue;

	/** The value of all other types. */
	byte[] bytes = NOTHING;

	void set(TaosType newType, long value) {
		this.type = newType;
		this.longValue = value;
	}

	void set(TaosType newType, double value) {
		this.type = newType;
		this.doubleValue = value;
	}

	void set(TaosType newType, byte[] value) {
		this.type = newType;
		this.bytes = value;
	}

	/**
	 * Return the bytes that count for the length of a column.
	 */
	int length() {
		return isText() ? this.bytes.length : this.type.width();
	}

	boolean isText() {
		return switch (this.type) {
			case VARCHAR, NCHAR, VARBINARY, GEOMETRY -> true;
			default -> false;
		};
	}

	/**
	 * Return the value as {@code Vector.get} gives it.
	 */
	Object toObject() {
		return switch (this.type) {
			case FLOAT, DOUBLE -> this.doubleValue;
			case VARCHAR, NCHAR, VARBINARY, GEOMETRY -> this.bytes;
			default -> this.longValue;
		};
	}

}
