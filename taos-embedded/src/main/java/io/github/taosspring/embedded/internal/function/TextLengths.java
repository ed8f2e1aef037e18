package io.github.taosspring.embedded.internal.function;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.vector.ColumnType;

/**
 * The lengths that TDengine finds for texts that functions make. It counts two bytes for
 * the length in front of each text and forgets to take them off again when it adds
 * several.
 */
final class TextLengths {

	/** The longest text ({@code TSDB_MAX_BINARY_LEN}). */
	static final int MAX_BYTES = 65_517;

	private static final int HEADER = 2;

	private static final int NCHAR_BYTES = 4;

	private TextLengths() {
	}

	/** Return the bytes of a character of a type. */
	static int bytesPerUnit(ColumnType type) {
		return (type.type() == TaosType.NCHAR) ? NCHAR_BYTES : 1;
	}

	/** Return the bytes of a type with the length in front. */
	static long bytes(ColumnType type) {
		return (long) type.length() * bytesPerUnit(type) + HEADER;
	}

	/** Return a text type of so many bytes with the length in front. */
	static ColumnType ofBytes(ColumnType like, long bytes) {
		long units = (bytes - HEADER) / bytesPerUnit(like);
		return Arguments.textLike(like, (int) Math.min(MAX_BYTES / bytesPerUnit(like), units));
	}

	/** Return what a type adds to the length of a concatenation. */
	static long units(ColumnType type) {
		return (long) type.length() + HEADER;
	}

	/** Return the length of a concatenation. */
	static int ofUnits(long units) {
		return (int) Math.min(MAX_BYTES, units - HEADER);
	}

}
