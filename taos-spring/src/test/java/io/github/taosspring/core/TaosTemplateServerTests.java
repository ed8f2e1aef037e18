package io.github.taosspring.core;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.mapping.TaosMappingException;
import io.github.taosspring.support.TaosExceptionTranslator;
import io.github.taosspring.testing.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TaosTemplate} with a server.
 */
class TaosTemplateServerTests {

	private static final Instant TIME = Instant.parse("2026-11-23T10:15:30.123456789Z");

	private static TestServer server;

	private static TaosClient client;

	private static TaosTemplate taos;

	@BeforeAll
	static void connect() {
		server = new TestServer("taos_spring_template");
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
	void valuesOfAllTypesComeBackAsTheyWent() {
		taos.execute("create table alltypes (ts timestamp, flag bool, i8 tinyint, i16 smallint, i32 int, i64 bigint, "
				+ "u8 tinyint unsigned, u16 smallint unsigned, u32 int unsigned, u64 bigint unsigned, f float, "
				+ "d double, text varchar(40), uni nchar(40), bin varbinary(40))");
		AllTypes full = new AllTypes(TIME, true, Byte.MIN_VALUE, Short.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE + 1,
				(short) 255, 65535, 4294967295L, new BigInteger("18446744073709551615"), 0.1f, 1e-300,
				"it's \"quoted\" \\ and\nbroken", "grün 😀 日本", new byte[] { 0, 1, -1 });
		AllTypes empty = new AllTypes(TIME.plusNanos(1), null, null, null, null, null, null, null, null, null, null,
				null, null, null, null);
		for (AllTypes row : List.of(full, empty)) {
			assertThat(taos.execute("insert into alltypes values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
					row.ts(), row.flag(), row.i8(), row.i16(), row.i32(), row.i64(), row.u8(), row.u16(), row.u32(),
					row.u64(), row.f(), row.d(), row.text(), row.uni(), row.bin()))
				.isEqualTo(1);
		}
		List<AllTypes> rows = taos.query("select * from alltypes order by ts", AllTypes.class);
		assertThat(rows).usingRecursiveComparison().isEqualTo(List.of(full, empty));
	}

	@Test
	void argumentsSelectRows() {
		meters("selected", 10);
		assertThat(taos.query("select * from selected where ts >= ? and location = ? and voltage in (?, ?) order by ts",
				Reading.class, at(3), "north", 4, 6))
			.containsExactly(new Reading(at(4), 4, "north"), new Reading(at(6), 6, "north"));
	}

	@Test
	void namedParametersSelectRows() {
		meters("named_selected", 10);
		String sql = "select * from named_selected where ts >= :from and location = :place and voltage in (:wanted) "
				+ "order by ts";
		Map<String, Object> parameters = Map.of("from", at(3), "place", "north", "wanted", List.of(2, 4, 6));
		List<Reading> expected = List.of(new Reading(at(4), 4, "north"), new Reading(at(6), 6, "north"));
		assertThat(taos.query(sql, parameters, Reading.class)).isEqualTo(expected);
		assertThat(taos.query(sql, parameters, (row) -> row.getInt("voltage"))).containsExactly(4, 6);
		assertThat(taos.queryForList(sql, parameters)).hasSize(2);
		try (Stream<Reading> stream = taos.queryForStream(sql, parameters, Reading.class)) {
			assertThat(stream).containsExactlyElementsOf(expected);
		}
		Map<String, Object> one = Map.of("v", 4);
		String count = "select location from named_selected where voltage = :v";
		assertThat(taos.queryForObject(count, one, String.class)).isEqualTo("north");
		assertThat(taos.queryForOptional(count, Map.of("v", -1), String.class)).isEmpty();
		assertThat(taos.execute("insert into named_selected_north (ts, voltage) values (:ts, :v)",
				Map.of("ts", at(50), "v", 50)))
			.isOne();
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> taos.query(sql, Map.of("from", at(3)), Reading.class))
			.withMessageContaining("':place'");
	}

