package io.github.taosspring.client.internal;

import java.util.List;

/**
 * Recognises statements that change nothing, by their first word: they may be killed, or
 * sent again, whatever became of them.
 */
final class ReadStatement {

	private static final List<String> WORDS = List.of("select", "show", "describe", "desc");

	private ReadStatement() {
	}

	static boolean matches(String sql) {
		int start = UseStatement.skipBlanks(sql, 0);
		for (String word : WORDS) {
			int end = start + word.length();
			if (sql.regionMatches(true, start, word, 0, word.length())
					&& (end == sql.length() || !Character.isJavaIdentifierPart(sql.charAt(end)))) {
				return true;
			}
		}
		return false;
	}

}
