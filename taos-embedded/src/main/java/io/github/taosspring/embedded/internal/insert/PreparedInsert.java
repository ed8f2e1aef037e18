package io.github.taosspring.embedded.internal.insert;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * An insert with question marks for values, read against the tables there are.
 *
 * @param naming where the name of the table comes from
 * @param database the database of the table, of the super table if that names it
 * @param table the table's name, {@code null} if it isn't known yet
 * @param existing the table, {@code null} if it isn't known or doesn't exist yet
 * @param superTable the super table of USING, or the target if rows name their tables;
 * {@code null} for neither
 * @param schema the columns of the table
 * @param tags what is known about the tags
 * @param columns the columns in the order of their values
 * @param literals the values that are written out, by the same order; {@code null} for a
 * question mark
 * @param fields what the question marks stand for, in the order in which a client sees
 * them
 */
record PreparedInsert(Naming naming, String database, @Nullable String table, @Nullable DataTable existing,
		@Nullable SuperTable superTable, TableSchema schema, Tags tags, List<SchemaColumn> columns,
		List<@Nullable Vector> literals, List<StatementField> fields) {

	/** Where the name of the table comes from. */
	enum Naming {

		/** The statement names it. */
		FIXED,

		/** A question mark in its place: a name as SQL has it. */
		PLACEHOLDER,

		/** A question mark for tbname among the values: taken as it is. */
		COLUMN

	}

	/**
	 * The tags of the child table.
	 *
	 * @param literals the values that are written out, by slot
	 * @param parameters the tags that question marks stand for, in their order
	 * @param ttl the days after which a created table is dropped, 0 for never
	 * @param comment the comment of a created table
	 */
	record Tags(@Nullable Object[] literals, List<SchemaColumn> parameters, int ttl, String comment) {

		static final Tags NONE = new Tags(new Object[0], List.of(), 0, "");

	}

	/**
	 * Return the number of columns that question marks stand for.
	 */
	int columnParameters() {
		int count = 0;
		for (Vector literal : this.literals) {
			count += (literal == null) ? 1 : 0;
		}
		return count;
	}

	/**
	 * Return the same statement for another table of the same schema.
	 */
	PreparedInsert with(String otherName, DataTable other) {
		return new PreparedInsert(this.naming, other.database().name(), otherName, other, this.superTable, this.schema,
				this.tags, this.columns, this.literals, this.fields);
	}

	/**
	 * Return the fields of a statement whose question marks stand for the table's name,
	 * then tags, then columns.
	 */
	static List<StatementField> fields(boolean tableName, List<SchemaColumn> tags, List<SchemaColumn> columns,
			List<@Nullable Vector> literals, TaosPrecision precision) {
		List<StatementField> fields = new ArrayList<>();
		if (tableName) {
			fields.add(StatementField.tableName());
		}
		for (SchemaColumn tag : tags) {
			fields.add(StatementField.of(StatementField.Kind.TAG, tag, precision));
		}
		for (int i = 0; i < columns.size(); i++) {
			if (literals.get(i) == null) {
				fields.add(StatementField.of(StatementField.Kind.COLUMN, columns.get(i), precision));
			}
		}
		return List.copyOf(fields);
	}

}