	@Test
	void localTimesAreThoseOfTheClientsZone() {
		taos.execute("create table local_times (ts timestamp, v int)");
		LocalDateTime local = LocalDateTime.parse("2026-11-23T11:15:30");
		taos.execute("insert into local_times values (?, 1)", local);
		assertThat(taos.queryForObject("select ts from local_times", Instant.class))
			.isEqualTo(Instant.parse("2026-11-23T10:15:30Z"));
		assertThat(taos.queryForObject("select ts from local_times", LocalDateTime.class)).isEqualTo(local);
		assertThat(taos.queryForObject("select count(*) from local_times where ts = ?", long.class, local)).isOne();
	}

	@Test
	void aggregatesBecomeRecordsBySimilarNames() {
		meters("windows", 120);
		List<Minute> minutes = taos.query("select _wstart, avg(voltage) avg, count(*) samples from windows "
				+ "where ts >= ? interval(1m) order by _wstart", Minute.class, at(0));
		assertThat(minutes).containsExactly(new Minute(at(0), 29.5, 60), new Minute(at(60), 89.5, 60));
	}

	@Test
	void lastRowOfEachTableBecomesARecord() {
		meters("lasts", 8);
		Set<Integer> voltages = taos
			.query("select last_row(ts, voltage), location from lasts partition by location", Reading.class)
			.stream()
			.map(Reading::voltage)
			.collect(Collectors.toSet());
		assertThat(voltages).containsExactlyInAnyOrder(6, 7);
	}

	@Test
	void streamReadsManyBlocks() {
		int rows = 20_000;
		meters("streamed", rows);
		try (Stream<Reading> stream = taos.queryForStream("select * from streamed", Reading.class)) {
			Set<Integer> seen = new HashSet<>();
			stream.forEach((reading) -> assertThat(seen.add(reading.voltage())).isTrue());
			assertThat(seen).hasSize(rows);
		}
		for (int i = 0; i < 50; i++) {
			try (Stream<Reading> stream = taos.queryForStream("select * from streamed", Reading.class)) {
				assertThat(stream.findFirst()).isPresent();
			}
		}
	}

	@Test
	void mapsAndSingleValues() {
		meters("mapped", 2);
		List<Map<String, @Nullable Object>> maps = taos
			.queryForList("select voltage, location from mapped order by ts");
		assertThat(maps).containsExactly(Map.of("voltage", 0, "location", "north"),
				Map.of("voltage", 1, "location", "south"));
		assertThat(taos.queryForMap("select sum(voltage) total from mapped")).containsEntry("total", 1L);
		assertThat(taos.query("select location from mapped order by ts", String.class)).containsExactly("north",
				"south");
		assertThat(taos.queryForObject("select count(*) from mapped", int.class)).isEqualTo(2);
		assertThat(taos.queryForObject("select avg(voltage) from mapped", BigDecimal.class))
			.isEqualByComparingTo("0.5");
		assertThat(taos.queryForOptional("select voltage from mapped where ts < ?", Integer.class, at(-1))).isEmpty();
		assertThatExceptionOfType(EmptyResultDataAccessException.class)
			.isThrownBy(() -> taos.queryForObject("select voltage from mapped where ts < ?", int.class, at(-1)));
	}

	@Test
	void callbackReadsTheRow() {
		meters("called", 3);
		assertThat(taos.query("select ts, voltage, location from called order by ts",
				(row) -> row.getInstant("ts") + " " + row.getInt("voltage") + " " + row.getString(2)))
			.containsExactly(at(0) + " 0 north", at(1) + " 1 south", at(2) + " 2 north");
	}

	@Test
	void optionsOfACall() {
		meters("optioned", 1);
		String other = "taos_spring_template_other";
		taos.execute("drop database if exists " + other);
		taos.execute("create database " + other + " vgroups 1 buffer 3");
		try {
			QueryOptions options = QueryOptions.DEFAULTS.database(other)
				.reqId(ReqId.next())
				.timeout(Duration.ofSeconds(20));
			TaosOperations elsewhere = taos.with(options);
			elsewhere.execute("create table optioned (ts timestamp, v int)");
			assertThat(
					taos.with(options.reqId(ReqId.next())).queryForObject("select count(*) from optioned", long.class))
				.isZero();
			assertThat(taos.queryForObject("select count(*) from optioned", long.class)).isOne();
		}
		finally {
			taos.execute("drop database " + other);
		}
	}

