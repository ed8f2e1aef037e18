package io.github.taosspring.embedded.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.buffered.BufferOptions;
import io.github.taosspring.client.buffered.BufferedWriter;
import io.github.taosspring.client.buffered.FailedRow;
import io.github.taosspring.client.buffered.OverflowPolicy;
import io.github.taosspring.client.buffered.WriteFailureListener;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessPrecision;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.client.statement.WriteOptions;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqOffsetReset;
import io.github.taosspring.client.tmq.TmqOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that a buffered writer loses nothing when the server is killed: four threads
 * write distinct keys, with their sequence numbers as values, while the server's process
 * is killed forcibly and started again at moments that a seed tells. Afterwards the
 * server has exactly what the writer took, minus exactly what the failure listener got.
 * <p>
 * What was written more than once, because its answer was lost, is counted in the
 * server's own log: a topic delivers each write of a row, in the order of the log. The
 * batches that were on their way when the server died are the only ones for which that
 * can be.
 * <p>
 * {@code -Dtaos.kill.items=1000000} writes a million items (the profile
 * {@code kill-tests} does so), {@code -Dtaos.kill.seeds=10} tells how many seeds there
 * are. For the server see {@link KilledServer}.
 */
@Tag("kills")
@Timeout(900)
class BufferedWriterKillTests {

	private static final int THREADS = 4;

	private static final int ITEMS = Integer.getInteger("taos.kill.items", 20_000);

	private static final int SEEDS = Integer.getInteger("taos.kill.seeds", 10);

	/** How often the server is killed while a seed's items are written. */
	private static final int KILLS = Integer.getInteger("taos.kill.kills", 1);

	private static final int TABLES = 10;

	private static final int LANES = 3;

	private static final int BATCH = 500;

	/** One in so many is refused by the server, as it is older than what is kept. */
	private static final int BAD = Math.max(997, ITEMS / 100);

	private static final int TIMESTAMP_OUT_OF_RANGE = 0x060B;

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final long START = Instant.parse("2026-11-27T00:00:00Z").toEpochMilli();

	@TempDir
	static Path directory;

	private static KilledServer server;

	private final Queue<Long> handedBack = new ConcurrentLinkedQueue<>();

	private final Queue<TaosException> errors = new ConcurrentLinkedQueue<>();

