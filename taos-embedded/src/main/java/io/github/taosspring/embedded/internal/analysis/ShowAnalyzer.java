package io.github.taosspring.embedded.internal.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.plan.PlanNode;
import io.github.taosspring.embedded.internal.sql.BinaryOperator;
import io.github.taosspring.embedded.internal.sql.Expression;
import io.github.taosspring.embedded.internal.sql.Literal;
import io.github.taosspring.embedded.internal.sql.PseudoColumnKind;
import io.github.taosspring.embedded.internal.sql.Query;
import io.github.taosspring.embedded.internal.sql.SelectItem;
import io.github.taosspring.embedded.internal.sql.ShowStatement;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.Statement;
import io.github.taosspring.embedded.internal.sql.TableName;
import io.github.taosspring.embedded.internal.sql.TableReference;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Turns SHOW and DESCRIBE into queries: lists are queries of system tables.
 */
public final class ShowAnalyzer {

	private static final Map<String, String> FULL_LISTS = Map.of("USERS", "ins_users", "VGROUPS", "ins_vgroups",
			"FUNCTIONS", "ins_functions", "SUBSCRIPTIONS", "ins_subscriptions");

	private final AnalysisContext context;

	/**
	 * Create an analyzer for one statement.
	 * @param context what it needs to know
	 */
	public ShowAnalyzer(AnalysisContext context) {
		this.context = context;
	}

	/**
	 * Analyse a SHOW statement.
	 * @param show the statement
	 * @return the plan and the columns of its result
	 */
	public Output analyze(ShowStatement show) {
		if (show instanceof ShowStatement.ShowList list) {
			return list(list);
		}
		if (show instanceof ShowStatement.ShowTags tags) {
			return tags(tags.table());
		}
		if (show instanceof ShowStatement.ShowTableTags tags) {
			return tableTags(tags);
		}
		if (show instanceof ShowStatement.ShowCreateDatabase create) {
			Database database = this.context.database(create.database());
			return rows(
					List.of(new Output.Column("Database", ColumnType.varchar(65)),
							new Output.Column("Create Database", ColumnType.varchar(3145726))),
					List.of(new @Nullable Object[][] { { SystemTables.text(database.name()),
							SystemTables.text(CreateText.database(database)) } }));
		}
		if (show instanceof ShowStatement.ShowCreateTable create && !create.kind().equals("VIEW")
				&& !create.kind().equals("VTABLE")) {
			Table table = table(create.table());
			return rows(
					List.of(new Output.Column("Table", ColumnType.varchar(193)),
							new Output.Column("Create Table", ColumnType.varchar(3145726))),
					List.of(new @Nullable Object[][] {
							{ SystemTables.text(table.name()), SystemTables.text(CreateText.table(table)) } }));
		}
		if (show instanceof ShowStatement.ShowTableDistributed distributed) {
			table(distributed.table());
			throw Errors.unsupported("show table distributed");
		}
		throw Errors
			.unsupported("show " + show.getClass().getSimpleName().substring("Show".length()).toLowerCase(Locale.ROOT));
	}

	private Output list(ShowStatement.ShowList list) {
		String what = list.what();
		switch (what) {
			case "DATABASES" -> {
				return select("ins_databases", List.of("name"), null, null, list.like());
			}
			case "TABLES" -> {
				Database database = this.context.database(list.database());
				return select("ins_tables", List.of("table_name"), database.name(), kindCondition(list.kind()),
						list.like());
			}
			case "STABLES" -> {
				Database database = this.context.database(list.database());
				return select("ins_stables", List.of("stable_name"), database.name(), null, list.like());
			}
			case "VGROUPS" -> {
				if (list.database() == null && this.context.evaluation().database() == null) {
					throw new SqlException(0x2600, "database not specified");
				}
				Database database = this.context.database(list.database());
				return select("ins_vgroups", List.of(), database.name(), null, null);
			}
			case "TOPICS" -> {
				return select("ins_topics", List.of("topic_name"), null, null, null);
			}
			case "CONSUMERS" -> {
				return query(false, List.of(new SelectItem.All(null)), new TableReference.Named(
						new TableName(SystemTables.PERFORMANCE_SCHEMA, "perf_consumers"), null), null);
			}
			case "CLUSTER ALIVE", "ALIVE" -> {
				if (what.equals("ALIVE")) {
					this.context.database(list.database());
				}
				return rows(List.of(new Output.Column("status", ColumnType.INT)),
						List.of(new @Nullable Object[][] { { 1L } }));
			}
			default -> {
				String table = FULL_LISTS.get(what);
				if (table == null) {
					throw Errors.unsupported("show " + what.toLowerCase(Locale.ROOT));
				}
				return select(table, List.of(), null, null, list.like());
			}
		}
	}

