package io.github.taosspring.client.buffered;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessWriter;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.client.statement.WriteOptions;

/**
 * Collects items and writes them in batches, in the background. Thread-safe.
 * <p>
 * A batch goes out when it is full or its oldest item is as old as
 * {@link BufferOptions#linger()}. Items of one child table always go through the same
 * lane, and a lane has one batch on its way at a time, so that an older value never
 * overtakes a newer one.
 * <p>
 * <b>What fails.</b> A failure that
 * {@linkplain io.github.taosspring.client.TaosException#isRetryable() is retryable} is
 * tried again with growing pauses, for {@link BufferOptions#retryFor()}: items have
 * explicit times, so that writing them twice changes nothing. Of a batch that the server
 * refuses for one of its lines or rows, the wrong ones are found and the others written.
 * All else, and what there was no time for, goes to the
 * {@linkplain BufferOptions#failureListener() failure listener}: each item that
 * {@link #write} took is either written or there.
 * <p>
 * What is in the buffer is lost if the process ends without {@link #close()}.
 *
 * @param <T> the items
 */
public interface BufferedWriter<T> extends AutoCloseable {

	/**
	 * Create a writer of points.
	 * @param client the client, which has to live longer
	 * @param format an empty batch that says how points are written: protocol, precision
	 * and more; not used otherwise
	 * @param write how batches are written; its timeout is that of an attempt
	 * @param options how much is buffered, for how long, and who is told
	 * @return the writer, to be closed
	 */
	static BufferedWriter<Point> points(TaosClient client, PointBatch format, SchemalessOptions write,
			BufferOptions options) {
		return points(SchemalessWriter.of(client), format, write, options);
	}

	/**
	 * Create a writer of points above another one.
	 * @param writer writes the batches, on this writer's threads
	 * @param format an empty batch that says how points are written: protocol, precision
	 * and more; not used otherwise
	 * @param write how batches are written; its timeout is that of an attempt
	 * @param options how much is buffered, for how long, and who is told
	 * @return the writer, to be closed
	 */
	static BufferedWriter<Point> points(SchemalessWriter writer, PointBatch format, SchemalessOptions write,
			BufferOptions options) {
		String key = write.tableNameKey().isEmpty() ? format.tableNameKey() : write.tableNameKey();
		return new LaneWriter<>(options, (point) -> point.tableHash(key),
				() -> new LineChunk(format.emptyCopy().tableNameKey(key), writer, write));
	}

	/**
	 * Create a writer of bound rows, each an array of objects in the order of the
	 * schema's placeholders: the convenient way, which boxes.
	 * @param client the client, which has to live longer; its protocol must be WebSocket
	 * @param schema the table and what rows consist of, see {@link BatchWriter#schema}
	 * @param write how batches are written; its timeout is that of an attempt
	 * @param options how much is buffered, for how long, and who is told
	 * @return the writer, to be closed; it refuses what does not fit with a
	 * {@link io.github.taosspring.client.statement.TaosBindException} and does not take
	 * it
	 * @throws io.github.taosspring.client.TaosInterfaceException if the schema has no
	 * target, or the options have a request id
	 * @see io.github.taosspring.client.statement.BatchColumn#appendObject
	 */
	static BufferedWriter<@Nullable Object[]> rows(TaosClient client, BatchSchema schema, WriteOptions write,
			BufferOptions options) {
		ObjectRows rows = new ObjectRows(schema);
		return rows(client, schema, rows::table, rows, write, options);
	}

	/**
	 * Create a writer of items as bound rows. Nothing is allocated per row or cell. <pre>
	 * BufferedWriter&lt;Reading&gt; writer = BufferedWriter.rows(client, schema, Reading::meter, (reading, row) -&gt; {
	 *     if (row.isFirstOfTable()) {
	 *         row.tag(0).appendString(reading.location());
	 *     }
	 *     row.column(0).appendLong(reading.time());
	 *     row.column(1).appendInt(reading.voltage());
	 * }, WriteOptions.DEFAULTS, options);
	 * </pre>
	 * @param <T> the items
	 * @param client the client, which has to live longer; its protocol must be WebSocket
	 * @param schema the table and what rows consist of, see {@link BatchWriter#schema}
	 * @param tables the name of an item's child table, see
	 * {@link io.github.taosspring.client.statement.ColumnBatch#beginTable}; called more
	 * than once an item, must be thread-safe; not looked at if rows do not name theirs
	 * @param binder appends items
	 * @param write how batches are written; its timeout is that of an attempt
	 * @param options how much is buffered, for how long, and who is told
	 * @return the writer, to be closed; it refuses what does not fit with a
	 * {@link io.github.taosspring.client.statement.TaosBindException} and does not take
	 * it
	 * @throws io.github.taosspring.client.TaosInterfaceException if the schema has no
	 * target, or the options have a request id
	 */
	static <T> BufferedWriter<T> rows(TaosClient client, BatchSchema schema, Function<T, ? extends CharSequence> tables,
			RowBinder<T> binder, WriteOptions write, BufferOptions options) {
		return LaneWriter.rows(BatchWriter.of(client), schema, tables, binder, write, options);
	}

	/**
	 * Create a writer of items as bound rows by batches of the caller's own.
	 * @param <T> the items
	 * @param tableHash a hash of an item's child table, equal for items of one table;
	 * must be thread-safe
	 * @param batches makes empty batches, whenever one more is filled at the same time;
	 * must be thread-safe
	 * @param options how much is buffered, for how long, and who is told
	 * @return the writer, to be closed; it refuses what does not fit with what the batch
	 * throws
	 */
	static <T> BufferedWriter<T> rows(ToIntFunction<T> tableHash, Supplier<? extends RowBatch<T>> batches,
			BufferOptions options) {
		return new LaneWriter<>(options, tableHash, () -> new RowChunk<>(batches.get()));
	}

	/**
	 * Take an item, without waiting for the server.
	 * @param item the item, which can be changed afterwards
	 * @throws io.github.taosspring.client.TaosTimeoutException if there was no room in
	 * time; it was not taken
	 * @throws io.github.taosspring.client.TaosInterfaceException if it cannot be
	 * expressed; it was not taken
	 * @throws io.github.taosspring.client.TaosConnectionException if the writer is closed
	 */
	void write(T item);

	/**
	 * Take an item and tell what becomes of its batch.
	 * @param item the item, which can be changed afterwards
	 * @return completed when the batch is done, on a thread of the writer's: normally if
	 * all of it was written, else with the first failure
	 */
	CompletableFuture<Void> writeAndTell(T item);

	/**
	 * Send what was taken until now, and wait until it is done: written or told to the
	 * failure listener.
	 * @param timeout the time allowed
	 * @return whether it was done in time
	 */
	boolean flush(Duration timeout);

	/**
	 * Return what was taken and is not done.
	 * @return the items
	 */
	long buffered();

	/**
	 * Return the size of what was taken and is not done.
	 * @return the bytes of encoded items
	 */
	long bufferedBytes();

	/**
	 * Return what was written, of batches that are done.
	 * @return the rows or lines; of points that are split into several, each of those
	 */
	long written();

	/**
	 * Return what was handed to the failure listener.
	 * @return the rows or lines; of points that are split into several, each of those
	 */
	long failed();

	/**
	 * Take nothing more, write what there is within {@link BufferOptions#closeTimeout()},
	 * tell the rest to the failure listener, and end the threads. More than once is
	 * harmless.
	 */
	@Override
	void close();

}
