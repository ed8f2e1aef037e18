package io.github.taosspring.embedded.internal.server;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.embedded.internal.insert.ParameterValues;

/**
 * What is bound for one table.
 *
 * @param name the name, {@code null} if the statement has it
 * @param tags the tags
 * @param columns the columns, or the parameters of a query
 */
record BoundTable(@Nullable String name, List<? extends ParameterValues> tags,
		List<? extends ParameterValues> columns) {

}
