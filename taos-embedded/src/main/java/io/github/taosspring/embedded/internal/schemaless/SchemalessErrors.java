package io.github.taosspring.embedded.internal.schemaless;

import java.nio.charset.StandardCharsets;

import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * The failures of schemaless writing, with TDengine's codes and texts
 * ({@code clientSml*.c}, {@code terror.c}).
 */
public final class SchemalessErrors {

	static final int INVALID_TIMESTAMP = 0x0127;

	static final int INVALID_VALUE = 0x0203;

	static final int TABLE_NAME = 0x020A;

	static final int COLUMN_NAME = 0x021F;

	/** The points don't have the form of their protocol, or don't fit the table. */
	public static final int INVALID_DATA = 0x3002;

	/** A message that quotes the points has room for no more bytes. */
	private static final int MESSAGE_BYTES = 511;

	private SchemalessErrors() {
	}

	static SqlException invalidData() {
		return new SqlException(INVALID_DATA, "Invalid data format");
	}

	static SqlException invalidValue() {
		return new SqlException(INVALID_VALUE, "Invalid value in client");
	}

	static SqlException invalidTimestamp() {
		return new SqlException(INVALID_TIMESTAMP, "Invalid timestamp format");
	}

	static SqlException invalidJson() {
		return new SqlException(0x0221, "Invalid JSON format");
	}

	static SqlException invalidJsonType() {
		return new SqlException(0x0222, "Invalid JSON data type");
	}

	static SqlException tooLong() {
		return new SqlException(0x2642, "Invalid varbinary/binary/nchar column/tag length");
	}

	/**
	 * Return the failure of a name that occurs twice among columns and tags.
	 * @return the failure
	 */
	public static SqlException duplicate() {
		return new SqlException(0x263C, "Duplicated column names");
	}

	/**
	 * Return a failure whose text ends with the points from somewhere on, to the end of
	 * all of them, as TDengine has it.
	 */
	static SqlException quoting(int code, String text, byte[] data, int from) {
		return new SqlException(code, quote(text + ":", data, from));
	}

	static String quote(String text, byte[] data, int from) {
		int room = MESSAGE_BYTES - text.length();
		int length = Math.min(room, data.length - from);
		return (length <= 0) ? text : text + new String(data, from, length, StandardCharsets.UTF_8);
	}

	/**
	 * Cut a text to the bytes that a message has room for.
	 * @param text the text
	 * @return the text or its beginning
	 */
	public static String cut(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return (bytes.length <= MESSAGE_BYTES) ? text : new String(bytes, 0, MESSAGE_BYTES, StandardCharsets.UTF_8);
	}

}
