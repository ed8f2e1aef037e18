package io.github.taosspring.embedded.internal.analysis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.catalog.Catalog;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.DatabaseOptions;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.catalog.User;
import io.github.taosspring.embedded.internal.plan.PlanNode;
import io.github.taosspring.embedded.internal.sql.TableName;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * The tables of {@code information_schema}, made from the catalog when they are read.
 */
final class SystemTables {

	static final String INFORMATION_SCHEMA = "information_schema";

	static final String PERFORMANCE_SCHEMA = "performance_schema";

	private static final ColumnType DB_NAME = ColumnType.varchar(64);

	private static final ColumnType TABLE_NAME = ColumnType.varchar(192);

	private static final ColumnType TINYINT = ColumnType.fixed(TaosType.TINYINT);

	private static final ColumnType SMALLINT = ColumnType.fixed(TaosType.SMALLINT);

	/** What a real server has and this engine hasn't. */
	private static final Set<String> MISSING = Set.of("ins_dnodes", "ins_mnodes", "ins_qnodes", "ins_snodes",
			"ins_bnodes", "ins_anodes", "ins_anodes_full", "ins_cluster", "ins_indexes", "ins_grants", "ins_configs",
			"ins_dnode_variables", "ins_streams", "ins_stream_tasks", "ins_views", "ins_user_privileges", "ins_vnodes",
			"ins_compacts", "ins_compact_details", "ins_arbgroups", "ins_encryptions", "ins_grants_full",
			"ins_grants_logs", "ins_machines", "ins_tsmas", "ins_filesets", "ins_transaction_details",
			"ins_disk_usage");

	private static final ColumnType GROUP = ColumnType.varchar(193);

	private static final Map<String, Definition> TABLES = new LinkedHashMap<>();

	private static final Definition CONSUMERS = new Definition(
			columns("consumer_id", ColumnType.varchar(32), "consumer_group", GROUP, "client_id",
					ColumnType.varchar(256), "user", ColumnType.varchar(24), "fqdn", ColumnType.varchar(128), "status",
					ColumnType.varchar(20), "topics", ColumnType.varchar(205), "up_time", ColumnType.TIMESTAMP,
					"subscribe_time", ColumnType.TIMESTAMP, "rebalance_time", ColumnType.TIMESTAMP, "parameters",
					ColumnType.varchar(192), "poll_time", ColumnType.TIMESTAMP),
			(context) -> context.subscriptions().consumerRows());

	static {
		define("ins_databases", databaseColumns(), SystemTables::databases);
		define("ins_stables",
				columns("stable_name", TABLE_NAME, "db_name", DB_NAME, "create_time", ColumnType.TIMESTAMP, "columns",
						ColumnType.INT, "tags", ColumnType.INT, "last_update", ColumnType.TIMESTAMP, "table_comment",
						ColumnType.varchar(1024), "watermark", ColumnType.varchar(64), "max_delay",
						ColumnType.varchar(64), "rollup", ColumnType.varchar(128), "uid", ColumnType.BIGINT),
				SystemTables::superTables);
		define("ins_tables",
				columns("table_name", TABLE_NAME, "db_name", DB_NAME, "create_time", ColumnType.TIMESTAMP, "columns",
						ColumnType.INT, "stable_name", TABLE_NAME, "uid", ColumnType.BIGINT, "vgroup_id",
						ColumnType.INT, "ttl", ColumnType.INT, "table_comment", ColumnType.varchar(1024), "type",
						ColumnType.varchar(21)),
				SystemTables::tables);
		define("ins_columns",
				columns("table_name", TABLE_NAME, "db_name", DB_NAME, "table_type", ColumnType.varchar(21), "col_name",
						DB_NAME, "col_type", ColumnType.varchar(32), "col_length", ColumnType.INT, "col_precision",
						ColumnType.INT, "col_scale", ColumnType.INT, "col_nullable", ColumnType.INT),
				SystemTables::tableColumns);
		define("ins_tags",
				columns("table_name", TABLE_NAME, "db_name", DB_NAME, "stable_name", TABLE_NAME, "tag_name", DB_NAME,
						"tag_type", ColumnType.varchar(32), "tag_value", ColumnType.varchar(16384)),
				SystemTables::tags);
		define("ins_users", columns("name", ColumnType.varchar(24), "super", TINYINT, "enable", TINYINT, "sysinfo",
				TINYINT, "createdb", TINYINT, "create_time", ColumnType.TIMESTAMP), SystemTables::users);
		define("ins_vgroups", vgroupColumns(), SystemTables::vgroups);
		define("ins_functions", columns("name", DB_NAME), (catalog) -> List.of());
		TABLES.put("ins_topics",
				new Definition(
						columns("topic_name", TABLE_NAME, "db_name", DB_NAME, "create_time", ColumnType.TIMESTAMP,
								"sql", ColumnType.varchar(2048), "schema", ColumnType.varchar(65517), "meta",
								ColumnType.varchar(4), "type", ColumnType.varchar(8)),
						(context) -> context.subscriptions().topicRows()));
		TABLES.put("ins_subscriptions",
				new Definition(columns("topic_name", ColumnType.varchar(205), "consumer_group", GROUP, "vgroup_id",
						ColumnType.INT, "consumer_id", ColumnType.varchar(256), "user", ColumnType.varchar(24), "fqdn",
						ColumnType.varchar(128), "offset", ColumnType.varchar(64), "rows", ColumnType.BIGINT),
						(context) -> context.subscriptions().subscriptionRows()));
	}

