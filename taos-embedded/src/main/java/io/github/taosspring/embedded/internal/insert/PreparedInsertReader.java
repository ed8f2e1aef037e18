package io.github.taosspring.embedded.internal.insert;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.insert.PreparedInsert.Naming;
import io.github.taosspring.embedded.internal.insert.PreparedInsert.Tags;
import io.github.taosspring.embedded.internal.insert.StatementField.Kind;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.SqlText;
import io.github.taosspring.embedded.internal.sql.TableName;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code INSERT … VALUES} with question marks: one table, one row of values, each
 * of them a question mark or written out.
 */
final class PreparedInsertReader {

	private static final int INVALID_OPERATION = 0x0200;

	private final InsertScanner scanner;

	private final InsertContext context;

	private final InsertClauses clauses;

	private final @Nullable String boundName;

	private PreparedInsertReader(String text, InsertContext context, @Nullable String boundName) {
		this.scanner = new InsertScanner(text);
		this.context = context;
		this.clauses = new InsertClauses(this.scanner, context);
		this.boundName = boundName;
	}

	/**
	 * Read a statement.
	 * @param sql the statement
	 * @param context its circumstances
	 * @param boundName the name that is bound to a question mark in the table's place,
	 * {@code null} as long as it isn't
	 * @return the statement
	 * @throws SqlException if it can't be read, with TDengine's code and text; 0x2603 if
	 * its columns can't be known without a name
	 */
	static PreparedInsert read(String sql, InsertContext context, @Nullable String boundName) {
		SqlText.requireLength(sql);
		return new PreparedInsertReader(SqlText.fold(sql), context, boundName).read();
	}

	/**
	 * Read a name that was bound in the place of a table's name, possibly behind that of
	 * the database. Unlike in SQL its case is kept, quoted or not (seen on 3.3.7.5).
	 * @param text the name as bound
	 * @return the name
	 */
	static TableName tableName(String text) {
		int dot = text.startsWith("`") ? text.indexOf('.', text.indexOf('`', 1) + 1) : text.indexOf('.');
		String database = (dot < 0) ? null : unquoted(text.substring(0, dot));
		String name = unquoted(text.substring(dot + 1));
		if (name.isEmpty() || database != null && database.isEmpty()) {
			throw new SqlException(INVALID_OPERATION, "table name is empty");
		}
		return InsertClauses.checked(new TableName(database, name));
	}

	private static String unquoted(String name) {
		if (name.length() > 1 && name.charAt(0) == '`' && name.endsWith("`")) {
			return name.substring(1, name.length() - 1);
		}
		return name;
	}

	private PreparedInsert read() {
		this.clauses.head();
		Naming naming = Naming.FIXED;
		TableName name;
		String prefix = null;
		if (this.scanner.is('?')) {
			naming = Naming.PLACEHOLDER;
		}
		else if (databaseBeforeMark()) {
			prefix = this.scanner.name();
			this.scanner.next();
			this.scanner.next();
			naming = Naming.PLACEHOLDER;
		}
		if (naming == Naming.PLACEHOLDER) {
			this.scanner.next();
			name = (this.boundName != null) ? tableName(this.boundName) : null;
			if (name != null && name.database() == null && prefix != null) {
				name = new TableName(prefix, name.name());
			}
		}
		else {
			name = this.clauses.tableName(true);
		}
		String database = (name != null) ? this.clauses.database(name) : prefix;
		Table table = (name != null && database != null) ? this.context.catalog().find(database, name.name()) : null;
		int columnsAt = -1;
		if (this.scanner.is('(')) {
			columnsAt = this.scanner.start();
			this.clauses.skipParentheses();
		}
		if (this.scanner.isWord("using")) {
			return using(naming, database, (name != null) ? name.name() : null, table, columnsAt);
		}
		if (name == null) {
			throw InsertClauses.tableNotFound();
		}
		if (table == null) {
			throw InsertClauses.tableNotFound();
		}
		return (table instanceof SuperTable superTable) ? superTable(superTable, columnsAt)
				: existing(naming, (DataTable) table, columnsAt);
	}

	private boolean databaseBeforeMark() {
		InsertScanner ahead = new InsertScanner(this.scanner.sql(), this.scanner.start());
		ahead.next();
		if (!ahead.is('.')) {
			return false;
		}
		ahead.next();
		return ahead.is('?');
	}

	private PreparedInsert existing(Naming naming, DataTable table, int columnsAt) {
		BoundColumns columns = (columnsAt < 0) ? BoundColumns.allColumns(table.schema())
				: this.clauses.boundColumns(columnsAt, table.schema(), false);
		List<@Nullable Vector> literals = values(columns, precision(table));
		List<SchemaColumn> all = columns(columns);
		return new PreparedInsert(naming, table.database().name(), table.name(), table, null, table.schema(), Tags.NONE,
				all, literals, PreparedInsert.fields(false, List.of(), all, literals, precision(table)));
	}

