package io.github.taosspring.client.statement;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosLimits;
import io.github.taosspring.client.wire.BindBatch;
import io.github.taosspring.client.wire.BindTables;

/**
 * Rows that wait to be written, held in one growing buffer a column. Filled, written and
 * {@linkplain #clear() cleared} again and again, it allocates nothing per row or cell.
 * <p>
 * Filled row by row: <pre>
 * if (batch.beginTable("d1001")) { // the batch's first row of this table
 *     batch.tag(0).appendString("Oslo");
 * }
 * batch.column(0).appendLong(ts);
 * batch.column(1).appendInt(230);
 * batch.endRow();
 * </pre> or, many rows of a table at once, column by column, ended by
 * {@link #endRows(int)}. Rows may come in any order of tables; those of one table are
 * written in the order in which they came.
 * <p>
 * Values are checked as they are appended, and rows as they end: what does not fit throws
 * {@link TaosBindException}, appends nothing and can be put right, or the row dropped by
 * {@link #cancelRow()}. Rows count from 0 over the whole batch.
 * <p>
 * <b>Equal keys.</b> Two rows of one table with the same timestamp become one, the later
 * winning column by column; a NULL wins too, an unset column does not. (In one SQL text a
 * later NULL loses.) They count as one affected row.
 * <p>
 * <b>Tags</b> take effect when the server creates the table. Of a table that exists it
 * ignores them, silently.
 * <p>
 * Not thread-safe.
 */
public final class ColumnBatch {

	private final BatchSchema schema;

	private final BindBatch data;

	private final BatchColumn[] tags;

	private final BatchColumn[] columns;

	private boolean truncateTimestamps;

	private int table = -1;

	/** Whether the current table has no row yet, and its tags may be missing. */
	private boolean opening;

	private ColumnBatch(BatchSchema schema) {
		this.schema = schema;
		this.data = new BindBatch(schema.isNamed(), schema.tags().stream().map(TaosColumn::type).toList(),
				schema.columns().stream().map(TaosColumn::type).toList());
		this.tags = new BatchColumn[schema.tags().size()];
		for (int i = 0; i < this.tags.length; i++) {
			this.tags[i] = new BatchColumn(this, schema.tags().get(i), this.data.tag(i), true, false);
		}
		this.columns = new BatchColumn[schema.columns().size()];
		for (int i = 0; i < this.columns.length; i++) {
			this.columns[i] = new BatchColumn(this, schema.columns().get(i), this.data.column(i), false,
					i == schema.key());
		}
		if (!schema.isNamed()) {
			this.table = 0;
			this.opening = this.tags.length > 0;
		}
	}

	/**
	 * Create an empty batch.
	 * @param schema what its rows consist of
	 * @return the batch
	 */
	public static ColumnBatch of(BatchSchema schema) {
		return new ColumnBatch(schema);
	}

	/**
	 * Return what the rows consist of.
	 * @return the schema
	 */
	public BatchSchema schema() {
		return this.schema;
	}

	/**
	 * Set whether timestamps finer than the precision are cut to it instead of being
	 * refused, which is the default.
	 * @param truncate whether to cut them
	 * @return this
	 */
	public ColumnBatch truncateTimestamps(boolean truncate) {
		this.truncateTimestamps = truncate;
		return this;
	}

	boolean truncatesTimestamps() {
		return this.truncateTimestamps;
	}

	/**
	 * Say to which table the following rows belong.
	 * @param name the name of the child table, case kept; up to 192 bytes of UTF-8, no
	 * dot
	 * @return whether this is the batch's first row of that table, so that its tags have
	 * to be appended
	 * @throws TaosBindException if the name cannot be one, or the current row has not
	 * ended
	 */
	public boolean beginTable(CharSequence name) {
		BindTables tables = this.data.tables();
		if (tables == null) {
			throw TaosErrors.misuse("The rows of this batch do not name their table: " + this.schema);
		}
		checkBetweenRows();
		dropEmptyTable();
		int before = tables.count();
		int number = tables.add(name);
		if (number == before) {
			String problem = problem(tables, number, name);
			if (problem != null) {
				tables.removeLast();
				this.table = -1;
				throw new TaosBindException(problem, "42000", rows(), null, null);
			}
			this.opening = true;
		}
		this.table = number;
		return this.opening;
	}