	private SystemTables() {
	}

	/**
	 * Find a system table.
	 * @param context what the analysis knows
	 * @param name the table's name
	 * @return the table, {@code null} if the name means a table of a user
	 */
	static @Nullable SystemTable find(AnalysisContext context, TableName name) {
		String database = (name.database() != null) ? name.database() : context.evaluation().database();
		if (PERFORMANCE_SCHEMA.equals(database)) {
			if (!name.name().equals("perf_consumers")) {
				throw Errors.unsupported("performance_schema." + name.name());
			}
			return table(context, CONSUMERS);
		}
		return INFORMATION_SCHEMA.equals(database) ? require(context, name.name()) : null;
	}

	static SystemTable require(AnalysisContext context, String name) {
		Definition definition = TABLES.get(name);
		if (definition == null) {
			throw MISSING.contains(name) ? Errors.unsupported("information_schema." + name) : Errors.noTable();
		}
		return table(context, definition);
	}

	private static SystemTable table(AnalysisContext context, Definition definition) {
		PlanNode plan = new PlanNode.Rows(definition.columns.stream().map(Output.Column::type).toList(),
				() -> definition.rows.apply(context));
		return new SystemTable(definition.columns, plan);
	}

	private static void define(String name, List<Output.Column> columns,
			Function<Catalog, List<@Nullable Object[]>> rows) {
		TABLES.put(name, new Definition(columns, (context) -> rows.apply(context.catalog())));
	}

	private static List<Output.Column> columns(Object... namesAndTypes) {
		List<Output.Column> result = new ArrayList<>();
		for (int i = 0; i < namesAndTypes.length; i += 2) {
			result.add(new Output.Column((String) namesAndTypes[i], (ColumnType) namesAndTypes[i + 1]));
		}
		return List.copyOf(result);
	}

	static byte[] text(String value) {
		return value.getBytes(StandardCharsets.UTF_8);
	}

	private static Long time(Instant instant) {
		return instant.toEpochMilli();
	}

	private static Long number(long value) {
		return value;
	}

	private static Long bool(boolean value) {
		return value ? 1L : 0L;
	}

	private static List<Output.Column> databaseColumns() {
		return columns("name", DB_NAME, "create_time", ColumnType.TIMESTAMP, "vgroups", ColumnType.INT, "ntables",
				ColumnType.BIGINT, "replica", TINYINT, "strict", ColumnType.varchar(4), "duration",
				ColumnType.varchar(10), "keep", ColumnType.varchar(32), "buffer", ColumnType.INT, "pagesize",
				ColumnType.INT, "pages", ColumnType.INT, "minrows", ColumnType.INT, "maxrows", ColumnType.INT, "comp",
				TINYINT, "precision", ColumnType.varchar(2), "status", ColumnType.varchar(10), "retentions",
				ColumnType.varchar(60), "single_stable", ColumnType.BOOL, "cachemodel", ColumnType.varchar(11),
				"cachesize", ColumnType.INT, "wal_level", TINYINT, "wal_fsync_period", ColumnType.INT,
				"wal_retention_period", ColumnType.INT, "wal_retention_size", ColumnType.BIGINT, "stt_trigger",
				SMALLINT, "table_prefix", SMALLINT, "table_suffix", SMALLINT, "tsdb_pagesize", ColumnType.INT,
				"keep_time_offset", ColumnType.INT);
	}

