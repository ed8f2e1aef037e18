package io.github.taosspring.embedded.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosOperationListener;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.buffered.BufferOptions;
import io.github.taosspring.client.buffered.BufferedWriter;
import io.github.taosspring.client.buffered.FailedRow;
import io.github.taosspring.client.buffered.OverflowPolicy;
import io.github.taosspring.client.buffered.WriteFailureListener;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.client.statement.TaosBatchWriteException;
import io.github.taosspring.client.statement.WriteOptions;
import io.github.taosspring.embedded.EmbeddedTaosServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a buffered writer took is stored or was handed back, whatever happens to the
 * server meanwhile: four threads write distinct keys, with their sequence numbers as
 * values, while the server restarts, cuts connections and loses requests and replies at
 * moments that a seed tells.
 */
@Tag("faults")
@Timeout(60)
class BufferedWriterFaultTests {

	private static final int THREADS = 4;

	private static final int EACH = 150;

	private static final int TABLES = 5;

	/** One in so many is refused by the server. */
	private static final int BAD = 29;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** The time of an attempt that is to be given up. */
	private static final Duration ATTEMPT = Duration.ofMillis(250);

	private static final long START = Instant.parse("2026-11-27T00:00:00Z").toEpochMilli();

	private static EmbeddedTaosServer server;

	private final Queue<Long> handedBack = new ConcurrentLinkedQueue<>();

	private final Queue<TaosException> errors = new ConcurrentLinkedQueue<>();

	private final Queue<TaosException> failedAttempts = new ConcurrentLinkedQueue<>();

	@BeforeAll
	static void startServer() {
		server = EmbeddedTaosServer.builder().start();
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@AfterEach
	void clearFaults() {
		server.faults().clear();
	}

	private static void execute(String... statements) {
		try (TaosClient client = TaosClient.create(TaosClientOptions.fromUrl(server.url()))) {
			for (String statement : statements) {
				client.execute(statement);
			}
		}
	}

	private static TaosClient client(String database) {
		return TaosClient.create(TaosClientOptions.fromUrl(server.url()).toBuilder().database(database).build());
	}

	private static BufferOptions options(WriteFailureListener listener) {
		return BufferOptions.of(listener)
			.batches(20, Duration.ofMillis(5))
			.bound(300, OverflowPolicy.BLOCK, PATIENCE)
			.lanes(3)
			.patience(PATIENCE, PATIENCE);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })
	void boundRowsAreStoredOrHandedBack(long seed) throws Exception {
		String database = "buffered_rows_" + seed;
		execute("create database " + database + " vgroups 2",
				"create stable " + database + ".m (ts timestamp, v bigint) tags (g int)");
		BufferOptions options = options(new WriteFailureListener() {

			@Override
			public void onFailure(List<String> lines, TaosException error) {
				throw new AssertionError("Rows are no lines");
			}

			@Override
			public void onRowsFailure(List<FailedRow> rows, TaosException error) {
				rows.forEach((row) -> BufferedWriterFaultTests.this.handedBack.add((Long) row.values().get(1)));
				BufferedWriterFaultTests.this.errors.add(error);
			}

		});
		InjectedFault hit;
		try (TaosClient client = client(database)) {
			try (BufferedWriter<Long> writer = BufferedWriter.rows(client, BatchWriter.of(client).schema("m"),
					(value) -> "d" + value % TABLES, (value, row) -> {
						if (row.isFirstOfTable()) {
							row.tag(0).appendLong(value % TABLES);
						}
						row.column(0).appendLong(time(value));
						row.column(1).appendLong(value);
					}, WriteOptions.DEFAULTS, options)) {
				hit = write(seed, "stmt2_(bind|exec)", writer::write);
			}
			check(client, "select v, tbname, ts from m", 0x060B, hit);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })
	void pointsAreStoredOrHandedBack(long seed) throws Exception {
		String database = "buffered_points_" + seed;
		execute("create database " + database + " vgroups 2");
		BufferOptions options = options((lines, error) -> {
			for (String line : lines) {
				this.handedBack.add(Long.parseLong(line.replaceFirst(".*v=(\\d+)i64.*", "$1")));
			}
			this.errors.add(error);
		});
		InjectedFault hit;
		try (TaosClient client = client(database)) {
			try (BufferedWriter<Point> writer = BufferedWriter.points(client, PointBatch.of(SchemalessProtocol.LINE),
					SchemalessOptions.DEFAULTS.tableNameKey("t"), options)) {
				hit = write(seed, "insert",
						(value) -> writer.write(Point.measurement("m")
							.tag("t", "d" + value % TABLES)
							.field("v", value)
							.time(time(value), TaosPrecision.MILLISECOND)));
			}
			check(client, "select v, tbname, _ts from m", 0x060B, hit);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 11, 12, 13 })
	void theLastValueOfAKeyIsTheOneThatStays(long seed) throws Exception {
		String database = "buffered_order_" + seed;
		execute("create database " + database + " vgroups 2",
				"create stable " + database + ".m (ts timestamp, v bigint) tags (g int)");
		BufferOptions options = options((lines, error) -> this.errors.add(error));
		try (TaosClient client = client(database)) {
			try (BufferedWriter<Long> writer = BufferedWriter.rows(client, BatchWriter.of(client).schema("m"),
					(value) -> "d" + value % THREADS, (value, row) -> {
						if (row.isFirstOfTable()) {
							row.tag(0).appendLong(value % THREADS);
						}
						row.column(0).appendLong(START);
						row.column(1).appendLong(value);
					}, WriteOptions.DEFAULTS, options)) {
				write(seed, "stmt2_(bind|exec)", writer::write);
			}
			List<Object> values = new ArrayList<>();
			client.query("select v from m order by v").toLists().forEach((row) -> values.add(row.get(0)));
			long last = (EACH - 1L) * THREADS;
			assertThat(values).containsExactly(last, last + 1, last + 2, last + 3);
			assertThat(this.errors).isEmpty();
		}
	}

