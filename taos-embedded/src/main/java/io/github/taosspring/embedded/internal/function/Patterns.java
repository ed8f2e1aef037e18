package io.github.taosspring.embedded.internal.function;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * {@code LIKE} and {@code MATCH}.
 */
public final class Patterns {

	private Patterns() {
	}

	/**
	 * Return the function of {@code LIKE}.
	 * @param negated whether it is {@code NOT LIKE}
	 * @return the function of a text and a pattern
	 */
	public static ScalarFunction like(boolean negated) {
		return of("like", negated, (text, pattern) -> matches(text, 0, pattern, 0));
	}

	/**
	 * Return the function of {@code MATCH}.
	 * @param negated whether it is {@code NMATCH}
	 * @return the function of a text and a regular expression
	 */
	public static ScalarFunction match(boolean negated) {
		return of("match", negated, new RegexTest());
	}

	private static ScalarFunction of(String name, boolean negated, Test test) {
		return Lift.of(name, (arguments) -> {
			for (Argument argument : arguments) {
				ColumnType type = argument.type();
				if (!type.isText() && !type.isNull() && type.type() != TaosType.JSON) {
					throw new SqlException(0x2605, "Invalid value type: " + type.type().sqlName());
				}
			}
			return ColumnType.BOOL;
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				if (!Arguments.anyNull(arguments, row)) {
					String text = arguments[0].text(row);
					if (arguments[0].type().type() == TaosType.JSON) {
						text = JsonValues.unquote(text);
					}
					result.longs[row] = (test.holds(text, arguments[1].text(row)) != negated) ? 1 : 0;
				}
			}
			return result;
		});
	}

	/**
	 * Return whether a text matches a pattern of LIKE: the case of ASCII letters doesn't
	 * count (measured on 3.3.7.5), {@code %} stands for any text, {@code _} for a
	 * character, a backslash before either for itself.
	 * @param text the text
	 * @param pattern the pattern
	 * @return whether it matches
	 */
	public static boolean like(String text, String pattern) {
		return matches(text, 0, pattern, 0);
	}

	private static char lower(char character) {
		return (character >= 'A' && character <= 'Z') ? (char) (character + 32) : character;
	}

	private static boolean matches(String text, int textStart, String pattern, int patternStart) {
		int i = textStart;
		int j = patternStart;
		int retryText = -1;
		int retryPattern = -1;
		while (i < text.length()) {
			if (j < pattern.length() && pattern.charAt(j) == '%') {
				retryPattern = ++j;
				retryText = i;
				continue;
			}
			boolean escaped = j + 1 < pattern.length() && pattern.charAt(j) == '\\'
					&& (pattern.charAt(j + 1) == '%' || pattern.charAt(j + 1) == '_' || pattern.charAt(j + 1) == '\\');
			char wanted = (j < pattern.length()) ? pattern.charAt(escaped ? j + 1 : j) : 0;
			if (j < pattern.length() && ((!escaped && wanted == '_') || lower(wanted) == lower(text.charAt(i)))) {
				boolean pair = !escaped && wanted == '_' && Character.isHighSurrogate(text.charAt(i));
				i += pair ? 2 : 1;
				j += escaped ? 2 : 1;
			}
			else if (retryPattern >= 0) {
				i = ++retryText;
				j = retryPattern;
			}
			else {
				return false;
			}
		}
		while (j < pattern.length() && pattern.charAt(j) == '%') {
			j++;
		}
		return j == pattern.length();
	}

	/**
	 * A test of a text by a pattern.
	 */
	@FunctionalInterface
	private interface Test {

		boolean holds(String text, String pattern);

	}

	/**
	 * Finds a regular expression anywhere in a text; keeps the last one compiled.
	 */
	private static final class RegexTest implements Test {

		private @Nullable Pattern last;

		@Override
		public boolean holds(String text, String pattern) {
			Pattern compiled = this.last;
			if (compiled == null || !compiled.pattern().equals(pattern)) {
				try {
					compiled = Pattern.compile(pattern);
				}
				catch (PatternSyntaxException ex) {
					throw new SqlException(0x0132, "Invalid regular expression: " + ex.getDescription(), ex);
				}
				this.last = compiled;
			}
			return compiled.matcher(text).find();
		}

	}

}
