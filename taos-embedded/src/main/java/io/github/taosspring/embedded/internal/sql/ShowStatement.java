package io.github.taosspring.embedded.internal.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A {@code SHOW} statement.
 */
public sealed interface ShowStatement extends Statement {

	/**
	 * {@code SHOW [kind] [db.]what [LIKE '…']}: a list that needs no table.
	 *
	 * @param what the words after SHOW in upper case, joined by blanks, without the
	 * database, the kind and the pattern: {@code DATABASES}, {@code TABLES},
	 * {@code STABLES}, {@code VGROUPS}, {@code DNODES}, {@code USERS FULL},
	 * {@code LOCAL VARIABLES}, {@code CLUSTER ALIVE}, {@code ALIVE}, {@code QUERIES} and
	 * so on
	 * @param kind {@code NORMAL}, {@code CHILD}, {@code VIRTUAL} before tables,
	 * {@code USER}, {@code SYSTEM} before databases, or null
	 * @param database the database, null for the session's
	 * @param like the pattern, or null
	 * @param number the number of a transaction, compaction or dnode, or null
	 */
	record ShowList(String what, @Nullable String kind, @Nullable String database, @Nullable String like,
			@Nullable Long number) implements ShowStatement {
	}

	/**
	 * {@code SHOW TAGS FROM table}.
	 *
	 * @param table the child table
	 */
	record ShowTags(TableName table) implements ShowStatement {
	}

	/**
	 * {@code SHOW TABLE TAGS [tags] FROM table}.
	 *
	 * @param table the super table
	 * @param tags the tags with their labels, empty for tbname and all tags
	 */
	record ShowTableTags(TableName table, List<SelectItem> tags) implements ShowStatement {
	}

	/**
	 * {@code SHOW INDEXES FROM table}.
	 *
	 * @param table the table
	 */
	record ShowIndexes(TableName table) implements ShowStatement {
	}

	/**
	 * {@code SHOW CREATE DATABASE name}.
	 *
	 * @param database the database
	 */
	record ShowCreateDatabase(String database) implements ShowStatement {
	}

	/**
	 * {@code SHOW CREATE TABLE name}, {@code STABLE}, {@code VTABLE} or {@code VIEW}.
	 *
	 * @param kind the word after CREATE in upper case
	 * @param table the table or view
	 */
	record ShowCreateTable(String kind, TableName table) implements ShowStatement {
	}

	/**
	 * {@code SHOW TABLE DISTRIBUTED name}.
	 *
	 * @param table the table
	 */
	record ShowTableDistributed(TableName table) implements ShowStatement {
	}

}
