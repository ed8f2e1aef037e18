package io.github.taosspring.embedded.internal.fault;

import java.util.regex.Pattern;

import io.github.taosspring.embedded.journal.RecordedRequest;

/**
 * Takes the secrets out of what is shown of a request.
 */
final class Secrets {

	/** The literal after PASS, as CREATE USER and ALTER USER have it, even if cut. */
	private static final Pattern PASSWORD = Pattern.compile(
			"\\b(pass|totpseed)(\\s*)('(?:[^'\\\\]++|\\\\.|'')*+(?:'|$)|\"(?:[^\"\\\\]++|\\\\.|\"\")*+(?:\"|$)|\\\\?$)",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private Secrets() {
	}

	/**
	 * Return a statement to be shown: not too long and without passwords.
	 */
	static String sql(String sql) {
		String shown = (sql.length() > RecordedRequest.MAX_SQL) ? sql.substring(0, RecordedRequest.MAX_SQL) : sql;
		return PASSWORD.matcher(shown).replaceAll("$1$2***");
	}

	/**
	 * Return a path to be shown: {@code /rest/login/{user}/{password}} and
	 * {@code /genauth/{user}/{password}/{db}} lose what follows the user.
	 */
	static String path(String path) {
		if (path.startsWith("/rest/login/")) {
			return "/rest/login";
		}
		return path.startsWith("/genauth/") ? "/genauth" : path;
	}

}
