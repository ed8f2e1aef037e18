package io.github.taosspring.embedded.internal.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A statement that creates, alters or drops tables.
 */
public sealed interface TableStatement extends Statement {

	/**
	 * {@code CREATE STABLE … TAGS (…)}, or {@code CREATE TABLE} with tags, which means
	 * the same.
	 *
	 * @param table the name
	 * @param ifNotExists whether an existing table is no error
	 * @param columns the columns
	 * @param tags the tags
	 * @param options the options ({@code comment}, {@code ttl}, …)
	 */
	record CreateSuperTable(TableName table, boolean ifNotExists, List<ColumnDefinition> columns,
			List<ColumnDefinition> tags, List<Option> options) implements TableStatement {
	}

	/**
	 * {@code CREATE TABLE} without tags.
	 *
	 * @param table the name
	 * @param ifNotExists whether an existing table is no error
	 * @param columns the columns
	 * @param options the options ({@code comment}, {@code ttl}, …)
	 */
	record CreateTable(TableName table, boolean ifNotExists, List<ColumnDefinition> columns,
			List<Option> options) implements TableStatement {
	}

	/**
	 * {@code CREATE TABLE a USING s TAGS (…) b USING s TAGS (…) …}.
	 *
	 * @param tables the child tables
	 */
	record CreateChildTables(List<ChildTable> tables) implements TableStatement {
	}

	/**
	 * One child table of {@link CreateChildTables}.
	 *
	 * @param table the name
	 * @param ifNotExists whether an existing table is no error
	 * @param superTable the super table
	 * @param tagNames the tags that have values, null for all
	 * @param tagValues the values: literals, {@code now} and the like, plus or minus a
	 * duration
	 * @param options the options ({@code comment}, {@code ttl}, …)
	 */
	record ChildTable(TableName table, boolean ifNotExists, TableName superTable, @Nullable List<String> tagNames,
			List<Expression> tagValues, List<Option> options) {
	}

	/**
	 * {@code ALTER TABLE} or {@code ALTER STABLE}.
	 *
	 * @param table the name
	 * @param superTable whether {@code STABLE} was written
	 * @param alteration what to change
	 */
	record AlterTable(TableName table, boolean superTable, Alteration alteration) implements TableStatement {
	}

	/**
	 * {@code DROP TABLE a, b, …}.
	 *
	 * @param tables the tables
	 */
	record DropTables(List<DroppedTable> tables) implements TableStatement {
	}

	/**
	 * One table of {@link DropTables}.
	 *
	 * @param table the name
	 * @param ifExists whether a missing table is no error
	 */
	record DroppedTable(TableName table, boolean ifExists) {
	}

	/**
	 * {@code DROP STABLE name}.
	 *
	 * @param table the name
	 * @param ifExists whether a missing table is no error
	 */
	record DropSuperTable(TableName table, boolean ifExists) implements TableStatement {
	}

}
