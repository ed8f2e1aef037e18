package io.github.taosspring.core;

import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosSchemalessException;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessPrecision;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessResult;
import io.github.taosspring.mapping.Column;
import io.github.taosspring.mapping.CompositeKey;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.TableName;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.TaosMappingException;
import io.github.taosspring.mapping.Ts;
import io.github.taosspring.testing.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for writing points, lines and records as points with a server.
 */
class PointsServerTests {

	private static final Instant TIME = Instant.parse("2026-11-23T10:15:30.123456789Z");

	private static final Instant MILLIS = Instant.parse("2026-11-23T10:15:30.123Z");

	private static TestServer server;

	private static TaosClient client;

	private static TaosTemplate taos;

	@BeforeAll
	static void connect() {
		server = new TestServer("taos_spring_points");
		client = TaosClient.connect(TaosClientOptions.fromUrl(server.databaseUrl()));
		client.execute("drop database if exists taos_spring_points_ms");
		client.execute("create database taos_spring_points_ms vgroups 1 buffer 3");
		taos = new TaosTemplate(client);
	}

	@AfterAll
	static void disconnect() {
		client.execute("drop database if exists taos_spring_points_ms");
		client.close();
		server.close();
	}

	private static Point point(String measurement, int value) {
		return Point.measurement(measurement).tag("city", "Oslo").field("v", value).time(TIME.plusNanos(value));
	}

