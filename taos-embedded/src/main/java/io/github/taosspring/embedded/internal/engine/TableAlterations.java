package io.github.taosspring.embedded.internal.engine;

import java.util.Arrays;
import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.analysis.AnalysisContext;
import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.insert.TagValues;
import io.github.taosspring.embedded.internal.plan.ScanColumn;
import io.github.taosspring.embedded.internal.sql.Alteration;
import io.github.taosspring.embedded.internal.sql.Literal;
import io.github.taosspring.embedded.internal.sql.Option;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.TableStatement;
import io.github.taosspring.embedded.internal.tmq.TopicRegistry;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code ALTER TABLE}.
 */
final class TableAlterations {

	private final AnalysisContext context;

	private final TopicRegistry topics;

	TableAlterations(AnalysisContext context, TopicRegistry topics) {
		this.context = context;
		this.topics = topics;
	}

	void run(TableStatement.AlterTable alter) {
		Database database = this.context.database(alter.table());
		database.lock().lock();
		try {
			Table table = database.table(alter.table().name());
			if (table == null || (alter.superTable() && !(table instanceof SuperTable))) {
				throw TableStatements.noTable();
			}
			run(table, alter.alteration());
		}
		finally {
			database.lock().unlock();
		}
	}

	private void run(Table table, Alteration alteration) {
		if (alteration instanceof Alteration.SetOptions options) {
			table.database()
				.apply(List
					.of(new Change.SetOptions(table, TableStatements.options(table.options(), options.options()))));
			return;
		}
		if (alteration instanceof Alteration.SetTags tags) {
			setTags(table, tags);
			return;
		}
		if (TableStatements.isChild(table)) {
			throw new SqlException(0x2649, "Invalid alter table statement");
		}
		TableSchema changed = change(table, alteration);
		table.database()
			.apply(List.of((table instanceof SuperTable superTable)
					? new Change.AlterSuperTable(superTable, table.schema(), changed)
					: new Change.AlterTable((DataTable) table, table.schema(), changed)));
	}

	private TableSchema change(Table table, Alteration alteration) {
		TableSchema schema = table.schema();
		if (alteration instanceof Alteration.Add add) {
			checkTag(table, add.tag());
			String name = add.definition().name();
			if (schema.column(name) != null && table instanceof DataTable) {
				throw new SqlException(0x263C, "Duplicated column names");
			}
			if (schema.column(name) != null) {
				throw new SqlException(0x036B, "Column already exists");
			}
			if (schema.tag(name) != null) {
				throw new SqlException(0x0369, "Tag already exists");
			}
			return add(schema, add);
		}
		if (alteration instanceof Alteration.Drop drop) {
			return drop(table, schema, drop);
		}
		if (alteration instanceof Alteration.Modify modify) {
			SchemaColumn column = find(schema, modify.tag(), modify.name());
			SchemaColumn widened = widened(column, TableStatements.type(modify.type()));
			checkTopics(table, modify.tag(), column);
			return schema.replace(column, widened);
		}
		if (alteration instanceof Alteration.Rename rename) {
			if (!rename.tag() && table instanceof SuperTable) {
				throw new SqlException(0x2649, "Rename column only available for normal table");
			}
			SchemaColumn column = find(schema, rename.tag(), rename.name());
			if (schema.column(rename.newName()) != null) {
				throw new SqlException(0x036B, "Column already exists");
			}
			if (schema.tag(rename.newName()) != null) {
				throw new SqlException(0x0369, "Tag already exists");
			}
			checkTopics(table, rename.tag(), column);
			return schema.replace(column, column.withName(rename.newName()));
		}
		Alteration.ModifyOptions options = (Alteration.ModifyOptions) alteration;
		SchemaColumn column = find(schema, false, options.name());
		return schema.replace(column, withStorage(column, options.options()));
	}

