package io.github.taosspring.embedded.internal.insert;

import java.util.List;

import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.insert.PreparedInsert.Naming;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.SqlText;
import io.github.taosspring.embedded.internal.sql.TableName;
import io.github.taosspring.embedded.internal.store.RowBatch;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a client binds to a prepared insert into rows, table by table
 * ({@code clientStmt2.c}, {@code parInsertStmt.c}).
 * <p>
 * The statement is read once for each bind and not kept, so that it always fits the
 * tables as they are.
 */
public final class InsertBinder {

	/** The most rows of one table in one bind ({@code INT16_MAX}). */
	private static final int MAX_ROWS = Short.MAX_VALUE;

	private static final int INVALID_OPERATION = 0x0200;

	private static final int TABLE_NAME_NOT_SET = 0x022B;

	private static final int BIND_NUMBER = 0x0236;

	private static final int CACHE_ERROR = 0x0230;

	private static final int IN_OTHER_SUPER_TABLE = 0x061D;

	private static final int KEY_NULL = 0x267B;

	private static final int MAX_NAME_BYTES = 192;

	private final String sql;

	private final InsertContext context;

	private @Nullable PreparedInsert prepared;

	/**
	 * Create a binder.
	 * @param sql the statement
	 * @param context its circumstances
	 */
	public InsertBinder(String sql, InsertContext context) {
		this.sql = sql;
		this.context = context;
	}

	/**
	 * Return what the question marks stand for.
	 * @param tableName the name bound in the table's place, {@code null} as long as it
	 * isn't
	 * @return the fields in the order of the question marks
	 * @throws SqlException 0x2603 if they can't be known without a name
	 */
	public List<StatementField> fields(@Nullable String tableName) {
		return PreparedInsertReader.read(this.sql, this.context, tableName).fields();
	}

	/**
	 * Return what the question marks stand for, before anything is bound.
	 * @return the fields in the order of the question marks
	 * @throws SqlException 0x022B if they can't be known without a name, and if a table
	 * doesn't exist: older clients know such a table as one that wasn't named
	 */
	public List<StatementField> fieldsBeforeBind() {
		try {
			return fields(null);
		}
		catch (SqlException ex) {
			if (ex.code() == InsertClauses.tableNotFound().code()) {
				throw new SqlException(TABLE_NAME_NOT_SET, ex.getMessage(), ex);
			}
			throw ex;
		}
	}

	/**
	 * Bind rows of one table.
	 * @param tableName the table's name, {@code null} if the statement has it
	 * @param tags the values of the tags, one row each; none for a statement without, or
	 * for a table that exists
	 * @param columns the values of the columns
	 * @param target where the rows are added to; untouched after an error
	 * @throws SqlException with TDengine's code and text
	 */
	public void bind(@Nullable String tableName, List<? extends ParameterValues> tags,
			List<? extends ParameterValues> columns, List<InsertBatch> target) {
		PreparedInsert insert = prepared(tableName);
		DataTable existing = insert.existing();
		String name = insert.table();
		String database = insert.database();
		if (insert.superTable() != null && insert.naming() != Naming.FIXED) {
			TableName bound = boundName(insert, tableName);
			database = (bound.database() != null) ? bound.database() : database;
			name = bound.name();
			existing = child(insert, database, name);
		}
		NewChild created = null;
		if (insert.superTable() != null) {
			@Nullable Object[] values = tagValues(insert, tags);
			if (existing == null) {
				created = new NewChild(require(name), insert.superTable(), values, insert.tags().ttl(),
						insert.tags().comment());
			}
		}
		rows(insert, database, existing, created, columns, target);
	}

	private PreparedInsert prepared(@Nullable String tableName) {
		PreparedInsert known = this.prepared;
		if (known != null && (known.naming() != Naming.PLACEHOLDER || known.superTable() != null)) {
			return known;
		}
		if (known != null && tableName != null) {
			TableName name = PreparedInsertReader.tableName(tableName);
			String database = (name.database() != null) ? name.database() : this.context.database();
			if (database != null && this.context.catalog().find(database, name.name()) instanceof DataTable table
					&& table.schema() == known.schema()) {
				return known.with(name.name(), table);
			}
		}
		PreparedInsert read = PreparedInsertReader.read(this.sql, this.context, tableName);
		this.prepared = read;
		return read;
	}

	private static String require(@Nullable String name) {
		if (name == null) {
			throw new SqlException(TABLE_NAME_NOT_SET, "Stmt table name not set correctly");
		}
		return name;
	}

