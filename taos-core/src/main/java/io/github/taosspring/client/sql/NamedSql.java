package io.github.taosspring.client.sql;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosInterfaceException;
import org.jspecify.annotations.Nullable;

/**
 * A statement with {@code :name} for values, parsed once and rendered many times.
 * Immutable and thread-safe.
 * <p>
 * A name begins with a letter or underscore and goes on with letters, digits and
 * underscores. In quotes, back-quotes and comments a colon is text. A name may stand more
 * than once. A collection stands for its elements, as in {@code in (:ids)}.
 */
public final class NamedSql {

	private final String sql;

	private final List<String> names;

	/** One more than there are names: the text before each one and after the last. */
	private final List<String> texts;

	private NamedSql(String sql, List<String> names, List<String> texts) {
		this.sql = sql;
		this.names = List.copyOf(names);
		this.texts = List.copyOf(texts);
	}

	/**
	 * Parse a statement.
	 * @param sql the text; quotes and comments that do not end are left to the server
	 * @return the statement
	 * @throws TaosInterfaceException if it also has a {@code ?} for a value
	 */
	public static NamedSql parse(String sql) {
		List<String> names = new ArrayList<>();
		List<String> texts = new ArrayList<>();
		int start = 0;
		int index = 0;
		while (index < sql.length()) {
			int next = SqlText.skip(sql, index);
			char ch = sql.charAt(index);
			if (ch == '?') {
				throw TaosErrors.misuse("A statement with named parameters cannot have a '?' too: " + sql);
			}
			if (ch == ':' && next < sql.length() && isStart(sql.charAt(next))) {
				int end = next + 1;
				while (end < sql.length() && isPart(sql.charAt(end))) {
					end++;
				}
				texts.add(sql.substring(start, index));
				names.add(sql.substring(next, end));
				start = end;
				next = end;
			}
			index = next;
		}
		texts.add(sql.substring(start));
		return new NamedSql(sql, names, texts);
	}

	private static boolean isStart(char ch) {
		return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || ch == '_';
	}

	private static boolean isPart(char ch) {
		return isStart(ch) || (ch >= '0' && ch <= '9');
	}

	/**
	 * Return the text with its names.
	 * @return the text as it was parsed
	 */
	public String sql() {
		return this.sql;
	}

	/**
	 * Return the names.
	 * @return the names in the order of the text, as often as they stand there
	 */
	public List<String> names() {
		return this.names;
	}

	/**
	 * Return the text with literals for its names.
	 * @param zone the session's zone, also that of values without one
	 * @param values a value for each name, of the types of {@link SqlLiteral#append}, or
	 * a collection of them that is not empty
	 * @return the text
	 * @throws TaosInterfaceException if a name has no value, a value no name, or a value
	 * no literal; the message says which name
	 */
	public String render(ZoneId zone, Map<String, ? extends @Nullable Object> values) {
		for (String name : values.keySet()) {
			if (!this.names.contains(name)) {
				throw TaosErrors
					.misuse("The statement has no parameter ':" + name + "', but a value for it; it has " + this.names);
			}
		}
		StringBuilder positional = new StringBuilder(this.sql.length());
		List<@Nullable Object> arguments = new ArrayList<>();
		for (int i = 0; i < this.names.size(); i++) {
			positional.append(this.texts.get(i));
			Collection<? extends @Nullable Object> elements = elements(this.names.get(i), values, zone);
			positional.append("?").append(", ?".repeat(elements.size() - 1));
			arguments.addAll(elements);
		}
		positional.append(this.texts.get(this.names.size()));
		return ParameterizedSql.parse(positional.toString()).render(zone, arguments);
	}

	private static Collection<? extends @Nullable Object> elements(String name,
			Map<String, ? extends @Nullable Object> values, ZoneId zone) {
		if (!values.containsKey(name)) {
			throw TaosErrors.misuse("The statement has a parameter ':" + name + "', but no value for it");
		}
		@Nullable Object value = values.get(name);
		Collection<? extends @Nullable Object> elements = (value instanceof Collection<?> collection) ? collection
				: Collections.singletonList(value);
		if (elements.isEmpty()) {
			throw TaosErrors.misuse("The value of parameter ':" + name + "' is a collection without elements");
		}
		for (Object element : elements) {
			try {
				SqlLiteral.of(element, zone);
			}
			catch (TaosInterfaceException ex) {
				throw TaosErrors.conversion("Parameter ':" + name + "': " + ex.getMessage());
			}
		}
		return elements;
	}

	@Override
	public String toString() {
		return this.sql;
	}

}
