package io.github.taosspring.embedded.internal.insert;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.catalog.Catalog;
import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.DatabaseOptions;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.TableOptions;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.sql.ColumnDefinition;
import io.github.taosspring.embedded.internal.sql.DataType;
import io.github.taosspring.embedded.internal.sql.SqlParser;
import io.github.taosspring.embedded.internal.sql.TableStatement;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue of tables to insert into; a batch makes its child table exist.
 */
final class InsertTables {

	static final Instant NOW = Instant.parse("2024-05-06T07:08:09.123456789Z");

	private final Catalog catalog = new Catalog();

	InsertTables(String precision, String... definitions) {
		this.catalog.create("gri", DatabaseOptions.defaults().with("precision", precision));
		for (String definition : definitions) {
			create(definition);
		}
	}

	private void create(String sql) {
		if (SqlParser.parse(sql) instanceof TableStatement.CreateSuperTable table) {
			TableSchema schema = TableSchema.of(columns(table.columns()), tags(table.tags()));
			Database database = this.catalog.require("gri");
			database.apply(List
				.of(new Change.CreateSuperTable(database.newSuperTable(table.table().name(), schema, TableOptions.NONE),
						schema, TableOptions.NONE)));
		}
		else if (SqlParser.parse(sql) instanceof TableStatement.CreateTable table) {
			Database database = this.catalog.require("gri");
			database.apply(List.of(new Change.CreateTables(List.of(database.newTable(table.table().name(),
					TableSchema.of(columns(table.columns()), List.of()), TableOptions.NONE)))));
		}
	}

	private static List<SchemaColumn> columns(List<ColumnDefinition> definitions) {
		List<SchemaColumn> columns = new ArrayList<>();
		for (ColumnDefinition definition : definitions) {
			columns.add(SchemaColumn.column(definition.name(), type(definition.type()), columns.size(),
					definition.primaryKey()));
		}
		return columns;
	}

	private static List<SchemaColumn> tags(List<ColumnDefinition> definitions) {
		List<SchemaColumn> tags = new ArrayList<>();
		for (ColumnDefinition definition : definitions) {
			tags.add(SchemaColumn.tag(definition.name(), type(definition.type()), tags.size()));
		}
		return tags;
	}

	private static ColumnType type(DataType type) {
		int length = type.length();
		if (type.type() == TaosType.BLOB) {
			length = 4 * 1024 * 1024;
		}
		return (type.precision() > 0) ? ColumnType.decimal(type.precision(), type.scale())
				: ColumnType.variable(type.type(), length);
	}

	List<InsertBatch> insert(String sql) {
		return insert(sql, null, ZoneOffset.UTC);
	}

	List<InsertBatch> insert(String sql, @Nullable String database, ZoneId zone) {
		InsertContext context = new InsertContext((name, table) -> this.catalog.require(name).table(table), database,
				zone, NOW);
		List<InsertBatch> batches = InsertReader.read(sql, context);
		for (InsertBatch batch : batches) {
			NewChild child = batch.child();
			if (child != null && this.catalog.require(batch.database()).table(child.name()) == null) {
				Database owner = this.catalog.require(batch.database());
				owner.apply(List.of(new Change.CreateTables(List.of(owner.newChild(child.name(), child.superTable(),
						child.superTable().schema(), child.tags(), TableOptions.NONE)))));
			}
		}
		return batches;
	}

}