	@BeforeAll
	static void startServer() throws IOException {
		server = KilledServer.start(directory);
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	static LongStream seeds() {
		return LongStream.rangeClosed(1, SEEDS);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void pointsAreStoredOrHandedBack(long seed) throws Exception {
		prove(Kind.POINTS, new Random(seed), KILLS);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void boundRowsAreStoredOrHandedBack(long seed) throws Exception {
		prove(Kind.ROWS, new Random(-seed), KILLS);
	}

	@Test
	void aServerThatLivesGetsEachItemOnce() throws Exception {
		for (Kind kind : Kind.values()) {
			prove(kind, new Random(0), 0);
		}
	}

	private void prove(Kind kind, Random random, int kills) throws Exception {
		String database = "buffered_kill";
		long start = System.nanoTime();
		int killed = server.isMortal() ? kills : 0;
		this.handedBack.clear();
		try (TaosClient client = TaosClient
			.create(TaosClientOptions.fromUrl(server.url()).toBuilder().database(database).build())) {
			create(database);
			BitSet accepted;
			try (BufferedWriter<?> writer = kind.open(client, options())) {
				accepted = write(kind.sink(writer), random, killed);
				assertThat(writer.flush(PATIENCE)).isTrue();
				assertThat(writer.failed()).isEqualTo(this.handedBack.size());
				assertThat(writer.written()).isEqualTo(accepted.cardinality() - this.handedBack.size());
			}
			BitSet expected = (BitSet) accepted.clone();
			for (long value : this.handedBack) {
				assertThat(expected.get((int) value)).as("handed back, but never taken or twice: %d", value).isTrue();
				expected.clear((int) value);
			}
			assertThat(this.errors).allSatisfy((error) -> assertThat(error.code()).isEqualTo(TIMESTAMP_OUT_OF_RANGE));
			assertThat(this.handedBack).allSatisfy((value) -> assertThat(isBad(value)).isTrue());
			BitSet stored = stored(client, kind);
			assertSame(expected, stored);
			long duplicates = writes(database, kind, stored) - stored.cardinality();
			System.out.printf("[killed] %s: %d taken, %d stored, %d handed back, %d kills, %d written twice, %d ms%n",
					kind, accepted.cardinality(), stored.cardinality(), this.handedBack.size(), killed, duplicates,
					TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
			assertThat(duplicates).as("written twice").isBetween(0L, (long) killed * LANES * BATCH);
		}
		finally {
			execute("drop database if exists " + database);
		}
	}

	private static void create(String database) {
		execute("drop topic if exists " + database, "drop database if exists " + database,
				"create database " + database + " vgroups 1 keep 3650 wal_retention_period 3600",
				"create stable " + database + ".rows (ts timestamp, v bigint) tags (g int)");
	}

	private static void execute(String... statements) {
		try (TaosClient client = TaosClient.create(TaosClientOptions.fromUrl(server.url()))) {
			for (String statement : statements) {
				client.execute(statement);
			}
		}
	}

	private BufferOptions options() {
		return BufferOptions.of(new WriteFailureListener() {

			@Override
			public void onFailure(List<String> lines, TaosException error) {
				lines.forEach((line) -> BufferedWriterKillTests.this.handedBack
					.add(Long.parseLong(line.replaceFirst(".*v=(\\d+)i64.*", "$1"))));
				BufferedWriterKillTests.this.errors.add(error);
			}

			@Override
			public void onRowsFailure(List<FailedRow> rows, TaosException error) {
				rows.forEach((row) -> BufferedWriterKillTests.this.handedBack.add((Long) row.values().get(1)));
				BufferedWriterKillTests.this.errors.add(error);
			}

		})
			.batches(BATCH, Duration.ofMillis(5))
			.bound(LANES * 2 * BATCH, OverflowPolicy.BLOCK, PATIENCE)
			.lanes(LANES)
			.patience(PATIENCE, PATIENCE);
	}

	/**
	 * Write all items by four threads, and kill the server meanwhile.
	 * @return what the writer took
	 */
	private static BitSet write(LongConsumer sink, Random random, int kills) throws Exception {
		AtomicInteger taken = new AtomicInteger();
		int[] moments = random.ints(kills, ITEMS / 20, ITEMS - ITEMS / 20).sorted().toArray();
		List<CountDownLatch> reached = new ArrayList<>();
		for (int i = 0; i < kills; i++) {
			reached.add(new CountDownLatch(1));
		}
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<BitSet>> all = new ArrayList<>();
			for (int t = 0; t < THREADS; t++) {
				int thread = t;
				all.add(threads.submit(() -> {
					BitSet mine = new BitSet(ITEMS);
					for (int value = thread; value < ITEMS; value += THREADS) {
						sink.accept(value);
						mine.set(value);
						int count = taken.incrementAndGet();
						for (int i = 0; i < kills; i++) {
							if (count >= moments[i]) {
								reached.get(i).countDown();
							}
						}
					}
					return mine;
				}));
			}
			for (CountDownLatch moment : reached) {
				assertThat(moment.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
				server.killAndRestart();
			}
			BitSet accepted = new BitSet(ITEMS);
			for (Future<BitSet> each : all) {
				accepted.or(each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
			}
			return accepted;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static boolean isBad(long value) {
		return value % BAD == BAD / 2;
	}

	/** That of a bad one is long before what the database keeps. */
	private static long time(long value) {
		return isBad(value) ? 1 + value : START + value;
	}

	private static String table(long value) {
		return "d" + value % TABLES;
	}

	/**
	 * Return the values that are there, each once and under its key.
	 */
	private static BitSet stored(TaosClient client, Kind kind) {
		BitSet stored = new BitSet(ITEMS);
		try (TaosResult result = client
			.query("select v, cast(" + kind.time + " as bigint), tbname from " + kind.superTable)) {
			while (result.next()) {
				long value = result.getLong(0);
				assertThat(stored.get((int) value)).as("stored twice: %d", value).isFalse();
				stored.set((int) value);
				if (result.getLong(1) != time(value) || !table(value).equals(result.getString(2))) {
					throw new AssertionError("Stored under another key: " + value + " at " + result.getLong(1) + " in "
							+ result.getString(2));
				}
			}
		}
		return stored;
	}

	private static void assertSame(BitSet expected, BitSet stored) {
		BitSet missing = (BitSet) expected.clone();
		missing.andNot(stored);
		BitSet unexpected = (BitSet) stored.clone();
		unexpected.andNot(expected);
		assertThat(missing.cardinality()).as("missing: %s", missing.stream().limit(20).boxed().toList()).isZero();
		assertThat(unexpected.cardinality()).as("unexpected: %s", unexpected.stream().limit(20).boxed().toList())
			.isZero();
	}

	/**
	 * Count the rows in the server's log, each as often as it was written.
	 * @param stored what has to be among them, else the log is not all there
	 */
	private static long writes(String database, Kind kind, BitSet stored) {
		execute("create topic " + database + " as select v from " + database + "." + kind.superTable);
		BitSet seen = new BitSet(ITEMS);
		long rows = 0;
		TmqOptions options = TmqOptions.group(database + System.nanoTime())
			.toBuilder()
			.offsetReset(TmqOffsetReset.EARLIEST)
			.build();
		try (TmqConsumer consumer = TmqConsumer.open(server.url(), options)) {
			consumer.subscribe(List.of(database));
			long end = System.nanoTime() + PATIENCE.toNanos();
			TmqMessage message = consumer.poll(Duration.ofSeconds(30));
			// once all are there, a short silence is the end: nobody writes any more
			while (System.nanoTime() < end && (message != null || seen.cardinality() < stored.cardinality())) {
				if (message != null) {
					for (var block : message.blocks()) {
						for (int row = 0; row < block.block().rows(); row++) {
							seen.set((int) block.block().getLong(0, row));
							rows++;
						}
					}
				}
				message = consumer.poll(Duration.ofMillis(300));
			}
			consumer.unsubscribe();
		}
		finally {
			execute("drop topic if exists " + database);
		}
		assertSame(stored, seen);
		return rows;
	}

	/**
	 * What is written.
	 */
	private enum Kind {

		POINTS("points", "_ts") {
			@Override
			BufferedWriter<?> open(TaosClient client, BufferOptions options) {
				return BufferedWriter.points(client,
						PointBatch.of(SchemalessProtocol.LINE, SchemalessPrecision.MILLISECONDS),
						SchemalessOptions.DEFAULTS.tableNameKey("t"), options);
			}

			@Override
			@SuppressWarnings("unchecked")
			LongConsumer sink(BufferedWriter<?> writer) {
				BufferedWriter<Point> points = (BufferedWriter<Point>) writer;
				return (value) -> points.write(Point.measurement("points")
					.tag("t", table(value))
					.field("v", value)
					.time(time(value), TaosPrecision.MILLISECOND));
			}
		},

		ROWS("rows", "ts") {
			@Override
			BufferedWriter<?> open(TaosClient client, BufferOptions options) {
				return BufferedWriter.<Long>rows(client, BatchWriter.of(client).schema("rows"),
						BufferedWriterKillTests::table, (value, row) -> {
							if (row.isFirstOfTable()) {
								row.tag(0).appendLong(value % TABLES);
							}
							row.column(0).appendLong(time(value));
							row.column(1).appendLong(value);
						}, WriteOptions.DEFAULTS, options);
			}

			@Override
			@SuppressWarnings("unchecked")
			LongConsumer sink(BufferedWriter<?> writer) {
				BufferedWriter<Long> rows = (BufferedWriter<Long>) writer;
				return rows::write;
			}
		};

		private final String superTable;

		private final String time;

		Kind(String superTable, String time) {
			this.superTable = superTable;
			this.time = time;
		}

		abstract BufferedWriter<?> open(TaosClient client, BufferOptions options);

		abstract LongConsumer sink(BufferedWriter<?> writer);

	}

}
