package io.github.taosspring.embedded.internal.sql;

import java.util.List;

/**
 * What an {@code ALTER TABLE} changes.
 */
public sealed interface Alteration {

	/**
	 * {@code ADD COLUMN} or {@code ADD TAG}.
	 *
	 * @param tag whether it is about a tag
	 * @param definition the new column
	 */
	record Add(boolean tag, ColumnDefinition definition) implements Alteration {
	}

	/**
	 * {@code DROP COLUMN} or {@code DROP TAG}.
	 *
	 * @param tag whether it is about a tag
	 * @param name the column
	 */
	record Drop(boolean tag, String name) implements Alteration {
	}

	/**
	 * {@code MODIFY COLUMN} or {@code MODIFY TAG} with a new type.
	 *
	 * @param tag whether it is about a tag
	 * @param name the column
	 * @param type the new type
	 */
	record Modify(boolean tag, String name, DataType type) implements Alteration {
	}

	/**
	 * {@code MODIFY COLUMN} with options for its compression.
	 *
	 * @param name the column
	 * @param options {@code encode}, {@code compress}, {@code level}
	 */
	record ModifyOptions(String name, List<Option> options) implements Alteration {
	}

	/**
	 * {@code RENAME COLUMN} or {@code RENAME TAG}.
	 *
	 * @param tag whether it is about a tag
	 * @param name the column
	 * @param newName its new name
	 */
	record Rename(boolean tag, String name, String newName) implements Alteration {
	}

	/**
	 * {@code SET TAG a = 1, b = 2} of a child table.
	 *
	 * @param assignments the tags and their values
	 */
	record SetTags(List<TagAssignment> assignments) implements Alteration {
	}

	/**
	 * One tag of {@link SetTags}.
	 *
	 * @param name the tag
	 * @param value its value, as in {@code CREATE TABLE … TAGS}
	 */
	record TagAssignment(String name, Expression value) {
	}

	/**
	 * Options of the table: {@code COMMENT}, {@code TTL}, {@code KEEP}.
	 *
	 * @param options the options in the order written
	 */
	record SetOptions(List<Option> options) implements Alteration {
	}

}
