package io.github.taosspring.client.wire;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosType;

/**
 * Rows to be bound: columns in the order of the statement's placeholders, tags once a
 * table, and for each row the number of its table.
 * <p>
 * Rows come in any order of tables. Before they are sent, {@link #sort()} gives them an
 * order in which the rows of each table follow each other as they came; positions count
 * in that order, so that any range of positions can be laid out as one bind. If they came
 * that way, nothing is moved. Not thread-safe.
 */
public final class BindBatch {

	/** Action of a bind ({@code controller/ws/ws/const.go} of taosAdapter). */
	public static final long STMT2_BIND = 9;

	/** Action of a bind with an execute, of servers since 3.4.1.13. */
	public static final long STMT2_BIND_EXEC = 11;

	/** In {@link #writeBindAndExecute}: the name of the row's table. */
	public static final int TABLE_NAME = -1;

	/** The most rows of one table in a bind; the server refuses more with 0x0236. */
	public static final int MAX_TABLE_ROWS = 32_767;

	private static final int VERSION = 1;

	private static final int ALL_COLUMNS = -1;

	private static final int PAYLOAD = BinaryRequest.HEAD + 6;

	private static final int HEADER = 28;

	private final @Nullable BindTables tables;

	private final BindColumn[] tags;

	private final BindColumn[] columns;

	private int rows;

	private int[] tableOf = {};

	/** Whether no table's rows are apart. */
	private boolean grouped = true;

	private boolean sorted;

	/** Position where each table begins, and the end. */
	private int[] starts = {};

	/** Tables by position, for tags that are repeated. */
	private int[] tableOrder = {};

	/** Rows by position, unused if {@link #grouped}. */
	private int[] order = {};

	/**
	 * Create a batch.
	 * @param named whether rows name their table
	 * @param tags the types of the tags
	 * @param columns the types of the columns
	 */
	public BindBatch(boolean named, List<TaosType> tags, List<TaosType> columns) {
		this.tables = named ? new BindTables() : null;
		this.tags = tags.stream().map(BindColumn::new).toArray(BindColumn[]::new);
		this.columns = columns.stream().map(BindColumn::new).toArray(BindColumn[]::new);
	}

	/**
	 * Return the tables.
	 * @return the tables, {@code null} if rows do not name theirs
	 */
	public @Nullable BindTables tables() {
		return this.tables;
	}

	/**
	 * Return the number of tags.
	 * @return the tags
	 */
	public int tagCount() {
		return this.tags.length;
	}

	/**
	 * Return a tag, one row a table.
	 * @param index the tag from 0
	 * @return its values
	 */
	public BindColumn tag(int index) {
		return this.tags[index];
	}

	/**
	 * Return the number of columns.
	 * @return the columns
	 */
	public int columnCount() {
		return this.columns.length;
	}

	/**
	 * Return a column.
	 * @param index the column from 0
	 * @return its values
	 */
	public BindColumn column(int index) {
		return this.columns[index];
	}

	/**
	 * Return the rows that are complete.
	 * @return the rows
	 */
	public int rows() {
		return this.rows;
	}

	/**
	 * Complete rows whose values were appended.
	 * @param table the number of their table, 0 if rows do not name theirs
	 * @param count how many
	 */
	public void endRows(int table, int count) {
		if (this.tables != null) {
			int needed = this.rows + count;
			if (needed > this.tableOf.length) {
				this.tableOf = Arrays.copyOf(this.tableOf, Math.max(needed, Math.max(64, 2 * this.tableOf.length)));
			}
			if (count == 1) {
				this.tableOf[this.rows] = table;
			}
			else {
				Arrays.fill(this.tableOf, this.rows, needed, table);
			}
			this.grouped &= this.rows == 0 || this.tableOf[this.rows - 1] <= table;
		}
		this.rows += count;
		this.sorted = false;
	}

	/**
	 * Return the number of a row's table.
	 * @param row the row from 0
	 * @return the number, 0 if rows do not name their tables
	 */
	public int tableOf(int row) {
		return (this.tables != null) ? this.tableOf[row] : 0;
	}

	/**
	 * Drop all rows and tables and keep the arrays.
	 */
	public void clear() {
		if (this.tables != null) {
			this.tables.clear();
		}
		for (BindColumn tag : this.tags) {
			tag.clear();
		}
		for (BindColumn column : this.columns) {
			column.clear();
		}
		this.rows = 0;
		this.grouped = true;
		this.sorted = false;
	}

	/**
	 * Return the bytes of all values so far.
	 * @return the bytes, without what a frame adds
	 */
	public long byteSize() {
		long size = 0;
		for (BindColumn column : this.columns) {
			size += column.dataLength();
		}
		for (BindColumn tag : this.tags) {
			size += tag.dataLength();
		}
		return size;
	}

