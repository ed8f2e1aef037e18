package io.github.taosspring.embedded.conformance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How much of a recorded answer another answer matches.
 */
enum Likeness {

	/** Not even the code. */
	NONE,

	/** The code alone. */
	CODE,

	/** Code, column names, types and rows, but not all lengths. */
	DATA,

	/** Code, columns and rows; for an error, code and text. */
	EXACT;

	/**
	 * Compare REST answers.
	 * @param want the recorded answer with its marks {@code unordered}, {@code volatile}
	 * @param got the other
	 * @return the likeness
	 */
	static Likeness of(Map<String, @Nullable Object> want, Map<String, @Nullable Object> got) {
		if (!Objects.equals(want.get("code"), got.get("code"))) {
			return NONE;
		}
		if (isError(want)) {
			return Objects.equals(want.get("desc"), got.get("desc")) ? EXACT : CODE;
		}
		List<@Nullable Object> wantColumns = JsonTree.list(want, "column_meta");
		List<@Nullable Object> gotColumns = JsonTree.list(got, "column_meta");
		if (isVolatile(want)) {
			return columns(wantColumns, 1).equals(columns(gotColumns, 1)) ? EXACT : CODE;
		}
		if (!columns(wantColumns, 2).equals(columns(gotColumns, 2))) {
			return CODE;
		}
		boolean ordered = want.get("unordered") == null;
		if (!same(rows(want, ordered), rows(got, ordered))) {
			return CODE;
		}
		return wantColumns.equals(gotColumns) ? EXACT : DATA;
	}

	/**
	 * Return whether this counts as a match: an error matches by its code.
	 */
	boolean matches(Map<String, @Nullable Object> want) {
		return this == EXACT || this == DATA || (this == CODE && isError(want));
	}

	static boolean isError(Map<String, @Nullable Object> want) {
		return JsonTree.number(want, "code") != 0;
	}

	static boolean isVolatile(Map<String, @Nullable Object> want) {
		return want.get("volatile") != null;
	}

	private static List<@Nullable Object> columns(List<@Nullable Object> columns, int members) {
		List<@Nullable Object> cut = new ArrayList<>();
		for (Object column : columns) {
			cut.add((column instanceof List<?> list) ? List.copyOf(list.subList(0, members)) : column);
		}
		return cut;
	}

	private static List<@Nullable Object> rows(Map<String, @Nullable Object> answer, boolean ordered) {
		List<@Nullable Object> rows = JsonTree.list(answer, "data");
		if (!ordered) {
			rows = new ArrayList<>(rows);
			rows.sort(Comparator.comparing(Likeness::key));
		}
		return rows;
	}

	private static String key(@Nullable Object value) {
		if (value instanceof List<?> list) {
			return list.stream().map(Likeness::key).toList().toString();
		}
		return (value instanceof BigDecimal number) ? number.stripTrailingZeros().toPlainString()
				: String.valueOf(value);
	}

	/**
	 * Return whether two values are the same, numbers to a relative 1e-9.
	 */
	static boolean same(@Nullable Object want, @Nullable Object got) {
		if (want instanceof BigDecimal a && got instanceof BigDecimal b) {
			return close(a, b);
		}
		if (want instanceof List<?> a && got instanceof List<?> b) {
			if (a.size() != b.size()) {
				return false;
			}
			for (int i = 0; i < a.size(); i++) {
				if (!same(a.get(i), b.get(i))) {
					return false;
				}
			}
			return true;
		}
		return Objects.equals(want, got);
	}

	private static boolean close(BigDecimal a, BigDecimal b) {
		if (a.compareTo(b) == 0) {
			return true;
		}
		if (a.scale() <= 0 && b.scale() <= 0) {
			// integers have no rounding to forgive
			return false;
		}
		double x = a.doubleValue();
		double y = b.doubleValue();
		return Math.abs(x - y) <= Math.max(1e-9 * Math.max(Math.abs(x), Math.abs(y)), 1e-12);
	}

}
