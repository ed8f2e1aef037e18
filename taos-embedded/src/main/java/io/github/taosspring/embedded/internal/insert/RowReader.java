package io.github.taosspring.embedded.internal.insert;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.sql.Duration;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of values into the columns of a batch.
 */
final class RowReader {

	private static final int COLUMN_COUNT = 0x263F;

	private static final int KEY_NULL = 0x267B;

	private final InsertScanner scanner;

	private final BoundColumns columns;

	private final TimestampReader timestamps;

	private final CellWriter cells = new CellWriter();

	private final ValueToken token = new ValueToken();

	RowReader(InsertScanner scanner, InsertContext context, TaosPrecision precision, BoundColumns columns) {
		this.scanner = scanner;
		this.columns = columns;
		this.timestamps = new TimestampReader(precision, context.zone(), context.now());
	}

	/**
	 * Read rows while there are any; the scanner is at VALUES, and behind the rows
	 * afterwards.
	 */
	void readAll(BatchBuilder builder) {
		this.scanner.next();
		while (this.scanner.is('(')) {
			int row = builder.row();
			for (int i = 0; i < this.columns.size(); i++) {
				separator(i);
				nextValue();
				cell(i, builder.vector(i), row);
			}
			builder.rowDone();
			endRow();
		}
		if (builder.rows() == 0) {
			throw ValueToken.incomplete("no any data points");
		}
	}

	/** Go to the next value of a row: behind a comma, but for the first one. */
	void separator(int index) {
		if (index > 0) {
			this.scanner.next();
			if (!this.scanner.is(',')) {
				throw this.scanner.error(", expected");
			}
		}
	}

	ValueToken nextValue() {
		this.scanner.next();
		if (this.scanner.is(')')) {
			throw new SqlException(COLUMN_COUNT, "Illegal number of columns");
		}
		this.scanner.value(this.token);
		return this.token;
	}

	/**
	 * Read a value of a prepared row that isn't for tbname.
	 * @return the value, {@code null} for a question mark
	 */
	@Nullable Vector preparedValue(int index) {
		this.scanner.next();
		if (this.scanner.is(')')) {
			throw new SqlException(COLUMN_COUNT, "Illegal number of columns");
		}
		if (this.scanner.is('?')) {
			return null;
		}
		this.scanner.value(this.token);
		SchemaColumn column = this.columns.columns()[index];
		if (column == null) {
			// a statement has to bind the name
			throw new SqlException(COLUMN_COUNT, "Illegal number of columns");
		}
		Vector vector = new Vector(column.type(), 1);
		cell(index, vector, 0);
		return vector;
	}

	/**
	 * Go to a value of TAGS: unlike in a row, commas before it may be missing or many.
	 */
	void nextTag(int index) {
		do {
			this.scanner.next();
		}
		while (index > 0 && this.scanner.is(','));
	}

	/** Read the value of TAGS that the scanner is at. */
	void tagValue(int index, Vector vector) {
		this.scanner.value(this.token);
		cell(index, vector, 0);
	}

	void endRow() {
		this.scanner.next();
		if (this.scanner.is(',')) {
			throw new SqlException(COLUMN_COUNT, "Illegal number of columns");
		}
		if (!this.scanner.is(')')) {
			throw this.scanner.error(") expected");
		}
		do {
			this.scanner.next();
		}
		while (this.scanner.is(','));
	}

	/** Write the current value. */
	void cell(int index, Vector vector, int row) {
		SchemaColumn column = this.columns.columns()[index];
		if (column == null) {
			throw new IllegalArgumentException("Value " + index + " isn't for a column");
		}
		write(column, !this.columns.tags()[index], vector, row);
	}

	private void write(SchemaColumn column, boolean stored, Vector vector, int row) {
		TaosType type = column.type().type();
		boolean isNull = CellWriter.isText(type) ? this.token.kind() == ValueToken.Kind.NULL : this.token.isNull();
		if (isNull) {
			if (stored && column.slot() == 0) {
				throw this.token.error("Primary timestamp column should not be null");
			}
			if (stored && column.key()) {
				throw new SqlException(KEY_NULL, "Primary key column should not be null");
			}
			vector.setNull(row);
		}
		else if (type == TaosType.TIMESTAMP) {
			long value = this.timestamps.read(this.token);
			Duration offset = this.scanner.offset(this.token);
			if (offset != null) {
				value = this.timestamps.add(value, offset, this.token);
			}
			vector.setLong(row, value);
		}
		else {
			this.cells.write(this.token, column.name(), vector, row);
		}
	}

}
