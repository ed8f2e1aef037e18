package io.github.taosspring.buffered;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.sun.management.ThreadMXBean;
import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.buffered.BufferOptions;
import io.github.taosspring.client.buffered.BufferedWriter;
import io.github.taosspring.client.buffered.FailedRow;
import io.github.taosspring.client.buffered.OverflowPolicy;
import io.github.taosspring.client.buffered.WriteFailureListener;
import io.github.taosspring.client.statement.NullPolicy;
import io.github.taosspring.core.InsertOptions;
import io.github.taosspring.core.TagChange;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.github.taosspring.embedded.fault.Fault;
import io.github.taosspring.embedded.fault.InjectedFault;
import io.github.taosspring.mapping.Column;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.TableName;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.TaosMappingException;
import io.github.taosspring.mapping.Ts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests of buffered writing of records, {@link BufferedRecordWriter} among them.
 */
@Timeout(120)
class BufferedRecordWriterTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final Instant START = Instant.parse("2026-11-27T00:00:00Z");

	private static EmbeddedTaosServer server;

	private static TaosClient client;

	private static TaosTemplate taos;

	private final Queue<FailedRow> failed = new ConcurrentLinkedQueue<>();

	private final Queue<TaosException> errors = new ConcurrentLinkedQueue<>();

	private final BufferOptions buffer = BufferOptions.of(new WriteFailureListener() {

		@Override
		public void onFailure(List<String> lines, TaosException error) {
			throw new AssertionError("Records are no lines");
		}

		@Override
		public void onRowsFailure(List<FailedRow> rows, TaosException error) {
			BufferedRecordWriterTests.this.failed.addAll(rows);
			BufferedRecordWriterTests.this.errors.add(error);
		}

	}).batches(20, Duration.ofMillis(5)).bound(300, OverflowPolicy.BLOCK, LONG).lanes(3).patience(LONG, LONG);

	@BeforeAll
	static void connect() {
		server = EmbeddedTaosServer.builder().start();
		try (TaosClient setUp = TaosClient.connect(server.url())) {
			setUp.execute("create database records precision 'us' vgroups 2 keep 3650");
			setUp.execute("create database others precision 'ns' vgroups 1");
		}
		client = TaosClient.create(TaosClientOptions.fromUrl(server.url()).toBuilder().database("records").build());
		taos = new TaosTemplate(client);
	}

	@AfterAll
	static void disconnect() {
		client.close();
		server.close();
	}

	@AfterEach
	void nothingStays() {
		server.faults().clear();
		await().atMost(LONG)
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("taos-buffered-") || name.startsWith("taos-stop-")));
	}

	private <T> BufferedWriter<T> writer(Class<T> type) {
		return taos.bufferedWriter(type, InsertOptions.DEFAULTS, this.buffer);
	}

	@Test
	void recordsComeBackAsTheyWent() {
		taos.createSuperTable(Reading.class);
		List<Reading> readings = new ArrayList<>();
		for (int i = 0; i < 250; i++) {
			readings.add(new Reading("D" + i % 7, "site " + i % 7, START.plusMillis(i), i,
					(i % 3 == 0) ? null : "note " + i));
		}
		try (BufferedWriter<Reading> writer = writer(Reading.class)) {
			readings.forEach(writer::write);
			assertThat(writer.flush(LONG)).isTrue();
			assertThat(writer.written()).isEqualTo(250);
			assertThat(writer.bufferedBytes()).isZero();
		}
		assertThat(this.failed).isEmpty();
		assertThat(taos.query("select * from reading", Reading.class)).containsExactlyInAnyOrderElementsOf(readings);
		assertThat(taos.query("select distinct tbname from reading", String.class)).hasSize(7).contains("r_D0", "r_D6");
	}

	@Test
	void childTablesNamedByAHashAndBeansWork() {
		taos.createSuperTable(Hashed.class);
		try (BufferedWriter<Hashed> writer = writer(Hashed.class)) {
			for (int i = 0; i < 40; i++) {
				writer.write(Hashed.of("Oslo", i % 4, START.plusMillis(i), i));
			}
		}
		assertThat(this.failed).isEmpty();
		assertThat(taos.query("select count(*), sum(v) from hashed partition by tbname", Sum.class)).hasSize(4)
			.containsExactlyInAnyOrder(new Sum(10, 180), new Sum(10, 190), new Sum(10, 200), new Sum(10, 210));
	}

	record Sum(@Column("count(*)") long count, @Column("sum(v)") long sum) {

	}

	@Test
	void theVeryRecordsThatTheServerRefusesAreHandedBack() {
		client.execute("drop stable if exists event");
		taos.createSuperTable(Event.class);
		Event old = new Event("a", Instant.parse("1999-01-01T00:00:00Z"), 1);
		Event older = new Event("b", Instant.parse("1998-01-01T00:00:00Z"), 2);
		Event fine = new Event("a", START, 3);
		try (BufferedWriter<Event> writer = writer(Event.class)) {
			CompletableFuture<Void> told = writer.writeAndTell(old);
			List.of(older, fine).forEach(writer::write);
			assertThat(writer.flush(LONG)).isTrue();
			assertThat(told).isCompletedExceptionally();
			assertThat(writer.failed()).isEqualTo(2);
		}
		assertThat(this.failed).extracting(FailedRow::item)
			.usingElementComparator((left, right) -> (left == right) ? 0 : 1)
			.containsExactlyInAnyOrder(old, older);
		assertThat(this.errors).allSatisfy((error) -> assertThat(error.code()).isEqualTo(0x060B));
		assertThat(taos.query("select * from event", Event.class)).containsExactly(fine);
	}

	@Test
	void aRecordThatDoesNotFitIsRefusedByNameAndNotTaken() {
		taos.createSuperTable(Short.class);
		try (BufferedWriter<Short> writer = writer(Short.class)) {
			assertThatExceptionOfType(TaosMappingException.class)
				.isThrownBy(() -> writer.write(new Short("x", START, "too long")))
				.withMessageContaining("Row (table 's_x'): component 'text' of record Short, column 'text' VARCHAR(4), "
						+ "value 'too long'");
			assertThatExceptionOfType(TaosMappingException.class)
				.isThrownBy(() -> writer.write(new Short("x", START.plusNanos(1), "ok")))
				.withMessageContaining("column 'ts' TIMESTAMP");
			assertThatExceptionOfType(TaosMappingException.class)
				.isThrownBy(() -> writer.write(new Short(null, START, "ok")))
				.withMessageContaining("component 'id'");
			assertThat(writer.buffered()).isZero();
			writer.write(new Short("x", START, "ok"));
		}
		assertThat(this.failed).isEmpty();
		assertThat(taos.query("select text from short", String.class)).containsExactly("ok");
		InsertOptions cut = InsertOptions.DEFAULTS.truncateTimestamps(true);
		try (BufferedWriter<Short> writer = taos.bufferedWriter(Short.class, cut, this.buffer)) {
			writer.write(new Short("x", START.plusNanos(1), "cut"));
		}
		assertThat(taos.query("select text from short", String.class)).containsExactly("cut");
	}

	@Test
	void nullLeavesTheColumnAsItIsIfAskedFor() {
		taos.createSuperTable(Sparse.class);
		InsertOptions unset = InsertOptions.DEFAULTS.nullPolicy(NullPolicy.UNSET);
		try (BufferedWriter<Sparse> writer = taos.bufferedWriter(Sparse.class, unset, this.buffer)) {
			writer.write(new Sparse(1, START, 1, 1.5));
			assertThat(writer.flush(LONG)).isTrue();
			writer.write(new Sparse(1, START, null, 2.5));
		}
		assertThat(taos.query("select * from sparse", Sparse.class)).containsExactly(new Sparse(1, START, 1, 2.5));
	}

	@Test
	void changedTagsUpdateTheTableOrFailTheRecords() {
		taos.createSuperTable(Site.class);
		InsertOptions update = InsertOptions.DEFAULTS.tagChange(TagChange.UPDATE);
		try (BufferedWriter<Site> writer = taos.bufferedWriter(Site.class, update, this.buffer)) {
			writer.write(new Site("kitchen", "Oslo", START, 1));
			assertThat(writer.flush(LONG)).isTrue();
			writer.write(new Site("kitchen", "Bergen", START.plusMillis(1), 2));
			writer.write(new Site("bath", "Oslo", START, 3));
			writer.write(new Site("bath", "Tromsø", START.plusMillis(1), 4));
		}
		assertThat(this.failed).isEmpty();
		assertThat(taos.query("select distinct city from site order by city", String.class)).containsExactly("Bergen",
				"Tromsø");
		InsertOptions fail = InsertOptions.DEFAULTS.tagChange(TagChange.FAIL);
		Site moved = new Site("bath", "Oslo", START.plusMillis(2), 5);
		try (BufferedWriter<Site> writer = taos.bufferedWriter(Site.class, fail, this.buffer)) {
			writer.write(moved);
		}
		assertThat(this.failed).extracting(FailedRow::item).containsExactly(moved);
		assertThat(this.errors).singleElement()
			.satisfies((error) -> assertThat(error)
				.hasMessageContaining("tag 'city' of table 'site_bath' is Tromsø, not Oslo"));
		assertThat(taos.queryForObject("select count(*) from site", int.class)).isEqualTo(4);
	}

	@Test
	void recordsFollowATableThatChanges() {
		client.execute("create stable counted (ts timestamp, v int) tags (id int)");
		Counted lost = new Counted(1, START.plusMillis(1), 2);
		try (BufferedWriter<Counted> writer = writer(Counted.class)) {
			writer.write(new Counted(1, START, 1));
			assertThat(writer.flush(LONG)).isTrue();
			client.execute("drop stable counted");
			client.execute("create stable counted (ts timestamp, v bigint) tags (id int)");
			writer.write(lost);
			assertThat(writer.flush(LONG)).isTrue();
			assertThat(this.failed).extracting(FailedRow::item).containsExactly(lost);
			writer.write(new Counted(1, START.plusMillis(2), 1L << 40));
			assertThat(writer.flush(LONG)).isTrue();
			assertThat(writer.written()).isEqualTo(2);
		}
		assertThat(this.failed).extracting(FailedRow::item).containsExactly(lost);
		assertThat(taos.query("select v from counted", long.class)).containsExactly(1L << 40);
	}

	@Test
	void anotherDatabaseIsWrittenToButNotUnderOneRequestId() {
		TaosTemplate others = taos.with(QueryOptions.DEFAULTS.database("others"));
		others.createSuperTable(Event.class);
		try (BufferedWriter<Event> writer = others.bufferedWriter(Event.class, InsertOptions.DEFAULTS, this.buffer)) {
			writer.write(new Event("n", START.plusNanos(7), 1));
		}
		assertThat(others.query("select * from event", Event.class))
			.containsExactly(new Event("n", START.plusNanos(7), 1));
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> taos.with(QueryOptions.DEFAULTS.reqId(7))
				.bufferedWriter(Event.class, InsertOptions.DEFAULTS, this.buffer))
			.havingCause()
			.isInstanceOf(TaosInterfaceException.class)
			.withMessageContaining("request id");
	}

	@Test
	void aMissingTableIsToldOfAtOnce() {
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> writer(Missing.class))
			.withMessageContaining("Missing");
	}

	@Test
	void aRecordAllocatesNothing() {
		taos.createSuperTable(Cheap.class);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		List<Cheap> records = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			records.add(new Cheap("c" + i % 10, START.plusMillis(i), i));
		}
		long least = Long.MAX_VALUE;
		BufferOptions large = this.buffer.lanes(1)
			.bound(100_000, OverflowPolicy.FAIL, LONG)
			.batches(2000, Duration.ofHours(1));
		try (BufferedWriter<Cheap> writer = taos.bufferedWriter(Cheap.class, InsertOptions.DEFAULTS, large)) {
			for (int round = 0; round < 30; round++) {
				long before = threads.getCurrentThreadAllocatedBytes();
				for (int i = 0; i < 1000; i++) {
					writer.write(records.get(i));
				}
				least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
				assertThat(writer.flush(LONG)).isTrue();
			}
		}
		assertThat(least).as("bytes for 1000 records").isLessThan(4000);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void eachRecordIsStoredOrHandedBackWhateverHappensToTheServer(long seed) throws Exception {
		Random random = new Random(seed);
		client.execute("drop stable if exists event");
		taos.createSuperTable(Event.class);
		InjectedFault fault = server.faults()
			.inject((random.nextBoolean() ? Fault.disconnect() : Fault.disconnectBeforeRunning())
				.matching((request) -> request.action().matches("stmt2_(bind|exec)"))
				.skip(1 + random.nextInt(4))
				.times(1 + random.nextInt(3)));
		int restartAt = random.nextInt(100);
		int dropAt = random.nextInt(100);
		List<Event> good = new ArrayList<>();
		List<Event> bad = new ArrayList<>();
		for (int i = 0; i < 400; i++) {
			boolean early = i % 29 == 0;
			Event event = new Event("d" + i % 5, (early ? Instant.EPOCH.plusSeconds(1) : START).plusMillis(i), i);
			(early ? bad : good).add(event);
		}
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try (BufferedWriter<Event> writer = writer(Event.class)) {
			List<Future<?>> all = new ArrayList<>();
			List<Event> events = new ArrayList<>(good);
			events.addAll(bad);
			for (int t = 0; t < 4; t++) {
				int thread = t;
				all.add(threads.submit(() -> {
					for (int i = 0; i < 100; i++) {
						writer.write(events.get(4 * i + thread));
						if (thread == 0 && i == restartAt) {
							server.restart();
						}
						if (thread == 1 && i == dropAt) {
							server.faults().dropConnections();
						}
					}
				}));
			}
			for (Future<?> each : all) {
				each.get(LONG.toSeconds(), TimeUnit.SECONDS);
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(fault.hits()).isPositive();
		assertThat(this.failed).extracting(FailedRow::item).containsExactlyInAnyOrderElementsOf(bad);
		assertThat(taos.query("select * from event", Event.class)).containsExactlyInAnyOrderElementsOf(good);
	}

	@Test
	void aWriterThatIsABeanDrainsWhenItStopsAndStartsAgain() {
		taos.createSuperTable(Life.class);
		BufferedRecordWriter<Life> writer = new BufferedRecordWriter<>(Life.class, () -> taos, InsertOptions.DEFAULTS,
				this.buffer.batches(100, Duration.ofHours(1)));
		writer.setBeanName("lives");
		writer.start();
		assertThat(writer.isRunning()).isTrue();
		assertThat(writer.getPhase()).isEqualTo(LifecycleBufferedWriter.PHASE);
		assertThat(writer.flush(LONG)).isTrue();
		writer.write(new Life(1, START, 1));
		assertThat(writer.buffered()).isOne();
		assertThat(writer.bufferedBytes()).isPositive();
		assertThat(writer).hasToString("BufferedRecordWriter[lives, 1 items]");
		CompletableFuture<Void> stopped = new CompletableFuture<>();
		writer.stop(() -> stopped.complete(null));
		assertThat(stopped).succeedsWithin(LONG);
		assertThat(writer.isRunning()).isFalse();
		assertThat(writer.written()).isOne();
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> writer.write(new Life(1, START, 1)))
			.withMessageContaining("closed");
		writer.start();
		writer.write(new Life(1, START.plusMillis(1), 2));
		writer.close();
		assertThat(writer.written()).isEqualTo(2);
		assertThatIllegalStateException().isThrownBy(writer::start);
		assertThat(taos.queryForObject("select count(*) from life", int.class)).isEqualTo(2);
	}

	@Test
	void aWriterThatIsABeanRefusesRecordsAsLongAsItsTableIsNotThere() {
		client.execute("drop stable if exists late");
		try (BufferedRecordWriter<Late> writer = new BufferedRecordWriter<>(Late.class, () -> taos,
				InsertOptions.DEFAULTS, this.buffer)) {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> writer.write(new Late(1, START, 1)));
			assertThat(writer.buffered()).isZero();
			taos.createSuperTable(Late.class);
			writer.write(new Late(1, START, 1));
			assertThat(writer.flush(LONG)).isTrue();
			assertThat(writer.written()).isOne();
		}
	}

	@SuperTable
	record Reading(@TableName("r_{id}") @Tag String id, @Tag String location, @Ts Instant ts, int v,
			@Nullable String note) {

	}

	@SuperTable
	record Event(@TableName("e_{source}") @Tag String source, @Ts Instant ts, int v) {

	}

	@SuperTable
	record Short(@TableName("s_{id}") @Tag @Nullable String id, @Ts Instant ts, @Column(length = 4) String text) {

	}

	@SuperTable
	record Sparse(@TableName("p_{id}") @Tag int id, @Ts Instant ts, @Nullable Integer a, @Nullable Double b) {

	}

	@SuperTable
	record Site(@TableName("site_{room}") @Tag String room, @Tag String city, @Ts Instant ts, int v) {

	}

	@SuperTable
	record Counted(@TableName("counted_{id}") @Tag int id, @Ts Instant ts, long v) {

	}

	@SuperTable
	record Missing(@TableName("missing_{id}") @Tag int id, @Ts Instant ts, long v) {

	}

	@SuperTable
	record Cheap(@TableName("cheap_{id}") @Tag String id, @Ts Instant ts, int v) {

	}

	@SuperTable
	record Life(@TableName("life_{id}") @Tag int id, @Ts Instant ts, int v) {

	}

	@SuperTable
	record Late(@TableName("late_{id}") @Tag int id, @Ts Instant ts, int v) {

	}

	@SuperTable
	static class Hashed {

		@Tag
		private String city = "";

		@Tag
		private int floor;

		@Ts
		private @Nullable Instant ts;

		private int v;

		static Hashed of(String city, int floor, Instant ts, int v) {
			Hashed hashed = new Hashed();
			hashed.city = city;
			hashed.floor = floor;
			hashed.ts = ts;
			hashed.v = v;
			return hashed;
		}

		public String getCity() {
			return this.city;
		}

		public int getFloor() {
			return this.floor;
		}

		public @Nullable Instant getTs() {
			return this.ts;
		}

		public int getV() {
			return this.v;
		}

	}

}
