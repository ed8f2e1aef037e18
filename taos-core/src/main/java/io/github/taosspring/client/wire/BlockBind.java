package io.github.taosspring.client.wire;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosType;

/**
 * The binary requests of statements of the first kind, whose values come as a raw block
 * ({@code stmtBinarySetTags} and {@code stmtBinaryBind} in
 * {@code controller/ws/ws/stmt.go} of taosAdapter).
 * <p>
 * For an INSERT the server takes the types from the table and believes that the block has
 * them: whoever sends one has compared them. For a query it takes them from the block.
 */
public final class BlockBind {

	/** Action that sets the tags of a table. */
	public static final long SET_TAGS = 1;

	/** Action that binds rows or parameters. */
	public static final long BIND = 2;

	private static final int VERSION = 1;

	/** As a recorded client sent it; the highest bit says that columns are described. */
	private static final int FLAGS = -1;

	private static final int MAX_LENGTH = 0xffff;

	private final BindFrame out;

	private final BindBatch values;

	private final boolean tags;

	private final int from;

	private final int to;

	private BlockBind(BindFrame out, BindBatch values, boolean tags, int from, int to) {
		this.out = out;
		this.values = values;
		this.tags = tags;
		this.from = from;
		this.to = to;
	}

	/**
	 * Lay out the tags of a table.
	 * @param out takes the whole frame
	 * @param reqId the request id
	 * @param statementId the statement
	 * @param values the batch
	 * @param table the number of the table
	 */
	public static void writeTags(BindFrame out, long reqId, long statementId, BindBatch values, int table) {
		new BlockBind(out, values, true, table, table + 1).write(reqId, statementId, SET_TAGS);
	}

	/**
	 * Lay out rows of one table, or the parameters of a query.
	 * @param out takes the whole frame
	 * @param reqId the request id
	 * @param statementId the statement
	 * @param values the batch, sorted
	 * @param from the first position
	 * @param to the position behind the last one
	 */
	public static void writeRows(BindFrame out, long reqId, long statementId, BindBatch values, int from, int to) {
		new BlockBind(out, values, false, from, to).write(reqId, statementId, BIND);
	}

	private void write(long reqId, long statementId, long action) {
		int count = this.tags ? this.values.tagCount() : this.values.columnCount();
		this.out.begin();
		this.out.reserve(BinaryRequest.HEAD + BlockLayout.HEADER + (BlockLayout.COLUMN_INFO + 4L) * count);
		this.out.putLong(reqId);
		this.out.putLong(statementId);
		this.out.putLong(action);
		int block = this.out.position();
		this.out.putInt(VERSION);
		this.out.putInt(0);
		this.out.putInt(this.to - this.from);
		this.out.putInt(count);
		this.out.putInt(FLAGS);
		this.out.putLong(0);
		for (int i = 0; i < count; i++) {
			BindColumn column = column(i);
			this.out.putByte((byte) column.type().code());
			this.out.putInt(column.type().isVariable() ? longest(column) : column.type().width());
		}
		int lengths = this.out.position();
		this.out.skip(4 * count);
		for (int i = 0; i < count; i++) {
			BindColumn column = column(i);
			if (column.type().isVariable()) {
				writeOffsets(column);
			}
			else {
				writeBitmap(column);
			}
			int start = this.out.position();
			if (column.type().isVariable()) {
				writeVariable(column);
			}
			else {
				writeFixed(column);
			}
			this.out.patchInt(lengths + 4 * i, this.out.position() - start);
		}
		this.out.patchInt(block + 4, this.out.position() - block);
	}

	private BindColumn column(int index) {
		return this.tags ? this.values.tag(index) : this.values.column(index);
	}

	private int row(int position) {
		return this.tags ? position : this.values.rowAt(position);
	}

	/**
	 * Return the length of a value in the block.
	 */
	private static int length(BindColumn column, int row) {
		int length = column.end(row) - column.start(row);
		if (column.type() == TaosType.NCHAR) {
			length = 4 * Utf8.codePoints(column.data(), column.start(row), column.end(row));
		}
		if (length > MAX_LENGTH) {
			throw TaosErrors
				.misuse("A value of " + length + " bytes is too long for a column of " + column.type().sqlName());
		}
		return length;
	}

	private int longest(BindColumn column) {
		int longest = 0;
		for (int position = this.from; position < this.to; position++) {
			int row = row(position);
			if (column.mark(row) == BindColumn.VALUE) {
				longest = Math.max(longest, length(column, row));
			}
		}
		return longest;
	}

	private void writeOffsets(BindColumn column) {
		this.out.reserve(4L * (this.to - this.from));
		int offset = 0;
		for (int position = this.from; position < this.to; position++) {
			int row = row(position);
			if (column.mark(row) == BindColumn.VALUE) {
				this.out.putInt(offset);
				offset += 2 + length(column, row);
			}
			else {
				this.out.putInt(-1);
			}
		}
	}

	private void writeBitmap(BindColumn column) {
		this.out.reserve((this.to - this.from + 7L) / 8);
		int bits = 0;
		for (int position = this.from; position < this.to; position++) {
			int bit = (position - this.from) & 7;
			if (column.mark(row(position)) != BindColumn.VALUE) {
				bits |= 0x80 >> bit;
			}
			if (bit == 7 || position == this.to - 1) {
				this.out.putByte((byte) bits);
				bits = 0;
			}
		}
	}

	private void writeFixed(BindColumn column) {
		int width = column.type().width();
		this.out.reserve((long) width * (this.to - this.from));
		for (int position = this.from; position < this.to; position++) {
			this.out.putBytes(column.data(), row(position) * width, width);
		}
	}

	private void writeVariable(BindColumn column) {
		for (int position = this.from; position < this.to; position++) {
			int row = row(position);
			if (column.mark(row) == BindColumn.VALUE) {
				int length = length(column, row);
				this.out.reserve(2L + length);
				this.out.putShort(length);
				if (column.type() == TaosType.NCHAR) {
					writeUcs4(column.data(), column.start(row), column.end(row));
				}
				else {
					this.out.putBytes(column.data(), column.start(row), length);
				}
			}
		}
	}

	private void writeUcs4(byte[] utf8, int start, int end) {
		for (int i = start; i < end; i += Utf8.size(utf8[i])) {
			this.out.putInt(Utf8.codePoint(utf8, i));
		}
	}

}