	@Test
	void boundRowsWhoseFailureOutlastsAnAttemptAreTriedAgain() {
		execute("create database outlasted_rows",
				"create stable outlasted_rows.m (ts timestamp, v bigint) tags (g int)");
		try (TaosClient client = observed("outlasted_rows");
				BufferedWriter<Long> writer = BufferedWriter.rows(client, BatchWriter.of(client).schema("m"),
						(value) -> "d", (value, row) -> {
							if (row.isFirstOfTable()) {
								row.tag(0).appendLong(1);
							}
							row.column(0).appendLong(START + value);
							row.column(1).appendLong(value);
						}, WriteOptions.DEFAULTS.timeout(ATTEMPT), options((lines, error) -> this.errors.add(error)))) {
			outlastAttempts(writer, writer::write, "stmt2_exec");
			assertThat(this.failedAttempts).hasOnlyElementsOfType(TaosBatchWriteException.class);
			assertThat(client.query("select count(*), sum(v) from m").toLists()).containsExactly(List.of(20L, 210L));
		}
	}

	@Test
	void pointsWhoseFailureOutlastsAnAttemptAreTriedAgain() {
		execute("create database outlasted_points");
		try (TaosClient client = observed("outlasted_points");
				BufferedWriter<Point> writer = BufferedWriter.points(client, PointBatch.of(SchemalessProtocol.LINE),
						SchemalessOptions.DEFAULTS.timeout(ATTEMPT),
						options((lines, error) -> this.errors.add(error)))) {
			outlastAttempts(writer,
					(value) -> writer.write(Point.measurement("m")
						.tag("t", "d")
						.field("v", value)
						.time(START + value, TaosPrecision.MILLISECOND)),
					"insert");
			assertThat(client.query("select count(*), sum(v) from m").toLists()).containsExactly(List.of(20L, 210L));
		}
	}