	/**
	 * Put the rows of each table together, in the order in which they came.
	 */
	public void sort() {
		if (this.sorted) {
			return;
		}
		int count = tableCount();
		if (this.starts.length < count + 1) {
			this.starts = new int[count + 1];
		}
		Arrays.fill(this.starts, 0, count + 1, 0);
		if (this.tables == null) {
			this.starts[1] = this.rows;
		}
		else {
			for (int row = 0; row < this.rows; row++) {
				this.starts[this.tableOf[row] + 1]++;
			}
			for (int table = 0; table < count; table++) {
				this.starts[table + 1] += this.starts[table];
			}
			if (!this.grouped) {
				arrange(count);
			}
		}
		this.sorted = true;
	}

	private void arrange(int count) {
		if (this.order.length < this.rows) {
			this.order = new int[this.tableOf.length];
		}
		// each table's start moves to its end, which is the next one's start
		for (int row = 0; row < this.rows; row++) {
			this.order[this.starts[this.tableOf[row]]++] = row;
		}
		System.arraycopy(this.starts, 0, this.starts, 1, count);
		this.starts[0] = 0;
	}

	private int tableCount() {
		return (this.tables != null) ? this.tables.count() : 1;
	}

	/**
	 * Return the row at a position.
	 * @param position the position, see {@link #sort()}
	 * @return the row, as it was appended
	 */
	public int rowAt(int position) {
		return this.grouped ? position : this.order[position];
	}

	/**
	 * Return the number of the table at a position.
	 * @param position the position, see {@link #sort()}
	 * @return the number of the table, 0 if rows do not name theirs
	 */
	public int tableAt(int position) {
		return tableOf(rowAt(position));
	}

	/**
	 * Return where the rows of the table at a position end.
	 * @param position the position, see {@link #sort()}
	 * @return the position behind the table's last one
	 */
	public int endOfTable(int position) {
		return this.starts[tableAt(position) + 1];
	}