	private static @Nullable String problem(BindTables tables, int number, CharSequence name) {
		if (name.isEmpty()) {
			return "the name of a table must not be empty";
		}
		for (int i = 0; i < name.length(); i++) {
			char value = name.charAt(i);
			if (value == '.' || value == '`' || value == '\0') {
				return "the name '" + name + "' of a table must not contain "
						+ ((value == '.') ? "a dot" : (value == '`') ? "a back-quote" : "NUL");
			}
		}
		int bytes = tables.byteLength(number);
		return (bytes > TaosLimits.TABLE_NAME_BYTES) ? "the name '" + name + "' of a table has " + bytes
				+ " bytes; TDengine allows " + TaosLimits.TABLE_NAME_BYTES : null;
	}

	/**
	 * A table that was begun and got no row is forgotten, with its tags; of the one table
	 * of rows that do not name theirs, the tags.
	 */
	private void dropEmptyTable() {
		BindTables tables = this.data.tables();
		if (!this.opening) {
			return;
		}
		int kept = 0;
		if (tables != null) {
			tables.removeLast();
			this.opening = false;
			this.table = -1;
			kept = tables.count();
		}
		for (BatchColumn tag : this.tags) {
			tag.truncate(kept);
		}
	}

	private void checkBetweenRows() {
		for (BatchColumn column : this.columns) {
			if (column.rows() != rows()) {
				throw new TaosBindException("the row has not ended; end or cancel it first", "HY010", rows(),
						tableName(), null);
			}
		}
	}

	/**
	 * Return a tag of the table that {@link #beginTable} began.
	 * @param index the tag from 0
	 * @return what takes its value
	 */
	public BatchColumn tag(int index) {
		return this.tags[index];
	}

	/**
	 * Return a column.
	 * @param index the column from 0
	 * @return what takes its values
	 */
	public BatchColumn column(int index) {
		return this.columns[index];
	}

	/**
	 * End a row.
	 * @throws TaosBindException if a column or a tag has no value or more than one; what
	 * was appended stays
	 */
	public void endRow() {
		endRows(1);
	}

	/**
	 * End rows whose values were appended column by column.
	 * @param count how many, greater than zero
	 * @throws TaosBindException if a column has not that many new values, or a tag has
	 * none; what was appended stays
	 */
	public void endRows(int count) {
		if (count <= 0) {
			throw TaosErrors.misuse("At least one row must end, not " + count);
		}
		if (this.table < 0) {
			throw new TaosBindException("the row has no table; beginTable() comes first", "07001", rows(), null, null);
		}
		int expected = rows() + count;
		for (BatchColumn column : this.columns) {
			if (column.rows() != expected) {
				int values = column.rows() - rows();
				throw new TaosBindException(
						(values == 0) ? "no value"
								: values + " values for " + count + " row" + ((count > 1) ? "s" : ""),
						"07001", rows(), tableName(), column.name());
			}
		}
		if (this.opening) {
			for (BatchColumn tag : this.tags) {
				if (tag.rows() != tableCount()) {
					throw new TaosBindException("the tag has no value", "07001", rows(), tableName(), tag.name());
				}
			}
			this.opening = false;
		}
		this.data.endRows(this.table, count);
	}

	/**
	 * Drop the values appended since the last row ended; a table that got no row is
	 * forgotten, and tags without a row are.
	 */
	public void cancelRow() {
		for (BatchColumn column : this.columns) {
			column.truncate(rows());
		}
		dropEmptyTable();
	}

	/**
	 * Append a row of objects in the order of the statement's placeholders: the
	 * convenient way, which boxes. Tags of a table that the batch has already are not
	 * looked at.
	 * @param values a value for each of {@link BatchSchema#fields()}, see
	 * {@link BatchColumn#appendObject}
	 * @throws TaosBindException if there are too many or few, or one does not fit;
	 * nothing is appended
	 */
	public void appendRow(@Nullable Object... values) {
		List<StatementField> fields = this.schema.fields();
		if (values.length != fields.size()) {
			throw new TaosBindException(values.length + " values for " + fields.size() + " placeholders", "07001",
					rows(), null, null);
		}
		checkBetweenRows();
		try {
			RowValues.append(this, fields, values);
			endRow();
		}
		catch (RuntimeException ex) {
			cancelRow();
			throw ex;
		}
	}

