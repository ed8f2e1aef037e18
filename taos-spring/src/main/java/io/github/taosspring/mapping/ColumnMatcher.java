package io.github.taosspring.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.taosspring.client.TaosColumn;

/**
 * Finds the column for a name in Java: the label itself, else one that differs in case
 * and underscores only ({@code deviceId} takes {@code device_id}, {@code wstart} takes
 * {@code _wstart}), else {@code first}, {@code last} or {@code last_row} of such a
 * column. Two labels that fit equally well are an error.
 */
final class ColumnMatcher {

	// these hand a column's value through, and select last_row(*) cannot name its columns
	private static final Pattern PASSED_THROUGH = Pattern.compile("(?i)(?:first|last|last_row)\\(`?([^()`]+)`?\\)");

	private final List<TaosColumn> columns;

	ColumnMatcher(List<TaosColumn> columns) {
		this.columns = columns;
	}

	/**
	 * Find a column.
	 * @param name the name in Java
	 * @param target what the value is for, for the message
	 * @return the column's position
	 * @throws TaosMappingException if there is none or more than one
	 */
	int match(String name, String target) {
		int index = find(name, target);
		if (index < 0) {
			throw new TaosMappingException("No column for " + target + ": the result has "
					+ this.columns.stream()
						.map((column) -> "'" + column.name() + "'")
						.collect(Collectors.joining(", ")),
					null);
		}
		return index;
	}

	/**
	 * Find a column that may be absent.
	 * @param name the name in Java
	 * @param target what the value is for, for the message
	 * @return the column's position, -1 if there is none
	 * @throws TaosMappingException if there is more than one
	 */
	int find(String name, String target) {
		List<Integer> found = find((label) -> label.equals(name));
		if (found.isEmpty()) {
			String normalized = normalize(name);
			found = find((label) -> normalize(label).equals(normalized));
			if (found.isEmpty()) {
				found = find((label) -> {
					Matcher matcher = PASSED_THROUGH.matcher(label);
					return matcher.matches() && normalize(matcher.group(1)).equals(normalized);
				});
			}
		}
		if (found.size() > 1) {
			throw new TaosMappingException("More than one column for " + target + ": "
					+ found.stream()
						.map((index) -> "'" + this.columns.get(index).name() + "'")
						.collect(Collectors.joining(", "))
					+ "; give them different labels", null);
		}
		return found.isEmpty() ? -1 : found.get(0);
	}

	private List<Integer> find(Predicate<String> test) {
		List<Integer> found = new ArrayList<>();
		for (int i = 0; i < this.columns.size(); i++) {
			if (test.test(this.columns.get(i).name())) {
				found.add(i);
			}
		}
		return found;
	}

	private static String normalize(String name) {
		return name.replace("_", "").toLowerCase(Locale.ROOT);
	}

}
