package io.github.taosspring.client.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.sql.SQLDataException;
import java.sql.SQLException;

/**
 * Reads the streams that setters are given, at once and to their end: values of TDengine
 * are small.
 */
final class StreamValues {

	private StreamValues() {
	}

	static String text(Reader source) throws SQLException {
		StringWriter text = new StringWriter();
		try {
			source.transferTo(text);
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
		return text.toString();
	}

	/**
	 * Read a number of characters.
	 * @throws SQLException if the reader has fewer
	 */
	static String text(Reader source, long length) throws SQLException {
		char[] text = new char[checked(length)];
		int count = 0;
		try {
			int read;
			while (count < text.length && (read = source.read(text, count, text.length - count)) >= 0) {
				count += read;
			}
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
		if (count < text.length) {
			throw tooShort(count, length, "characters");
		}
		return new String(text);
	}

	static byte[] bytes(InputStream source) throws SQLException {
		try {
			return source.readAllBytes();
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	/**
	 * Read a number of bytes.
	 * @throws SQLException if the stream has fewer
	 */
	static byte[] bytes(InputStream source, long length) throws SQLException {
		byte[] bytes;
		try {
			bytes = source.readNBytes(checked(length));
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
		if (bytes.length < length) {
			throw tooShort(bytes.length, length, "bytes");
		}
		return bytes;
	}

	static int checked(long length) throws SQLException {
		if (length < 0 || length > Integer.MAX_VALUE - 8) {
			throw JdbcErrors.invalid("A value cannot have the length " + length);
		}
		return (int) length;
	}

	private static SQLException tooShort(long count, long length, String unit) {
		return new SQLDataException("The stream ended after " + count + " of " + length + " " + unit, "22026");
	}

	private static SQLException unreadable(IOException ex) {
		return new SQLException("The stream of a parameter cannot be read: " + ex.getMessage(), "HY000", ex);
	}

}
