package io.github.taosspring.embedded.internal.insert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.SqlScanner;
import io.github.taosspring.embedded.internal.sql.SqlText;
import io.github.taosspring.embedded.internal.sql.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code INSERT … VALUES} in one pass, from the text into columns.
 * <p>
 * TDengine reads inserts by hand as well: its errors (0x0216) and limits differ from
 * those of other statements, and megabytes of values never become a tree. The whole
 * statement is read before any row is handed on, so that a bad value leaves no trace.
 */
public final class InsertReader {

	private static final int INVALID_OPERATION = 0x0200;

	private static final int IN_OTHER_SUPER_TABLE = 0x061D;

	private final InsertContext context;

	private final InsertScanner scanner;

	private final InsertClauses clauses;

	private final List<InsertBatch> batches = new ArrayList<>();

	private InsertReader(String text, InsertContext context) {
		this.context = context;
		this.scanner = new InsertScanner(text);
		this.clauses = new InsertClauses(this.scanner, context);
	}

	/**
	 * Tell whether a statement is one for this reader: it starts with INSERT or IMPORT,
	 * and VALUES, USING or FILE come before any SELECT.
	 * @param sql the statement
	 * @return whether it is, {@code false} for all else, INSERT … SELECT included
	 */
	public static boolean reads(String sql) {
		int start = 0;
		while (start < sql.length() && Character.isWhitespace(sql.charAt(start))) {
			start++;
		}
		if (!sql.regionMatches(true, start, "insert", 0, 6) && !sql.regionMatches(true, start, "import", 0, 6)) {
			return false;
		}
		SqlScanner scanner = new SqlScanner(sql);
		while (scanner.next() != SqlScanner.Kind.END) {
			if (scanner.kind() == SqlScanner.Kind.WORD) {
				switch (scanner.token().toLowerCase(Locale.ROOT)) {
					case "values", "using", "file" -> {
						return true;
					}
					case "select" -> {
						return false;
					}
					default -> {
						// a name or a column
					}
				}
			}
		}
		return false;
	}

	/**
	 * Read a statement.
	 * @param sql the statement
	 * @param context its circumstances
	 * @return the rows by table, in the order written
	 * @throws SqlException if it can't be read, with TDengine's code and text
	 */
	public static List<InsertBatch> read(String sql, InsertContext context) {
		SqlText.requireLength(sql);
		return new InsertReader(SqlText.fold(sql), context).read();
	}

	private List<InsertBatch> read() {
		this.clauses.head();
		while (!this.scanner.atEnd()) {
			tableClause();
			while (this.scanner.is(',')) {
				this.scanner.next();
			}
		}
		return this.batches;
	}

	/**
	 * Read a table with its rows; the scanner is at its name, and behind it afterwards.
	 */
	private void tableClause() {
		TableName name = this.clauses.tableName(true);
		String database = this.clauses.database(name);
		Table table = this.context.catalog().find(database, name.name());
		int afterName = this.scanner.start();
		int columnsAt = -1;
		if (this.scanner.is('(')) {
			columnsAt = afterName;
			this.clauses.skipParentheses();
		}
		if (this.scanner.isWord("using")) {
			insertUsing(database, name.name(), table, columnsAt);
			return;
		}
		if (table == null) {
			throw InsertClauses.tableNotFound();
		}
		if (table instanceof SuperTable superTable) {
			if (columnsAt < 0) {
				throw ValueToken.error(this.scanner.sql().substring(this.clauses.nameEnd(afterName)),
						"(...tbname, ts...) bounded cols is expected for supertable insertion");
			}
			BoundColumns columns = this.clauses.boundColumns(columnsAt, superTable.schema(), true);
			this.clauses.requireValues();
			add(new SuperTableRows(this.scanner, this.context, superTable, columns).read());
			return;
		}
		TableSchema schema = table.schema();
		BoundColumns columns = (columnsAt < 0) ? BoundColumns.allColumns(schema)
				: this.clauses.boundColumns(columnsAt, schema, false);
		this.clauses.requireValues();
		rows(table, new BatchBuilder(database, (DataTable) table, null, schema, columns), columns);
	}

	private void insertUsing(String database, String child, @Nullable Table existing, int columnsBefore) {
		this.scanner.next();
		TableName superName = this.clauses.tableName(false);
		Table parent = this.context.catalog().find(this.clauses.database(superName), superName.name());
		if (parent == null) {
			throw InsertClauses.tableNotFound();
		}
		if (existing != null
				&& !(existing instanceof DataTable data && data.parent() != null && data.parent() == parent)) {
			throw new SqlException(IN_OTHER_SUPER_TABLE, "Table already exists in other stables");
		}
		TableSchema schema = parent.schema();
		TagClause tags = new TagClause(this.scanner, this.context, parent, false);
		tags.read();
		BoundColumns columns = (columnsBefore < 0) ? null : this.clauses.boundColumns(columnsBefore, schema, false);
		if (columns == null) {
			columns = this.scanner.is('(') ? this.clauses.boundColumns(this.scanner.start(), schema, false)
					: BoundColumns.allColumns(schema);
		}
		this.clauses.requireValues();
		if (!(parent instanceof SuperTable superTable)) {
			throw new SqlException(INVALID_OPERATION, "create table only from super table is allowed");
		}
		NewChild created = (existing != null) ? null
				: new NewChild(child, superTable, tags.values(), tags.ttl(), tags.comment());
		BatchBuilder builder = new BatchBuilder(database, (DataTable) existing, created, schema, columns);
		rows(parent, builder, columns);
	}

	private void rows(Table table, BatchBuilder builder, BoundColumns columns) {
		new RowReader(this.scanner, this.context, table.database().options().precision(), columns).readAll(builder);
		this.batches.add(builder.build());
	}

	private void add(List<InsertBatch> more) {
		this.batches.addAll(more);
	}

}