	static SqlException inOtherSuperTable() {
		return new SqlException(IN_OTHER_SUPER_TABLE, "Table already exists in other stables");
	}

	/**
	 * Return whether the statement creates tables from a super table.
	 * @return whether it has tags
	 */
	public boolean usesSuperTable() {
		InsertScanner scanner = new InsertScanner(SqlText.fold(this.sql));
		while (!scanner.isWord("values")) {
			scanner.next();
			if (scanner.isWord("using")) {
				return true;
			}
			if (scanner.atEnd()) {
				return false;
			}
		}
		return false;
	}

	private static TableName boundName(PreparedInsert insert, @Nullable String tableName) {
		String name = require(tableName);
		if (insert.naming() == Naming.PLACEHOLDER) {
			return PreparedInsertReader.tableName(name);
		}
		if (name.isEmpty()) {
			throw new SqlException(INVALID_OPERATION, "tbname can not be empty");
		}
		if (name.indexOf('.') >= 0 || name.indexOf('`') >= 0) {
			throw new SqlException(CACHE_ERROR, "Stmt cache error");
		}
		if (SqlText.bytes(name) > MAX_NAME_BYTES) {
			throw new SqlException(INVALID_OPERATION, "name too long");
		}
		return new TableName(null, name);
	}

	private @Nullable DataTable child(PreparedInsert insert, String database, String name) {
		// a table that is something else is found out when the rows are written
		return (this.context.catalog().find(database, name) instanceof DataTable table
				&& table.parent() == insert.superTable()) ? table : null;
	}

	private static @Nullable Object[] tagValues(PreparedInsert insert, List<? extends ParameterValues> tags) {
		List<SchemaColumn> parameters = insert.tags().parameters();
		@Nullable Object[] values = insert.tags().literals().clone();
		if (tags.isEmpty()) {
			return values;
		}
		if (tags.size() != parameters.size()) {
			throw new SqlException(INVALID_OPERATION,
					"Tags number not matched: " + tags.size() + " bound, " + parameters.size() + " expected");
		}
		for (int i = 0; i < tags.size(); i++) {
			SchemaColumn tag = parameters.get(i);
			if (!tags.get(i).isNull(0)) {
				values[tag.slot()] = BoundValues.tag(tags.get(i), tag);
			}
		}
		return values;
	}

	private static void rows(PreparedInsert insert, String database, @Nullable DataTable table,
			@Nullable NewChild child, List<? extends ParameterValues> columns, List<InsertBatch> target) {
		int parameters = insert.columnParameters();
		int rows = (parameters == 0 || columns.isEmpty()) ? 1 : columns.get(0).rows();
		if (rows <= 0 || rows > MAX_ROWS) {
			throw new SqlException(BIND_NUMBER, "bind number out of range or not match");
		}
		if (columns.size() != parameters) {
			throw new SqlException(INVALID_OPERATION, "row number in each bind param should be the same");
		}
		@Nullable Vector[] slots = new Vector[insert.schema().nextSlot()];
		boolean @Nullable [][] unset = new boolean[slots.length][];
		boolean mixed = false;
		int parameter = 0;
		for (int i = 0; i < insert.columns().size(); i++) {
			SchemaColumn column = insert.columns().get(i);
			Vector literal = insert.literals().get(i);
			if (literal != null) {
				slots[column.slot()] = Vector.constant(column.type(), literal.get(0), rows);
				continue;
			}
			ParameterValues values = columns.get(parameter++);
			slots[column.slot()] = BoundValues.column(values, column, rows);
			if (column.slot() == 0 || column.key()) {
				requireKeys(values, rows);
			}
			else {
				int missing = BoundValues.countUnset(values);
				if (missing == rows) {
					slots[column.slot()] = null;
				}
				else if (missing > 0) {
					unset[column.slot()] = BoundValues.unset(values);
					mixed = true;
				}
			}
		}
		if (mixed) {
			UnsetRows.split(rows, slots, unset, (part) -> target.add(new InsertBatch(database, table, child, part)));
		}
		else {
			target.add(new InsertBatch(database, table, child, new RowBatch(rows, slots)));
		}
	}

	private static void requireKeys(ParameterValues values, int rows) {
		for (int row = 0; row < rows; row++) {
			if (values.isNull(row)) {
				throw new SqlException(KEY_NULL, "Primary key column should not be null");
			}
		}
	}

}
