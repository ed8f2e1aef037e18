package io.github.taosspring.embedded.internal.insert;

import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.store.RowBatch;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rows of one table.
 */
final class BatchBuilder {

	private static final int FIRST_CAPACITY = 4;

	private final String database;

	private final @Nullable DataTable table;

	private final @Nullable NewChild child;

	/** The columns by slot, as {@link RowBatch} wants them. */
	private final @Nullable Vector[] slots;

	/** The same by the order of the values; null where a value isn't for a column. */
	private final @Nullable Vector[] bound;

	private int rows;

	BatchBuilder(String database, @Nullable DataTable table, @Nullable NewChild child, TableSchema schema,
			BoundColumns columns) {
		this.database = database;
		this.table = table;
		this.child = child;
		this.slots = new Vector[schema.nextSlot()];
		this.bound = new Vector[columns.size()];
		for (int i = 0; i < columns.size(); i++) {
			SchemaColumn column = columns.columns()[i];
			if (column != null && !columns.tags()[i]) {
				Vector vector = new Vector(column.type(), FIRST_CAPACITY);
				this.slots[column.slot()] = vector;
				this.bound[i] = vector;
			}
		}
	}

	/** Make room for another row and return its number. */
	int row() {
		for (Vector vector : this.bound) {
			if (vector != null) {
				vector.ensureCapacity(this.rows + 1);
			}
		}
		return this.rows;
	}

	void rowDone() {
		this.rows++;
	}

	int rows() {
		return this.rows;
	}

	/** Return the column that a value goes to. */
	Vector vector(int index) {
		Vector vector = this.bound[index];
		if (vector == null) {
			throw new IllegalArgumentException("Value " + index + " isn't for a column");
		}
		return vector;
	}

	InsertBatch build() {
		return new InsertBatch(this.database, this.table, this.child, new RowBatch(this.rows, this.slots));
	}

}