	private static TableSchema add(TableSchema schema, Alteration.Add add) {
		ColumnType type = TableStatements.type(add.definition().type());
		TableSchema added = schema.add(add.tag(), add.definition().name(), type);
		if (add.tag() || add.definition().options().isEmpty()) {
			return added;
		}
		List<SchemaColumn> columns = new ArrayList<>(added.columns());
		columns.add(withStorage(columns.remove(columns.size() - 1), add.definition().options()));
		return new TableSchema(List.copyOf(columns), added.tags(), added.version(), added.nextSlot(),
				added.nextTagSlot());
	}

	private TableSchema drop(Table table, TableSchema schema, Alteration.Drop drop) {
		checkTag(table, drop.tag());
		SchemaColumn column = find(schema, drop.tag(), drop.name());
		if (!drop.tag() && schema.columns().size() == 2) {
			throw new SqlException(0x2651, "No columns can be dropped");
		}
		if (!drop.tag() && column.slot() == 0) {
			throw new SqlException(0x264A, "Primary timestamp column cannot be dropped");
		}
		if (!drop.tag() && column.key()) {
			throw new SqlException(0x267C, "primary key column cannot be dropped");
		}
		if (drop.tag() && schema.tags().size() == 1) {
			throw new SqlException(0x0100, "Operation not supported: drop the only tag");
		}
		checkTopics(table, drop.tag(), column);
		return schema.drop(column);
	}

	private void checkTopics(Table table, boolean tag, SchemaColumn column) {
		this.topics.checkChange(table, tag ? ScanColumn.Kind.TAG : ScanColumn.Kind.DATA, column.slot());
	}

	private static void checkTag(Table table, boolean tag) {
		if (tag && !(table instanceof SuperTable)) {
			throw new SqlException(0x264B, "Only a super table has tags to alter");
		}
	}

	private static SchemaColumn find(TableSchema schema, boolean tag, String name) {
		SchemaColumn column = tag ? schema.tag(name) : schema.column(name);
		if (column == null) {
			throw new SqlException(0x2602, "Invalid column name: " + name);
		}
		return column;
	}

	private static SchemaColumn widened(SchemaColumn column, ColumnType type) {
		boolean variable = switch (column.type().type()) {
			case VARCHAR, NCHAR, VARBINARY, GEOMETRY -> true;
			default -> false;
		};
		if (!variable || type.type() != column.type().type() || type.length() <= column.type().length()) {
			throw new SqlException(0x264B, "Only varbinary/binary/nchar/geometry column length could be modified, "
					+ "and the length can only be increased, not decreased");
		}
		return column.withType(type);
	}

	static SchemaColumn withStorage(SchemaColumn column, List<Option> options) {
		String encode = column.encode();
		String compress = column.compress();
		String level = column.level();
		for (Option option : options) {
			String value = (option.value() instanceof Literal.StringLiteral text) ? text.value() : "";
			switch (option.name()) {
				case "encode" -> encode = value;
				case "compress" -> compress = value;
				case "level" -> level = value;
				default -> throw new SqlException(0x0100, "Operation not supported: column option " + option.name());
			}
		}
		return column.withStorage(encode, compress, level);
	}

	private void setTags(Table table, Alteration.SetTags tags) {
		if (!(table instanceof DataTable data) || data.parent() == null) {
			throw new SqlException(0x264B, "Only a child table has values of tags");
		}
		TagValues values = new TagValues(table.database().options().precision(), this.context.evaluation().zone(),
				this.context.evaluation().instant());
		@Nullable Object[] changed = Arrays.copyOf(data.tags(), Math.max(data.tags().length, table.schema().nextTagSlot()));
		for (Alteration.TagAssignment assignment : tags.assignments()) {
			SchemaColumn tag = table.schema().tag(assignment.name());
			if (tag == null) {
				throw new SqlException(0x2649, "Invalid tag name: " + assignment.name());
			}
			changed[tag.slot()] = values.convert(assignment.value(), tag);
		}
		table.database().apply(List.of(new Change.SetTags(data, table.schema(), data.tags(), changed)));
	}

}