	/**
	 * Return whether a range of positions has a row whose column is left as it is.
	 * @param from the first position
	 * @param to the position behind the last one
	 * @param nullMark what NULLs are sent as, {@link BindColumn#NULL} or
	 * {@link BindColumn#NONE}
	 * @return whether there is one
	 */
	public boolean hasUnset(int from, int to, byte nullMark) {
		for (BindColumn column : this.columns) {
			for (int position = from; position < to && column.hasAbsent(); position++) {
				byte mark = column.mark(rowAt(position));
				if (mark == BindColumn.NONE || mark == BindColumn.NULL && nullMark == BindColumn.NONE) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Return the end of the longest range from a position on that one bind can take.
	 * @param from the first position
	 * @param maxRows the most rows in all
	 * @return the position behind the last one
	 */
	public int endOfBind(int from, int maxRows) {
		int limit = (int) Math.min(this.rows, (long) from + maxRows);
		int position = from;
		while (position < limit) {
			int tableEnd = this.starts[tableAt(position) + 1];
			if (tableEnd - position > MAX_TABLE_ROWS) {
				return Math.min(limit, position + MAX_TABLE_ROWS);
			}
			position = tableEnd;
		}
		return Math.min(position, limit);
	}

	/**
	 * Lay out the bind of a range of positions; {@link #sort()} comes first.
	 * @param out takes the whole frame
	 * @param reqId the request id
	 * @param statementId the statement
	 * @param from the first position
	 * @param to the position behind the last one, see {@link #endOfBind}
	 * @param nullMark what NULLs are sent as, {@link BindColumn#NULL} or
	 * {@link BindColumn#NONE}; tags are not concerned
	 */
	public void writeBind(BindFrame out, long reqId, long statementId, int from, int to, byte nullMark) {
		if (to <= from) {
			throw new IllegalArgumentException("A bind needs at least one row");
		}
		int firstTable = tableAt(from);
		int lastTable = tableAt(to - 1);
		int count = 0;
		for (int table = firstTable; table <= lastTable; table++) {
			count += (this.starts[table + 1] > this.starts[table]) ? 1 : 0;
		}
		out.begin();
		out.reserve(PAYLOAD + HEADER);
		out.putLong(reqId);
		out.putLong(statementId);
		out.putLong(STMT2_BIND);
		out.putShort(VERSION);
		out.putInt(ALL_COLUMNS);
		out.putInt(0);
		out.putInt(count);
		out.putInt(this.tags.length);
		out.putInt(this.columns.length);
		out.putInt(0);
		out.putInt(0);
		out.putInt(0);
		if (this.tables != null) {
			out.patchInt(PAYLOAD + 16, out.position() - PAYLOAD);
			writeNames(out, this.tables, firstTable, lastTable, count);
		}
		if (this.tags.length > 0) {
			out.patchInt(PAYLOAD + 20, out.position() - PAYLOAD);
			writeTags(out, firstTable, lastTable, count);
		}
		out.patchInt(PAYLOAD + 24, out.position() - PAYLOAD);
		writeColumns(out, firstTable, lastTable, count, from, to, nullMark);
		out.patchInt(PAYLOAD, out.position() - PAYLOAD);
	}

	/**
	 * Lay out the bind and execute of a range of positions; {@link #sort()} comes first.
	 * Here tables' names and tags are repeated for each row
	 * ({@code driver/common/stmt/stmt2column.go} of taosAdapter; not recorded from a real
	 * server).
	 * @param out takes the whole frame
	 * @param reqId the request id
	 * @param statementId the statement
	 * @param fields the placeholders in order: {@link #TABLE_NAME}, the number of a
	 * column, or that of a tag below {@code TABLE_NAME}, so that {@code -2} is tag 0
	 * @param from the first position
	 * @param to the position behind the last one, see {@link #endOfBind}
	 * @param nullMark what NULLs are sent as; tags are not concerned
	 */
	public void writeBindAndExecute(BindFrame out, long reqId, long statementId, int[] fields, int from, int to,
			byte nullMark) {
		int runs = 1;
		if (this.tables != null) {
			if (this.tableOrder.length < to) {
				this.tableOrder = new int[Math.max(to, this.tableOf.length)];
			}
			for (int position = from; position < to; position++) {
				this.tableOrder[position] = tableAt(position);
				runs += (position > from && this.tableOrder[position] != this.tableOrder[position - 1]) ? 1 : 0;
			}
		}
		out.begin();
		out.reserve(BinaryRequest.HEAD + 22);
		out.putLong(reqId);
		out.putLong(statementId);
		out.putLong(STMT2_BIND_EXEC);
		out.putShort(VERSION);
		int payload = out.position();
		out.putInt(0);
		out.putInt(to - from);
		out.putInt(runs);
		out.putInt(fields.length);
		out.putInt(20);
		for (int field : fields) {
			if (field == TABLE_NAME) {
				names().writeColumn(out, this.tableOrder, from, to);
			}
			else if (field < TABLE_NAME) {
				this.tags[TABLE_NAME - 1 - field].writeBlock(out, this.tableOrder, from, to, BindColumn.NULL);
			}
			else if (this.grouped) {
				this.columns[field].writeBlock(out, from, to, nullMark);
			}
			else {
				this.columns[field].writeBlock(out, this.order, from, to, nullMark);
			}
		}
		out.patchInt(payload, out.position() - payload);
	}

	private BindTables names() {
		if (this.tables == null) {
			throw new IllegalStateException("The rows do not name their tables");
		}
		return this.tables;
	}

	private boolean isEmpty(int table) {
		return this.starts[table + 1] == this.starts[table];
	}

	private void writeNames(BindFrame out, BindTables names, int firstTable, int lastTable, int count) {
		out.reserve(2L * count);
		for (int table = firstTable; table <= lastTable; table++) {
			if (!isEmpty(table)) {
				out.putShort(names.nameLength(table) + 1);
			}
		}
		for (int table = firstTable; table <= lastTable; table++) {
			if (!isEmpty(table)) {
				out.reserve(names.nameLength(table) + 1);
				names.writeName(out, table);
				out.putByte((byte) 0);
			}
		}
	}

	private void writeTags(BindFrame out, int firstTable, int lastTable, int count) {
		int lengths = out.position();
		out.reserve(4L * count);
		out.skip(4 * count);
		for (int table = firstTable; table <= lastTable; table++) {
			if (!isEmpty(table)) {
				int start = out.position();
				for (BindColumn tag : this.tags) {
					tag.writeBlock(out, table, table + 1, BindColumn.NULL);
				}
				out.patchInt(lengths, out.position() - start);
				lengths += 4;
			}
		}
	}

	private void writeColumns(BindFrame out, int firstTable, int lastTable, int count, int from, int to,
			byte nullMark) {
		int lengths = out.position();
		out.reserve(4L * count);
		out.skip(4 * count);
		for (int table = firstTable; table <= lastTable; table++) {
			if (!isEmpty(table)) {
				int start = out.position();
				int first = Math.max(from, this.starts[table]);
				int end = Math.min(to, this.starts[table + 1]);
				for (int i = 0; i < this.columns.length; i++) {
					// the key is never anything but a value
					if (this.grouped) {
						this.columns[i].writeBlock(out, first, end, nullMark);
					}
					else {
						this.columns[i].writeBlock(out, this.order, first, end, nullMark);
					}
				}
				out.patchInt(lengths, out.position() - start);
				lengths += 4;
			}
		}
	}

}
