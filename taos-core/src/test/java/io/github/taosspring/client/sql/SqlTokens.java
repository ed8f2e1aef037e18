package io.github.taosspring.client.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL into tokens by the rules of {@code parTokenizer.c}, written apart from the
 * code under test, and decodes string tokens by those of {@code trimString}.
 */
final class SqlTokens {

	private SqlTokens() {
	}

	static List<String> of(String sql) {
		List<String> tokens = new ArrayList<>();
		int i = 0;
		while (i < sql.length()) {
			int end = end(sql, i);
			String token = sql.substring(i, end);
			if (!token.isBlank()) {
				tokens.add(token);
			}
			i = end;
		}
		return tokens;
	}

	private static char at(String sql, int i) {
		return (i < sql.length()) ? sql.charAt(i) : '\0';
	}

	private static int end(String sql, int start) {
		char ch = sql.charAt(start);
		int i = start;
		if (Character.isWhitespace(ch)) {
			return start + 1;
		}
		if (ch == '-' && at(sql, start + 1) == '-') {
			while (i < sql.length() && sql.charAt(i) != '\n') {
				i++;
			}
			return i;
		}
		if (ch == '/' && at(sql, start + 1) == '*' && start + 2 < sql.length()) {
			for (i = start + 3; i < sql.length(); i++) {
				if (sql.charAt(i) == '/' && sql.charAt(i - 1) == '*') {
					return i + 1;
				}
			}
			return sql.length();
		}
		if (ch == '\'' || ch == '"' || ch == '`') {
			for (i = start + 1; i < sql.length(); i++) {
				if (ch != '`' && sql.charAt(i) == '\\') {
					i++;
				}
				else if (sql.charAt(i) == ch) {
					if (at(sql, i + 1) != ch) {
						return i + 1;
					}
					i++;
				}
			}
			throw new AssertionError("Unterminated: " + sql);
		}
		if (isDigit(ch) || (ch == '.' && isDigit(at(sql, start + 1)))) {
			return endOfNumber(sql, start);
		}
		if (isIdentifier(ch)) {
			while (isIdentifier(at(sql, i))) {
				i++;
			}
			return i;
		}
		return start + 1;
	}

	private static int endOfNumber(String sql, int start) {
		int i = start;
		while (isDigit(at(sql, i))) {
			i++;
		}
		if (Character.isLetter(at(sql, i)) && at(sql, i) != 'e' && at(sql, i) != 'E') {
			return i + 1;
		}
		if (at(sql, i) == '.') {
			i++;
			while (isDigit(at(sql, i))) {
				i++;
			}
		}
		if (at(sql, i) == 'e' || at(sql, i) == 'E') {
			i += (at(sql, i + 1) == '-' || at(sql, i + 1) == '+') ? 2 : 1;
			while (isDigit(at(sql, i))) {
				i++;
			}
		}
		return i;
	}

	private static boolean isDigit(char ch) {
		return ch >= '0' && ch <= '9';
	}

	private static boolean isIdentifier(char ch) {
		return ch == '_' || ch > 127 || isDigit(ch) || (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z');
	}

	static String decode(String token) {
		StringBuilder text = new StringBuilder();
		char delimiter = token.charAt(0);
		for (int i = 1; i < token.length() - 1; i++) {
			char ch = token.charAt(i);
			char next = token.charAt(i + 1);
			if (ch == delimiter && next == delimiter) {
				text.append(ch);
				i++;
			}
			else if (ch == '\\') {
				switch (next) {
					case 'n' -> text.append('\n');
					case 'r' -> text.append('\r');
					case 't' -> text.append('\t');
					case '%', '_', 'x' -> text.append(ch).append(next);
					default -> text.append(next);
				}
				i++;
			}
			else {
				text.append(ch);
			}
		}
		return text.toString();
	}

}
