package io.github.taosspring.core;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.NullPolicy;
import io.github.taosspring.client.statement.WriteOptions;
import io.github.taosspring.mapping.Column;
import io.github.taosspring.mapping.CompositeKey;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.TableName;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.TaosMappingException;
import io.github.taosspring.mapping.Ts;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.github.taosspring.embedded.fault.Fault;
import io.github.taosspring.testing.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for inserting records with a server.
 */
class InsertServerTests {

	private static final Instant TIME = Instant.parse("2026-11-23T10:15:30.123456789Z");

	private static TestServer server;

	private static TaosClient client;

	private static TaosTemplate taos;

	@BeforeAll
	static void connect() {
		server = new TestServer("taos_spring_insert");
		client = TaosClient.connect(
				TaosClientOptions.fromUrl(server.databaseUrl()).toBuilder().timeZone(ZoneId.of("Europe/Oslo")).build());
		taos = new TaosTemplate(client);
	}

	@AfterAll
	static void disconnect() {
		client.close();
		server.close();
	}

	@Test
	void recordsComeBackAsTheyWent() {
		taos.createSuperTable(Reading.class);
		List<Reading> readings = List.of(new Reading("D1", "Oslo", TIME, 1.5f, 230, "first"),
				new Reading("D2", "Bergen", TIME, -0f, Integer.MIN_VALUE, null),
				new Reading("D1", "Oslo", TIME.plusNanos(1), Float.NaN, 231, "it's \"quoted\""));
		InsertResult result = taos.insertAll(readings);
		assertThat(result.batches()).containsExactly(new InsertBatch("meters", 2, 3, 0));
		assertThat(result.tagDifferences()).isEmpty();
		assertThat(taos.query("select * from meters where tbname like 'meter_D_'", Reading.class))
			.containsExactlyInAnyOrderElementsOf(readings);
		assertThat(taos.query("select distinct tbname from meters where tbname like 'meter_D_' order by tbname",
				String.class))
			.containsExactly("meter_D1", "meter_D2");
		assertThat(taos.insert(readings.get(0)).written()).isOne();
		assertThat(taos.queryForObject("select count(*) from meters where tbname like 'meter_D_'", int.class))
			.isEqualTo(3);
	}

	@Test
	void valuesOfAllTypesComeBackAsTheyWent() {
		taos.createSuperTable(AllTypes.class);
		AllTypes full = new AllTypes(TIME, true, Byte.MIN_VALUE, Short.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE + 1,
				(short) 255, 65535, 4294967295L, new BigInteger("18446744073709551615"), 0.1f, 1e-300,
				new BigDecimal("-12345678.90"), new BigDecimal("1234567890123456789012345678.0123456789"), "grün 😀",
				"日本", DayOfWeek.FRIDAY, UUID.fromString("11111111-2222-3333-4444-555555555555"), 'ß',
				new byte[] { 0, 1, -1 }, LocalDateTime.parse("2026-11-23T10:15:30.123456789"),
				LocalDate.parse("2026-07-01"), OffsetDateTime.parse("2026-11-23T10:15:30+01:00"),
				ZonedDateTime.of(LocalDateTime.parse("2026-11-23T10:15:30"), ZoneId.of("Europe/Oslo")),
				new Date(1234567890123L), Optional.of(7), (byte) 3);
		AllTypes empty = new AllTypes(TIME.plusNanos(1), null, null, null, null, null, null, null, null, null, null,
				null, null, null, null, null, null, null, null, null, null, null, null, null, null, Optional.empty(),
				(byte) 3);
		taos.insertAll(List.of(full, empty));
		List<AllTypes> rows = taos.query("select * from all_types order by ts", AllTypes.class);
		assertThat(rows).usingRecursiveComparison()
			.withEqualsForType((left, right) -> left.toInstant().equals(right.toInstant()), OffsetDateTime.class)
			.isEqualTo(List.of(full, empty));
	}

