package io.github.taosspring.embedded.internal.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A parsed SQL statement.
 */
public sealed interface Statement permits Query, DatabaseStatement, TableStatement, UserStatement, TopicStatement,
		ShowStatement, AdminStatement, Statement.Describe, Statement.Delete, Statement.InsertSelect, Statement.Explain {

	/**
	 * {@code DESCRIBE table}.
	 *
	 * @param table the table
	 */
	record Describe(TableName table) implements Statement {
	}

	/**
	 * {@code DELETE FROM table [WHERE …]}.
	 *
	 * @param table the table
	 * @param where the condition, null for all rows
	 */
	record Delete(TableName table, @Nullable Expression where) implements Statement {
	}

	/**
	 * {@code INSERT INTO table [(columns)] SELECT …}.
	 *
	 * @param table the table that takes the rows
	 * @param columns the columns in the order of the query's, null for all of the
	 * table's; {@code tbname} is written {@code TBNAME} as a name in lower case
	 * @param query where the rows come from
	 */
	record InsertSelect(TableName table, @Nullable List<String> columns, Query query) implements Statement {
	}

	/**
	 * {@code EXPLAIN [ANALYZE] …}.
	 *
	 * @param analyze whether to run the statement
	 * @param statement the query or the {@link InsertSelect}
	 */
	record Explain(boolean analyze, Statement statement) implements Statement {
	}

}
