package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * What {@code stmt2_bind} carries, read ({@code driver/wrapper/stmt2binary.go} of
 * taosAdapter): <pre>
 * u32 total length | u32 tables | u32 tags | u32 columns | u32 names at | u32 tags at | u32 columns at
 * u16 name length[tables] | names, each with a NUL
 * u32 tags length[tables] | bind blocks
 * u32 columns length[tables] | bind blocks
 * </pre>
 *
 * @param tables what is bound, by table
 */
record Stmt2Payload(List<BoundTable> tables) {

	private static final int HEAD = 28;

	/**
	 * Read a payload.
	 * @param body the payload, over an array
	 * @return what is bound
	 * @throws SqlException 0xFFFF if it is malformed
	 */
	static Stmt2Payload read(ByteBuffer body) {
		ByteBuffer payload = body.slice().order(ByteOrder.LITTLE_ENDIAN);
		if (payload.remaining() < HEAD) {
			throw new SqlException(AdapterError.CATCH_ALL, "data length is less than 28");
		}
		long total = payload.getInt() & 0xffff_ffffL;
		if (total != payload.capacity()) {
			throw new SqlException(AdapterError.CATCH_ALL,
					"total length not match, expect " + payload.capacity() + ", but get " + total);
		}
		int count = count(payload, "tables");
		int tagCount = count(payload, "tags");
		int columnCount = count(payload, "columns");
		int namesAt = payload.getInt();
		int tagsAt = payload.getInt();
		int columnsAt = payload.getInt();
		IntFunction<@Nullable String> names = (namesAt != 0) ? names(section(payload, namesAt), count)
				: (table) -> null;
		List<List<BindBlock>> tags = (tagsAt != 0) ? blocks(section(payload, tagsAt), count, tagCount) : List.of();
		List<List<BindBlock>> columns = (columnsAt != 0) ? blocks(section(payload, columnsAt), count, columnCount)
				: List.of();
		List<BoundTable> tables = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			tables.add(new BoundTable(names.apply(i), tags.isEmpty() ? List.of() : tags.get(i),
					columns.isEmpty() ? List.of() : columns.get(i)));
		}
		return new Stmt2Payload(tables);
	}

	private static int count(ByteBuffer payload, String what) {
		int count = payload.getInt();
		if (count < 0 || count > payload.capacity()) {
			throw BindBlock.malformed(Integer.toUnsignedString(count) + " " + what);
		}
		return count;
	}

	private static ByteBuffer section(ByteBuffer payload, int at) {
		if (at < HEAD || at > payload.capacity()) {
			throw BindBlock.malformed("a section at " + Integer.toUnsignedString(at));
		}
		return payload.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(at);
	}

	private static IntFunction<@Nullable String> names(ByteBuffer section, int count) {
		if (section.remaining() < 2L * count) {
			throw BindBlock.malformed("it ends inside the table names");
		}
		String[] names = new String[count];
		int at = section.position() + 2 * count;
		for (int i = 0; i < count; i++) {
			int length = section.getShort() & 0xffff;
			if (length == 0 || length > section.limit() - at || section.get(at + length - 1) != 0) {
				throw BindBlock.malformed("the table names do not end with a NUL");
			}
			names[i] = new String(section.array(), section.arrayOffset() + at, length - 1, StandardCharsets.UTF_8);
			at += length;
		}
		return (table) -> names[table];
	}

	private static List<List<BindBlock>> blocks(ByteBuffer section, int count, int perTable) {
		if (section.remaining() < 4L * count) {
			throw BindBlock.malformed("it ends inside the lengths");
		}
		int lengths = section.position();
		section.position(lengths + 4 * count);
		List<List<BindBlock>> tables = new ArrayList<>(count);
		for (int table = 0; table < count; table++) {
			int start = section.position();
			List<BindBlock> blocks = new ArrayList<>(Math.min(perTable, 64));
			for (int i = 0; i < perTable; i++) {
				blocks.add(BindBlock.read(section));
			}
			if (section.position() - start != section.getInt(lengths + 4 * table)) {
				throw BindBlock.malformed("table " + table + " has " + (section.position() - start) + " bytes, not "
						+ Integer.toUnsignedString(section.getInt(lengths + 4 * table)));
			}
			tables.add(blocks);
		}
		return tables;
	}

}
