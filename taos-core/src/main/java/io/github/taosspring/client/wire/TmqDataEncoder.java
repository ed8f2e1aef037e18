package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import org.jspecify.annotations.Nullable;

/**
 * Lays out the rows of a message of a subscription: raw types {@value MessageBlocks#DATA}
 * and {@value MessageBlocks#META_AND_DATA} ({@code tEncodeMqDataRspCommon} in
 * {@code tmsg.c} and {@code encodeMqDataRsp} in {@code clientRawBlockWrite.c} of TDengine
 * 3.3.7).
 * <p>
 * Not thread-safe.
 */
public final class TmqDataEncoder {

	/** The version in which offsets are encoded, beside their type. */
	private static final int OFFSET_VERSION = 0x10;

	private static final int LOG = OFFSET_VERSION | MessageOffset.LOG;

	private static final int SNAPSHOT = OFFSET_VERSION | MessageOffset.SNAPSHOT_META;

	/** Version of the blocks inside messages. */
	static final int BLOCK_VERSION = 2;

	private static final long STRUCT_VERSION = 1;

	private final boolean tableNames;

	private byte[] bytes = new byte[1024];

	private int position;

	private final int countPosition;

	private int blocks;

	private TmqDataEncoder(boolean tableNames, byte[] head) {
		this.tableNames = tableNames;
		put(MessageOffset.WITH_LENGTH);
		putInt(head.length);
		put(head);
		this.countPosition = this.position;
		putInt(0);
	}

	/**
	 * Begin a message of the log.
	 * @param asked the version that was asked for
	 * @param reached the version to go on with
	 * @param tableNames whether blocks carry the names of their tables
	 * @return the encoder
	 */
	public static TmqDataEncoder log(long asked, long reached, boolean tableNames) {
		byte[] head = new byte[18];
		head[0] = LOG;
		LittleEndian.putLong(head, 1, asked);
		head[9] = LOG;
		LittleEndian.putLong(head, 10, reached);
		return new TmqDataEncoder(tableNames, head);
	}

	/**
	 * Begin a message of the rows that were there before the log.
	 * @param reached the version to go on with, negative if more such rows follow
	 * @param tableNames whether blocks carry the names of their tables
	 * @return the encoder
	 */
	public static TmqDataEncoder snapshot(long reached, boolean tableNames) {
		byte[] head = new byte[(reached < 0) ? 52 : 35];
		head[0] = SNAPSHOT;
		if (reached < 0) {
			head[26] = SNAPSHOT;
			return new TmqDataEncoder(tableNames, head);
		}
		head[26] = LOG;
		LittleEndian.putLong(head, 27, reached);
		return new TmqDataEncoder(tableNames, head);
	}

	/**
	 * Add rows of one table.
	 * @param block the block as {@link BlockEncoder} makes it; not changed
	 * @param rows its number of rows
	 * @param precision the unit of its timestamps
	 * @param schemaVersion the version of the schema
	 * @param columns the columns
	 * @param columnIds the numbers of the columns, from 1
	 * @param flags the flags of the columns, of which clients make no use
	 * @param tableName the table, {@code null} if names are left out
	 * @return this encoder
	 */
	public TmqDataEncoder add(ByteBuffer block, int rows, TaosPrecision precision, int schemaVersion,
			List<TaosColumn> columns, int[] columnIds, int[] flags, @Nullable String tableName) {
		if (this.blocks++ == 0) {
			put(this.tableNames ? 1 : 0);
			put(1);
		}
		int length = block.remaining();
		putVarint(MessageBlocks.HEAD + length);
		putLong(STRUCT_VERSION);
		putLong(Long.reverseBytes(rows));
		put(0);
		put(precision.code());
		int start = this.position;
		reserve(length);
		block.duplicate().get(this.bytes, start, length);
		LittleEndian.putInt(this.bytes, start, BLOCK_VERSION);
		this.position = start + length;
		putZigzag(columns.size());
		putZigzag(schemaVersion);
		for (int i = 0; i < columns.size(); i++) {
			TaosColumn column = columns.get(i);
			put(column.type().code());
			put(flags[i]);
			putZigzag(column.type().isDecimal() ? column.type().width() : BlockLayout.width(column));
			putZigzag(columnIds[i]);
			putText(column.name());
		}
		if (this.tableNames) {
			putText((tableName != null) ? tableName : "");
		}
		return this;
	}

	/**
	 * Return the message of raw type {@value MessageBlocks#DATA}.
	 * @return the bytes
	 */
	public byte[] finish() {
		LittleEndian.putInt(this.bytes, this.countPosition, this.blocks);
		putLong(0);
		return Arrays.copyOf(this.bytes, this.position);
	}

	/**
	 * Return the message of raw type {@value MessageBlocks#META_AND_DATA}.
	 * @param requests what created the child tables
	 * @return the bytes
	 */
	public byte[] finish(List<byte[]> requests) {
		LittleEndian.putInt(this.bytes, this.countPosition, this.blocks);
		putInt(requests.size());
		for (byte[] request : requests) {
			putVarint(request.length);
			put(request);
		}
		return Arrays.copyOf(this.bytes, this.position);
	}

	private void reserve(int length) {
		if (this.bytes.length - this.position < length) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(this.bytes.length * 2, this.position + length));
		}
	}

	private void put(int value) {
		reserve(1);
		this.bytes[this.position++] = (byte) value;
	}

	private void put(byte[] value) {
		reserve(value.length);
		System.arraycopy(value, 0, this.bytes, this.position, value.length);
		this.position += value.length;
	}

	private void putInt(int value) {
		reserve(Integer.BYTES);
		LittleEndian.putInt(this.bytes, this.position, value);
		this.position += Integer.BYTES;
	}

	private void putLong(long value) {
		reserve(Long.BYTES);
		LittleEndian.putLong(this.bytes, this.position, value);
		this.position += Long.BYTES;
	}

	private void putVarint(int value) {
		int rest = value;
		while ((rest & ~0x7f) != 0) {
			put(rest & 0x7f | 0x80);
			rest >>>= 7;
		}
		put(rest);
	}

	private void putZigzag(int value) {
		putVarint(value << 1 ^ value >> 31);
	}

	private void putText(String text) {
		byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
		putVarint(utf8.length + 1);
		put(utf8);
		put(0);
	}

}