	private PreparedInsert using(Naming naming, @Nullable String database, @Nullable String name,
			@Nullable Table existing, int columnsBefore) {
		this.scanner.next();
		TableName superName = this.clauses.tableName(false);
		String superDatabase = this.clauses.database(superName);
		Table parent = this.context.catalog().find(superDatabase, superName.name());
		if (parent == null) {
			throw InsertClauses.tableNotFound();
		}
		if (!(parent instanceof SuperTable superTable)) {
			throw new SqlException(INVALID_OPERATION, "create table only from super table is allowed");
		}
		DataTable child = (existing instanceof DataTable data && data.parent() == superTable) ? data : null;
		if (existing != null && child == null && naming == Naming.FIXED) {
			throw InsertBinder.inOtherSuperTable();
		}
		TagClause clause = new TagClause(this.scanner, this.context, superTable, true);
		clause.read();
		int columnsAt = (columnsBefore < 0 && this.scanner.is('(')) ? this.scanner.start() : columnsBefore;
		BoundColumns columns = (columnsAt < 0) ? BoundColumns.allColumns(superTable.schema())
				: this.clauses.boundColumns(columnsAt, superTable.schema(), false);
		List<@Nullable Vector> literals = values(columns, precision(superTable));
		List<SchemaColumn> all = columns(columns);
		Tags tags = new Tags(clause.values(), List.copyOf(clause.parameters()), clause.ttl(), clause.comment());
		return new PreparedInsert(naming, (database != null) ? database : superDatabase, name, child, superTable,
				superTable.schema(), tags, all, literals, PreparedInsert.fields(naming == Naming.PLACEHOLDER,
						tags.parameters(), all, literals, precision(superTable)));
	}

	/** Read an insert whose rows name their tables: tags and columns are mixed. */
	private PreparedInsert superTable(SuperTable target, int columnsAt) {
		if (columnsAt < 0) {
			throw ValueToken.error(this.scanner.sql().substring(this.clauses.nameEnd(this.scanner.start())),
					"(...tbname, ts...) bounded cols is expected for supertable insertion");
		}
		BoundColumns bound = this.clauses.boundColumns(columnsAt, target.schema(), true);
		List<@Nullable Vector> values = values(bound, precision(target));
		@Nullable Object[] tags = new Object[target.schema().nextTagSlot()];
		List<SchemaColumn> tagParameters = new ArrayList<>();
		List<SchemaColumn> columns = new ArrayList<>();
		List<@Nullable Vector> literals = new ArrayList<>();
		List<StatementField> fields = new ArrayList<>();
		for (int i = 0; i < bound.size(); i++) {
			SchemaColumn column = bound.columns()[i];
			Vector literal = values.get(i);
			if (column == null) {
				fields.add(StatementField.tableName());
				continue;
			}
			boolean tag = bound.tags()[i];
			if (literal == null) {
				fields.add(StatementField.of(tag ? Kind.TAG : Kind.COLUMN, column, precision(target)));
			}
			if (!tag) {
				columns.add(column);
				literals.add(literal);
			}
			else if (literal == null) {
				tagParameters.add(column);
			}
			else {
				tags[column.slot()] = literal.get(0);
			}
		}
		return new PreparedInsert(Naming.COLUMN, target.database().name(), null, null, target, target.schema(),
				new Tags(tags, List.copyOf(tagParameters), 0, ""), List.copyOf(columns), literals, List.copyOf(fields));
	}

	/** Read {@code VALUES (…)}: null stands for a question mark. */
	private List<@Nullable Vector> values(BoundColumns columns, TaosPrecision precision) {
		this.clauses.requireValues();
		RowReader reader = new RowReader(this.scanner, this.context, precision, columns);
		this.scanner.next();
		if (!this.scanner.is('(')) {
			throw ValueToken.incomplete("no any data points");
		}
		List<@Nullable Vector> values = new ArrayList<>(columns.size());
		for (int i = 0; i < columns.size(); i++) {
			reader.separator(i);
			values.add(reader.preparedValue(i));
		}
		reader.endRow();
		while (this.scanner.is('(')) {
			// more rows of question marks mean the same as one
			for (int i = 0; i < columns.size(); i++) {
				reader.separator(i);
				if (reader.preparedValue(i) != null) {
					throw new SqlException(INVALID_OPERATION, "single row of values allowed in one stmt");
				}
			}
			reader.endRow();
		}
		if (!this.scanner.atEnd()) {
			throw new SqlException(INVALID_OPERATION, "single table allowed in one stmt");
		}
		return values;
	}

	private static List<SchemaColumn> columns(BoundColumns bound) {
		List<SchemaColumn> columns = new ArrayList<>(bound.size());
		for (SchemaColumn column : bound.columns()) {
			if (column == null) {
				throw new IllegalStateException("A column that is none");
			}
			columns.add(column);
		}
		return List.copyOf(columns);
	}

	private static TaosPrecision precision(Table table) {
		return table.database().options().precision();
	}

}
