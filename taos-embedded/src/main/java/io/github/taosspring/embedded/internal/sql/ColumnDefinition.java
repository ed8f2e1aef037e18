package io.github.taosspring.embedded.internal.sql;

import java.util.List;

/**
 * The definition of a column or a tag.
 *
 * @param name the name
 * @param type the data type
 * @param primaryKey whether it is part of a composite key
 * @param options {@code encode}, {@code compress} and {@code level} as written
 */
public record ColumnDefinition(String name, DataType type, boolean primaryKey, List<Option> options) {

}
