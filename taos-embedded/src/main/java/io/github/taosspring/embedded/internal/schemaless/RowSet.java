package io.github.taosspring.embedded.internal.schemaless;

import java.util.Arrays;
import java.util.List;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.store.RowBatch;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table that have the same columns.
 */
public final class RowSet {

	private final Field[] fields;

	private final Vector[] columns;

	private final Vector timestamps = new Vector(ColumnType.TIMESTAMP, 0);

	private int size;

	RowSet(Field[] fields, int count) {
		this.fields = Arrays.copyOf(fields, count);
		this.columns = new Vector[count];
		for (int i = 0; i < count; i++) {
			this.columns[i] = new Vector(type(this.fields[i].type()), 0);
		}
	}

	private static ColumnType type(TaosType type) {
		return type.isVariable() ? ColumnType.variable(type, 1) : ColumnType.fixed(type);
	}

	/**
	 * Return the columns beside the timestamp.
	 * @return the columns
	 */
	public List<Field> fields() {
		return List.of(this.fields);
	}

	/**
	 * Return the rows as the store takes them.
	 * @param slots the slots of the columns, in the order of {@link #fields()}
	 * @param count the slots that there are
	 * @return the rows, neither sorted nor merged; they share their values with this set
	 */
	public RowBatch toBatch(int[] slots, int count) {
		@Nullable Vector[] bySlot = new @Nullable Vector[count];
		bySlot[0] = this.timestamps;
		for (int i = 0; i < this.columns.length; i++) {
			bySlot[slots[i]] = this.columns[i];
		}
		return new RowBatch(this.size, bySlot);
	}

	boolean hasShape(Field[] others, int count, int row) {
		if (count != this.fields.length) {
			return false;
		}
		if (Arrays.equals(this.fields, 0, count, others, 0, count)) {
			return true;
		}
		for (Field field : this.fields) {
			if (field.row != row) {
				return false;
			}
		}
		return true;
	}

	void begin(long timestamp) {
		this.timestamps.ensureCapacity(this.size + 1);
		this.timestamps.longs[this.size] = timestamp;
		this.size++;
	}

	/**
	 * Return the column of a field, with room for the row that was begun.
	 */
	Vector column(Field field, int position) {
		int i = position;
		if (this.fields[i] != field) {
			i = 0;
			while (this.fields[i] != field) {
				i++;
			}
		}
		Vector column = this.columns[i];
		column.ensureCapacity(this.size);
		return column;
	}

	int row() {
		return this.size - 1;
	}

}
