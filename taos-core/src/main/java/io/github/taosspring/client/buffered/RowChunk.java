package io.github.taosspring.client.buffered;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.statement.RejectedRow;
import io.github.taosspring.client.statement.TaosBatchWriteException;
import io.github.taosspring.client.statement.WriteResult;
import io.github.taosspring.client.wire.BindBatch;

/**
 * Bound rows that go out together. {@link RowBatch#write()} finds those that the server
 * refuses; a batch that broke off is written again as a whole, which changes nothing.
 */
final class RowChunk<T> extends Chunk<T> {

	private final RowBatch<T> batch;

	/** The result of the attempt that got furthest, {@code null} if none got anywhere. */
	private @Nullable WriteResult furthest;

	/** Whether each row was written or handed back. */
	private boolean settled;

	RowChunk(RowBatch<T> batch) {
		this.batch = batch;
	}

	@Override
	void add(T item) {
		this.batch.append(item);
	}

	@Override
	int rows() {
		return this.batch.columns().rows();
	}

	@Override
	long bytes() {
		return this.batch.columns().byteSize();
	}

	@Override
	void send(WriteFailureListener listener) {
		WriteResult result;
		try {
			result = this.batch.write();
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
			listener.onRowsFailure(List.of(row(refused.row())), refused.error());
		}
	}

	private FailedRow row(int number) {
		return FailedRow.of(this.batch.columns(), number, this.batch.item(number));
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
		BindBatch data = this.batch.columns().data();
		data.sort();
		int[] left = IntStream.range(done(this.furthest), rows()).map(data::rowAt).toArray();
		if (left.length > 0) {
			Arrays.sort(left);
			failed(error);
			listener.onRowsFailure(Arrays.stream(left).mapToObj(this::row).toList(), error);
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