	@Test
	void compositeKeysKeepRowsOfOneTimeApart() {
		taos.createSuperTable(Event.class);
		List<Event> events = List.of(new Event(TIME, 1, "a", 1L), new Event(TIME, 2, "b", 1L),
				new Event(TIME, 2, "c", 2L));
		taos.insertAll(events);
		assertThat(taos.query("select * from event", Event.class)).containsExactlyInAnyOrderElementsOf(events);
	}

	@Test
	void jsonTagsAreObjects() {
		taos.createSuperTable(Tagged.class);
		Tagged tagged = new Tagged(TIME, 5, Map.of("building", "K2", "room", "7"));
		taos.insert(tagged);
		taos.insert(new Tagged(TIME.plusSeconds(1), 6, Map.of("building", "K3")));
		assertThat(taos.query("select * from tagged where info->'building' = 'K2'", Tagged.class))
			.containsExactly(tagged);
	}

	@Test
	void manyRowsGoInBatchesOfBoundedSize() {
		taos.createSuperTable(Counted.class);
		AtomicInteger closed = new AtomicInteger();
		AtomicInteger taken = new AtomicInteger();
		Stream<Counted> rows = IntStream.range(0, 2_500)
			.peek((i) -> taken.incrementAndGet())
			.mapToObj((i) -> new Counted(i % 7, TIME.plusMillis(i), i))
			.onClose(closed::incrementAndGet);
		InsertResult result = taos.insertAll(rows, InsertOptions.DEFAULTS.batchRows(1_000));
		assertThat(result.batches()).extracting(InsertBatch::written).containsExactly(1_000L, 1_000L, 500L);
		assertThat(result.batches()).extracting(InsertBatch::tables).containsExactly(7, 7, 7);
		assertThat(closed).hasValue(1);
		assertThat(taken).hasValue(2_500);
		assertThat(taos.queryForMap("select count(*) c, sum(v) s from counted")).containsEntry("c", 2_500L)
			.containsEntry("s", 2_500L * 2_499 / 2);
	}

	@Test
	void recordsOfSeveralTypesGoTogether() {
		taos.createSuperTable(Left.class);
		taos.createSuperTable(Right.class);
		InsertResult result = taos
			.insertAll(List.of(new Left(1, TIME, 1), new Right(1, TIME, "x"), new Left(2, TIME, 2)));
		assertThat(result.batches()).containsExactly(new InsertBatch("left_side", 2, 2, 0),
				new InsertBatch("right_side", 1, 1, 0));
	}

	@Test
	void nullIsNullOrLeavesTheColumnAsItIs() {
		taos.createSuperTable(Sparse.class);
		taos.insert(new Sparse(1, TIME, 1, 2.0));
		taos.insert(new Sparse(1, TIME, null, 3.0), InsertOptions.DEFAULTS.nullPolicy(NullPolicy.UNSET));
		assertThat(taos.query("select * from sparse", Sparse.class)).containsExactly(new Sparse(1, TIME, 1, 3.0));
		taos.insert(new Sparse(1, TIME, null, 4.0));
		assertThat(taos.query("select * from sparse", Sparse.class)).containsExactly(new Sparse(1, TIME, null, 4.0));
	}

	@Test
	void partOfTheColumnsCanBeWritten() {
		@SuperTable("partial")
		record Whole(@TableName("partial_{id}") @Tag int id, @Ts Instant ts, @Nullable Integer a, @Nullable Integer b) {
		}
		@SuperTable("partial")
		record Part(@TableName("partial_{id}") @Tag int id, @Ts Instant ts, int b) {
		}
		taos.createSuperTable(Whole.class);
		taos.insert(new Whole(1, TIME, 1, 1));
		taos.insert(new Part(1, TIME, 2));
		assertThat(taos.query("select * from partial", Whole.class)).containsExactly(new Whole(1, TIME, 1, 2));
	}

