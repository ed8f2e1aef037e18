package io.github.taosspring.client.jdbc;

import java.util.Locale;

import io.github.taosspring.client.sql.SqlScript;

/**
 * Tells INSERTs that the server can describe, and bind as far as it matters: one table or
 * one {@code ?} with USING, and a single list of values that are all {@code ?}. A literal
 * or a function among the values, such as {@code now}, would be evaluated once for all
 * rows of a batch.
 */
final class InsertShape {

	private InsertShape() {
	}

	static boolean isDescribable(String sql) {
		int start = skipSpace(sql, 0);
		int tuple = startOfTuple(sql);
		if (tuple < 0 || !isWord(sql, start, "insert") || SqlScript.holdsSeveral(sql)) {
			return false;
		}
		int table = startOfTable(sql, start);
		// of "insert into ? values" the server does not tell the columns
		return sql.charAt(table) != '?' || hasUsing(sql);
	}

	private static int startOfTable(String sql, int insert) {
		int into = skipSpace(sql, insert + "insert".length());
		return isWord(sql, into, "into") ? skipSpace(sql, into + "into".length()) : into;
	}

	/**
	 * Return the table that a describable INSERT names.
	 */
	static String table(String sql) {
		int start = startOfTable(sql, skipSpace(sql, 0));
		int end = start;
		while (!Character.isWhitespace(sql.charAt(end)) && sql.charAt(end) != '(') {
			end++;
		}
		return sql.substring(start, end).replace("`", "");
	}

	/**
	 * Return whether a describable INSERT creates its table where it is missing.
	 */
	static boolean hasUsing(String sql) {
		int table = startOfTable(sql, skipSpace(sql, 0));
		String rest = sql.substring(table).toLowerCase(Locale.ROOT);
		int using = rest.indexOf("using");
		while (using >= 0) {
			if (using > 0 && !isPartOfWord(rest.charAt(using - 1)) && isWord(rest, using, "using")) {
				return true;
			}
			using = rest.indexOf("using", using + 1);
		}
		return false;
	}

	private static boolean isPartOfWord(char ch) {
		return Character.isLetterOrDigit(ch) || ch == '_' || ch == '`';
	}

	/**
	 * Find VALUES in front of a list of placeholders that ends the text.
	 * @return its position, -1 if the text does not end so
	 */
	private static int startOfTuple(String sql) {
		int position = lastBefore(sql, sql.length());
		if (position >= 0 && sql.charAt(position) == ';') {
			position = lastBefore(sql, position);
		}
		if (position < 0 || sql.charAt(position) != ')') {
			return -1;
		}
		char before = ',';
		while (before == ',') {
			position = lastBefore(sql, position);
			if (position < 0 || sql.charAt(position) != '?') {
				return -1;
			}
			position = lastBefore(sql, position);
			before = (position < 0) ? 0 : sql.charAt(position);
		}
		int end = (before == '(') ? lastBefore(sql, position) + 1 : 0;
		int start = end - "values".length();
		return (start > 0 && isWord(sql, start, "values") && !isPartOfWord(sql.charAt(start - 1))) ? start : -1;
	}

	private static int lastBefore(String sql, int end) {
		int position = end - 1;
		while (position >= 0 && Character.isWhitespace(sql.charAt(position))) {
			position--;
		}
		return position;
	}

	private static int skipSpace(String sql, int start) {
		int position = start;
		while (position < sql.length() && Character.isWhitespace(sql.charAt(position))) {
			position++;
		}
		return position;
	}

	private static boolean isWord(String sql, int position, String word) {
		int end = position + word.length();
		return sql.regionMatches(true, position, word, 0, word.length())
				&& (end == sql.length() || !(Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_'));
	}

}
