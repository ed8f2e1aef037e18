package io.github.taosspring.benchmarks.replay;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.wire.BlockEncoder;

/**
 * The messages of the topic on a data set, encoded once and shared by all connections:
 * each has blocks of a thousand rows, one a child table, with the schema behind each, as
 * libtaos encodes them ({@code tEncodeMqDataRspCommon} in {@code tmsg.c} of TDengine
 * 3.3.7). The topic on {@link DataSet#NUMBERS} is one on a super table, with table names;
 * that on {@link DataSet#TAGGED} one on a query, which selects tags and {@code tbname}.
 * <p>
 * A topic never ends; behind the kept messages it goes round them again.
 */
final class TopicMessages {

	private static final int BLOCK_ROWS = 1000;

	private static final int KEPT_MESSAGES = 64;

	private final DataSet dataSet;

	private final List<ByteBuffer> messages = new ArrayList<>(KEPT_MESSAGES);

	TopicMessages(DataSet dataSet) {
		this.dataSet = dataSet;
		for (int i = 0; i < KEPT_MESSAGES; i++) {
			this.messages.add(encode((long) i * DataSet.MESSAGE_ROWS));
		}
	}

	/**
	 * Return what follows the offsets of a message.
	 * @param index the message from 0
	 * @return a view of its own
	 */
	ByteBuffer message(long index) {
		return this.messages.get((int) (index % KEPT_MESSAGES)).duplicate();
	}

	private ByteBuffer encode(long first) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		boolean query = this.dataSet == DataSet.TAGGED;
		int blocks = DataSet.MESSAGE_ROWS / BLOCK_ROWS;
		out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(blocks).array());
		out.write(query ? 0 : 1);
		out.write(1);
		BlockEncoder encoder = new BlockEncoder(this.dataSet.columns());
		for (int block = 0; block < blocks; block++) {
			long row = first + (long) block * BLOCK_ROWS;
			writeBlock(out, encoder, row);
			writeSchema(out);
			if (!query) {
				writeText(out, DataSet.table(row));
			}
		}
		out.writeBytes(new byte[8]);
		// outside of the heap, so that a write does not copy it first
		return ByteBuffer.allocateDirect(out.size()).put(out.toByteArray()).flip();
	}

	private void writeBlock(ByteArrayOutputStream out, BlockEncoder encoder, long first) {
		encoder.reset();
		for (long row = first; row < first + BLOCK_ROWS; row++) {
			this.dataSet.append(encoder, row);
		}
		ByteBuffer raw = encoder.finish();
		byte[] bytes = new byte[raw.remaining()];
		raw.get(bytes);
		// the version of blocks in subscriptions
		bytes[0] = 2;
		writeVarint(out, 18 + bytes.length);
		out.writeBytes(ByteBuffer.allocate(16)
			.order(ByteOrder.LITTLE_ENDIAN)
			.putLong(1)
			.order(ByteOrder.BIG_ENDIAN)
			.putLong(BLOCK_ROWS)
			.array());
		// compressed, precision
		out.write(1);
		out.write(0);
		out.writeBytes(bytes);
	}

	private void writeSchema(ByteArrayOutputStream out) {
		List<TaosColumn> columns = this.dataSet.columns();
		writeZigzag(out, columns.size());
		writeZigzag(out, 1);
		for (int i = 0; i < columns.size(); i++) {
			TaosColumn column = columns.get(i);
			out.write(column.type().code());
			out.write(0);
			writeZigzag(out, (column.type() == TaosType.VARCHAR) ? column.length() + 2 : column.type().width());
			writeZigzag(out, i + 1);
			writeText(out, column.name());
		}
	}

	private static void writeZigzag(ByteArrayOutputStream out, int value) {
		writeVarint(out, value << 1);
	}

	private static void writeVarint(ByteArrayOutputStream out, int value) {
		int left = value;
		while (left > 0x7F) {
			out.write(left & 0x7F | 0x80);
			left >>>= 7;
		}
		out.write(left);
	}

	private static void writeText(ByteArrayOutputStream out, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		writeVarint(out, bytes.length + 1);
		out.writeBytes(bytes);
		out.write(0);
	}

}