	@Test
	void changedTagsAreReportedByDefault() {
		taos.createSuperTable(Site.class);
		taos.insert(new Site("r1", "Oslo", 1, TIME, 1));
		List<TagDifference> differences = new TaosTemplate(client)
			.insertAll(List.of(new Site("r1", "Bergen", 1, TIME.plusSeconds(1), 2), new Site("r1b", "Oslo", 2, TIME, 3),
					new Site("r1b", "Oslo", 5, TIME.plusSeconds(1), 3)))
			.tagDifferences();
		assertThat(differences).containsExactly(new TagDifference("site_r1", "city", "Oslo", "Bergen"),
				new TagDifference("site_r1b", "floor", 2L, 5L));
		assertThat(taos.query(
				"select distinct tbname, city, floor from site where tbname like 'site_r1%' " + "order by tbname",
				(row) -> row.getString("city") + row.getInt("floor")))
			.containsExactly("Oslo1", "Oslo2");
	}

	@Test
	void changedTagsUpdateTheChildTable() {
		taos.createSuperTable(Site.class);
		InsertOptions update = InsertOptions.DEFAULTS.tagChange(TagChange.UPDATE);
		taos.insert(new Site("u1", "Oslo", 1, TIME, 1));
		taos.insertAll(List.of(new Site("u1", "Bergen", 2, TIME.plusSeconds(1), 2), new Site("u2", "A", 1, TIME, 1),
				new Site("u2", "B's", 1, TIME.plusSeconds(1), 1)), update);
		assertThat(tags("u1")).isEqualTo("Bergen 2");
		assertThat(tags("u2")).isEqualTo("B's 1");
		assertThat(taos.insert(new Site("u2", "B's", 1, TIME.plusSeconds(2), 1)).tagDifferences()).isEmpty();
		taos.updateTags(new Site("u2", "C", 9, TIME, 0));
		assertThat(tags("u2")).isEqualTo("C 9");
		assertThat(taos.insert(new Site("u2", "B's", 9, TIME.plusSeconds(2), 1)).tagDifferences())
			.containsExactly(new TagDifference("site_u2", "city", "C", "B's"));
	}

	@Test
	void rowsCountAsWrittenThoughTheirTablesTagsCouldNotBeUpdated() {
		try (EmbeddedTaosServer own = EmbeddedTaosServer.builder().start()) {
			try (TaosClient setUp = TaosClient.connect(own.url())) {
				setUp.execute("create database faulty precision 'ns'");
			}
			try (TaosClient connected = TaosClient.connect(own.url() + "/faulty")) {
				TaosTemplate template = new TaosTemplate(connected);
				template.createSuperTable(Site.class);
				own.faults().inject(Fault.error(0x0303, "Insufficient privilege").sql("alter table.*"));
				List<Site> rows = List.of(new Site("u1", "A", 1, TIME, 1),
						new Site("u1", "B", 1, TIME.plusSeconds(1), 2));
				List<InsertFailure> failures = new ArrayList<>();
				InsertOptions update = InsertOptions.DEFAULTS.tagChange(TagChange.UPDATE);
				InsertResult result = template.insertAll(rows, update.failureHandler(failures::add));
				assertThat(result.written()).isEqualTo(2);
				assertThat(result.failed()).isZero();
				assertThat(failures).singleElement().satisfies((failure) -> {
					assertThat(failure.rows()).isEmpty();
					assertThat(failure.cause()).hasMessageContaining("were written, but its tags could not be updated");
				});
			}
		}
	}