	/**
	 * Return the rows that have ended.
	 * @return the rows
	 */
	public int rows() {
		return this.data.rows();
	}

	/**
	 * Return whether no row has ended.
	 * @return whether there is nothing to write
	 */
	public boolean isEmpty() {
		return rows() == 0;
	}

	/**
	 * Return the number of tables that have rows.
	 * @return the tables, 1 if rows do not name theirs
	 */
	public int tables() {
		return tableCount() - ((this.opening && this.schema.isNamed()) ? 1 : 0);
	}

	private int tableCount() {
		BindTables tables = this.data.tables();
		return (tables != null) ? tables.count() : 1;
	}

	/**
	 * Return the table of a row.
	 * @param row the row from 0
	 * @return the name, {@code null} if rows do not name theirs
	 */
	public @Nullable String table(int row) {
		checkRow(row);
		BindTables tables = this.data.tables();
		return (tables != null) ? tables.name(this.data.tableOf(row)) : null;
	}

	/**
	 * Return the values of a row, for messages and for those who write it elsewhere.
	 * @param row the row from 0
	 * @return a value for each column as a query would return it; {@code null} for NULL,
	 * {@link NullPolicy#UNSET} where the column is left as it is. A DECIMAL whose scale
	 * the server did not tell is unscaled.
	 */
	public List<@Nullable Object> values(int row) {
		checkRow(row);
		return StoredValues.read(this.schema.columns(), this.schema.precision(), this.data::column, row);
	}

	/**
	 * Return the tags that came with the first row of a row's table.
	 * @param row the row from 0
	 * @return a value for each tag as a query would return it, {@code null} for NULL
	 */
	public List<@Nullable Object> tags(int row) {
		checkRow(row);
		return StoredValues.read(this.schema.tags(), this.schema.precision(), this.data::tag, this.data.tableOf(row));
	}

	private void checkRow(int row) {
		if (row < 0 || row >= rows()) {
			throw new IndexOutOfBoundsException("Row " + row + " of " + rows());
		}
	}

	/**
	 * Return which table {@link #beginTable} began last.
	 * @return its number in the order in which the batch's tables came, from 0; -1 if
	 * there is none
	 */
	public int currentTable() {
		return this.table;
	}

	/**
	 * Return the size of the values, for those who bound their batches by it.
	 * @return the bytes
	 */
	public long byteSize() {
		return this.data.byteSize();
	}

	/**
	 * Drop all rows and tables. The buffers stay as large as they are.
	 */
	public void clear() {
		this.data.clear();
		this.table = this.schema.isNamed() ? -1 : 0;
		this.opening = !this.schema.isNamed() && this.tags.length > 0;
	}

	/**
	 * Return the values as a transport takes them.
	 * @return the values, shared with this batch
	 */
	public BindBatch data() {
		return this.data;
	}

	/**
	 * Return the exception for a row that the caller cannot give to this batch.
	 * @param problem what is wrong with it
	 * @param sqlState five characters
	 * @return an exception that names the row
	 */
	public TaosBindException refusal(String problem, String sqlState) {
		return new TaosBindException(problem, sqlState, rows(), null, null);
	}

	@Nullable String tableName() {
		BindTables tables = this.data.tables();
		return (tables != null && this.table >= 0) ? tables.name(this.table) : null;
	}

	/**
	 * Check that a tag can be appended, once, while its table has no row yet.
	 */
	void checkTag(BatchColumn tag) {
		if (!this.opening || tag.rows() >= tableCount()) {
			throw new TaosBindException(
					this.opening ? "the tag has a value already"
							: "tags come with the first row of a table, after beginTable()",
					"HY010", -1, tableName(), tag.name());
		}
	}

	@Override
	public String toString() {
		return "ColumnBatch[" + rows() + " rows of " + tables() + " tables, "
				+ Arrays.toString(this.schema.columns().stream().map(TaosColumn::name).toArray()) + "]";
	}

}
