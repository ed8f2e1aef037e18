package io.github.taosspring.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Compares the options of a database that exists with those wanted. An option that the
 * server does not show counts as equal.
 */
final class DatabaseComparison {

	private DatabaseComparison() {
	}

	/**
	 * Find what differs.
	 * @param wanted the database as the application wants it
	 * @param existing its row of {@code information_schema.ins_databases}
	 * @return the differences
	 */
	static List<String> differences(DatabaseDefinition wanted, Map<String, @Nullable Object> existing) {
		List<String> differences = new ArrayList<>();
		wanted.options().forEach((option, literal) -> {
			Object value = existing.get(option.toLowerCase(Locale.ROOT));
			if (value != null && !equal(literal, value.toString())) {
				differences.add("option " + option + " of database '" + wanted.name() + "' is " + literal
						+ " for the application and " + value + " in the database");
			}
		});
		return differences;
	}

	private static boolean equal(String literal, String existing) {
		String wanted = literal.startsWith("'") ? literal.substring(1, literal.length() - 1) : literal;
		String[] wantedParts = wanted.split(",");
		String[] existingParts = existing.split(",");
		// keep has three levels, of which the ones not given take the first
		for (int i = 0; i < existingParts.length; i++) {
			String part = wantedParts[Math.min(i, wantedParts.length - 1)];
			if (!normalize(part).equals(normalize(existingParts[i]))) {
				return false;
			}
		}
		return true;
	}

	private static String normalize(String value) {
		String text = value.strip().toLowerCase(Locale.ROOT);
		if (text.matches("[0-9]+[mhd]")) {
			long count = Long.parseLong(text.substring(0, text.length() - 1));
			long minutes = switch (text.charAt(text.length() - 1)) {
				case 'd' -> count * 1440;
				case 'h' -> count * 60;
				default -> count;
			};
			return minutes + "m";
		}
		return text;
	}

}
