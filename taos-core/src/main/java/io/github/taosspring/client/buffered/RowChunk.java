package io.github.taosspring.client.buffered;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.RejectedRow;
import io.github.taosspring.client.statement.TaosBatchWriteException;
import io.github.taosspring.client.statement.WriteOptions;
import io.github.taosspring.client.statement.WriteResult;
import io.github.taosspring.client.wire.BindBatch;

/**
 * Bound rows that go out together. {@link BatchWriter} finds those that the server
 * refuses; a batch that broke off is written again as a whole, which changes nothing.
 */
final class RowChunk<T> extends Chunk<T> {

	private final ColumnBatch batch;

	private final Function<T, ? extends CharSequence> tables;

	private final RowBinder<T> binder;

	private final BatchWriter writer;

	private final WriteOptions options;

	private final BoundRow row;

	/** The result of the attempt that got furthest, {@code null} if none got anywhere. */
	private @Nullable WriteResult furthest;

	/** Whether each row was written or handed back. */
	private boolean settled;

	RowChunk(BatchSchema schema, Function<T, ? extends CharSequence> tables, RowBinder<T> binder, BatchWriter writer,
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
	void add(T item) {
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
	int rows() {
		return this.batch.rows();
	}

	@Override
	long bytes() {
		return this.batch.byteSize();
	}

	@Override
	void send(WriteFailureListener listener) {
		WriteResult result;
		try {
			result = this.writer.write(this.batch, this.options);
		}
		catch (TaosBatchWriteException ex) {
			if (done(ex.result()) > done(this.furthest)) {
				this.furthest = ex.result();
			}
			throw ex;
		}
		this.settled = true;
		wrote((int) result.rows());
		rejected(result, listener);
	}

	/**
	 * Return how many rows an attempt was done with: it takes one after the other.
	 */
	private static int done(@Nullable WriteResult result) {
		return (result != null) ? (int) result.rows() + result.rejected().size() : 0;
	}

	private void rejected(WriteResult result, WriteFailureListener listener) {
		for (RejectedRow refused : result.rejected()) {
			failed(refused.error());
			listener.onRowsFailure(List.of(FailedRow.of(this.batch, refused.row())), refused.error());
		}
	}

	@Override
	void giveUp(TaosException error, WriteFailureListener listener) {
		if (this.settled) {
			return;
		}
		this.settled = true;
		if (this.furthest != null) {
			wrote((int) this.furthest.rows());
			rejected(this.furthest, listener);
		}
		BindBatch data = this.batch.data();
		data.sort();
		int[] left = IntStream.range(done(this.furthest), rows()).map(data::rowAt).toArray();
		if (left.length > 0) {
			Arrays.sort(left);
			failed(error);
			listener.onRowsFailure(Arrays.stream(left).mapToObj((number) -> FailedRow.of(this.batch, number)).toList(),
					error);
		}
	}

	@Override
	void clear() {
		super.clear();
		this.batch.clear();
		this.furthest = null;
		this.settled = false;
	}

}
