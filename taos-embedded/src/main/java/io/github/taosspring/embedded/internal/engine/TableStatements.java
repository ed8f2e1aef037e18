package io.github.taosspring.embedded.internal.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.analysis.AnalysisContext;
import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.catalog.TableOptions;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.insert.TagValues;
import io.github.taosspring.embedded.internal.sql.ColumnDefinition;
import io.github.taosspring.embedded.internal.sql.DataType;
import io.github.taosspring.embedded.internal.sql.Expression;
import io.github.taosspring.embedded.internal.sql.Literal;
import io.github.taosspring.embedded.internal.sql.Option;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.TableName;
import io.github.taosspring.embedded.internal.sql.TableStatement;
import io.github.taosspring.embedded.internal.tmq.TopicRegistry;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements that create and drop tables.
 */
final class TableStatements {

	static final int MOST_COLUMNS = 4096;

	static final int MOST_TAGS = 128;

	private static final int LONGEST_VARCHAR = 65517;

	private static final int LONGEST_NCHAR = 16379;

	static final int LONGEST_ROW = 65531;

	private static final int LONGEST_NAME = 192;

	private final AnalysisContext context;

	private final TopicRegistry topics;

	TableStatements(AnalysisContext context, TopicRegistry topics) {
		this.context = context;
		this.topics = topics;
	}

	Update run(TableStatement statement) {
		if (statement instanceof TableStatement.CreateSuperTable create) {
			createSuperTable(create);
		}
		else if (statement instanceof TableStatement.CreateTable create) {
			createTable(create);
		}
		else if (statement instanceof TableStatement.CreateChildTables create) {
			createChildren(create);
		}
		else if (statement instanceof TableStatement.AlterTable alter) {
			new TableAlterations(this.context, this.topics).run(alter);
		}
		else if (statement instanceof TableStatement.DropTables drop) {
			dropTables(drop);
		}
		else if (statement instanceof TableStatement.DropSuperTable drop) {
			Database database = this.context.database(drop.table());
			if (database.table(drop.table().name()) instanceof SuperTable table) {
				this.topics.checkDrop(table);
				database.drop(table);
			}
			else if (!drop.ifExists()) {
				throw new SqlException(0x0362, "STable not exist");
			}
		}
		return new Update(0);
	}

	private void createSuperTable(TableStatement.CreateSuperTable create) {
		Database database = this.context.database(create.table());
		TableSchema schema = schema(create.columns(), create.tags());
		database.lock().lock();
		try {
			Table present = database.table(create.table().name());
			if (present instanceof SuperTable) {
				if (create.ifNotExists()) {
					return;
				}
				throw new SqlException(0x0360, "STable already exists");
			}
			TableOptions options = options(TableOptions.NONE, create.options());
			SuperTable table = database.newSuperTable(name(create.table()), schema, options);
			database.apply(List.of(new Change.CreateSuperTable(table, schema, options)));
		}
		finally {
			database.lock().unlock();
		}
	}

	private void createTable(TableStatement.CreateTable create) {
		Database database = this.context.database(create.table());
		TableSchema schema = schema(create.columns(), List.of());
		database.lock().lock();
		try {
			if (create.ifNotExists() && database.table(create.table().name()) != null) {
				return;
			}
			database.apply(List.of(new Change.CreateTables(List
				.of(database.newTable(name(create.table()), schema, options(TableOptions.NONE, create.options()))))));
		}
		finally {
			database.lock().unlock();
		}
	}

	private static String name(TableName table) {
		if (table.name().isEmpty() || table.name().length() > LONGEST_NAME || table.name().indexOf('.') >= 0) {
			throw new SqlException(0x2617, "Invalid identifier name: " + table.name());
		}
		return table.name();
	}

