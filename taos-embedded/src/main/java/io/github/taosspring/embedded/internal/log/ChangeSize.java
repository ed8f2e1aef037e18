package io.github.taosspring.embedded.internal.log;

import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.store.RowBatch;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the memory that changes hold.
 */
final class ChangeSize {

	private static final int OBJECT = 64;

	private static final int TEXT = 24;

	private static final int PER_COLUMN = 120;

	private ChangeSize() {
	}

	static long of(Change change) {
		if (change instanceof Change.Rows rows) {
			long bytes = OBJECT;
			for (Change.TableRows table : rows.tables()) {
				bytes += OBJECT + of(table.rows()) + of(table.creation());
			}
			return bytes;
		}
		if (change instanceof Change.CreateTables create) {
			return OBJECT + create.creations().stream().mapToLong(ChangeSize::of).sum();
		}
		if (change instanceof Change.CreateSuperTable create) {
			return columns(create.schema().columns().size() + create.schema().tags().size());
		}
		if (change instanceof Change.AlterSuperTable alter) {
			return columns(alter.after().columns().size() + alter.after().tags().size());
		}
		if (change instanceof Change.AlterTable alter) {
			return columns(alter.after().columns().size());
		}
		if (change instanceof Change.DropTables drop) {
			return OBJECT + 8L * drop.tables().size();
		}
		if (change instanceof Change.Delete delete) {
			return OBJECT + 8L * delete.tables().size();
		}
		return 4 * OBJECT;
	}

	private static long columns(int count) {
		return OBJECT + (long) PER_COLUMN * count;
	}

	private static long of(Change.@Nullable Creation creation) {
		return (creation != null) ? 4L * OBJECT + 8L * creation.tags().length : 0;
	}

	private static long of(RowBatch rows) {
		long bytes = OBJECT;
		for (int slot = 0; slot < rows.slots(); slot++) {
			Vector column = rows.column(slot);
			if (column != null) {
				bytes += OBJECT + 8L * column.capacity() + objects(column, rows.size());
			}
		}
		return bytes;
	}

	private static long objects(Vector column, int rows) {
		long bytes = column.mayHaveNulls() ? column.capacity() : 0;
		if (column.objects.length == 0) {
			return bytes;
		}
		for (int row = 0; row < rows; row++) {
			Object value = column.objects[row];
			if (value instanceof byte[] text) {
				bytes += TEXT + text.length;
			}
			else if (value != null) {
				bytes += OBJECT;
			}
		}
		return bytes;
	}

}