	@Test
	void pointsAreWrittenInTheUnitOfTheDatabase() {
		assertThat(taos.write(point("one", 1)).affectedRows()).isOne();
		assertThat(taos.writeAll(List.of(point("one", 2), point("one", 3))).affectedRows()).isEqualTo(2);
		assertThat(taos.query("select _ts from one", Instant.class)).containsExactly(TIME.plusNanos(1),
				TIME.plusNanos(2), TIME.plusNanos(3));
		TaosOperations millis = taos.with(QueryOptions.DEFAULTS.database("taos_spring_points_ms"));
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> millis.write(point("one", 1)))
			.havingCause()
			.isInstanceOf(TaosInterfaceException.class)
			.withMessageContaining("it is finer");
		millis.write(point("one", 1).time(MILLIS));
		assertThat(millis.query("select _ts from one", Instant.class)).containsExactly(MILLIS);
	}

	@Test
	void anyNumberOfPointsGoesInRequestsOfBoundedSize() {
		Point reused = Point.measurement("");
		List<Integer> numbers = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			numbers.add(i);
		}
		Iterable<Point> points = () -> numbers.stream()
			.map((i) -> reused.reset("many").tag("t", "t" + i % 3).field("v", i).time(TIME.plusNanos(i)))
			.iterator();
		SchemalessResult result = taos.writeAll(points, SchemalessOptions.DEFAULTS.maxPayloadBytes(1000).reqId(77));
		assertThat(result.affectedRows()).isEqualTo(1000);
		assertThat(taos.queryForObject("select sum(v) from many", long.class)).isEqualTo(499_500);
	}

	@Test
	void batchesAndLinesGoInTheirProtocols() {
		PointBatch json = PointBatch.of(SchemalessProtocol.JSON)
			.add(Point.measurement("by_json").tag("a", "b").field("v", 1.5).time(MILLIS));
		assertThat(taos.write(json).affectedRows()).isOne();
		taos.writeLines(SchemalessProtocol.TELNET, List.of("by_telnet " + MILLIS.toEpochMilli() + " 2.5 a=b"));
		taos.writeLines(SchemalessProtocol.LINE, List.of("by_line,a=b v=3i32 " + MILLIS.toEpochMilli()),
				SchemalessOptions.DEFAULTS.precision(SchemalessPrecision.MILLISECONDS));
		assertThat(taos.query("select _value from by_json", Double.class)).containsExactly(1.5);
		assertThat(taos.query("select _value from by_telnet", Double.class)).containsExactly(2.5);
		assertThat(taos.query("select v from by_line where _ts = ?", Integer.class, MILLIS)).containsExactly(3);
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> taos.writeLines(SchemalessProtocol.LINE, List.of("no line")))
			.withCauseInstanceOf(TaosSchemalessException.class);
	}

	@Test
	void recordsAreWrittenAsPointsAndByInsertsAlike() {
		List<Weather> all = List.of(new Weather("Oslo", TIME, -3.5, 7, null),
				new Weather("Bergen", TIME, 5, -1, "rain, \"heavy\""));
		taos.writeAsPoints(all);
		assertThat(taos.query("select * from weather", Weather.class)).containsExactlyInAnyOrderElementsOf(all);
		List<Weather> later = List.of(new Weather("Oslo", TIME.plusNanos(1), 1, 2, "snow"));
		taos.insertAll(later);
		taos.writeAsPoints(List.of(new Weather("Oslo", TIME.plusNanos(1), 1.5, 2, null)));
		assertThat(taos.query("select * from weather where wind = 2", Weather.class))
			.containsExactly(new Weather("Oslo", TIME.plusNanos(1), 1.5, 2, "snow"));
		assertThat(taos.query("select distinct tbname from weather", String.class))
			.containsExactlyInAnyOrder("weather_Oslo", "weather_Bergen");
	}

	@Test
	void recordsAreWrittenIntoATableThatTheirMappingMade() {
		taos.createSuperTable(Types.class);
		Types full = new Types(TIME, DayOfWeek.FRIDAY, 7, true, (byte) -8, (short) -16, -32, -64L, (short) 255, 65535,
				4294967295L, new BigInteger("18446744073709551615"), 1.25f, 0.1, "text", "日本", new byte[] { 0, 1, -1 },
				Optional.of(5));
		Types empty = new Types(TIME.plusNanos(1), DayOfWeek.MONDAY, 8, false, null, null, 3, null, null, null, null,
				null, null, null, null, null, null, Optional.empty());
		assertThat(taos.writeAsPoints(List.of(full, empty)).affectedRows()).isEqualTo(2);
		assertThat(taos.query("select * from types order by _ts", Types.class)).usingRecursiveComparison()
			.isEqualTo(List.of(full, empty));
		assertThat(taos.query("select distinct tbname from types", String.class)).hasSize(2)
			.allMatch((name) -> name.startsWith("types_"));
		taos.insert(full);
		assertThat(taos.queryForObject("select count(*) from types", int.class)).isEqualTo(2);
	}

	@Test
	void aValueThatDoesNotFitIsNamed() {
		assertThatExceptionOfType(TaosMappingException.class)
			.isThrownBy(() -> taos.writeAsPoints(List.of(new Weather("", TIME, 1, 1, null))))
			.withMessageContaining("component 'city' of record Weather, column 'city' NCHAR(16), value ''");
		assertThatExceptionOfType(TaosMappingException.class)
			.isThrownBy(() -> taos.writeAsPoints(List.of(new Weather("Oslo", TIME, Double.NaN, 1, null))))
			.withMessageContaining("column 't' DOUBLE, value 'NaN'");
		assertThatExceptionOfType(TaosMappingException.class)
			.isThrownBy(() -> taos.writeAsPoints(List.of(new Small("Oslo", TIME, 300))))
			.withMessageContaining("300 is out of the range of TINYINT UNSIGNED");
	}

	@Test
	void typesThatAreMappedOtherwiseAreRefusedWithTheReason() {
		assertRefused(new Plain("a", TIME, 1),
				"the timestamp's column is 'ts', which has to be '_ts', as in @Column(\"_ts\")");
		assertRefused(new TextTag("a", TIME, 1), "has to be NCHAR, as in @Column(type = TaosType.NCHAR)");
		assertRefused(new TwoKeys("a", TIME, 1, 1), "it has a composite key");
		assertRefused(new TwoTimes("a", TIME, TIME), "lines have no type for the column other TIMESTAMP");
	}

	@Test
	void tablesThatAreShapedOtherwiseAreRefusedBeforeAnythingIsSent() {
		client.execute("create stable plain_table (ts timestamp, v int) tags (city nchar(16))");
		client.execute("create stable text_tag_table (_ts timestamp, v int) tags (city varchar(16))");
		client.execute("create stable other_column (_ts timestamp, v bigint) tags (city nchar(16))");
		assertRefused(new PlainTable("a", TIME, 1),
				"the first column of the table in the database is 'ts', which has to be '_ts'");
		assertRefused(new TextTagTable("a", TIME, 1),
				"the tag 'city' is VARCHAR in the database, which has to be NCHAR");
		assertRefused(new OtherColumn("a", TIME, 1), "the column 'v' is BIGINT in the database, which has to be INT");
		client.execute("drop stable other_column");
		client.execute("create stable other_column (_ts timestamp, v int) tags (city nchar(16))");
		assertThat(taos.writeAsPoints(List.of(new OtherColumn("a", TIME, 1))).affectedRows()).isOne();
	}

	private static void assertRefused(Object row, String reason) {
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(() -> taos.writeAsPoints(List.of(row)))
			.withMessageContaining("cannot be written as points: ")
			.withMessageContaining(reason)
			.withMessageEndingWith("; insert and insertAll write any record");
	}

	@Test
	void timesThatAreNumbersHaveTheUnitOfTheDatabase() {
		TaosOperations millis = taos.with(QueryOptions.DEFAULTS.database("taos_spring_points_ms"));
		millis.writeAsPoints(List.of(new Numbered("a", MILLIS.toEpochMilli(), 1)));
		assertThat(millis.query("select _ts from numbered", Instant.class)).containsExactly(MILLIS);
		long nanos = TaosPrecision.NANOSECOND.fromInstant(TIME);
		taos.writeAsPoints(List.of(new Numbered("a", nanos, 1)));
		assertThat(taos.query("select _ts from numbered", Instant.class)).containsExactly(TIME);
	}

	@Test
	void aMissingDatabaseIsToldByTheServer() {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> taos.with(QueryOptions.DEFAULTS.database("taos_spring_nowhere")).write(point("x", 1)))
			.withMessageContaining("atabase");
	}

	@SuperTable
	record Weather(@TableName("weather_{city}") @Tag @Column(type = TaosType.NCHAR, length = 16) String city,
			@Ts @Column("_ts") Instant time, double t, int wind, @Column(length = 20) @Nullable String note) {

	}

	@SuperTable
	record Types(@Ts @Column("_ts") Instant time, @Tag @Column(type = TaosType.NCHAR, length = 12) DayOfWeek day,
			@Tag @Column(type = TaosType.NCHAR, length = 12) int number, boolean flag, @Nullable Byte i8,
			@Nullable Short i16, int i32, @Nullable Long i64,
			@Column(type = TaosType.TINYINT_UNSIGNED) @Nullable Short u8,
			@Column(type = TaosType.SMALLINT_UNSIGNED) @Nullable Integer u16,
			@Column(type = TaosType.INT_UNSIGNED) @Nullable Long u32,
			@Column(type = TaosType.BIGINT_UNSIGNED) @Nullable BigInteger u64, @Nullable Float f, @Nullable Double d,
			@Nullable String text, @Column(type = TaosType.NCHAR, length = 30) @Nullable String unicode,
			byte @Nullable [] bytes, Optional<Integer> maybe) {

	}

	@SuperTable
	record Small(@Tag @Column(type = TaosType.NCHAR, length = 16) String city, @Ts @Column("_ts") Instant time,
			@Column(type = TaosType.TINYINT_UNSIGNED) int v) {

	}

	@SuperTable
	record Plain(@Tag @Column(type = TaosType.NCHAR, length = 16) String city, @Ts Instant ts, int v) {

	}

	@SuperTable
	record TextTag(@Tag String city, @Ts @Column("_ts") Instant time, int v) {

	}

	@SuperTable
	record TwoKeys(@Tag @Column(type = TaosType.NCHAR, length = 16) String city, @Ts @Column("_ts") Instant time,
			@CompositeKey int key, int v) {

	}

	@SuperTable
	record TwoTimes(@Tag @Column(type = TaosType.NCHAR, length = 16) String city, @Ts @Column("_ts") Instant time,
			Instant other) {

	}

	@SuperTable
	record PlainTable(@Tag @Column(type = TaosType.NCHAR, length = 16) String city, @Ts @Column("_ts") Instant time,
			int v) {

	}

	@SuperTable
	record TextTagTable(@Tag @Column(type = TaosType.NCHAR, length = 16) String city, @Ts @Column("_ts") Instant time,
			int v) {

	}

	@SuperTable
	record OtherColumn(@Tag @Column(type = TaosType.NCHAR, length = 16) String city, @Ts @Column("_ts") Instant time,
			int v) {

	}

	@SuperTable
	record Numbered(@Tag @Column(type = TaosType.NCHAR, length = 16) String city, @Ts @Column("_ts") long time, int v) {

	}

}