	static TableSchema schema(List<ColumnDefinition> columns, List<ColumnDefinition> tags) {
		if (columns.get(0).type().type() != TaosType.TIMESTAMP) {
			throw new SqlException(0x2641, "First column must be timestamp");
		}
		if (columns.size() < 2) {
			throw new SqlException(0x263F, "Illegal number of columns");
		}
		if (columns.size() + tags.size() > MOST_COLUMNS) {
			throw new SqlException(0x2640, "Too many columns");
		}
		if (tags.size() > MOST_TAGS) {
			throw new SqlException(0x0364, "Too many tags");
		}
		Set<String> names = new HashSet<>();
		List<SchemaColumn> schemaColumns = new ArrayList<>();
		int rowSize = 0;
		for (ColumnDefinition column : columns) {
			checkName(column, names);
			if (column.type().type() == TaosType.JSON) {
				throw new SqlException(0x2652, "Only tag can be json type");
			}
			ColumnType type = type(column.type());
			rowSize += bytes(type);
			checkKey(column, schemaColumns.size());
			SchemaColumn schemaColumn = SchemaColumn.column(column.name(), type, schemaColumns.size(),
					column.primaryKey());
			schemaColumns.add(TableAlterations.withStorage(schemaColumn, column.options()));
		}
		if (rowSize > LONGEST_ROW) {
			throw new SqlException(0x263E, "Row length exceeds max length " + LONGEST_ROW);
		}
		List<SchemaColumn> schemaTags = new ArrayList<>();
		for (ColumnDefinition tag : tags) {
			checkName(tag, names);
			if (tag.type().type() == TaosType.JSON && tags.size() > 1) {
				throw new SqlException(0x2633, "Only one tag if there is a json tag");
			}
			schemaTags.add(SchemaColumn.tag(tag.name(), type(tag.type()), schemaTags.size()));
		}
		return TableSchema.of(schemaColumns, schemaTags);
	}

	private static void checkName(ColumnDefinition column, Set<String> names) {
		if (!names.add(column.name())) {
			throw new SqlException(0x263C, "Duplicated column names");
		}
	}

	private static void checkKey(ColumnDefinition column, int position) {
		if (!column.primaryKey()) {
			return;
		}
		boolean possible = switch (column.type().type()) {
			case INT, INT_UNSIGNED, BIGINT, BIGINT_UNSIGNED, VARCHAR -> true;
			default -> false;
		};
		if (position != 1 || !possible) {
			throw new SqlException(0x2678, "primary key column must be the second one, and of a type int, uint, "
					+ "bigint, ubigint or varchar");
		}
	}

	/**
	 * Return the type of a column; lengths are checked.
	 */
	static ColumnType type(DataType type) {
		if (type.type().isDecimal()) {
			return ColumnType.decimal(type.precision(), type.scale());
		}
		if (type.type() == TaosType.JSON) {
			return ColumnType.JSON;
		}
		if (type.type() == TaosType.BLOB) {
			return ColumnType.variable(TaosType.BLOB, 4194304);
		}
		if (!type.type().isVariable()) {
			return ColumnType.fixed(type.type());
		}
		int most = (type.type() == TaosType.NCHAR) ? LONGEST_NCHAR : LONGEST_VARCHAR;
		if (type.length() == DataType.NO_LENGTH || type.length() < 1 || type.length() > most) {
			throw new SqlException(0x2642, "Invalid column length for var length type");
		}
		return ColumnType.variable(type.type(), type.length());
	}

	static int bytes(ColumnType type) {
		return switch (type.type()) {
			case NCHAR -> 4 * type.length() + 2;
			case VARCHAR, VARBINARY, GEOMETRY -> type.length() + 2;
			case BLOB -> 5;
			default -> type.length();
		};
	}

	static TableOptions options(TableOptions present, List<Option> changes) {
		TableOptions result = present;
		for (Option option : changes) {
			result = switch (option.name()) {
				case "comment" -> new TableOptions(
						(option.value() instanceof Literal.StringLiteral text) ? text.value() : "", result.ttl());
				case "ttl" -> new TableOptions(result.comment(),
						(option.value() instanceof Literal.IntegerLiteral days) ? (int) days.value() : 0);
				default -> throw new SqlException(0x0100, "Operation not supported: table option " + option.name());
			};
		}
		return result;
	}

	private void createChildren(TableStatement.CreateChildTables create) {
		Map<Database, List<Creation>> creations = new LinkedHashMap<>();
		for (TableStatement.ChildTable child : create.tables()) {
			Database database = this.context.database(child.table());
			creations.computeIfAbsent(database, (absent) -> new ArrayList<>()).add(prepare(child, database));
		}
		creations.forEach(TableStatements::create);
	}

