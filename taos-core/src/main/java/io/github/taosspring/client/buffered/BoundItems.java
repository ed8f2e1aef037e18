package io.github.taosspring.client.buffered;

import java.util.function.Function;

import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.WriteOptions;
import io.github.taosspring.client.statement.WriteResult;

/**
 * {@link RowBatch} of items that a {@link RowBinder} binds; keeps none of them.
 */
final class BoundItems<T> implements RowBatch<T> {

	private final ColumnBatch batch;

	private final Function<T, ? extends CharSequence> tables;

	private final RowBinder<T> binder;

	private final BatchWriter writer;

	private final WriteOptions options;

	private final BoundRow row;

	BoundItems(BatchSchema schema, Function<T, ? extends CharSequence> tables, RowBinder<T> binder, BatchWriter writer,
			WriteOptions options) {
		this.batch = ColumnBatch.of(schema);
		this.tables = tables;
		this.binder = binder;
		this.writer = writer;
		this.options = options;
		this.row = new BoundRow(this.batch);
	}

	/**
	 * Return a hash of a table's name, whatever holds its characters.
	 */
	static int hash(CharSequence name) {
		int hash = 0;
		for (int i = 0; i < name.length(); i++) {
			hash = 31 * hash + name.charAt(i);
		}
		return hash;
	}

	@Override
	public ColumnBatch columns() {
		return this.batch;
	}

	@Override
	public void append(T item) {
		BatchSchema schema = this.batch.schema();
		boolean first = schema.isNamed() ? this.batch.beginTable(this.tables.apply(item)) : this.batch.isEmpty();
		boolean ended = false;
		try {
			this.binder.bind(item, this.row.begin(first && !schema.tags().isEmpty()));
			this.batch.endRow();
			ended = true;
		}
		finally {
			if (!ended) {
				this.batch.cancelRow();
			}
		}
	}

	@Override
	public WriteResult write() {
		return this.writer.write(this.batch, this.options);
	}

	@Override
	public void clear() {
		this.batch.clear();
	}

}
