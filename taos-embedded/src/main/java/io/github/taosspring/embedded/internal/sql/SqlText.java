package io.github.taosspring.embedded.internal.sql;

import java.nio.charset.StandardCharsets;

/**
 * What TDengine does with a statement's text: folding it to lower case, unquoting, and
 * quoting it in errors.
 */
public final class SqlText {

	/** How much of a message a client sees ({@code ERROR_MSG_BUF_DEFAULT_SIZE}). */
	private static final int MESSAGE_BYTES = 511;

	/** The longest statement ({@code TSDB_MAX_ALLOWED_SQL_LEN}). */
	private static final int MAX_STATEMENT_BYTES = 1024 * 1024;

	private static final int TOO_LONG = 0x0219;

	private static final int SYNTAX_ERROR = 0x2600;

	private static final int INCOMPLETE = 0x2601;

	private SqlText() {
	}

	/**
	 * Fold everything outside of quotes to lower case, as TDengine does before it looks
	 * at a statement. The result has the same length.
	 * @param sql the statement
	 * @return the statement in lower case
	 */
	public static String fold(String sql) {
		int length = sql.length();
		char[] folded = null;
		char quote = 0;
		for (int i = 0; i < length; i++) {
			char c = sql.charAt(i);
			if (quote != 0) {
				if (c == '\\' && quote != '`') {
					i++;
				}
				else if (c == quote) {
					quote = 0;
				}
			}
			else if (c == '\'' || c == '"' || c == '`') {
				quote = c;
			}
			else if (c >= 'A' && c <= 'Z') {
				if (folded == null) {
					folded = sql.toCharArray();
				}
				folded[i] = (char) (c + ('a' - 'A'));
			}
		}
		return (folded == null) ? sql : new String(folded);
	}

	/**
	 * Return the value of a quoted string: escapes and doubled quotes are resolved;
	 * {@code \%}, {@code \_} and {@code \x} stay as they are for LIKE and for binary
	 * values.
	 * @param text the text
	 * @param start the position of the opening quote
	 * @param end the position after the closing quote
	 * @return the value
	 */
	public static String unquote(String text, int start, int end) {
		char quote = text.charAt(start);
		int first = start + 1;
		int last = end - 1;
		int i = first;
		while (i < last && text.charAt(i) != '\\' && text.charAt(i) != quote) {
			i++;
		}
		if (i == last) {
			return text.substring(first, last);
		}
		StringBuilder value = new StringBuilder(last - first);
		value.append(text, first, i);
		while (i < last) {
			char c = text.charAt(i++);
			if (c == quote && i < last && text.charAt(i) == quote) {
				i++;
			}
			else if (c == '\\' && i < last) {
				c = unescape(text.charAt(i++), value);
			}
			value.append(c);
		}
		return value.toString();
	}

	private static char unescape(char escaped, StringBuilder value) {
		return switch (escaped) {
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'b' -> '\b';
			case '%', '_', 'x' -> {
				value.append('\\');
				yield escaped;
			}
			default -> escaped;
		};
	}

	/**
	 * Return the error for a token that cannot stand where it does.
	 * @param text the statement
	 * @param position where the token starts
	 * @return the error: 0x2601 at the end of the text, otherwise 0x2600
	 */
	public static SqlException syntaxError(String text, int position) {
		if (position >= text.length()) {
			return new SqlException(INCOMPLETE, "Incomplete SQL statement");
		}
		return new SqlException(SYNTAX_ERROR, cut("syntax error near \"" + text.substring(position) + "\""));
	}

	/**
	 * Return the error for characters that are no token.
	 * @param text the statement
	 * @param position where they start
	 * @return the error, 0x2600
	 */
	public static SqlException unrecognizedToken(String text, int position) {
		return new SqlException(SYNTAX_ERROR, cut("unrecognized token: \"" + text.substring(position) + "\""));
	}

	/**
	 * Cut a message to the length at which a client sees it.
	 * @param message the message
	 * @return the message or its head
	 */
	public static String cut(String message) {
		return Names.cut(message, MESSAGE_BYTES);
	}

	/**
	 * Cut a text to a number of bytes in UTF-8, never inside a character.
	 * @param text the text
	 * @param bytes the most bytes to keep
	 * @return the text or its head
	 */
	public static String cut(String text, int bytes) {
		return Names.cut(text, bytes);
	}

	/**
	 * Check that a statement is not too long.
	 * @param sql the statement
	 * @throws SqlException 0x0219 if it has more than 1 MiB
	 */
	public static void requireLength(String sql) {
		if (sql.length() * 3L > MAX_STATEMENT_BYTES && bytes(sql) > MAX_STATEMENT_BYTES) {
			throw new SqlException(TOO_LONG, "SQL statement too long");
		}
	}

	/**
	 * Return the length of a text as the server counts it.
	 * @param text the text
	 * @return bytes in UTF-8
	 */
	public static int bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

}
