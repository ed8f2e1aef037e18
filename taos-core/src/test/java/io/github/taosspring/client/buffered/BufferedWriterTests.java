package io.github.taosspring.client.buffered;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosSchemalessException;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessResult;
import io.github.taosspring.client.schemaless.SchemalessWriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link BufferedWriter} over a server that fails as it is told.
 */
@Timeout(60)
class BufferedWriterTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final List<String> failedLines = new CopyOnWriteArrayList<>();

	private final List<TaosException> errors = new CopyOnWriteArrayList<>();

	private final BufferOptions options = BufferOptions.of((lines, error) -> {
		this.failedLines.addAll(lines);
		this.errors.add(error);
	}).batches(10, LONG).bound(1000, OverflowPolicy.BLOCK, LONG).patience(LONG, LONG);

	private final FakeServer server = new FakeServer();

	private final List<BufferedWriter<Point>> writers = new ArrayList<>();

	private BufferedWriter<Point> writer(BufferOptions options) {
		return writer(options, SchemalessProtocol.LINE);
	}

	private BufferedWriter<Point> writer(BufferOptions options, SchemalessProtocol protocol) {
		BufferedWriter<Point> writer = new LaneWriter<>(options, (point) -> point.tableHash(""),
				() -> new LineChunk(PointBatch.of(protocol), this.server, SchemalessOptions.DEFAULTS));
		this.writers.add(writer);
		return writer;
	}

	@AfterEach
	void nothingStays() {
		this.writers.forEach(BufferedWriter::close);
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("taos-buffered-"));
	}

	private static Point point(String table, long value) {
		return Point.measurement("m").tag("t", table).field("v", value).time(value + 1, TaosPrecision.NANOSECOND);
	}

	private static String line(String table, long value) {
		return "m,t=" + table + " v=" + value + "i64 " + (value + 1);
	}

	@Test
	void sendsFullBatchesAtOnceAndTheRestWhenFlushed() {
		BufferedWriter<Point> writer = writer(this.options.lanes(1));
		for (int i = 0; i < 25; i++) {
			writer.write(point("a", i));
		}
		Awaitility.await().until(() -> this.server.batches.size() == 2);
		Awaitility.await().until(() -> writer.buffered() == 5);
		assertThat(writer.flush(LONG)).isTrue();
		assertThat(this.server.batches).extracting(List::size).containsExactly(10, 10, 5);
		assertThat(this.server.batches.get(2).get(4)).isEqualTo(line("a", 24));
		assertThat(writer.buffered()).isZero();
		assertThat(writer.flush(LONG)).isTrue();
	}

	@Test
	void sendsWhatLingered() {
		BufferedWriter<Point> writer = writer(this.options.batches(100, Duration.ofMillis(20)));
		writer.write(point("a", 1));
		Awaitility.await().until(() -> this.server.written().size() == 1);
	}

	@Test
	void anOlderValueNeverOvertakesANewerOne() throws Exception {
		BufferedWriter<Point> writer = writer(this.options.lanes(3));
		this.server.latency = true;
		List<Thread> threads = new ArrayList<>();
		for (int t = 0; t < 4; t++) {
			String table = "table" + t;
			Thread thread = new Thread(() -> {
				for (int i = 0; i < 500; i++) {
					writer.write(point(table, i));
				}
			});
			thread.start();
			threads.add(thread);
		}
		for (Thread thread : threads) {
			thread.join(30_000);
		}
		assertThat(writer.flush(LONG)).isTrue();
		Map<String, List<Long>> values = new HashMap<>();
		for (String line : this.server.written()) {
			values.computeIfAbsent(line.substring(4, line.indexOf(' ')), (table) -> new ArrayList<>())
				.add(Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)));
		}
		assertThat(values).hasSize(4);
		values.values().forEach((each) -> assertThat(each).hasSize(500).isSorted());
		assertThat(this.failedLines).isEmpty();
	}

	@Test
	void triesAgainWhatIsRetryable() {
		AtomicInteger failures = new AtomicInteger(3);
		this.server.before = (lines) -> {
			if (failures.getAndDecrement() > 0) {
				throw TaosErrors.outcomeUnknown("broke", 1, null);
			}
		};
		BufferedWriter<Point> writer = writer(this.options);
		writer.write(point("a", 1));
		assertThat(writer.flush(LONG)).isTrue();
		assertThat(this.server.written()).containsExactly(line("a", 1));
		assertThat(this.failedLines).isEmpty();
	}

	@Test
	void givesUpWhenThereIsNoTimeToTryAgain() throws Exception {
		this.server.before = (lines) -> {
			throw TaosErrors.outcomeUnknown("broke", 1, null);
		};
		BufferedWriter<Point> writer = writer(this.options.patience(Duration.ofMillis(100), LONG));
		CompletableFuture<Void> told = writer.writeAndTell(point("a", 1));
		assertThat(writer.flush(LONG)).isTrue();
		assertThat(this.failedLines).containsExactly(line("a", 1));
		assertThat(this.errors.get(0).isRetryable()).isTrue();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> told.get(30, TimeUnit.SECONDS))
			.withCause(this.errors.get(0));
		this.server.before = (lines) -> {
		};
		CompletableFuture<Void> next = writer.writeAndTell(point("a", 2));
		assertThat(writer.flush(LONG)).isTrue();
		assertThat(next.get(30, TimeUnit.SECONDS)).isNull();
	}

	@ParameterizedTest
	@EnumSource(SchemalessProtocol.class)
	void aBadLineDoesNotSinkItsNeighbours(SchemalessProtocol protocol) {
		for (boolean named : new boolean[] { true, false }) {
			this.server.refuseBad(named);
			BufferedWriter<Point> writer = writer(this.options.lanes(1).batches(50, LONG), protocol);
			int before = this.server.written().size();
			this.failedLines.clear();
			for (int i = 0; i < 50; i++) {
				boolean bad = i == 0 || i == 7 || i == 8 || i == 49;
				writer.write(point("a", i).reset(bad ? "bad" : "m")
					.tag("t", "a")
					.field("v", i)
					.time(1_700_000_000_000L + i, TaosPrecision.MILLISECOND));
			}
			assertThat(writer.flush(LONG)).isTrue();
			assertThat(this.failedLines).hasSize(4).allSatisfy((line) -> assertThat(line).contains("bad"));
			assertThat(this.server.written()).hasSize(before + 46).noneMatch((line) -> line.contains("bad"));
		}
	}

	@Test
	void doesNotDivideABatchThatNoLineIsToBlameFor() {
		AtomicInteger requests = new AtomicInteger();
		this.server.before = (lines) -> {
			requests.incrementAndGet();
			throw TaosErrors.fromServer("insert", 0x0388, "Database not exist", 1);
		};
		BufferedWriter<Point> writer = writer(this.options.lanes(1));
		for (int i = 0; i < 10; i++) {
			writer.write(point("a", i));
		}
		assertThat(writer.flush(LONG)).isTrue();
		assertThat(this.failedLines).hasSize(10);
		assertThat(requests).hasValue(1);
	}

	@Test
	void refusesWhatItCannotExpressAtOnce() {
		BufferedWriter<Point> writer = writer(this.options);
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> writer.write(Point.measurement("a\nb").field("v", 1)));
		assertThat(writer.buffered()).isZero();
	}

	@Test
	void waitsFailsOrDropsWhenThereIsNoRoom() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		this.server.before = (lines) -> await(go);
		BufferOptions small = this.options.lanes(1).batches(2, LONG);
		BufferedWriter<Point> blocking = writer(small.bound(4, OverflowPolicy.BLOCK, Duration.ofMillis(50)));
		BufferedWriter<Point> failing = writer(small.bound(4, OverflowPolicy.FAIL, LONG));
		BufferedWriter<Point> dropping = writer(small.bound(6, OverflowPolicy.DROP_OLDEST, LONG));
		for (int i = 0; i < 4; i++) {
			blocking.write(point("block", i));
			failing.write(point("fail", i));
		}
		assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(() -> blocking.write(point("block", 9)));
		assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(() -> failing.write(point("fail", 9)));
		dropping.write(point("drop", 0));
		dropping.write(point("drop", 1));
		Awaitility.await().until(() -> this.server.arrived.contains(line("drop", 0)));
		for (int i = 2; i < 8; i++) {
			dropping.write(point("drop", i));
		}
		assertThat(this.failedLines).containsExactly(line("drop", 2), line("drop", 3));
		go.countDown();
		assertThat(blocking.flush(LONG)).isTrue();
		assertThat(failing.flush(LONG)).isTrue();
		assertThat(dropping.flush(LONG)).isTrue();
		assertThat(this.server.written()).hasSize(4 + 4 + 6);
	}

	@Test
	void holdsOnlySoManyBytes() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		this.server.before = (lines) -> await(go);
		int size = line("x", 0).length() + 1;
		BufferOptions small = this.options.lanes(1).batches(100, LONG).bytes(2 * size, 6 * size);
		BufferedWriter<Point> blocking = writer(small.bound(1000, OverflowPolicy.BLOCK, Duration.ofMillis(50)));
		BufferedWriter<Point> failing = writer(small.bound(1000, OverflowPolicy.FAIL, LONG));
		BufferedWriter<Point> dropping = writer(small.bound(1000, OverflowPolicy.DROP_OLDEST, LONG));
		for (int i = 0; i < 6; i++) {
			blocking.write(point("a", i));
			failing.write(point("b", i));
		}
		assertThat(blocking.bufferedBytes()).isEqualTo(6 * size);
		assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(() -> blocking.write(point("a", 6)));
		assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(() -> failing.write(point("b", 6)))
			.withMessageContaining("6 items of " + 6 * size + " bytes");
		dropping.write(point("c", 0));
		dropping.write(point("c", 1));
		Awaitility.await().until(() -> this.server.arrived.contains(line("c", 0)));
		for (int i = 2; i < 6; i++) {
			dropping.write(point("c", i));
		}
		assertThat(this.failedLines).isEmpty();
		// longer than a batch that is dropped for it
		Point longer = point("c", 6).tag("u", "u".repeat(3 * size));
		dropping.write(longer);
		assertThat(this.failedLines).containsExactly(line("c", 2), line("c", 3));
		dropping.write(point("c", 7));
		assertThat(this.failedLines).hasSize(5).startsWith(line("c", 2), line("c", 3), line("c", 4), line("c", 5));
		CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
			BufferedWriter<Point> patient = writer(small.bound(1000, OverflowPolicy.BLOCK, LONG));
			for (int i = 0; i < 8; i++) {
				patient.write(point("d", i));
			}
			patient.flush(LONG);
		});
		Awaitility.await().until(() -> this.server.arrived.contains(line("d", 1)));
		go.countDown();
		assertThat(waiting).succeedsWithin(LONG);
		assertThat(blocking.flush(LONG)).isTrue();
		assertThat(failing.flush(LONG)).isTrue();
		assertThat(dropping.flush(LONG)).isTrue();
		assertThat(List.of(blocking, failing, dropping)).extracting(BufferedWriter::bufferedBytes).containsOnly(0L);
		assertThat(this.server.written()).hasSize(6 + 6 + 3 + 8);
	}

	@Test
	void aBufferHoldsAtLeastABatchALane() {
		BufferOptions two = this.options.lanes(2);
		assertThatIllegalArgumentException().isThrownBy(() -> two.bytes(100, 199))
			.withMessageContaining("maxBytes must be at least 2 times batchBytes (100)");
		assertThat(two.bytes(100, 200).maxBytes()).isEqualTo(200);
		assertThatIllegalArgumentException().isThrownBy(() -> two.bound(19, OverflowPolicy.BLOCK, LONG))
			.withMessageContaining("maxRows must be at least 2 times batchRows (10)");
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
	void closeWritesTheRest() {
		BufferedWriter<Point> writer = writer(this.options.lanes(2));
		for (int i = 0; i < 25; i++) {
			writer.write(point("t" + i, i));
		}
		writer.close();
		assertThat(this.server.written()).hasSize(25);
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> writer.write(point("a", 1)));
		writer.close();
	}

	@Test
	void closeHandsBackWhatItHasNoTimeToWrite() {
		CountDownLatch never = new CountDownLatch(1);
		this.server.before = (lines) -> await(never);
		BufferedWriter<Point> writer = writer(this.options.lanes(1).patience(LONG, Duration.ofMillis(200)));
		for (int i = 0; i < 25; i++) {
			writer.write(point("a", i));
		}
		assertThat(writer.flush(Duration.ofMillis(20))).isFalse();
		Awaitility.await().until(() -> !this.server.arrived.isEmpty());
		writer.close();
		assertThat(this.failedLines).hasSize(25);
		assertThat(((TaosConnectionException) this.errors.get(0)).isOutcomeUnknown()).isTrue();
		assertThat(this.errors.get(1).isRetryable()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void eachItemIsWrittenOrHandedBack(long seed) throws Exception {
		Random random = new Random(seed);
		this.server.before = (lines) -> {
			int chance;
			synchronized (random) {
				chance = random.nextInt(10);
			}
			if (chance == 0) {
				throw TaosErrors.outcomeUnknown("broke", 1, null);
			}
			if (chance == 1 && lines.size() < 4) {
				throw TaosErrors.fromServer("insert", 0x3005, "Internal error", 1);
			}
		};
		Consumer<List<String>> failing = this.server.before;
		this.server.refuseBad(false);
		Consumer<List<String>> refusing = this.server.before;
		this.server.before = failing.andThen(refusing);
		BufferedWriter<Point> writer = writer(this.options.batches(7, Duration.ofMillis(5)).lanes(3));
		List<String> accepted = new CopyOnWriteArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int t = 0; t < 4; t++) {
			String table = ((t == 0) ? "bad" : "t") + t;
			Thread thread = new Thread(() -> {
				for (int i = 0; i < 150; i++) {
					writer.write(point(table, i));
					accepted.add(line(table, i));
				}
			});
			thread.start();
			threads.add(thread);
		}
		for (Thread thread : threads) {
			thread.join(30_000);
		}
		writer.close();
		List<String> all = new ArrayList<>(this.server.written());
		all.addAll(this.failedLines);
		assertThat(accepted).hasSize(600);
		assertThat(writer.written()).isEqualTo(this.server.written().size());
		assertThat(writer.failed()).isEqualTo(this.failedLines.size());
		assertThat(all).containsExactlyInAnyOrderElementsOf(accepted);
		assertThat(this.failedLines.stream().filter((line) -> line.contains("bad"))).hasSize(150);
	}

	/**
	 * Takes lines together or not at all.
	 */
	private static final class FakeServer implements SchemalessWriter {

		private final List<List<String>> batches = new CopyOnWriteArrayList<>();

		private final List<String> arrived = new CopyOnWriteArrayList<>();

		private volatile Consumer<List<String>> before = (lines) -> {
		};

		private volatile boolean latency;

		private void refuseBad(boolean named) {
			this.before = (lines) -> {
				for (int i = 0; i < lines.size(); i++) {
					if (lines.get(i).contains("bad")) {
						throw new TaosSchemalessException("bad", lines, named ? i : -1,
								TaosErrors.fromServer("insert", 0x0203, "invalid data", 1));
					}
				}
			};
		}

		private List<String> written() {
			return this.batches.stream().flatMap(List::stream).toList();
		}

		private SchemalessResult take(List<String> lines) {
			this.arrived.addAll(lines);
			if (this.latency) {
				Thread.yield();
			}
			this.before.accept(lines);
			this.batches.add(lines);
			return new SchemalessResult(lines.size(), lines.size());
		}

		@Override
		public SchemalessResult write(PointBatch batch, SchemalessOptions options) {
			List<String> lines = new ArrayList<>();
			for (int i = 0; i < batch.data().lines(); i++) {
				lines.add(batch.data().line(i));
			}
			return take(lines);
		}

		@Override
		public SchemalessResult write(SchemalessProtocol protocol, List<String> lines, SchemalessOptions options) {
			return take(List.copyOf(lines));
		}

		@Override
		public SchemalessResult write(SchemalessProtocol protocol, String payload, SchemalessOptions options) {
			assertThat(protocol).isEqualTo(SchemalessProtocol.JSON);
			assertThat(payload).startsWith("[{").endsWith("}]");
			return take(List.of(payload.substring(1, payload.length() - 1).split("(?<=\\}\\}),(?=\\{)")));
		}

	}

}