	private static @Nullable Expression kindCondition(@Nullable String kind) {
		if (kind == null) {
			return null;
		}
		return equal("type", kind.toUpperCase(Locale.ROOT) + "_TABLE");
	}

	private static Expression equal(String column, String value) {
		return new Expression.Binary(BinaryOperator.EQUAL, new Expression.ColumnReference(null, column),
				new Literal.StringLiteral(value));
	}

	private Output select(String table, List<String> columns, @Nullable String database, @Nullable Expression condition,
			@Nullable String like) {
		List<SelectItem> items = new ArrayList<>();
		for (String column : columns) {
			items.add(new SelectItem.Value(new Expression.ColumnReference(null, column), null, column));
		}
		if (items.isEmpty()) {
			items.add(new SelectItem.All(null));
		}
		Expression where = condition;
		if (database != null) {
			where = and(where, equal("db_name", database));
		}
		if (like != null) {
			where = and(where, new Expression.Binary(BinaryOperator.LIKE,
					new Expression.ColumnReference(null, columns.get(0)), new Literal.StringLiteral(like)));
		}
		TableReference from = new TableReference.Named(new TableName(SystemTables.INFORMATION_SCHEMA, table), null);
		return query(false, items, from, where);
	}

	private static Expression and(@Nullable Expression left, Expression right) {
		return (left == null) ? right : new Expression.Binary(BinaryOperator.AND, left, right);
	}

	private Output query(boolean tagMode, List<SelectItem> items, TableReference from, @Nullable Expression where) {
		return new QueryAnalyzer(this.context).analyze(new Query.Select(false, tagMode, items, from, where, List.of(),
				null, null, List.of(), null, List.of(), null, null));
	}

	private Output tags(TableName name) {
		if (!(table(name) instanceof DataTable table) || table.parent() == null) {
			throw new SqlException(0x267A, "The table type is not supported: only a child table has tags");
		}
		SystemTables.SystemTable layout = SystemTables.require(this.context, "ins_tags");
		return rows(layout.columns(), SystemTables.tagRows(table));
	}

	private Output tableTags(ShowStatement.ShowTableTags tags) {
		if (!(table(tags.table()) instanceof SuperTable)) {
			throw new SqlException(0x267A, "The table type is not supported: only a super table has child tables");
		}
		List<SelectItem> items = new ArrayList<>(tags.tags());
		if (items.isEmpty()) {
			items.add(new SelectItem.Value(new Expression.PseudoColumn(null, PseudoColumnKind.TBNAME), null, "tbname"));
			items.add(new SelectItem.Value(new Expression.PseudoColumn(null, PseudoColumnKind.TAGS), null, "_tags"));
		}
		return query(true, items, new TableReference.Named(tags.table(), null), null);
	}

	/**
	 * Analyse a DESCRIBE statement.
	 * @param describe the statement
	 * @return the plan and the columns of its result
	 */
	public Output analyze(Statement.Describe describe) {
		List<Output.Column> columns = List.of(new Output.Column("field", ColumnType.varchar(325)),
				new Output.Column("type", ColumnType.varchar(20)), new Output.Column("length", ColumnType.INT),
				new Output.Column("note", ColumnType.varchar(16)), new Output.Column("encode", ColumnType.varchar(12)),
				new Output.Column("compress", ColumnType.varchar(12)),
				new Output.Column("level", ColumnType.varchar(12)));
		List<@Nullable Object[]> rows = new ArrayList<>();
		SystemTables.SystemTable system = SystemTables.find(this.context, describe.table());
		if (system != null) {
			for (Output.Column column : system.columns()) {
				rows.add(describe(SchemaColumn.column(column.name(), column.type(), 0, false), ""));
			}
			return rows(columns, rows);
		}
		Table table = table(describe.table());
		for (SchemaColumn column : table.schema().columns()) {
			rows.add(describe(column, column.key() ? "COMPOSITE KEY" : ""));
		}
		for (SchemaColumn tag : table.schema().tags()) {
			rows.add(describe(tag, "TAG"));
		}
		return rows(columns, rows);
	}

	private static @Nullable Object[] describe(SchemaColumn column, String note) {
		String type = column.type().type().isDecimal() ? column.type().sql() : column.type().type().sqlName();
		return new @Nullable Object[] { SystemTables.text(column.name()), SystemTables.text(type),
				(long) column.type().length(), SystemTables.text(note), SystemTables.text(column.encode()),
				SystemTables.text(column.compress()), SystemTables.text(column.level()) };
	}

	private Table table(TableName name) {
		Table table = this.context.database(name).table(name.name());
		if (table == null) {
			throw Errors.noTable();
		}
		return table;
	}

	private static Output rows(List<Output.Column> columns, List<@Nullable Object[]> rows) {
		return new Output(new PlanNode.Rows(columns.stream().map(Output.Column::type).toList(), () -> rows), columns,
				TaosPrecision.MILLISECOND);
	}

}