	@Test
	void rowsGivenBeforeTheIteratorFailsAreWritten() {
		taos.createSuperTable(Site.class);
		Stream<Site> failing = Stream.of(1, 2, 3, 4).map((i) -> {
			if (i == 4) {
				throw new IllegalStateException("no more");
			}
			return new Site("f1", "Oslo", 1, TIME.plusSeconds(i), i);
		});
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> taos.insertAll(failing, InsertOptions.DEFAULTS.batchRows(2)))
			.withMessage("no more");
		assertThat(taos.queryForObject("select count(*) from site_f1", Long.class)).isEqualTo(3);
		taos.execute("drop table site_f1");
	}

	@Test
	void tagsThatWereRightAreComparedAgainWhenTheTableGetsOthers() {
		taos.createSuperTable(Site.class);
		Site right = new Site("c1", "Oslo", 1, TIME, 1);
		for (int i = 0; i < 3; i++) {
			assertThat(taos.insert(right).tagDifferences()).isEmpty();
		}
		Site wrong = new Site("c1", "Bergen", 1, TIME, 1);
		for (int i = 0; i < 2; i++) {
			assertThat(taos.insert(wrong).tagDifferences())
				.containsExactly(new TagDifference("site_c1", "city", "Oslo", "Bergen"));
			assertThat(taos.insert(right).tagDifferences()).isEmpty();
		}
		assertThat(taos.insertAll(List.of(right, wrong)).tagDifferences())
			.containsExactly(new TagDifference("site_c1", "city", "Oslo", "Bergen"));
		taos.updateTags(wrong);
		assertThat(taos.insert(wrong).tagDifferences()).isEmpty();
		assertThat(taos.insert(right).tagDifferences())
			.containsExactly(new TagDifference("site_c1", "city", "Bergen", "Oslo"));
	}

	@Test
	void changedTagsFailTheInsert() {
		taos.createSuperTable(Site.class);
		InsertOptions fail = InsertOptions.DEFAULTS.tagChange(TagChange.FAIL);
		taos.insert(new Site("f1", "Oslo", 1, TIME, 1), fail);
		assertThatExceptionOfType(TaosMappingException.class)
			.isThrownBy(() -> taos.insert(new Site("f1", "Bergen", 1, TIME.plusSeconds(1), 2), fail))
			.withMessageContaining("tag 'city' of table 'site_f1' is Oslo, not Bergen");
		assertThatExceptionOfType(TaosMappingException.class)
			.isThrownBy(() -> taos.insertAll(
					List.of(new Site("f2", "A", 1, TIME, 1), new Site("f2", "B", 1, TIME.plusSeconds(1), 1)), fail))
			.withMessageContaining("Row 1")
			.withMessageContaining("[B, 1]")
			.withMessageContaining("[A, 1]");
		assertThat(taos.queryForObject("select count(*) from site where tbname in ('site_f1', 'site_f2')", int.class))
			.isOne();
	}

	@Test
	void valueThatDoesNotFitIsNamed() {
		taos.createSuperTable(Reading.class);
		assertThatExceptionOfType(TaosMappingException.class)
			.isThrownBy(() -> taos.insertAll(List.of(new Reading("n1", "Oslo", TIME, 1, 1, "ok"),
					new Reading("n1", "Oslo", TIME.plusSeconds(1), 1, 1, "x".repeat(21)))))
			.withMessageContaining("Row 1 (table 'meter_n1')")
			.withMessageContaining("component 'note' of record Reading, column 'note' VARCHAR(20)")
			.withMessageContaining("'xxxxx")
			.withMessageContaining("21 bytes are too long");
		assertThatExceptionOfType(TaosMappingException.class)
			.isThrownBy(() -> taos.insert(new Reading("n.2", "Oslo", TIME, 1, 1, null)))
			.withMessageContaining("'n.2'")
			.withMessageContaining("deviceId");
		assertThatExceptionOfType(TaosMappingException.class)
			.isThrownBy(() -> taos.insert(new Reading("n3", "x".repeat(300), TIME, 1, 1, null)))
			.withMessageContaining("component 'location' of record Reading")
			.withMessageContaining("meter_n3");
		assertThatExceptionOfType(TaosMappingException.class)
			.isThrownBy(() -> taos.insert(new Reading("n3", "x", null, 1, 1, null)))
			.withMessageContaining("component 'ts' of record Reading")
			.withMessageContaining("NULL");
		assertThat(taos.queryForObject("select count(*) from meters where tbname like 'meter_n%'", int.class)).isZero();
	}

	@Test
	void failureHandlerIsToldAndTheOthersAreWritten() {
		taos.createSuperTable(Reading.class);
		List<InsertFailure> failures = new ArrayList<>();
		Reading tooLong = new Reading("h1", "Oslo", TIME.plusSeconds(1), 1, 1, "x".repeat(21));
		Reading tooOld = new Reading("h2", "Oslo", Instant.EPOCH, 1, 1, "old");
		InsertResult result = taos.insertAll(
				List.of(new Reading("h1", "Oslo", TIME, 1, 1, "ok"), tooLong, tooOld,
						new Reading("h2", "Oslo", TIME, 1, 1, "ok")),
				InsertOptions.DEFAULTS.failureHandler(failures::add));
		assertThat(result.written()).isEqualTo(2);
		assertThat(result.failed()).isEqualTo(2);
		assertThat(failures).extracting(InsertFailure::rows).containsExactly(List.of(tooLong), List.of(tooOld));
		assertThat(failures.get(1).cause()).isInstanceOf(InsertRefusedException.class)
			.hasMessageContaining("meter_h2")
			.hasMessageContaining("note=old");
		assertThat(taos.queryForObject("select count(*) from meters where tbname like 'meter_h%'", int.class))
			.isEqualTo(2);
		assertThatExceptionOfType(InsertRefusedException.class).isThrownBy(() -> taos.insert(tooOld))
			.withMessageContaining("meter_h2");
	}

	@Test
	void missingSuperTableIsExplained() {
		@SuperTable
		record Nowhere(@TableName("nowhere_{id}") @Tag int id, @Ts Instant ts, int v) {
		}
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> taos.insert(new Nowhere(1, TIME, 1)))
			.withMessageContaining("Nowhere")
			.withMessageContaining("createSuperTable");
		taos.createSuperTable(Nowhere.class);
		assertThat(taos.insert(new Nowhere(1, TIME, 1)).written()).isOne();
	}

	@Test
	void tableOfAnotherSuperTableIsExplained() {
		taos.createSuperTable(Left.class);
		taos.createSuperTable(Sparse.class);
		@SuperTable("left_side")
		record Thief(@TableName String table, @Tag int id, @Ts Instant ts, int v) {
		}
		taos.insert(new Sparse(77, TIME, 1, 1.0));
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> taos.insert(new Thief("sparse_77", 1, TIME, 1)))
			.withMessageContaining("unique in its database")
			.withMessageContaining("0x061");
	}

	@Test
	void optionsOfACallSelectTheDatabase() {
		String other = "taos_spring_insert_other";
		taos.execute("drop database if exists " + other);
		taos.execute("create database " + other + " vgroups 1 buffer 3");
		try {
			TaosOperations elsewhere = taos.with(QueryOptions.DEFAULTS.database(other));
			elsewhere.createSuperTable(Site.class);
			Instant millis = Instant.ofEpochMilli(TIME.toEpochMilli());
			elsewhere.insert(new Site("e1", "Oslo", 1, millis, 5));
			elsewhere.insert(new Site("e1", "Bergen", 1, millis, 5),
					InsertOptions.DEFAULTS.tagChange(TagChange.UPDATE));
			elsewhere.updateTags(new Site("e1", "Bergen", 2, millis, 5));
			assertThat(elsewhere.query("select * from site", Site.class))
				.containsExactly(new Site("e1", "Bergen", 2, millis, 5));
			assertThatExceptionOfType(TaosMappingException.class)
				.isThrownBy(() -> elsewhere.insert(new Site("e1", "Bergen", 2, TIME, 5)))
				.withMessageContaining("finer than the precision 'ms'");
			assertThat(elsewhere
				.insert(new Site("e1", "Bergen", 2, TIME, 6), InsertOptions.DEFAULTS.truncateTimestamps(true))
				.written()).isOne();
			assertThat(elsewhere.query("select * from site", Site.class))
				.containsExactly(new Site("e1", "Bergen", 2, millis, 6));
		}
		finally {
			taos.execute("drop database " + other);
		}
	}

	@Test
	void beansAndConvertersWork() {
		DefaultConversionService conversions = new DefaultConversionService();
		conversions.addConverter(Celsius.class, Double.class, Celsius::degrees);
		conversions.addConverter(Double.class, Celsius.class, Celsius::new);
		TaosTemplate converting = new TaosTemplate(client, conversions);
		converting.createSuperTable(Weather.class);
		Weather weather = new Weather();
		weather.setTs(TIME);
		weather.setStation("S1");
		weather.setTemperature(new Celsius(-3.5));
		converting.insert(weather);
		Weather read = converting.query("select * from weather", Weather.class).get(0);
		assertThat(read).usingRecursiveComparison().isEqualTo(weather);
	}

	@Test
	void batchesOfColumnsCanBeWritten() {
		taos.createSuperTable(Counted.class);
		ColumnBatch batch = taos.newBatch("counted", "id", "ts", "v");
		batch.appendRow("counted_by_hand", 99, TIME, 1);
		assertThat(taos.insert(batch, WriteOptions.DEFAULTS).rows()).isOne();
		assertThat(taos.query("select * from counted where id = 99", Counted.class))
			.containsExactly(new Counted(99, TIME, 1));
	}

	private static String tags(String room) {
		return taos.queryForObject(
				"select distinct concat(city, ' ', cast(floor as varchar(5))) from site where room = ?", String.class,
				room);
	}

	@SuperTable("meters")
	record Reading(@TableName("meter_{deviceId}") @Tag String deviceId, @Tag String location, @Ts @Nullable Instant ts,
			float current, int voltage, @Column(length = 20) @Nullable String note) {

	}

	@SuperTable
	record AllTypes(@Ts Instant ts, @Nullable Boolean flag, @Nullable Byte i8, @Nullable Short i16,
			@Nullable Integer i32, @Nullable Long i64, @Column(type = TaosType.TINYINT_UNSIGNED) @Nullable Short u8,
			@Column(type = TaosType.SMALLINT_UNSIGNED) @Nullable Integer u16,
			@Column(type = TaosType.INT_UNSIGNED) @Nullable Long u32,
			@Column(type = TaosType.BIGINT_UNSIGNED) @Nullable BigInteger u64, @Nullable Float f, @Nullable Double d,
			@Column(precision = 10, scale = 2) @Nullable BigDecimal small,
			@Column(precision = 38, scale = 10) @Nullable BigDecimal big, @Nullable String text,
			@Column(type = TaosType.NCHAR, length = 30) @Nullable String unicode, @Nullable DayOfWeek day,
			@Nullable UUID id, @Nullable Character ch, byte @Nullable [] bytes, @Nullable LocalDateTime local,
			@Nullable LocalDate date, @Nullable OffsetDateTime offset, @Nullable ZonedDateTime zoned,
			@Nullable Date old, Optional<Integer> maybe, @Tag byte floor) {

	}

	@SuperTable
	record Event(@Ts Instant ts, @CompositeKey int seq, String what, @TableName("event_{source}") @Tag long source) {

	}

	@SuperTable
	record Tagged(@Ts Instant ts, int v, @Tag Map<String, String> info) {

	}

	@SuperTable
	record Counted(@TableName("counted_{id}") @Tag int id, @Ts Instant ts, long v) {

	}

	@SuperTable("left_side")
	record Left(@Tag int id, @Ts Instant ts, int v) {

	}

	@SuperTable("right_side")
	record Right(@Tag int id, @Ts Instant ts, String text) {

	}

	@SuperTable
	record Sparse(@TableName("sparse_{id}") @Tag int id, @Ts Instant ts, @Nullable Integer a, @Nullable Double b) {

	}

	@SuperTable
	@TableName("site_{room}")
	record Site(String room, @Tag String city, @Tag int floor, @Ts Instant ts, int v) {

	}

	record Celsius(double degrees) {

	}

	@SuperTable
	static class Weather {

		@Ts
		private @Nullable Instant ts;

		@Column(type = TaosType.DOUBLE)
		private @Nullable Celsius temperature;

		@Tag
		@TableName("weather_{station}")
		private @Nullable String station;

		public @Nullable Instant getTs() {
			return this.ts;
		}

		public void setTs(Instant ts) {
			this.ts = ts;
		}

		public @Nullable Celsius getTemperature() {
			return this.temperature;
		}

		public void setTemperature(Celsius temperature) {
			this.temperature = temperature;
		}

		public @Nullable String getStation() {
			return this.station;
		}

		public void setStation(String station) {
			this.station = station;
		}

	}

}
