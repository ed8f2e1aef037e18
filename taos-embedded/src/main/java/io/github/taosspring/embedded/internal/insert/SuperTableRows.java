package io.github.taosspring.embedded.internal.insert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.SqlText;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of {@code INSERT INTO super (tbname, …) VALUES …}, each of which names
 * its table.
 */
final class SuperTableRows {

	private static final int INVALID_OPERATION = 0x0200;

	private static final int IN_OTHER_SUPER_TABLE = 0x061D;

	private static final int MAX_NAME_BYTES = 192;

	private final InsertScanner scanner;

	private final InsertContext context;

	private final SuperTable table;

	private final BoundColumns columns;

	private final RowReader reader;

	private final Map<String, BatchBuilder> builders = new LinkedHashMap<>();

	/** The values of one row by their order, for the time until its table is known. */
	private final Vector[] row;

	SuperTableRows(InsertScanner scanner, InsertContext context, SuperTable table, BoundColumns columns) {
		this.scanner = scanner;
		this.context = context;
		this.table = table;
		this.columns = columns;
		this.reader = new RowReader(scanner, context, table.database().options().precision(), columns);
		this.row = new Vector[columns.size()];
		for (int i = 0; i < columns.size(); i++) {
			SchemaColumn column = columns.columns()[i];
			this.row[i] = new Vector((column != null) ? column.type() : ColumnType.varchar(MAX_NAME_BYTES), 1);
		}
	}

	List<InsertBatch> read() {
		this.scanner.next();
		while (this.scanner.is('(')) {
			String name = readRow();
			BatchBuilder builder = this.builders.get(name);
			if (builder == null) {
				builder = builder(name);
				this.builders.put(name, builder);
			}
			append(builder);
		}
		if (this.builders.isEmpty()) {
			throw ValueToken.incomplete("no any data points");
		}
		List<InsertBatch> batches = new ArrayList<>(this.builders.size());
		for (BatchBuilder builder : this.builders.values()) {
			batches.add(builder.build());
		}
		return batches;
	}

	private String readRow() {
		String name = "";
		for (int i = 0; i < this.columns.size(); i++) {
			this.reader.separator(i);
			ValueToken value = this.reader.nextValue();
			if (this.columns.columns()[i] == null) {
				name = tableName(value);
			}
			else {
				this.reader.cell(i, this.row[i], 0);
			}
		}
		this.reader.endRow();
		return name;
	}

	private static String tableName(ValueToken value) {
		if (value.isNull()) {
			throw new SqlException(INVALID_OPERATION, "tbname can not be null value");
		}
		String name = value.text();
		if (name.isEmpty()) {
			throw new SqlException(INVALID_OPERATION, "tbname can not be empty");
		}
		if (name.indexOf('.') >= 0) {
			throw new SqlException(INVALID_OPERATION, "tbname can not contain '.'");
		}
		if (SqlText.bytes(name) > MAX_NAME_BYTES) {
			throw new SqlException(INVALID_OPERATION, "tbname is too long");
		}
		return name;
	}

	private BatchBuilder builder(String name) {
		String database = this.table.database().name();
		Table existing = this.context.catalog().find(database, name);
		if (existing == null) {
			return new BatchBuilder(database, null, new NewChild(name, this.table, tags(), 0, ""), this.table.schema(),
					this.columns);
		}
		if (!(existing instanceof DataTable child) || child.parent() != this.table) {
			throw new SqlException(IN_OTHER_SUPER_TABLE, "Table already exists in other stables");
		}
		return new BatchBuilder(database, child, null, this.table.schema(), this.columns);
	}

	private @Nullable Object[] tags() {
		@Nullable Object[] tags = new Object[this.table.schema().nextTagSlot()];
		for (int i = 0; i < this.columns.size(); i++) {
			SchemaColumn column = this.columns.columns()[i];
			if (column != null && this.columns.tags()[i]) {
				tags[column.slot()] = this.row[i].get(0);
			}
		}
		return tags;
	}

	private void append(BatchBuilder builder) {
		int at = builder.row();
		for (int i = 0; i < this.columns.size(); i++) {
			if (this.columns.columns()[i] != null && !this.columns.tags()[i]) {
				builder.vector(i).copy(at, this.row[i], 0);
			}
		}
		builder.rowDone();
	}

}
