package io.github.taosspring.client.buffered;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.sun.management.ThreadMXBean;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.RejectedRow;
import io.github.taosspring.client.statement.TaosBatchWriteException;
import io.github.taosspring.client.statement.TaosBindException;
import io.github.taosspring.client.statement.WriteOptions;
import io.github.taosspring.client.statement.WriteResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link BufferedWriter} for bound rows, over a server that fails as it is told.
 */
@Timeout(60)
class BufferedRowsTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final int BAD = -1;

	private static final BatchSchema SCHEMA = BatchSchema.superTable("meters", TaosPrecision.MILLISECOND)
		.tag("location", TaosType.VARCHAR, 8)
		.column("ts", TaosType.TIMESTAMP, 0)
		.column("v", TaosType.INT, 0)
		.build();

	private final List<FailedRow> failed = new CopyOnWriteArrayList<>();

	private final List<TaosException> errors = new CopyOnWriteArrayList<>();

	private final BufferOptions options = BufferOptions.of(new WriteFailureListener() {

		@Override
		public void onFailure(List<String> lines, TaosException error) {
			throw new AssertionError("Rows are no lines");
		}

		@Override
		public void onRowsFailure(List<FailedRow> rows, TaosException error) {
			BufferedRowsTests.this.failed.addAll(rows);
			BufferedRowsTests.this.errors.add(error);
		}

	}).batches(10, LONG).bound(1000, OverflowPolicy.BLOCK, LONG).patience(LONG, LONG);

	private final FakeServer server = new FakeServer();

	private final List<BufferedWriter<?>> writers = new ArrayList<>();

	private BufferedWriter<Item> writer(BufferOptions options) {
		return writer(options, SCHEMA, BufferedRowsTests::bind);
	}

	private BufferedWriter<Item> writer(BufferOptions options, BatchSchema schema, RowBinder<Item> binder) {
		BufferedWriter<Item> writer = LaneWriter.rows(this.server, schema, Item::table, binder, WriteOptions.DEFAULTS,
				options);
		this.writers.add(writer);
		return writer;
	}

	private static void bind(Item item, BoundRow row) {
		if (row.isFirstOfTable()) {
			row.tag(0).appendString("Oslo");
		}
		row.column(0).appendLong(item.ts());
		row.column(1).appendInt(item.value());
	}

	@AfterEach
	void nothingStays() {
		this.writers.forEach(BufferedWriter::close);
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("taos-buffered-"));
	}

	private static FailedRow row(String table, int value) {
		return new FailedRow(table, List.of("Oslo"), List.of(Instant.ofEpochMilli(value), value));
	}

	private static Item item(String table, int value) {
		return new Item(table, value, value);
	}

	@Test
	void sendsFullBatchesAtOnceAndTheRestWhenFlushed() {
		BufferedWriter<Item> writer = writer(this.options.lanes(1));
		for (int i = 0; i < 25; i++) {
			writer.write(item("d" + i % 2, i));
		}
		Awaitility.await().until(() -> this.server.batches.size() == 2);
		Awaitility.await().until(() -> writer.buffered() == 5);
		assertThat(writer.flush(LONG)).isTrue();
		assertThat(this.server.batches).extracting(List::size).containsExactly(10, 10, 5);
		assertThat(this.server.batches.get(2)).containsExactly(row("d0", 20), row("d1", 21), row("d0", 22),
				row("d1", 23), row("d0", 24));
		assertThat(writer.buffered()).isZero();
	}

	@Test
	void sendsWhatLingeredAndWhatIsLarge() {
		BufferedWriter<Item> lingering = writer(this.options.batches(100, Duration.ofMillis(20)));
		lingering.write(item("d", 1));
		Awaitility.await().until(() -> this.server.written().size() == 1);
		BufferedWriter<Item> large = writer(this.options.lanes(1).batches(100, LONG).bytes(40, 1000));
		for (int i = 0; i < 3; i++) {
			large.write(item("d", i)); // 12 bytes, and 4 of the tag
		}
		Awaitility.await().until(() -> this.server.written().size() == 4);
	}

	@Test
	void takesArraysOfObjects() {
		BufferedWriter<@Nullable Object[]> writer = objects(SCHEMA);
		writer.write(new Object[] { "d", "Oslo", 1, 1 });
		writer.write(new Object[] { new StringBuilder("d"), "ignored", Instant.ofEpochMilli(2), null });
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> writer.write(new Object[] { "d", 1 }))
			.withMessageContaining("2 values for 4 placeholders");
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> writer.write(new Object[] { 7, "Oslo", 1, 1 }))
			.withMessageContaining("no text: 7");
		assertThat(writer.flush(LONG)).isTrue();
		List<FailedRow> written = this.server.written();
		assertThat(written.get(0)).isEqualTo(row("d", 1));
		assertThat(written.get(1).values()).containsExactly(Instant.ofEpochMilli(2), null);
		assertThat(written).hasSize(2);
	}

	private BufferedWriter<@Nullable Object[]> objects(BatchSchema schema) {
		ObjectRows rows = new ObjectRows(schema);
		BufferedWriter<@Nullable Object[]> writer = LaneWriter.rows(this.server, schema, rows::table, rows,
				WriteOptions.DEFAULTS, this.options);
		this.writers.add(writer);
		return writer;
	}

	@Test
	void rowsOfOneTableNeedNoName() {
		BufferedWriter<@Nullable Object[]> writer = objects(BatchSchema.table("t", TaosPrecision.MILLISECOND)
			.column("ts", TaosType.TIMESTAMP, 0)
			.column("v", TaosType.INT, 0)
			.build());
		for (int i = 0; i < 25; i++) {
			writer.write(new Object[] { i, i });
		}
		assertThat(writer.flush(LONG)).isTrue();
		assertThat(this.server.batches).extracting(List::size).containsExactly(10, 10, 5);
		assertThat(this.server.written().get(24))
			.isEqualTo(new FailedRow(null, List.of(), List.of(Instant.ofEpochMilli(24), 24)));
	}

	@Test
	void anOlderValueNeverOvertakesANewerOne() throws Exception {
		BufferedWriter<Item> writer = writer(this.options.lanes(3));
		AtomicInteger failures = new AtomicInteger();
		this.server.before = (batch) -> {
			Thread.yield();
			if (failures.incrementAndGet() % 50 == 0) {
				throw broken(batch, 0);
			}
		};
		run((t) -> {
			for (int i = 0; i < 500; i++) {
				writer.write(item("d" + t, i));
			}
		});
		assertThat(writer.flush(LONG)).isTrue();
		Map<String, List<Integer>> values = new HashMap<>();
		this.server.written()
			.forEach((row) -> values.computeIfAbsent(String.valueOf(row.table()), (table) -> new ArrayList<>())
				.add((Integer) row.values().get(1)));
		assertThat(values).hasSize(4);
		values.values().forEach((each) -> assertThat(each).hasSize(500).isSorted());
		assertThat(this.failed).isEmpty();
	}

	private static void run(Consumer<Integer> task) throws InterruptedException {
		List<Thread> threads = new ArrayList<>();
		for (int t = 0; t < 4; t++) {
			int number = t;
			Thread thread = new Thread(() -> task.accept(number));
			thread.start();
			threads.add(thread);
		}
		for (Thread thread : threads) {
			thread.join(30_000);
		}
	}

	private static TaosBatchWriteException broken(ColumnBatch batch, int written) {
		TaosException cause = TaosErrors.outcomeUnknown("broke", 1, null);
		return new TaosBatchWriteException("broke", new WriteResult(written, List.of()), cause, true);
	}

	@Test
	void handsBackRowsThatTheServerRefusesEachWithItsError() throws Exception {
		BufferedWriter<Item> writer = writer(this.options.lanes(1));
		CompletableFuture<Void> told = writer.writeAndTell(item("d1", 1));
		writer.write(item("d2", BAD));
		writer.write(item("d1", 3));
		writer.write(item("d1", BAD));
		assertThat(writer.flush(LONG)).isTrue();
		assertThat(this.server.written()).containsExactly(row("d1", 1), row("d1", 3));
		assertThat(this.failed).containsExactlyInAnyOrder(row("d2", BAD), row("d1", BAD));
		assertThat(this.errors).hasSize(2).allSatisfy((ex) -> assertThat(ex.code()).isEqualTo(0x060B));
		assertThat(told).failsWithin(LONG).withThrowableThat().withCause(this.errors.get(0));
	}

	@Test
	void triesAgainWhatIsRetryable() {
		AtomicInteger failures = new AtomicInteger(3);
		this.server.before = (batch) -> {
			if (failures.getAndDecrement() > 0) {
				throw broken(batch, 0);
			}
		};
		BufferedWriter<Item> writer = writer(this.options);
		writer.write(item("d", 1));
		assertThat(writer.flush(LONG)).isTrue();
		assertThat(this.server.written()).containsExactly(row("d", 1));
		assertThat(this.failed).isEmpty();
	}

	@Test
	void givesUpOnlyWhatNoAttemptWasDoneWith() {
		AtomicInteger attempts = new AtomicInteger();
		TaosException refusal = TaosErrors.fromServer("insert", 0x060B, "Timestamp data out of range", 1);
		this.server.before = (batch) -> {
			if (attempts.getAndIncrement() == 0) {
				// d0 first, as positions are: its row 2 was rejected, 0 written
				throw new TaosBatchWriteException("broke",
						new WriteResult(1, List.of(new RejectedRow(2, "d0", refusal))),
						TaosErrors.outcomeUnknown("broke", 1, null), true);
			}
			throw broken(batch, 0);
		};
		BufferedWriter<Item> writer = writer(this.options.lanes(1).patience(Duration.ofMillis(300), LONG));
		for (int i = 0; i < 5; i++) {
			writer.write(item("d" + i % 2, i));
		}
		assertThat(writer.flush(LONG)).isTrue();
		assertThat(attempts.get()).isGreaterThan(1);
		assertThat(this.failed).containsExactly(row("d0", 2), row("d1", 1), row("d1", 3), row("d0", 4));
		assertThat(this.errors).hasSize(2);
		assertThat(this.errors.get(0)).isSameAs(refusal);
		assertThat(this.errors.get(1).isRetryable()).isTrue();
		assertThat(((TaosBatchWriteException) this.errors.get(1)).isOutcomeUnknown()).isTrue();
	}

	@Test
	void whatABinderGetsWrongIsNotTakenAndLeavesNothing() {
		BufferedWriter<Item> writer = writer(this.options.lanes(1), SCHEMA, (item, row) -> {
			if (row.isFirstOfTable()) {
				row.tag(0).appendString("Oslo");
			}
			row.column(0).appendLong(item.ts());
			if (item.value() == 1) {
				throw new IllegalArgumentException("no 1");
			}
			if (item.value() != 2) {
				row.column(1).appendInt(item.value());
			}
			if (item.value() == 3) {
				row.column(1).appendInt(item.value());
			}
		});
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> writer.write(item("new", 1)));
		assertThatExceptionOfType(TaosBindException.class).isThrownBy(() -> writer.write(item("d", 2)));
		assertThatExceptionOfType(TaosBindException.class).isThrownBy(() -> writer.write(item("d", 3)));
		assertThatExceptionOfType(TaosBindException.class).isThrownBy(() -> writer.write(item("a.b", 4)));
		assertThat(writer.buffered()).isZero();
		writer.write(item("d", 5));
		assertThat(writer.flush(LONG)).isTrue();
		assertThat(this.server.written()).containsExactly(row("d", 5));
		assertThat(this.failed).isEmpty();
	}

	@Test
	void aBinderCannotCallItsWriter() {
		List<BufferedWriter<Item>> self = new ArrayList<>();
		BufferedWriter<Item> writer = writer(this.options.lanes(1), SCHEMA, (item, row) -> {
			if (item.value() == 0) {
				self.get(0).write(item("d", 1));
			}
			if (item.value() == 1) {
				self.get(0).flush(LONG);
			}
			self.get(0).close();
		});
		self.add(writer);
		for (int i = 0; i < 3; i++) {
			Item item = item("d", i);
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> writer.write(item))
				.withMessageContaining("must not be called while");
		}
	}

	@Test
	void refusesWhatCannotBeBuffered() {
		BatchSchema nowhere = BatchSchema.placeholders(TaosPrecision.MILLISECOND)
			.column("ts", TaosType.TIMESTAMP, 0)
			.build();
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> writer(this.options, nowhere, BufferedRowsTests::bind));
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> LaneWriter.rows(this.server, SCHEMA,
				Item::table, BufferedRowsTests::bind, WriteOptions.DEFAULTS.reqId(7), this.options));
	}

	@Test
	void waitsOrDropsWhenThereIsNoRoom() {
		CountDownLatch go = new CountDownLatch(1);
		AtomicInteger arrived = new AtomicInteger();
		this.server.before = (batch) -> {
			arrived.incrementAndGet();
			await(go);
		};
		BufferOptions small = this.options.lanes(1).batches(2, LONG);
		BufferedWriter<Item> dropping = writer(small.bound(6, OverflowPolicy.DROP_OLDEST, LONG));
		dropping.write(item("drop", 0));
		dropping.write(item("drop", 1));
		Awaitility.await().until(() -> arrived.get() == 1);
		for (int i = 2; i < 8; i++) {
			dropping.write(item("drop", i));
		}
		assertThat(this.failed).containsExactly(row("drop", 2), row("drop", 3));
		BufferedWriter<Item> blocking = writer(small.bound(4, OverflowPolicy.BLOCK, Duration.ofMillis(50)));
		for (int i = 0; i < 4; i++) {
			blocking.write(item("block", i));
		}
		assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(() -> blocking.write(item("block", 9)));
		go.countDown();
		assertThat(blocking.flush(LONG)).isTrue();
		assertThat(dropping.flush(LONG)).isTrue();
		assertThat(this.server.written()).hasSize(4 + 6);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw TaosErrors.interrupted("interrupted", 7);
		}
	}

	@Test
	void holdsOnlySoManyBytes() {
		CountDownLatch go = new CountDownLatch(1);
		AtomicInteger arrived = new AtomicInteger();
		this.server.before = (batch) -> {
			arrived.incrementAndGet();
			await(go);
		};
		// 12 bytes a row, and 4 of the tag in each batch: two rows a batch
		BufferOptions small = this.options.lanes(1).batches(100, LONG).bytes(28, 84);
		BufferedWriter<Item> dropping = writer(small.bound(1000, OverflowPolicy.DROP_OLDEST, LONG));
		dropping.write(item("drop", 0));
		dropping.write(item("drop", 1));
		Awaitility.await().until(() -> arrived.get() == 1);
		for (int i = 2; i < 8; i++) {
			dropping.write(item("drop", i));
		}
		assertThat(dropping.bufferedBytes()).isEqualTo(84);
		assertThat(this.failed).containsExactly(row("drop", 2), row("drop", 3));
		BufferedWriter<Item> failing = writer(small.bound(1000, OverflowPolicy.FAIL, LONG));
		for (int i = 0; i < 6; i++) {
			failing.write(item("fail", i));
		}
		assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(() -> failing.write(item("fail", 9)))
			.withMessageContaining("6 items of 84 bytes");
		go.countDown();
		assertThat(failing.flush(LONG)).isTrue();
		assertThat(dropping.flush(LONG)).isTrue();
		assertThat(failing.bufferedBytes()).isZero();
		failing.write(item("fail", 10));
		assertThat(failing.flush(LONG)).isTrue();
		assertThat(this.server.written()).hasSize(6 + 7);
	}

	@Test
	void closeHandsBackWhatItHasNoTimeToWrite() {
		CountDownLatch never = new CountDownLatch(1);
		AtomicInteger arrived = new AtomicInteger();
		this.server.before = (batch) -> {
			arrived.incrementAndGet();
			await(never);
		};
		BufferedWriter<Item> writer = writer(this.options.lanes(1).patience(LONG, Duration.ofMillis(200)));
		for (int i = 0; i < 25; i++) {
			writer.write(item("d", i));
		}
		assertThat(writer.flush(Duration.ofMillis(20))).isFalse();
		Awaitility.await().until(() -> arrived.get() == 1);
		writer.close();
		assertThat(this.failed).hasSize(25).doesNotHaveDuplicates();
		assertThat(((TaosConnectionException) this.errors.get(0)).isOutcomeUnknown()).isTrue();
		assertThat(this.errors.get(1).isRetryable()).isFalse();
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> writer.write(item("d", 1)));
	}

	@Test
	void aListenerToLinesGetsText() {
		List<String> lines = new CopyOnWriteArrayList<>();
		BufferedWriter<Item> writer = writer(
				BufferOptions.of((text, error) -> lines.addAll(text)).batches(10, LONG).lanes(1));
		writer.write(item("d", BAD));
		assertThat(writer.flush(LONG)).isTrue();
		assertThat(lines).containsExactly("d tags [Oslo] [1969-12-31T23:59:59.999Z, -1]");
	}

	@Test
	void aRowAllocatesNothing() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		this.server.keep = false;
		BufferedWriter<Item> writer = writer(
				this.options.lanes(1).bound(4000, OverflowPolicy.FAIL, LONG).batches(2000, LONG));
		Item item = item("d1", 7);
		long least = Long.MAX_VALUE;
		for (int round = 0; round < 30; round++) {
			long before = threads.getCurrentThreadAllocatedBytes();
			for (int i = 0; i < 1000; i++) {
				writer.write(item);
			}
			least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
			assertThat(writer.flush(LONG)).isTrue();
		}
		assertThat(least).as("bytes for 1000 rows").isLessThan(1000);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void eachRowIsWrittenOrHandedBack(long seed) throws Exception {
		Random random = new Random(seed);
		this.server.before = (batch) -> {
			int chance;
			synchronized (random) {
				chance = random.nextInt(10);
			}
			if (chance == 0) {
				throw broken(batch, 0);
			}
			if (chance == 1 && batch.rows() < 4) {
				throw TaosErrors.fromServer("insert", 0x3005, "Internal error", 1);
			}
		};
		BufferedWriter<Item> writer = writer(this.options.batches(7, Duration.ofMillis(5)).lanes(3));
		List<FailedRow> accepted = new CopyOnWriteArrayList<>();
		run((t) -> {
			for (int i = 0; i < 150; i++) {
				int value = (i % 10 == 7) ? BAD - i - 1000 * t : 1000 * t + i;
				writer.write(item("d" + i % 5, value));
				accepted.add(row("d" + i % 5, value));
			}
		});
		writer.close();
		List<FailedRow> all = new ArrayList<>(this.server.written());
		all.addAll(this.failed);
		assertThat(accepted).hasSize(600);
		assertThat(all).containsExactlyInAnyOrderElementsOf(accepted);
		assertThat(this.failed.stream().filter((row) -> (Integer) row.values().get(1) < 0)).hasSize(60);
		assertThat(writer.failed()).isEqualTo(this.failed.size());
		assertThat(writer.written()).isEqualTo(all.size() - this.failed.size());
	}

	private record Item(String table, long ts, int value) {
	}

	/**
	 * Writes batches but for negative values, which it rejects.
	 */
	private static final class FakeServer implements BatchWriter {

		private final List<List<FailedRow>> batches = new CopyOnWriteArrayList<>();

		private volatile Consumer<ColumnBatch> before = (batch) -> {
		};

		private volatile boolean keep = true;

		private List<FailedRow> written() {
			return this.batches.stream().flatMap(List::stream).toList();
		}

		@Override
		public BatchSchema schema(String table, List<String> columns) {
			throw new UnsupportedOperationException();
		}

		@Override
		public WriteResult write(ColumnBatch batch, WriteOptions options) {
			this.before.accept(batch);
			List<FailedRow> rows = new ArrayList<>();
			List<RejectedRow> rejected = new ArrayList<>();
			for (int row = 0; row < batch.rows() && this.keep; row++) {
				FailedRow values = FailedRow.of(batch, row, null);
				if (values.values().get(1) instanceof Integer value && value < 0) {
					rejected.add(new RejectedRow(row, batch.table(row),
							TaosErrors.fromServer("insert", 0x060B, "Timestamp data out of range", 1)));
				}
				else {
					rows.add(values);
				}
			}
			this.batches.add(rows);
			return new WriteResult(rows.size(), rejected);
		}

	}

}
