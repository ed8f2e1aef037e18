package io.github.taosspring.embedded.internal.catalog;

import java.util.List;

import io.github.taosspring.embedded.internal.store.RowBatch;
import org.jspecify.annotations.Nullable;

/**
 * A change of a database's tables or rows: what its log holds, what
 * {@link Database#apply} applies.
 * <p>
 * Immutable. All that may change later, such as schemas and tags, is in it as it is once
 * the change is applied; a table is referred to as an object that keeps its name and its
 * {@linkplain Table#uid() uid} and may have been dropped since.
 */
public sealed interface Change {

	/**
	 * A new super table.
	 *
	 * @param table the table
	 * @param schema its schema
	 * @param options its options
	 */
	record CreateSuperTable(SuperTable table, TableSchema schema, TableOptions options) implements Change {
	}

	/**
	 * Another schema of a super table. A statement changes one column or tag, schemaless
	 * writing several.
	 *
	 * @param table the table
	 * @param before its schema before
	 * @param after its schema now
	 */
	record AlterSuperTable(SuperTable table, TableSchema before, TableSchema after) implements Change {
	}

	/**
	 * A super table that is dropped with all its children.
	 *
	 * @param table the table
	 */
	record DropSuperTable(SuperTable table) implements Change {
	}

	/**
	 * New child and normal tables of one statement.
	 *
	 * @param creations the tables
	 */
	record CreateTables(List<Creation> creations) implements Change {
	}

	/**
	 * Another schema of a normal table.
	 *
	 * @param table the table
	 * @param before its schema before
	 * @param after its schema now
	 */
	record AlterTable(DataTable table, TableSchema before, TableSchema after) implements Change {
	}

	/**
	 * Other values of a child table's tags.
	 *
	 * @param table the table
	 * @param schema the super table's schema as of then
	 * @param before the values by slot before
	 * @param after the values by slot now
	 */
	record SetTags(DataTable table, TableSchema schema, @Nullable Object[] before,
			@Nullable Object[] after) implements Change {
	}

	/**
	 * Other options of a table of any kind.
	 *
	 * @param table the table
	 * @param options its options now
	 */
	record SetOptions(Table table, TableOptions options) implements Change {
	}

	/**
	 * Child and normal tables that are dropped.
	 *
	 * @param tables the tables
	 */
	record DropTables(List<DataTable> tables) implements Change {
	}

	/**
	 * Rows of one statement. A child table that the statement created comes with its
	 * rows, as in a real server's log.
	 *
	 * @param tables the rows by table; a table may come more than once
	 */
	record Rows(List<TableRows> tables) implements Change {
	}

	/**
	 * Rows that are deleted.
	 *
	 * @param tables the tables
	 * @param from the first timestamp
	 * @param to the last timestamp
	 */
	record Delete(List<DataTable> tables, long from, long to) implements Change {
	}

	/**
	 * A new child or normal table.
	 *
	 * @param table the table
	 * @param schema its schema as of then, for a child that of its super table
	 * @param tags the values of its tags by slot as {@code Vector.get} gives them, empty
	 * for a normal table
	 * @param options its options
	 */
	record Creation(DataTable table, TableSchema schema, @Nullable Object[] tags, TableOptions options) {
	}

	/**
	 * Rows of one table.
	 *
	 * @param creation what created the table just before, {@code null} if it was there
	 * @param table the table
	 * @param schema its schema as of then
	 * @param rows the rows, their keys ascending strictly; columns that were not set are
	 * absent
	 */
	record TableRows(@Nullable Creation creation, DataTable table, TableSchema schema, RowBatch rows) {

		/**
		 * Create rows of a table that is there.
		 * @param table the table
		 * @param rows the rows
		 */
		public TableRows(DataTable table, RowBatch rows) {
			this(null, table, table.schema(), rows);
		}

	}

}
