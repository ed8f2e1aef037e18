package io.github.taosspring.client.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.ColumnLabels;
import io.github.taosspring.client.Row;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.RemoteResult;
import io.github.taosspring.client.wire.RawBlock;

/**
 * {@link TaosResult} over a {@link BlockFeed}: the passes, and which one is under way.
 */
final class DefaultResult implements TaosResult {

	private final RemoteResult remote;

	private final ColumnLabels labels;

	private final Call call;

	private final Owner owner;

	private final BlockFeed feed;

	private final LeakGuard.Guarded guard;

	/** The method that this result is read by. */
	private @Nullable String pass;

	/** Whether that is {@link #next()}. */
	private boolean cursor;

	private @Nullable RawBlock block;

	private int row = -1;

	private boolean over;

	private volatile boolean closed;

	/** The rows handed over so far. */
	private volatile long handedOver;

	private final AtomicBoolean ended = new AtomicBoolean();

	/**
	 * Create a result and ask for its first block.
	 */
	DefaultResult(RemoteResult remote, Call call, Owner owner) {
		this.remote = remote;
		this.labels = new ColumnLabels(remote.columns());
		this.call = call;
		this.owner = owner;
		this.feed = new BlockFeed(remote, call.reqId());
		this.guard = LeakGuard.guard(this, this.feed, () -> owner.resultEnded(call, 0), call.reqId());
		this.feed.start();
	}

	@Override
	public List<TaosColumn> columns() {
		return this.labels.columns();
	}

	@Override
	public int columnIndex(String label) {
		return this.labels.index(label);
	}

	@Override
	public TaosPrecision precision() {
		return this.remote.precision();
	}

	@Override
	public long reqId() {
		return this.call.reqId();
	}

	@Override
	public boolean next() {
		checkOpen();
		if (!this.cursor) {
			begin("next()");
			this.cursor = true;
		}
		return advance();
	}

	private boolean advance() {
		RawBlock current = this.block;
		if (current != null && this.row + 1 < current.rows()) {
			this.row++;
			return true;
		}
		this.row = 0;
		return advanceBlock() != null;
	}

	private @Nullable RawBlock advanceBlock() {
		this.block = null;
		if (this.over) {
			return null;
		}
		RawBlock next;
		try {
			next = this.feed.next(Deadline.after(this.call.timeout()));
		}
		catch (TaosException ex) {
			if (ex instanceof TaosTimeoutException && ex.code() == 0) {
				this.owner.resultExpired(this.call);
			}
			tellEnd();
			throw ex;
		}
		this.block = next;
		if (next == null) {
			this.over = true;
			tellEnd();
		}
		else {
			countRows(next.rows());
		}
		return next;
	}

	/**
	 * One thread reads.
	 */
	@SuppressWarnings("NonAtomicOperationOnVolatileField")
	private void countRows(int rows) {
		this.handedOver += rows;
	}

	private void tellEnd() {
		if (this.ended.compareAndSet(false, true)) {
			this.guard.over();
			this.owner.resultEnded(this.call, this.handedOver);
		}
	}

	@Override
	public Block block() {
		return current();
	}

	private RawBlock current() {
		checkOpen();
		RawBlock current = this.block;
		if (current == null) {
			throw noRow();
		}
		return current;
	}

	private TaosException noRow() {
		return TaosErrors
			.result(this.over ? "There is no current row after the last" : "There is no current row before next()");
	}

	@Override
	public int rowInBlock() {
		current();
		return this.row;
	}

	// the cursor's getters once more: here they find their block only once

	@Override
	public boolean isNull(int column) {
		return current().isNull(column, this.row);
	}

	@Override
	public boolean getBoolean(int column) {
		return current().getBoolean(column, this.row);
	}

	@Override
	public int getInt(int column) {
		return current().getInt(column, this.row);
	}

	@Override
	public long getLong(int column) {
		return current().getLong(column, this.row);
	}

	@Override
	public float getFloat(int column) {
		return current().getFloat(column, this.row);
	}

