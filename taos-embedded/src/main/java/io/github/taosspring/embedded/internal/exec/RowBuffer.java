package io.github.taosspring.embedded.internal.exec;

import java.util.List;

import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import io.github.taosspring.embedded.internal.vector.VectorKind;
import org.jspecify.annotations.Nullable;

/**
 * Rows that an operator holds, in columns that grow.
 */
final class RowBuffer {

	private final QueryRun run;

	private final Vector[] columns;

	private int size;

	private long charged;

	RowBuffer(QueryRun run, List<ColumnType> types) {
		this.run = run;
		this.columns = types.stream().map((type) -> new Vector(type, 0)).toArray(Vector[]::new);
	}

	int size() {
		return this.size;
	}

	Vector column(int index) {
		return this.columns[index];
	}

	Vector[] columns() {
		return this.columns;
	}

	void append(Batch batch) {
		long bytes = 0;
		for (int i = 0; i < this.columns.length; i++) {
			Vector source = batch.columns()[i];
			Vector target = this.columns[i];
			target.ensureCapacity(this.size + batch.size());
			target.copyRange(this.size, source, 0, batch.size());
			bytes += 9L * batch.size();
			if (source.kind() == VectorKind.OBJECT) {
				for (int row = 0; row < batch.size(); row++) {
					bytes += (source.objects[row] instanceof byte[] value) ? 16 + value.length : 40;
				}
			}
		}
		this.run.charge(bytes);
		this.charged += bytes;
		this.size += batch.size();
	}

	/**
	 * Give the memory back, once nobody reads the rows any more.
	 */
	void release() {
		this.run.charge(-this.charged);
		this.charged = 0;
	}

	/**
	 * Add a row, to be filled by its column setters.
	 * @return its index
	 */
	int addRow() {
		for (Vector column : this.columns) {
			column.ensureCapacity(this.size + 1);
		}
		this.run.charge(9L * this.columns.length);
		return this.size++;
	}

	static RowBuffer readAll(QueryRun run, Operator input, List<ColumnType> types) {
		RowBuffer buffer = new RowBuffer(run, types);
		for (Batch batch = input.next(); batch != null; batch = input.next()) {
			run.check();
			buffer.append(batch);
		}
		return buffer;
	}

	/**
	 * Return rows in an order; an index of -1 is a row of NULLs.
	 */
	Batch gather(int[] rows, int from, int count) {
		Vector[] picked = new Vector[this.columns.length];
		for (int i = 0; i < picked.length; i++) {
			picked[i] = gather(this.columns[i], rows, from, count);
		}
		return new Batch(count, picked);
	}

	private static Vector gather(Vector source, int[] rows, int from, int count) {
		Vector target = new Vector(source.type(), count);
		for (int i = 0; i < count; i++) {
			int row = rows[from + i];
			if (row < 0) {
				target.setNull(i);
			}
			else {
				target.copy(i, source, row);
			}
		}
		return target;
	}

	/**
	 * Return a range of the rows.
	 */
	Batch slice(int from, int to) {
		Vector[] cut = new Vector[this.columns.length];
		for (int i = 0; i < cut.length; i++) {
			cut[i] = this.columns[i].slice(from, to);
		}
		return new Batch(to - from, cut);
	}

	/**
	 * Hands out the rows in batches.
	 */
	Operator reader() {
		return new Operator() {

			private int position;

			@Override
			public @Nullable Batch next() {
				if (this.position == RowBuffer.this.size) {
					return null;
				}
				int to = Math.min(RowBuffer.this.size, this.position + Vector.SIZE);
				Batch batch = slice(this.position, to);
				this.position = to;
				return batch;
			}

		};
	}

}
