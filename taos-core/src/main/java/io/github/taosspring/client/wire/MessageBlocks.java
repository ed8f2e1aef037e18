package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.tmq.TmqBlock;

/**
 * Reads the rows of a subscription's messages of raw types 2 and 4
 * ({@code clientRawBlockWrite.c} and {@code tmsg.c} of TDengine 3.3.7).
 * <p>
 * A message repeats the schema behind each of its blocks, and messages repeat them, too:
 * one whose bytes are those of the schema before is not read again, and has the same list
 * of columns. Keeps that one schema; not thread-safe.
 */
public final class MessageBlocks {

	/** Raw type of rows. */
	public static final int DATA = 2;

	/** Raw type of rows with the child tables that were created for them. */
	public static final int META_AND_DATA = 4;

	/** Version, rows, compression and precision in front of a raw block. */
	static final int HEAD = 18;

	private static final int MIN_BLOCK = 2 + HEAD;

	private Schema last = new Schema(new byte[0], 0, List.of());

	/**
	 * Read a message.
	 * @param raw its bytes, which must not change any more if their array is accessible;
	 * not moved
	 * @return the offsets and the blocks
	 * @throws io.github.taosspring.client.TaosInterfaceException if the bytes are
	 * malformed
	 */
	public Message read(ByteBuffer raw) {
		byte[] bytes;
		int start = 0;
		if (raw.hasArray()) {
			bytes = raw.array();
			start = raw.arrayOffset() + raw.position();
		}
		else {
			bytes = new byte[raw.remaining()];
			raw.duplicate().get(bytes);
		}
		MessageBytes in = new MessageBytes(bytes, start, start + raw.remaining());
		MessageOffset offset = MessageOffset.read(in);
		int count = in.readInt("number of blocks");
		if (count < 0 || (long) count * MIN_BLOCK > in.remaining()) {
			throw in.malformed("it claims to have " + count + " blocks");
		}
		if (count == 0) {
			return new Message(offset, List.of(), true);
		}
		boolean withTableName = in.readByte("mark of table names") != 0;
		boolean withSchema = in.readByte("mark of schemas") != 0;
		if (!withSchema) {
			return new Message(offset, List.of(), false);
		}
		List<TmqBlock> blocks = new ArrayList<>(count);
		boolean plain = true;
		for (int i = 0; i < count; i++) {
			TmqBlock block = readBlock(in, withTableName);
			if (block != null) {
				blocks.add(block);
				plain &= !hasJson(block.columns());
			}
		}
		return new Message(offset, blocks, plain);
	}