	private static List<@Nullable Object[]> databases(Catalog catalog) {
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (String system : List.of(INFORMATION_SCHEMA, PERFORMANCE_SCHEMA)) {
			@Nullable Object[] row = new @Nullable Object[databaseColumns().size()];
			row[0] = text(system);
			row[15] = text("ready");
			rows.add(row);
		}
		for (Database database : catalog.databases()) {
			DatabaseOptions options = database.options();
			long tables = database.tables().stream().filter(DataTable.class::isInstance).count();
			List<@Nullable Object> row = new ArrayList<>(List.of(text(database.name()), time(database.created()),
					number(options.vgroups()), number(tables), integer(options, "replica"), text("on"),
					text(options.get("duration")), text(options.get("keep"))));
			for (String name : List.of("buffer", "pagesize", "pages", "minrows", "maxrows", "comp")) {
				row.add(integer(options, name));
			}
			row.add(text(options.get("precision")));
			row.add(text("ready"));
			row.add(null);
			row.add(integer(options, "single_stable"));
			row.add(text(options.get("cachemodel")));
			for (String name : List.of("cachesize", "wal_level", "wal_fsync_period", "wal_retention_period",
					"wal_retention_size", "stt_trigger", "table_prefix", "table_suffix", "tsdb_pagesize",
					"keep_time_offset")) {
				row.add(integer(options, name));
			}
			rows.add(row.toArray());
		}
		return rows;
	}

	private static Long integer(DatabaseOptions options, String name) {
		return Long.valueOf(options.get(name));
	}

	private static List<Table> sorted(Database database) {
		return database.tables().stream().sorted(Comparator.comparingLong(Table::uid)).toList();
	}

	private static List<@Nullable Object[]> superTables(Catalog catalog) {
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (Database database : catalog.databases()) {
			for (Table table : sorted(database)) {
				if (table instanceof SuperTable) {
					rows.add(new @Nullable Object[] { text(table.name()), text(database.name()), time(table.created()),
							number(table.schema().columns().size()), number(table.schema().tags().size()),
							time(table.created()), table.comment().isEmpty() ? null : text(table.comment()), null, null,
							null, number(table.uid()) });
				}
			}
		}
		return rows;
	}

	private static List<@Nullable Object[]> tables(Catalog catalog) {
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (String name : TABLES.keySet()) {
			@Nullable Object[] row = new @Nullable Object[10];
			row[0] = text(name);
			row[1] = text(INFORMATION_SCHEMA);
			row[3] = number(TABLES.get(name).columns.size());
			row[9] = text("SYSTEM_TABLE");
			rows.add(row);
		}
		for (Database database : catalog.databases()) {
			for (Table table : sorted(database)) {
				if (table instanceof DataTable data) {
					SuperTable parent = data.parent();
					rows.add(new @Nullable Object[] { text(table.name()), text(database.name()), time(table.created()),
							number(table.schema().columns().size()), (parent != null) ? text(parent.name()) : null,
							number(table.uid()), number(database.firstVgroupId() + data.vgroup()), number(table.ttl()),
							table.comment().isEmpty() ? null : text(table.comment()),
							text((parent != null) ? "CHILD_TABLE" : "NORMAL_TABLE") });
				}
			}
		}
		return rows;
	}

	private static List<@Nullable Object[]> tableColumns(Catalog catalog) {
		List<@Nullable Object[]> rows = new ArrayList<>();
		TABLES.forEach((name, definition) -> {
			for (Output.Column column : definition.columns) {
				rows.add(columnRow(name, INFORMATION_SCHEMA, "SYSTEM_TABLE", column.name(), column.type()));
			}
		});
		for (Database database : catalog.databases()) {
			for (Table table : sorted(database)) {
				String type = (table instanceof SuperTable) ? "SUPER_TABLE"
						: (((DataTable) table).parent() != null) ? "CHILD_TABLE" : "NORMAL_TABLE";
				for (SchemaColumn column : table.schema().columns()) {
					rows.add(columnRow(table.name(), database.name(), type, column.name(), column.type()));
				}
			}
		}
		return rows;
	}