	@Override
	public double getDouble(int column) {
		return current().getDouble(column, this.row);
	}

	@Override
	public @Nullable String getString(int column) {
		return current().getString(column, this.row);
	}

	@Override
	public @Nullable Object getObject(int column) {
		return current().getObject(column, this.row);
	}

	@Override
	public Iterable<Block> blocks() {
		begin("blocks()");
		return onePass(new BlockIterator());
	}

	@Override
	public Iterable<Row> rows() {
		begin("rows()");
		return onePass(new RowIterator());
	}

	@Override
	public Stream<Row> stream() {
		begin("stream()");
		return StreamSupport
			.stream(Spliterators.spliteratorUnknownSize(new RowIterator(), Spliterator.ORDERED | Spliterator.NONNULL),
					false)
			.onClose(this::close);
	}

	@Override
	public List<Map<String, @Nullable Object>> toMaps() {
		begin("toMaps()");
		try (this) {
			List<Map<String, @Nullable Object>> maps = new ArrayList<>();
			new RowIterator().forEachRemaining((each) -> maps.add(each.toMap()));
			return maps;
		}
	}

	@Override
	public List<List<@Nullable Object>> toLists() {
		begin("toLists()");
		try (this) {
			List<List<@Nullable Object>> lists = new ArrayList<>();
			new RowIterator().forEachRemaining((each) -> lists.add(each.toList()));
			return lists;
		}
	}

	@Override
	public void cancel() {
		if (end("This result was cancelled")) {
			this.owner.resultExpired(this.call);
		}
	}

	@Override
	public void close() {
		end("This result is closed");
	}

	/**
	 * End this result.
	 * @return whether the server is still at work on a block
	 */
	private boolean end(String reason) {
		if (this.closed) {
			return false;
		}
		this.closed = true;
		boolean atWork = this.feed.close(reason);
		tellEnd();
		return atWork;
	}

	private void begin(String name) {
		checkOpen();
		if (this.pass != null) {
			throw TaosErrors.result("A result can be read once only: this one is being read by " + this.pass + ", so "
					+ name + " cannot read it again; run the query again, or keep rows or copies of blocks");
		}
		this.pass = name;
	}

	private void checkOpen() {
		if (this.closed) {
			throw isClosed();
		}
	}

	private static TaosException isClosed() {
		return TaosErrors.result("This result is closed");
	}

	private static <T> Iterable<T> onePass(Iterator<T> iterator) {
		boolean[] taken = new boolean[1];
		return () -> {
			if (taken[0]) {
				throw TaosErrors.result("A result can be read once only: this one's iterator was taken already");
			}
			taken[0] = true;
			return iterator;
		};
	}

	@Override
	public String toString() {
		return "TaosResult[reqId=" + reqId() + ", columns=" + columns().size() + (this.closed ? ", closed]" : "]");
	}

	/**
	 * Is told of a result's end.
	 */
	interface Owner {

		/**
		 * A result is over; called once.
		 * @param rows the rows that were handed over
		 */
		void resultEnded(Call call, long rows);

		/**
		 * Nobody waits any more for a block that the server is still at work on.
		 */
		void resultExpired(Call call);

	}

	private final class BlockIterator implements Iterator<Block> {

		private boolean fetched;

		@Override
		public boolean hasNext() {
			checkOpen();
			if (!this.fetched) {
				advanceBlock();
				this.fetched = true;
			}
			return DefaultResult.this.block != null;
		}

		@Override
		public Block next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			this.fetched = false;
			return block();
		}

	}

	private final class RowIterator implements Iterator<Row> {

		private boolean fetched;

		private boolean available;

		@Override
		public boolean hasNext() {
			checkOpen();
			if (!this.fetched) {
				this.available = advance();
				this.fetched = true;
			}
			return this.available;
		}

		@Override
		public Row next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			this.fetched = false;
			return Row.of(DefaultResult.this.labels, block(), DefaultResult.this.row);
		}

	}

}