	private static boolean hasJson(List<TaosColumn> columns) {
		for (int i = 0; i < columns.size(); i++) {
			if (columns.get(i).type() == TaosType.JSON) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Read a block.
	 * @return the block, {@code null} if it has no rows
	 */
	private @Nullable TmqBlock readBlock(MessageBytes in, boolean withTableName) {
		int size = in.readVarint("length of a block");
		in.require(size, "block");
		if (size < HEAD) {
			throw in.malformed("a block of " + size + " bytes is less than its head");
		}
		int start = in.position();
		TaosPrecision precision = precision(in, in.array()[start + HEAD - 1]);
		in.skip(size, "block");
		Schema schema = readSchema(in);
		String tableName = withTableName ? in.readText("table name") : "";
		ByteBuffer block = ByteBuffer.wrap(in.array(), start + HEAD, size - HEAD);
		if (size - HEAD >= BlockLayout.HEADER && LittleEndian.getInt(in.array(), start + HEAD + 8) == 0) {
			return null;
		}
		return new TmqBlock(tableName.isEmpty() ? null : tableName, schema.version,
				RawBlock.read(block, schema.columns(in.array(), start + HEAD, size - HEAD), precision));
	}

	private static TaosPrecision precision(MessageBytes in, byte code) {
		try {
			return TaosPrecision.fromCode(code);
		}
		catch (IllegalArgumentException ex) {
			throw in.malformed("a block has the unknown precision " + code);
		}
	}

	private Schema readSchema(MessageBytes in) {
		Schema known = this.last;
		if (known.matches(in)) {
			in.skip(known.bytes.length, "schema");
			return known;
		}
		int start = in.position();
		int count = in.readZigzag("number of columns");
		int version = in.readZigzag("version of a schema");
		if (count < 1 || count > in.remaining() / 5) {
			throw in.malformed("a schema claims to have " + count + " columns");
		}
		List<TaosColumn> columns = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			int type = in.readByte("type of a column") & 0xFF;
			in.readByte("flags of a column");
			int width = in.readZigzag("width of a column");
			in.readZigzag("id of a column");
			columns.add(column(in.readText("name of a column"), type, width));
		}
		this.last = new Schema(Arrays.copyOfRange(in.array(), start, in.position()), version, List.copyOf(columns));
		return this.last;
	}

	private static TaosColumn column(String name, int code, int width) {
		TaosType type;
		try {
			type = TaosType.fromCode(code);
		}
		catch (IllegalArgumentException ex) {
			throw TaosErrors.malformed("Malformed message: unknown type code " + code + " of column '" + name + "'",
					ex);
		}
		return new TaosColumn(name, type, length(type, width), 0, 0);
	}

	/**
	 * Return the declared length: the width has two bytes for the length of each value,
	 * and four bytes a character of NCHAR.
	 */
	private static int length(TaosType type, int width) {
		return switch (type) {
			case VARCHAR, VARBINARY, GEOMETRY -> Math.max(0, width - 2);
			case NCHAR -> Math.max(0, (width - 2) / 4);
			case JSON, BLOB -> width;
			default -> type.width();
		};
	}

	/**
	 * A message.
	 *
	 * @param offset its offsets
	 * @param blocks its blocks with at least one row, in order
	 * @param complete whether the blocks are all there is to it; not if they have to be
	 * fetched one by one, because they came without schemas or have a JSON tag, which
	 * stays in the server's own encoding here
	 */
	public record Message(MessageOffset offset, List<TmqBlock> blocks, boolean complete) {

	}

	/**
	 * A schema and its bytes.
	 */
	private static final class Schema {

		private final byte[] bytes;

		private final int version;

		private final List<TaosColumn> columns;

		private final boolean decimals;

		/** The columns with digits and scale, as they were last. */
		private List<TaosColumn> exact = List.of();

		Schema(byte[] bytes, int version, List<TaosColumn> columns) {
			this.bytes = bytes;
			this.version = version;
			this.columns = columns;
			this.decimals = columns.stream().anyMatch((column) -> column.type().isDecimal());
		}

		/**
		 * Return whether this schema comes next. A schema says where it ends, so that one
		 * cannot be the beginning of another.
		 */
		boolean matches(MessageBytes in) {
			return this.bytes.length > 0 && in.remaining() >= this.bytes.length && Arrays.equals(in.array(),
					in.position(), in.position() + this.bytes.length, this.bytes, 0, this.bytes.length);
		}

		/**
		 * Return the columns; digits and scale of decimals stand in the block only.
		 */
		List<TaosColumn> columns(byte[] array, int start, int size) {
			if (!this.decimals || size < BlockLayout.HEADER + BlockLayout.COLUMN_INFO * this.columns.size()) {
				return this.columns;
			}
			List<TaosColumn> made = new ArrayList<>(this.columns);
			for (int i = 0; i < made.size(); i++) {
				TaosColumn column = made.get(i);
				if (column.type().isDecimal()) {
					int info = LittleEndian.getInt(array, start + BlockLayout.HEADER + BlockLayout.COLUMN_INFO * i + 1);
					made.set(i, new TaosColumn(column.name(), column.type(), column.length(), info >> 8 & 0xFF,
							info & 0xFF));
				}
			}
			if (!made.equals(this.exact)) {
				this.exact = List.copyOf(made);
			}
			return this.exact;
		}

	}

}