	private TaosClient observed(String database) {
		return TaosClient.create(TaosClientOptions.fromUrl(server.url())
			.toBuilder()
			.database(database)
			.operationListener(new TaosOperationListener() {

				@Override
				public void onError(String operation, long reqId, Duration elapsed, TaosException error) {
					BufferedWriterFaultTests.this.failedAttempts.add(error);
				}

			})
			.build());
	}

	/**
	 * Let the server refuse until attempts were given up by whom the buffered writer
	 * writes with, and only the buffered writer is left to try again.
	 */
	private void outlastAttempts(BufferedWriter<?> writer, LongConsumer values, String action) {
		InjectedFault fault = server.faults()
			.inject(Fault.error(0x000B, "Unable to establish connection")
				.matching((request) -> request.action().equals(action)));
		for (long value = 1; value <= 20; value++) {
			values.accept(value);
		}
		await().atMost(PATIENCE).until(() -> this.failedAttempts.size() >= 3);
		assertThat(writer.buffered()).isEqualTo(20);
		server.faults().clear();
		assertThat(writer.flush(PATIENCE)).isTrue();
		assertThat(writer.written()).isEqualTo(20);
		assertThat(writer.failed()).isZero();
		assertThat(fault.hits()).isGreaterThanOrEqualTo(3);
		assertThat(this.failedAttempts).allSatisfy((error) -> assertThat(error.isRetryable()).isTrue());
		assertThat(this.errors).isEmpty();
	}

	private static boolean isBad(long value) {
		return value % BAD == 0;
	}

	/**
	 * Return the time of a value, that of a bad one long before what the database keeps.
	 */
	private static long time(long value) {
		return isBad(value) ? 1 + value : START + value;
	}

	/**
	 * Write all values by four threads while the server fails.
	 * @return the fault that hit requests with an action
	 */
	private static InjectedFault write(long seed, String action, LongConsumer writer) throws Exception {
		Random random = new Random(seed);
		int requests = 1 + random.nextInt(4);
		InjectedFault hit = server.faults()
			.inject(effect(random.nextInt(4)).matching((request) -> request.action().matches(action))
				.skip(requests)
				.times(1 + random.nextInt(3)));
		boolean drops = random.nextBoolean();
		int dropAt = random.nextInt(EACH);
		int restartAt = random.nextInt(EACH);
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<?>> all = new ArrayList<>();
			for (int t = 0; t < THREADS; t++) {
				int thread = t;
				all.add(threads.submit(() -> {
					for (int i = 0; i < EACH; i++) {
						writer.accept((long) i * THREADS + thread);
						if (thread == 0 && i == restartAt) {
							server.restart();
						}
						if (thread == 1 && i == dropAt && drops) {
							server.faults().dropConnections();
						}
					}
				}));
			}
			for (Future<?> each : all) {
				each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			}
		}
		finally {
			threads.shutdownNow();
		}
		return hit;
	}

	private static Fault effect(int number) {
		return switch (number) {
			case 0 -> Fault.disconnect();
			case 1 -> Fault.disconnectBeforeRunning();
			case 2 -> Fault.truncate(3);
			default -> Fault.error(0x000B, "Unable to establish connection");
		};
	}

	private void check(TaosClient client, String sql, int refusal, InjectedFault hit) {
		assertThat(hit.hits()).as("faults that requests met").isPositive();
		List<Long> bad = new ArrayList<>();
		List<List<Object>> good = new ArrayList<>();
		for (long value = 0; value < THREADS * EACH; value++) {
			if (isBad(value)) {
				bad.add(value);
			}
			else {
				good.add(List.of(value, "d" + value % TABLES, Instant.ofEpochMilli(START + value)));
			}
		}
		assertThat(this.errors).allSatisfy((error) -> assertThat(error.code()).isEqualTo(refusal));
		assertThat(this.handedBack).containsExactlyInAnyOrderElementsOf(bad);
		List<List<Object>> stored = new ArrayList<>();
		client.query(sql).toLists().forEach((row) -> stored.add(List.copyOf(row)));
		assertThat(stored).containsExactlyInAnyOrderElementsOf(good);
	}

}
