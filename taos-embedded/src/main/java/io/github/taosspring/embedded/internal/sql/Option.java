package io.github.taosspring.embedded.internal.sql;

import java.util.List;

/**
 * An option of a database, a table or a column, such as {@code KEEP 10d,20d}.
 *
 * @param name the name in lower case
 * @param values the values, negative numbers included; most options have one
 */
public record Option(String name, List<Literal> values) {

	/**
	 * Return the first value.
	 * @return the only value of most options
	 */
	public Literal value() {
		return this.values.get(0);
	}

}
