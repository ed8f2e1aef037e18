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
