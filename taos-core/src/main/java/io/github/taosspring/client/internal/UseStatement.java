package io.github.taosspring.client.internal;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Recognises {@code USE}, which changes the state of a whole connection.
 */
public final class UseStatement {

	private UseStatement() {
	}

	/**
	 * Return whether the first word of a statement is {@code USE}.
	 * @param sql the statement
	 * @return whether it is
	 */
	public static boolean matches(String sql) {
		return endOfUse(sql) >= 0;
	}

	/**
	 * Return the database of a {@code USE} statement; the server lower-cases it if it is
	 * not quoted.
	 * @param sql the statement
	 * @return the name, {@code null} for any other statement
	 */
	public static @Nullable String database(String sql) {
		int position = endOfUse(sql);
		if (position < 0) {
			return null;
		}
		position = skipBlanks(sql, position);
		boolean quoted = position < sql.length() && sql.charAt(position) == '`';
		int start = quoted ? position + 1 : position;
		int end = start;
		while (end < sql.length()
				&& (quoted ? sql.charAt(end) != '`' : Character.isJavaIdentifierPart(sql.charAt(end)))) {
			end++;
		}
		if (end == start || quoted && end == sql.length()) {
			return null;
		}
		String name = sql.substring(start, end);
		return quoted ? name : name.toLowerCase(Locale.ROOT);
	}

	private static int endOfUse(String sql) {
		int start = skipBlanks(sql, 0);
		int end = start + 3;
		if (!sql.regionMatches(true, start, "use", 0, 3)
				|| end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
			return -1;
		}
		return end;
	}

	/**
	 * Skip white space and comments.
	 */
	static int skipBlanks(String sql, int from) {
		int position = from;
		while (position < sql.length()) {
			if (Character.isWhitespace(sql.charAt(position))) {
				position++;
			}
			else if (sql.startsWith("--", position)) {
				int end = sql.indexOf('\n', position);
				position = (end < 0) ? sql.length() : end + 1;
			}
			else if (sql.startsWith("/*", position)) {
				int end = sql.indexOf("*/", position + 2);
				position = (end < 0) ? sql.length() : end + 2;
			}
			else {
				break;
			}
		}
		return position;
	}

}
