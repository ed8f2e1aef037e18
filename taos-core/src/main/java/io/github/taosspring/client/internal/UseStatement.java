package io.github.taosspring.client.internal;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Recognises {@code USE}, which changes the state of a whole connection.
 */
final class UseStatement {

	private static final Pattern USE = Pattern
		.compile("(?is)(?:\\s|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/)*+use\\s+(?:`([^`]+)`|(\\w+))\\s*;?\\s*");

	private UseStatement() {
	}

	/**
	 * Return the database of a {@code USE} statement; the server lower-cases it if it is
	 * not quoted.
	 * @return the name, {@code null} for any other statement
	 */
	static @Nullable String database(String sql) {
		Matcher matcher = USE.matcher(sql);
		if (sql.length() > 4096 || !matcher.matches()) {
			return null;
		}
		String quoted = matcher.group(1);
		return (quoted != null) ? quoted : matcher.group(2).toLowerCase(Locale.ROOT);
	}

}
