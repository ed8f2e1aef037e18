package io.github.taosspring.client.sql;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosInterfaceException;
import org.jspecify.annotations.Nullable;

/**
 * A statement with {@code ?} for values, parsed once and rendered many times. Immutable
 * and thread-safe.
 * <p>
 * A {@code ?} in quotes, back-quotes or a comment is text, by TDengine's rules for them.
 * A value never merges with what stands beside it: where needed it gets a space, so that
 * {@code 1-?} with -5 becomes {@code 1- -5} and not a comment. A {@code ?} stands for a
 * value, not for a name or a part of a literal such as the number of {@code 5m}.
 */
public final class ParameterizedSql {

	private final String sql;

	/** Positions of the placeholders in {@link #sql}. */
	private final int[] positions;

	private ParameterizedSql(String sql, int[] positions) {
		this.sql = sql;
		this.positions = positions;
	}

	/**
	 * Parse a statement.
	 * @param sql the text; quotes and comments that do not end are left to the server
	 * @return the statement
	 * @throws TaosInterfaceException if the text holds NUL, where the server would stop
	 * reading
	 */
	public static ParameterizedSql parse(String sql) {
		int[] positions = new int[4];
		int count = 0;
		int index = 0;
		while (index < sql.length()) {
			int next = SqlText.skip(sql, index);
			if (sql.charAt(index) == '?') {
				if (count == positions.length) {
					positions = Arrays.copyOf(positions, count * 2);
				}
				positions[count++] = index;
			}
			index = next;
		}
		if (sql.indexOf('\0') >= 0) {
			throw TaosErrors.misuse("A statement must not contain NUL, the server stops reading there");
		}
		return new ParameterizedSql(sql, Arrays.copyOf(positions, count));
	}

	/**
	 * Return the text with its placeholders.
	 * @return the text as it was parsed
	 */
	public String sql() {
		return this.sql;
	}

	/**
	 * Return the number of placeholders.
	 * @return the number
	 */
	public int parameterCount() {
		return this.positions.length;
	}

	/**
	 * Return the text with literals for its placeholders.
	 * @param zone the session's zone, also that of values without one
	 * @param values as many as there are placeholders, of the types of
	 * {@link SqlLiteral#append}
	 * @return the text
	 * @throws TaosInterfaceException if the number is wrong or a value has no literal
	 */
	public String render(ZoneId zone, @Nullable Object... values) {
		return render(zone, Arrays.asList(values));
	}

	/**
	 * Return the text with literals for its placeholders.
	 * @param zone the session's zone, also that of values without one
	 * @param values as many as there are placeholders, of the types of
	 * {@link SqlLiteral#append}
	 * @return the text
	 * @throws TaosInterfaceException if the number is wrong or a value has no literal
	 */
	public String render(ZoneId zone, List<? extends @Nullable Object> values) {
		StringBuilder target = new StringBuilder(this.sql.length() + 16 * this.positions.length);
		render(target, zone, values);
		return target.toString();
	}

	/**
	 * Append the text with literals for its placeholders.
	 * @param target where to append
	 * @param zone the session's zone, also that of values without one
	 * @param values as many as there are placeholders, of the types of
	 * {@link SqlLiteral#append}
	 * @throws TaosInterfaceException if the number is wrong or a value has no literal;
	 * target then holds a part of the text
	 */
	public void render(StringBuilder target, ZoneId zone, List<? extends @Nullable Object> values) {
		if (values.size() != this.positions.length) {
			throw TaosErrors.misuse("The statement has " + this.positions.length + " parameters, but " + values.size()
					+ ((values.size() == 1) ? " value was given" : " values were given"));
		}
		int start = 0;
		for (int i = 0; i < this.positions.length; i++) {
			int position = this.positions[i];
			target.append(this.sql, start, position);
			if (position > 0 && !separates(this.sql.charAt(position - 1))) {
				target.append(' ');
			}
			append(target, zone, values.get(i), i + 1);
			start = position + 1;
			if (start < this.sql.length() && !separates(this.sql.charAt(start)) && this.sql.charAt(start) != '?') {
				target.append(' ');
			}
		}
		target.append(this.sql, start, this.sql.length());
	}

	private static void append(StringBuilder target, ZoneId zone, @Nullable Object value, int number) {
		try {
			SqlLiteral.append(target, value, zone);
		}
		catch (TaosInterfaceException ex) {
			throw TaosErrors.conversion("Parameter " + number + ": " + ex.getMessage());
		}
	}

	/**
	 * Return whether a character beside a literal can never become a part of its token.
	 */
	private static boolean separates(char ch) {
		return switch (ch) {
			case ' ', '\t', '\n', '\r', '(', ')', ',', '=', '<', '>', '+', '*', '/', ';' -> true;
			default -> false;
		};
	}

	@Override
	public String toString() {
		return this.sql;
	}

}
