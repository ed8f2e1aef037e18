package io.github.taosspring.embedded.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.taosspring.client.TaosType;
import org.jspecify.annotations.Nullable;

/**
 * Lays out bind frames without the client's own writer.
 */
public final class BindFrames {

	/** Stands for a value that leaves its column as it is. */
	public static final Object UNSET = new Object();

	private BindFrames() {
	}

	/**
	 * What is bound for one table.
	 */
	record Table(@Nullable String name, List<byte[]> tags, List<byte[]> columns) {
	}

	/**
	 * Return a bind block.
	 */
	public static byte[] block(TaosType type, @Nullable Object... values) {
		byte[][] encoded = new byte[values.length][];
		int size = 0;
		for (int i = 0; i < values.length; i++) {
			encoded[i] = encode(type, values[i]);
			size += encoded[i].length;
		}
		int lengths = type.isVariable() ? 4 * values.length : 0;
		ByteBuffer block = ByteBuffer.allocate(17 + values.length + lengths + size).order(ByteOrder.LITTLE_ENDIAN);
		block.putInt(block.capacity()).putInt(type.code()).putInt(values.length);
		for (Object value : values) {
			block.put((byte) ((value == UNSET) ? 2 : (value == null) ? 1 : 0));
		}
		block.put((byte) (type.isVariable() ? 1 : 0));
		if (type.isVariable()) {
			for (byte[] value : encoded) {
				block.putInt(value.length);
			}
		}
		block.putInt(size);
		for (byte[] value : encoded) {
			block.put(value);
		}
		return block.array();
	}

	private static byte[] encode(TaosType type, @Nullable Object value) {
		if (type.isVariable()) {
			return (value instanceof String text) ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
		}
		long bits = (value instanceof Number number) ? number.longValue() : 0;
		byte[] bytes = new byte[type.width()];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) (bits >> 8 * i);
		}
		return bytes;
	}

	static byte[] bind(Table... tables) {
		ByteArrayOutputStream names = new ByteArrayOutputStream();
		if (tables[0].name() != null) {
			ByteArrayOutputStream texts = new ByteArrayOutputStream();
			for (Table table : tables) {
				byte[] name = (table.name() + "\0").getBytes(StandardCharsets.UTF_8);
				names.write(name.length);
				names.write(name.length >> 8);
				texts.writeBytes(name);
			}
			names.writeBytes(texts.toByteArray());
		}
		byte[] tags = section(java.util.Arrays.stream(tables).map(Table::tags).toList());
		byte[] columns = section(java.util.Arrays.stream(tables).map(Table::columns).toList());
		int tagsAt = 28 + names.size();
		int columnsAt = tagsAt + tags.length;
		ByteBuffer frame = ByteBuffer.allocate(30 + columnsAt + columns.length).order(ByteOrder.LITTLE_ENDIAN);
		frame.putLong(77).putLong(1).putLong(9).putShort((short) 1).putInt(-1);
		frame.putInt(columnsAt + columns.length).putInt(tables.length);
		frame.putInt(tables[0].tags().size()).putInt(tables[0].columns().size());
		frame.putInt((names.size() > 0) ? 28 : 0).putInt((tags.length > 0) ? tagsAt : 0);
		frame.putInt((columns.length > 0) ? columnsAt : 0);
		return frame.put(names.toByteArray()).put(tags).put(columns).array();
	}

	private static byte[] section(List<List<byte[]>> tables) {
		if (tables.get(0).isEmpty()) {
			return new byte[0];
		}
		ByteArrayOutputStream blocks = new ByteArrayOutputStream();
		ByteBuffer lengths = ByteBuffer.allocate(4 * tables.size()).order(ByteOrder.LITTLE_ENDIAN);
		for (List<byte[]> table : tables) {
			int before = blocks.size();
			table.forEach(blocks::writeBytes);
			lengths.putInt(blocks.size() - before);
		}
		ByteArrayOutputStream section = new ByteArrayOutputStream();
		section.writeBytes(lengths.array());
		section.writeBytes(blocks.toByteArray());
		return section.toByteArray();
	}

	/**
	 * Return a frame of {@code stmt2_bind_exec} for statement 1.
	 */
	public static byte[] bindExec(int rows, int tables, List<byte[]> fields) {
		int size = fields.stream().mapToInt((field) -> field.length).sum();
		ByteBuffer frame = ByteBuffer.allocate(46 + size).order(ByteOrder.LITTLE_ENDIAN);
		frame.putLong(77).putLong(1).putLong(11).putShort((short) 1);
		frame.putInt(20 + size).putInt(rows).putInt(tables).putInt(fields.size()).putInt(20);
		fields.forEach(frame::put);
		return frame.array();
	}

}
