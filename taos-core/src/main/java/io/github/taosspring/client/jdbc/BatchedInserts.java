package io.github.taosspring.client.jdbc;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts INSERT statements of a batch into one text: those that follow each other, are
 * alike up to VALUES, and have literals only behind it become
 * {@code INSERT ... VALUES (...) (...)}.
 * <p>
 * The server then does what it would have done one by one. That is why a statement with a
 * NULL stays by itself: behind a row with the same time, a NULL in the same text would
 * not take effect. So do {@code now} and other expressions, which one text evaluates
 * once.
 */
final class BatchedInserts {

	/** Below the server's 1 MiB, whatever bytes the characters take. */
	private static final int MAX_CHARACTERS = 300_000;

	private BatchedInserts() {
	}

	/**
	 * Put statements together.
	 * @param statements the statements in order
	 * @return texts to be run in order
	 */
	static List<Group> group(List<String> statements) {
		List<Group> groups = new ArrayList<>();
		int first = 0;
		while (first < statements.size()) {
			String head = statements.get(first);
			int tuples = startOfTuples(head);
			int count = (tuples >= 0) ? countTuples(head, tuples) : -1;
			int next = first + 1;
			if (count > 0) {
				StringBuilder text = new StringBuilder(head);
				List<Integer> rows = new ArrayList<>(List.of(count));
				while (next < statements.size() && append(text, head, tuples, statements.get(next), rows)) {
					next++;
				}
				groups.add(new Group(text.toString(), first, next, rows));
			}
			else {
				groups.add(new Group(head, first, next, List.of()));
			}
			first = next;
		}
		return groups;
	}

	private static boolean append(StringBuilder text, String head, int tuples, String statement, List<Integer> rows) {
		if (text.length() + statement.length() - tuples > MAX_CHARACTERS || statement.length() <= tuples
				|| !statement.regionMatches(0, head, 0, tuples)) {
			return false;
		}
		int count = countTuples(statement, tuples);
		if (count <= 0) {
			return false;
		}
		text.append(' ').append(statement, tuples, statement.length());
		rows.add(count);
		return true;
	}

	/**
	 * Find what follows the word VALUES of an INSERT.
	 * @return the position, -1 if the text is no such INSERT
	 */
	private static int startOfTuples(String sql) {
		int position = skipSpace(sql, 0);
		if (!isWord(sql, position, "insert")) {
			return -1;
		}
		while (position < sql.length()) {
			char ch = sql.charAt(position);
			if (ch == '\'' || ch == '"' || ch == '`') {
				position = endOfQuoted(sql, position);
			}
			else if (Character.isLetter(ch) || ch == '_') {
				int end = endOfWord(sql, position);
				if (isWord(sql, position, "values")) {
					return end;
				}
				position = end;
			}
			else if (ch == '-' || ch == '/' || ch == '?') {
				// may begin a comment; not worth telling apart
				return -1;
			}
			else {
				position++;
			}
		}
		return -1;
	}

	/**
	 * Count tuples of literals.
	 * @return how many there are up to the end, -1 if there is anything else
	 */
	private static int countTuples(String sql, int start) {
		int count = 0;
		int position = skipSpace(sql, start);
		while (position < sql.length()) {
			char ch = sql.charAt(position);
			if (ch == ',' && count > 0) {
				position = skipSpace(sql, position + 1);
				continue;
			}
			position = (ch == '(') ? endOfTuple(sql, position + 1) : -1;
			if (position < 0) {
				return -1;
			}
			count++;
			position = skipSpace(sql, position);
		}
		return count;
	}

	private static int endOfTuple(String sql, int start) {
		int position = start;
		while (position < sql.length()) {
			char ch = sql.charAt(position);
			if (ch == ')') {
				return position + 1;
			}
			if (ch == '\'' || ch == '"') {
				position = endOfQuoted(sql, position);
			}
			else if (Character.isDigit(ch)) {
				position = endOfWord(sql, position);
			}
			else if (isWord(sql, position, "true") || isWord(sql, position, "false")) {
				position = endOfWord(sql, position);
			}
			else if (ch == ',' || ch == '.' || Character.isWhitespace(ch) || isSign(sql, position)) {
				position++;
			}
			else {
				return -1;
			}
		}
		return -1;
	}

	private static boolean isSign(String sql, int position) {
		char ch = sql.charAt(position);
		return (ch == '-' || ch == '+') && position + 1 < sql.length() && Character.isDigit(sql.charAt(position + 1));
	}

	private static int endOfQuoted(String sql, int start) {
		char quote = sql.charAt(start);
		for (int i = start + 1; i < sql.length(); i++) {
			char ch = sql.charAt(i);
			if (ch == quote) {
				return i + 1;
			}
			if (ch == '\\' && quote != '`') {
				i++;
			}
		}
		return sql.length();
	}

	private static boolean isWord(String sql, int position, String word) {
		return sql.regionMatches(true, position, word, 0, word.length())
				&& endOfWord(sql, position) == position + word.length();
	}

	private static int endOfWord(String sql, int start) {
		int position = start;
		while (position < sql.length()
				&& (Character.isLetterOrDigit(sql.charAt(position)) || sql.charAt(position) == '_')) {
			position++;
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

	/**
	 * Statements that run as one text.
	 *
	 * @param sql the text
	 * @param from the first of them
	 * @param to the one after the last
	 * @param rowCounts the rows of each, empty if it is no INSERT of literals
	 */
	record Group(String sql, int from, int to, List<Integer> rowCounts) {

		long rows() {
			return this.rowCounts.stream().mapToLong(Integer::longValue).sum();
		}

		long rowsOf(int statement) {
			return this.rowCounts.get(statement - this.from);
		}

		int size() {
			return this.to - this.from;
		}

	}

}
