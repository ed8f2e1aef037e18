package io.github.taosspring.client.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Statements in one text, each ended by a semicolon.
 */
public final class SqlScript {

	private SqlScript() {
	}

	/**
	 * Return whether a text holds more than one statement, of which the server would run
	 * the first and not say so (seen on 3.3.7.5).
	 * @param sql the text
	 * @return whether anything but white space and comments follows a semicolon
	 */
	public static boolean holdsSeveral(String sql) {
		int index = (sql.indexOf(';') < 0) ? sql.length() : 0;
		boolean ended = false;
		while (index < sql.length()) {
			char ch = sql.charAt(index);
			int next = SqlText.skip(sql, index);
			boolean comment = (ch == '-' || ch == '/') && next > index + 1;
			if (ch == ';') {
				ended = true;
			}
			else if (ended && !comment && !Character.isWhitespace(ch)) {
				return true;
			}
			index = next;
		}
		return false;
	}

	/**
	 * Split a script. A semicolon in quotes, back-quotes or a comment is text. Comments
	 * ahead of a statement are cut off: the server does not know an INSERT behind one.
	 * @param script the text; the last statement needs no semicolon
	 * @return the statements in order, without their semicolons and without those that
	 * consist of white space and comments
	 */
	public static List<String> split(String script) {
		List<String> statements = new ArrayList<>();
		int start = -1;
		int index = 0;
		while (index < script.length()) {
			int next = SqlText.skip(script, index);
			char ch = script.charAt(index);
			if (ch == ';') {
				if (start >= 0) {
					statements.add(script.substring(start, index).strip());
				}
				start = -1;
			}
			else if (start < 0) {
				boolean comment = next > index + 1 && (ch == '-' || ch == '/');
				start = (comment || Character.isWhitespace(ch)) ? -1 : index;
			}
			index = next;
		}
		if (start >= 0) {
			statements.add(script.substring(start).strip());
		}
		return statements;
	}

}