	private static void create(Database database, List<Creation> creations) {
		database.lock().lock();
		try {
			Map<String, Change.Creation> tables = new LinkedHashMap<>();
			for (Creation creation : creations) {
				if (creation.ifNotExists()
						&& (database.table(creation.name()) != null || tables.containsKey(creation.name()))) {
					continue;
				}
				Change.Creation table = database.newChild(creation.name(), creation.parent(),
						creation.parent().schema(), creation.tags(), creation.options());
				if (tables.putIfAbsent(creation.name(), table) != null) {
					throw new SqlException(0x0603, "Table already exists");
				}
			}
			if (!tables.isEmpty()) {
				database.apply(List.of(new Change.CreateTables(List.copyOf(tables.values()))));
			}
		}
		finally {
			database.lock().unlock();
		}
	}

	/**
	 * Check a child table.
	 */
	private Creation prepare(TableStatement.ChildTable child, Database database) {
		Database parentDatabase = (child.superTable().database() != null)
				? this.context.database(child.superTable().database()) : this.context.database(child.table());
		Table using = parentDatabase.table(child.superTable().name());
		if (using == null) {
			throw noTable();
		}
		if (!(using instanceof SuperTable parent)) {
			throw new SqlException(0x260D, "Tags number not matched");
		}
		if (parentDatabase != database) {
			throw new SqlException(0x2618, "Corresponding super table not in this db");
		}
		String name = name(child.table());
		@Nullable Object[] tags = tags(child, parent, database);
		if (database.table(name) instanceof SuperTable) {
			throw new SqlException(0x061D, "Table already exists in other stables");
		}
		if (!child.ifNotExists() && database.table(name) != null) {
			throw new SqlException(0x0603, "Table already exists");
		}
		return new Creation(name, child.ifNotExists(), parent, tags, options(TableOptions.NONE, child.options()));
	}

	private @Nullable Object[] tags(TableStatement.ChildTable child, SuperTable parent, Database database) {
		TableSchema schema = parent.schema();
		List<SchemaColumn> targets = new ArrayList<>();
		if (child.tagNames() == null) {
			targets.addAll(schema.tags());
		}
		else {
			for (String tagName : child.tagNames()) {
				SchemaColumn tag = schema.tag(tagName);
				if (tag == null) {
					throw new SqlException(0x260E, "Invalid tag name: " + tagName);
				}
				targets.add(tag);
			}
		}
		if (targets.size() != child.tagValues().size()) {
			throw new SqlException(0x260D, "Tags number not matched");
		}
		TagValues values = tagValues(database);
		@Nullable Object[] result = new @Nullable Object[schema.nextTagSlot()];
		for (int i = 0; i < targets.size(); i++) {
			Expression value = child.tagValues().get(i);
			result[targets.get(i).slot()] = values.convert(value, targets.get(i));
		}
		return result;
	}

	private TagValues tagValues(Database database) {
		return new TagValues(database.options().precision(), this.context.evaluation().zone(),
				this.context.evaluation().instant());
	}

	private void dropTables(TableStatement.DropTables drop) {
		List<SuperTable> superTables = new ArrayList<>();
		Map<Database, List<DataTable>> tables = new LinkedHashMap<>();
		for (TableStatement.DroppedTable dropped : drop.tables()) {
			Table table = this.context.database(dropped.table()).table(dropped.table().name());
			if (table instanceof SuperTable superTable) {
				superTables.add(superTable);
			}
			else if (table instanceof DataTable data) {
				tables.computeIfAbsent(table.database(), (absent) -> new ArrayList<>()).add(data);
			}
			else if (!dropped.ifExists()) {
				throw noTable();
			}
		}
		superTables.forEach(this.topics::checkDrop);
		superTables.forEach((table) -> table.database().drop(table));
		tables.forEach(Database::drop);
	}

	static SqlException noTable() {
		return new SqlException(0x2603, "Table does not exist");
	}

	static boolean isChild(Table table) {
		return table instanceof DataTable data && data.parent() != null;
	}

	/**
	 * A child table to create.
	 *
	 * @param name its name
	 * @param ifNotExists whether a table of that name is no error
	 * @param parent its super table
	 * @param tags the values of its tags by slot
	 * @param options its options
	 */
	private record Creation(String name, boolean ifNotExists, SuperTable parent, @Nullable Object[] tags,
			TableOptions options) {
	}

}
