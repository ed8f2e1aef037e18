package io.github.taosspring.client.sql;

/**
 * Steps over what is no code in a statement. The rules are those of TDengine's
 * {@code parTokenizer.c}: quotes are {@code '}, {@code "} and back-quote, ended by a
 * single one of their kind; a backslash escapes the next character in the first two;
 * {@code --} runs to the end of the line, and a block comment does not nest.
 */
final class SqlText {

	private SqlText() {
	}

	/**
	 * Return where the next character of code can be.
	 * @param sql the text; quotes and comments that do not end are left to the server
	 * @param index where a quoted text, a comment or anything else begins
	 * @return the end of the quoted text or comment, else the next position
	 */
	static int skip(String sql, int index) {
		return switch (sql.charAt(index)) {
			case '\'', '"', '`' -> endOfQuoted(sql, index);
			case '-', '/' -> endOfComment(sql, index);
			default -> index + 1;
		};
	}

	/**
	 * Return where a quoted text ends. A doubled quote needs no care: it ends one text
	 * and begins the next.
	 */
	private static int endOfQuoted(String sql, int start) {
		char quote = sql.charAt(start);
		int index = start + 1;
		while (index < sql.length()) {
			char ch = sql.charAt(index++);
			if (ch == quote) {
				return index;
			}
			if (ch == '\\' && quote != '`') {
				index++;
			}
		}
		return sql.length();
	}

	private static int endOfComment(String sql, int start) {
		if (sql.startsWith("--", start)) {
			int end = sql.indexOf('\n', start);
			return (end < 0) ? sql.length() : end;
		}
		// a comment's third character belongs to it, whatever it is
		if (sql.startsWith("/*", start) && start + 2 < sql.length()) {
			int end = sql.indexOf("*/", start + 2);
			return (end < 0) ? sql.length() : end + 2;
		}
		return start + 1;
	}

}