	private static @Nullable Object[] columnRow(String table, String database, String kind, String name,
			ColumnType type) {
		return new @Nullable Object[] { text(table), text(database), text(kind), text(name),
				text(type.sql().replace(", ", ",")), number(bytes(type)),
				type.type().isDecimal() ? number(type.precision()) : null,
				type.type().isDecimal() ? number(type.scale()) : null, null };
	}

	/**
	 * The width with the length in front of a text, as {@code ins_columns} has it.
	 */
	private static int bytes(ColumnType type) {
		return switch (type.type()) {
			case VARCHAR, VARBINARY, GEOMETRY -> type.length() + 2;
			case NCHAR -> 4 * type.length() + 2;
			default -> type.length();
		};
	}

	private static List<@Nullable Object[]> tags(Catalog catalog) {
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (Database database : catalog.databases()) {
			for (Table table : sorted(database)) {
				if (table instanceof DataTable data && data.parent() != null) {
					rows.addAll(tagRows(data));
				}
			}
		}
		return rows;
	}

	/**
	 * Return a row for each tag of a child table.
	 */
	static List<@Nullable Object[]> tagRows(DataTable table) {
		SuperTable parent = table.parent();
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (SchemaColumn tag : table.schema().tags()) {
			String value = TagText.of(table.tag(tag.slot()), tag.type(), table.database().options().precision());
			rows.add(new @Nullable Object[] { text(table.name()), text(table.database().name()),
					(parent != null) ? text(parent.name()) : null, text(tag.name()), text(tag.type().sql()),
					(value != null) ? text(value) : null });
		}
		return rows;
	}

	private static List<@Nullable Object[]> users(Catalog catalog) {
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (User user : catalog.users().all()) {
			rows.add(new @Nullable Object[] { text(user.name()), bool(user.superUser()), bool(user.enabled()),
					bool(user.sysinfo()), bool(user.createDb()), time(user.created()) });
		}
		return rows;
	}

	private static List<Output.Column> vgroupColumns() {
		List<Output.Column> result = new ArrayList<>(
				columns("vgroup_id", ColumnType.INT, "db_name", DB_NAME, "tables", ColumnType.INT));
		for (int i = 1; i <= 4; i++) {
			result.addAll(columns("v" + i + "_dnode", SMALLINT, "v" + i + "_status", ColumnType.varchar(9),
					"v" + i + "_applied/committed", ColumnType.varchar(41)));
		}
		result.addAll(columns("cacheload", ColumnType.INT, "cacheelements", ColumnType.INT, "tsma", TINYINT,
				"mount_vgroup_id", ColumnType.INT));
		return List.copyOf(result);
	}

	private static List<@Nullable Object[]> vgroups(Catalog catalog) {
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (Database database : catalog.databases()) {
			for (int i = 0; i < database.options().vgroups(); i++) {
				int index = i;
				long tables = database.tables()
					.stream()
					.filter((table) -> table instanceof DataTable data && data.vgroup() == index)
					.count();
				@Nullable Object[] row = new @Nullable Object[vgroupColumns().size()];
				row[0] = number(database.firstVgroupId() + i);
				row[1] = text(database.name());
				row[2] = number(tables);
				row[3] = 1L;
				row[4] = text("leader");
				row[5] = text("0/0");
				for (int last = 15; last < 19; last++) {
					row[last] = 0L;
				}
				rows.add(row);
			}
		}
		return rows;
	}

	/**
	 * A system table.
	 *
	 * @param columns its columns
	 * @param plan its rows
	 */
	record SystemTable(List<Output.Column> columns, PlanNode plan) {
	}

	/**
	 * How a system table is made.
	 *
	 * @param columns its columns
	 * @param rows makes its rows
	 */
	private record Definition(List<Output.Column> columns, Function<AnalysisContext, List<@Nullable Object[]>> rows) {
	}

}
