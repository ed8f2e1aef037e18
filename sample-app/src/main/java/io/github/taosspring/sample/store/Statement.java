package io.github.taosspring.sample.store;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * SQL with question marks, and the arguments that take their places.
 *
 * @param sql the SQL
 * @param arguments an argument for each question mark
 */
record Statement(String sql, List<@Nullable Object> arguments) {

	Statement {
		arguments = Collections.unmodifiableList(Arrays.asList(arguments.toArray()));
	}

	static Statement of(String sql, @Nullable Object... arguments) {
		return new Statement(sql, Arrays.asList(arguments));
	}

}
