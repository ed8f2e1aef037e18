package io.github.taosspring.client.internal.rest;

import java.util.Locale;
import java.util.Set;

/**
 * Recognises statements that answer with rows. The answer to an update looks like one row
 * of an INT column {@code affected_rows}, which a query can have, too.
 */
final class Queries {

	private static final Set<String> FIRST_WORDS = Set.of("select", "show", "describe", "desc", "explain");

	private Queries() {
	}

	/**
	 * Return whether a statement begins as a query does.
	 */
	static boolean matches(String sql) {
		int start = 0;
		while (start < sql.length() && (sql.charAt(start) <= ' ' || sql.charAt(start) == '(')) {
			start++;
		}
		int end = start;
		while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
			end++;
		}
		return end - start <= 8 && FIRST_WORDS.contains(sql.substring(start, end).toLowerCase(Locale.ROOT));
	}

}
