package io.github.taosspring.client.schemaless;

import java.nio.charset.StandardCharsets;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosLimits;
import io.github.taosspring.client.wire.LineBuffer;

/**
 * Writes points in one of the protocols. What a protocol cannot express is refused by
 * name, never changed. Not thread-safe.
 */
abstract class PointEncoder {

	private final SchemalessProtocol protocol;

	PointEncoder(SchemalessProtocol protocol) {
		this.protocol = protocol;
	}

	SchemalessProtocol protocol() {
		return this.protocol;
	}

	/**
	 * Write a point as a line, or several.
	 * @param time in the unit that the batch has
	 * @throws io.github.taosspring.client.TaosInterfaceException if the protocol cannot
	 * express it; a part of it was written
	 */
	abstract void encode(Point point, long time, LineBuffer out);

	static void putNumber(Point point, int field, LineBuffer out) {
		long bits = point.bits(field);
		switch (point.type(field)) {
			case DOUBLE -> out.putDouble(Double.longBitsToDouble(bits));
			case FLOAT -> out.putFloat(Float.intBitsToFloat((int) bits));
			case BIGINT_UNSIGNED -> out.putUnsignedLong(bits);
			default -> out.putLong(bits);
		}
	}

	void checkMeasurement(Point point) {
		String name = point.measurement();
		if (name.isEmpty()) {
			throw TaosErrors.misuse("The measurement of a point is empty");
		}
		checkBytes(name, "measurement", TaosLimits.TABLE_NAME_BYTES);
		if (point.fields() == 0) {
			throw TaosErrors.misuse("A point of '" + name + "' has no fields");
		}
	}

	void checkName(String name, String what, Point point) {
		if (name.isEmpty()) {
			throw TaosErrors.misuse("The name of a " + what + " of '" + point.measurement() + "' is empty");
		}
		checkBytes(name, what, TaosLimits.COLUMN_NAME_BYTES);
	}

	private static void checkBytes(String name, String what, int limit) {
		// a char is at most three bytes
		if (name.length() * 3 > limit) {
			int bytes = name.getBytes(StandardCharsets.UTF_8).length;
			if (bytes > limit) {
				throw TaosErrors.misuse("The name of a " + what + " has " + bytes + " bytes, of which TDengine allows "
						+ limit + ": " + name);
			}
		}
	}

	/**
	 * Return an exception for something that the protocol cannot express.
	 */
	TaosException inexpressible(String what, String name, Point point, String why) {
		return TaosErrors.unsupported("The " + what + " '" + name + "' of '" + point.measurement()
				+ "' cannot be written by the " + this.protocol.title() + ": " + why);
	}

	/**
	 * Return whether the adapter cuts it off at the ends of what comes over REST.
	 */
	static boolean isBlank(char value) {
		return Character.isSpaceChar(value) || value == '\u0085';
	}

	static String shown(char value) {
		return switch (value) {
			case '\n' -> "a line feed";
			case '\r' -> "a carriage return";
			case '\0' -> "NUL";
			case ' ' -> "a space";
			default -> "'" + value + "'";
		};
	}

}
