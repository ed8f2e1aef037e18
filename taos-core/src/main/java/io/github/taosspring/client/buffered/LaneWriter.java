package io.github.taosspring.client.buffered;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.client.statement.WriteOptions;

/**
 * {@link BufferedWriter} that divides items among lanes by the hash of their table.
 */
final class LaneWriter<T> implements BufferedWriter<T> {

	private static final AtomicInteger NUMBER = new AtomicInteger();

	private final BufferOptions options;

	private final ToIntFunction<T> tables;

	private final List<Lane<T>> lanes = new ArrayList<>();

	/**
	 * Create a writer.
	 * @param tables the hash of an item's table
	 * @param chunks makes empty batches
	 */
	LaneWriter(BufferOptions options, ToIntFunction<T> tables, Supplier<Chunk<T>> chunks) {
		this.options = options;
		this.tables = tables;
		String name = "taos-buffered-" + NUMBER.incrementAndGet() + "-";
		for (int i = 0; i < options.lanes(); i++) {
			this.lanes.add(new Lane<>(name + (i + 1), options, chunks));
		}
		this.lanes.forEach(Lane::start);
	}

	static <T> LaneWriter<T> rows(BatchWriter writer, BatchSchema schema, Function<T, ? extends CharSequence> tables,
			RowBinder<T> binder, WriteOptions write, BufferOptions options) {
		if (schema.target() == null) {
			throw TaosErrors.misuse("The schema of a buffered writer must name its table: " + schema);
		}
		if (write.reqId() != 0) {
			throw TaosErrors.misuse("A buffered writer sends many requests; they cannot have one request id");
		}
		return new LaneWriter<>(options, (item) -> schema.isNamed() ? BoundItems.hash(tables.apply(item)) : 0,
				() -> new RowChunk<>(new BoundItems<>(schema, tables, binder, writer, write)));
	}

	private Lane<T> lane(T item) {
		int hash = this.tables.applyAsInt(item);
		return this.lanes.get(Math.floorMod(hash ^ hash >>> 16, this.lanes.size()));
	}

	@Override
	public void write(T item) {
		lane(item).add(item, false);
	}

	@Override
	public CompletableFuture<Void> writeAndTell(T item) {
		return Objects.requireNonNull(lane(item).add(item, true));
	}

	@Override
	public boolean flush(Duration timeout) {
		Deadline deadline = Deadline.after(timeout);
		boolean all = true;
		for (Lane<T> lane : this.lanes) {
			all &= lane.flush(deadline);
		}
		return all;
	}

	@Override
	public long buffered() {
		return this.lanes.stream().mapToLong(Lane::rows).sum();
	}

	@Override
	public long bufferedBytes() {
		return this.lanes.stream().mapToLong(Lane::bytes).sum();
	}

	@Override
	public long written() {
		return this.lanes.stream().mapToLong(Lane::written).sum();
	}

	@Override
	public long failed() {
		return this.lanes.stream().mapToLong(Lane::failed).sum();
	}

	@Override
	public void close() {
		this.lanes.forEach(Lane::shut);
		Deadline deadline = Deadline.after(this.options.closeTimeout());
		this.lanes.forEach((lane) -> lane.end(deadline));
	}

	@Override
	public String toString() {
		return "BufferedWriter[" + this.lanes.size() + " lanes, " + buffered() + " items]";
	}

}
