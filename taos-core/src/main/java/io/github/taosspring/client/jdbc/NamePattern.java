package io.github.taosspring.client.jdbc;

import java.time.ZoneOffset;
import java.util.regex.Pattern;

import io.github.taosspring.client.sql.SqlLiteral;
import org.jspecify.annotations.Nullable;

/**
 * A name as DatabaseMetaData takes it: {@code %} stands for any characters, {@code _} for
 * one, and {@code \} takes the next character as it is. {@code null} is any name.
 */
final class NamePattern {

	/** Longer ones are refused by the server ({@code maxWildCardsLength}). */
	private static final int MAX_SERVER_LENGTH = 100;

	private final @Nullable String pattern;

	private final @Nullable String exact;

	private final Pattern regex;

	private NamePattern(@Nullable String pattern) {
		this.pattern = pattern;
		StringBuilder regex = new StringBuilder();
		StringBuilder literal = new StringBuilder();
		boolean wild = (pattern == null);
		String text = (pattern != null) ? pattern : "%";
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '%' || c == '_') {
				wild = true;
				regex.append((c == '%') ? ".*" : ".");
				continue;
			}
			char plain = (c == '\\' && i + 1 < text.length()) ? text.charAt(++i) : c;
			literal.append(plain);
			regex.append(Pattern.quote(String.valueOf(plain)));
		}
		this.exact = wild ? null : literal.toString();
		this.regex = Pattern.compile(regex.toString(), Pattern.DOTALL);
	}

	static NamePattern of(@Nullable String pattern) {
		return new NamePattern(pattern);
	}

	/**
	 * Make the pattern of one name, as stored.
	 */
	static NamePattern exactly(String name) {
		return new NamePattern(name.replaceAll("[\\\\%_]", "\\\\$0"));
	}

	boolean matches(String name) {
		return this.regex.matcher(name).matches();
	}

	/**
	 * Return the condition that lets the server leave out names, which may let through
	 * more than {@link #matches}.
	 * @param column the column of the names
	 * @return the condition with a leading {@code and}, empty if there is none
	 */
	String condition(String column) {
		if (this.exact != null) {
			return " and " + column + " = " + SqlLiteral.of(this.exact, ZoneOffset.UTC);
		}
		if (this.pattern == null || this.pattern.equals("%") || this.pattern.length() > MAX_SERVER_LENGTH
				|| this.pattern.endsWith("\\")) {
			return "";
		}
		return " and " + column + " like " + SqlLiteral.of(this.pattern, ZoneOffset.UTC);
	}

}
