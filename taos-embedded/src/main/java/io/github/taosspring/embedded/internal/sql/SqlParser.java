package io.github.taosspring.embedded.internal.sql;

/**
 * Parses every statement but {@code INSERT … VALUES}. Thread-safe.
 */
public final class SqlParser {

	private SqlParser() {
	}

	/**
	 * Parse a statement. What follows a semicolon is ignored, as TDengine does.
	 * @param sql the text
	 * @return the statement
	 * @throws SqlException with code 0x2600 and the text from the offending token on, or
	 * 0x2601 for a text that ends too early
	 */
	public static Statement parse(String sql) {
		throw new UnsupportedOperationException("The grammar isn't there yet");
	}

}