	@Test
	void valueThatDoesNotFitIsNamed() {
		meters("misfit", 1);
		taos.execute("insert into misfit_north (ts, voltage) values (?, null)", at(100));
		assertThatExceptionOfType(TaosMappingException.class)
			.isThrownBy(() -> taos.query("select * from misfit", Reading.class))
			.withMessageContaining("NULL in column 'voltage'")
			.withMessageContaining("component 'voltage' of record Reading");
		assertThatExceptionOfType(TaosMappingException.class)
			.isThrownBy(() -> taos.query("select location from misfit", Integer.class))
			.withMessageContaining("'north'");
	}

	@Test
	void errorsOfTheServerCarryTheirCode() {
		assertThat(failure(BadSqlGrammarException.class, "selec 1").code()).isEqualTo(0x2600);
		assertThat(failure(BadSqlGrammarException.class, "select * from nowhere").code()).isEqualTo(0x2603);
		assertThat(failure(BadSqlGrammarException.class, "select * from nodb.nowhere").code()).isEqualTo(0x0388);
		taos.execute("create table narrow (ts timestamp, text varchar(3), i8 tinyint)");
		assertThat(failure(DataIntegrityViolationException.class, "insert into narrow values (now, 'long', 1)").code())
			.isEqualTo(0x2653);
		assertThat(taos.queryForObject("select count(*) from narrow", long.class)).isZero();
	}

	@Test
	void refusedLoginIsPermissionDenied() {
		try (TaosClient stranger = TaosClient
			.create(TaosClientOptions.fromUrl(server.url()).toBuilder().password("wrong-secret").build())) {
			assertThatExceptionOfType(PermissionDeniedDataAccessException.class)
				.isThrownBy(() -> new TaosTemplate(stranger).execute("show databases"))
				.withMessageNotContaining("wrong-secret")
				.satisfies((ex) -> assertThat(codeOf(ex)).isEqualTo(0x0357));
		}
	}

	@Test
	void useIsRefusedByName() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> taos.execute("use information_schema"));
	}

	private static TaosException failure(Class<? extends DataAccessException> type, String sql) {
		List<TaosException> failures = new ArrayList<>();
		assertThatExceptionOfType(type).isThrownBy(() -> taos.execute(sql))
			.satisfies((ex) -> failures.add(TaosExceptionTranslator.taosException(ex)));
		return failures.get(0);
	}

	private static int codeOf(Throwable ex) {
		TaosException failure = TaosExceptionTranslator.taosException(ex);
		assertThat(failure).isNotNull();
		return failure.code();
	}

	private static void meters(String name, int rows) {
		taos.execute("create stable " + name + " (ts timestamp, voltage int) tags (location varchar(20))");
		taos.execute("create table " + name + "_north using " + name + " tags (?)", "north");
		taos.execute("create table " + name + "_south using " + name + " tags (?)", "south");
		for (int start = 0; start < rows; start += 5000) {
			String values = IntStream.range(start, Math.min(rows, start + 5000))
				.mapToObj((i) -> name + ((i % 2 == 0) ? "_north" : "_south") + " values (" + nanos(i) + ", " + i + ")")
				.collect(Collectors.joining(" "));
			taos.execute("insert into " + values);
		}
	}

	private static Instant at(long second) {
		return Instant.parse("2026-11-23T10:00:00Z").plusSeconds(second);
	}

	private static long nanos(long second) {
		return at(second).getEpochSecond() * 1_000_000_000L;
	}

	record Reading(Instant ts, int voltage, String location) {

	}

	record Minute(Instant wstart, double avg, long samples) {

	}

	record AllTypes(Instant ts, @Nullable Boolean flag, @Nullable Byte i8, @Nullable Short i16, @Nullable Integer i32,
			@Nullable Long i64, @Nullable Short u8, @Nullable Integer u16, @Nullable Long u32, @Nullable BigInteger u64,
			@Nullable Float f, @Nullable Double d, @Nullable String text, @Nullable String uni, byte @Nullable [] bin) {

	}

}
