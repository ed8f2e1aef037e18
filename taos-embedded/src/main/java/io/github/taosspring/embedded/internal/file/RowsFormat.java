package io.github.taosspring.embedded.internal.file;

import java.math.BigDecimal;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.store.RowBatch;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Rows in records: column by column, those that are present, with a mask of NULLs where
 * there are some.
 */
final class RowsFormat {

	private RowsFormat() {
	}

	static void write(RecordBuffer target, RowBatch rows) {
		target.putInt(rows.size());
		target.putInt(rows.slots());
		int present = 0;
		for (int slot = 0; slot < rows.slots(); slot++) {
			present += (rows.column(slot) != null) ? 1 : 0;
		}
		target.putInt(present);
		for (int slot = 0; slot < rows.slots(); slot++) {
			Vector column = rows.column(slot);
			if (column != null) {
				target.putInt(slot);
				write(target, column, rows.size());
			}
		}
	}

	private static void write(RecordBuffer target, Vector column, int count) {
		SchemaFormat.write(target, column.type());
		boolean nulls = hasNulls(column, count);
		target.putByte(nulls ? 1 : 0);
		if (nulls) {
			writeMask(target, column, count);
		}
		switch (column.kind()) {
			case LONG -> target.putLongs(column.longs, count, column.type().type().width());
			case DOUBLE -> {
				if (column.type().type() == TaosType.FLOAT) {
					target.putFloats(column.doubles, count);
				}
				else {
					target.putDoubles(column.doubles, count);
				}
			}
			case OBJECT -> writeObjects(target, column, count);
		}
	}

	private static boolean hasNulls(Vector column, int count) {
		if (!column.mayHaveNulls()) {
			return false;
		}
		for (int row = 0; row < count; row++) {
			if (column.isNull(row)) {
				return true;
			}
		}
		return false;
	}

	private static void writeMask(RecordBuffer target, Vector column, int count) {
		for (int from = 0; from < count; from += 8) {
			int bits = 0;
			for (int row = from; row < Math.min(count, from + 8); row++) {
				bits |= column.isNull(row) ? 1 << (row - from) : 0;
			}
			target.putByte(bits);
		}
	}

	private static void writeObjects(RecordBuffer target, Vector column, int count) {
		boolean decimal = column.type().type().isDecimal();
		for (int row = 0; row < count; row++) {
			Object value = column.objects[row];
			if (value == null) {
				continue;
			}
			if (decimal) {
				ValueFormat.writeDecimal(target, (BigDecimal) value);
			}
			else {
				target.putBytes((byte[]) value);
			}
		}
	}

	static RowBatch read(RecordInput source) {
		int size = source.getCount();
		@Nullable Vector[] slots = new @Nullable Vector[source.getInt()];
		int present = source.getCount();
		for (int i = 0; i < present; i++) {
			slots[source.getInt()] = readColumn(source, size);
		}
		return new RowBatch(size, slots);
	}

	private static Vector readColumn(RecordInput source, int count) {
		ColumnType type = SchemaFormat.readType(source);
		Vector column = new Vector(type, count);
		byte @Nullable [] mask = null;
		if (source.getByte() != 0) {
			mask = new byte[(count + 7) / 8];
			for (int i = 0; i < mask.length; i++) {
				mask[i] = (byte) source.getByte();
			}
		}
		switch (column.kind()) {
			case LONG -> readLongs(source, column, count);
			case DOUBLE -> readDoubles(source, column, count);
			case OBJECT -> readObjects(source, column, count, mask);
		}
		if (mask != null) {
			for (int row = 0; row < count; row++) {
				if (isNull(mask, row)) {
					column.setNull(row);
				}
			}
		}
		return column;
	}

	private static boolean isNull(byte @Nullable [] mask, int row) {
		return mask != null && (mask[row / 8] & 1 << (row % 8)) != 0;
	}

	private static void readLongs(RecordInput source, Vector column, int count) {
		TaosType type = column.type().type();
		long[] values = column.longs;
		boolean unsigned = type.isUnsigned();
		switch (type.width()) {
			case 1 -> {
				for (int row = 0; row < count; row++) {
					int value = source.getByte();
					values[row] = unsigned ? value & 0xff : value;
				}
			}
			case 2 -> {
				for (int row = 0; row < count; row++) {
					int value = source.getShort();
					values[row] = unsigned ? value : (short) value;
				}
			}
			case 4 -> {
				for (int row = 0; row < count; row++) {
					int value = source.getInt();
					values[row] = unsigned ? value & 0xffff_ffffL : value;
				}
			}
			default -> {
				for (int row = 0; row < count; row++) {
					values[row] = source.getLong();
				}
			}
		}
	}

	private static void readDoubles(RecordInput source, Vector column, int count) {
		boolean single = column.type().type() == TaosType.FLOAT;
		for (int row = 0; row < count; row++) {
			column.doubles[row] = single ? source.getFloat() : source.getDouble();
		}
	}

	private static void readObjects(RecordInput source, Vector column, int count, byte @Nullable [] mask) {
		boolean decimal = column.type().type().isDecimal();
		for (int row = 0; row < count; row++) {
			if (!isNull(mask, row)) {
				column.objects[row] = decimal ? ValueFormat.readDecimal(source) : source.getBytes();
			}
		}
	}

}
