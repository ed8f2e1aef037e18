package io.github.taosspring.embedded.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosRollback;
import io.github.taosspring.client.jdbc.TaosDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a user of {@link JdbcTemplate} does.
 */
class JdbcTemplateTests {

	private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

	private static TestServer server;

	private static TaosDataSource dataSource;

	private static JdbcTemplate jdbc;

	@BeforeAll
	static void createTables() {
		server = new TestServer();
		try (TaosDataSource withoutDatabase = server.dataSource(null)) {
			JdbcTemplate setUp = new JdbcTemplate(withoutDatabase);
			setUp.execute("drop database if exists jdbc_template");
			setUp.execute("create database jdbc_template vgroups 1 buffer 3 keep 36500 precision 'us'");
		}
		dataSource = server.dataSource("jdbc_template");
		jdbc = new JdbcTemplate(dataSource);
		jdbc.execute("create stable meters (ts timestamp, current float, voltage int, note varchar(20)) "
				+ "tags (device int, location nchar(20))");
		for (int device = 1; device <= 2; device++) {
			jdbc.update("create table meter_" + device + " using meters tags (?, ?)", device, "Oslo " + device);
			for (int i = 0; i < 3; i++) {
				jdbc.update("insert into meter_" + device + " values (?, ?, ?, ?)", START.plusSeconds(i), 1.5f + i,
						220 + i, (i == 2) ? null : "it's " + i);
			}
		}
	}

	@AfterAll
	static void dropTables() {
		jdbc.execute("drop database jdbc_template");
		dataSource.close();
		server.close();
	}

	@Test
	void anUpdateAnswersTheNumberOfRows() {
		jdbc.execute("create table counted (ts timestamp, v int)");
		assertThat(jdbc.update("insert into counted values (?, ?) (?, ?)", START, 1, START.plusMillis(1), 2))
			.isEqualTo(2);
		assertThat(jdbc.update("delete from counted where ts = ?", Timestamp.from(START))).isEqualTo(1);
		assertThat(jdbc.queryForObject("select count(*) from counted", Integer.class)).isEqualTo(1);
	}

	@Test
	void aRecordIsMappedFromItsColumns() {
		List<Reading> readings = jdbc.query(
				"select ts, current, voltage, note, location from meters where device = ? and ts >= ? order by ts",
				new DataClassRowMapper<>(Reading.class), 1, START.plusSeconds(1));
		assertThat(readings).containsExactly(
				new Reading(LocalDateTime.ofInstant(START.plusSeconds(1), ZoneId.systemDefault()), 2.5f, 221, "it's 1",
						"Oslo 1"),
				new Reading(LocalDateTime.ofInstant(START.plusSeconds(2), ZoneId.systemDefault()), 3.5f, 222, null,
						"Oslo 1"));
	}

	@Test
	void rowsBecomeMapsWithLabelsInAnyCase() {
		Map<String, Object> row = jdbc
			.queryForMap("select ts, voltage as `Voltage`, location from meters where device = ? and ts = ?", 2, START);
		assertThat(row).containsEntry("VOLTAGE", 220).containsEntry("location", "Oslo 2");
		assertThat(row.get("ts")).isEqualTo(Timestamp.from(START));
	}

	@Test
	void singleValuesConvertToWhatIsAskedFor() {
		assertThat(jdbc.queryForObject("select count(*) from meters", Long.class)).isEqualTo(6);
		assertThat(jdbc.queryForObject("select max(voltage) from meters", BigDecimal.class))
			.isEqualByComparingTo("222");
		assertThat(jdbc.queryForObject("select avg(current) from meters", Double.class)).isEqualTo(2.5);
		assertThat(jdbc.queryForObject("select last(ts) from meters", Instant.class)).isEqualTo(START.plusSeconds(2));
		assertThat(jdbc.queryForList("select note from meter_1 where note is not null order by ts", String.class))
			.containsExactly("it's 0", "it's 1");
	}

	@Test
	void aNamedParameterMayBeAList() {
		NamedParameterJdbcTemplate named = new NamedParameterJdbcTemplate(jdbc);
		assertThat(named.queryForObject(
				"select count(*) from meters where voltage in (:voltages) and location = :location",
				Map.of("voltages", List.of(220, 222), "location", "Oslo 1"), Integer.class))
			.isEqualTo(2);
	}

	@Test
	void aBatchRunsEachOfItsStatements() {
		jdbc.execute("create table batched (ts timestamp, v int)");
		List<Object[]> rows = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			rows.add(new Object[] { START.plusMillis(i), i });
		}
		assertThat(jdbc.batchUpdate("insert into batched values (?, ?)", rows)).hasSize(10).containsOnly(1);
		assertThat(jdbc.queryForObject("select sum(v) from batched", Long.class)).isEqualTo(45);
	}

	@Test
	void aStreamClosesItsResult() {
		try (Stream<Integer> voltages = jdbc.queryForStream("select voltage from meters order by voltage",
				(rs, row) -> rs.getInt(1))) {
			assertThat(voltages.limit(2).toList()).containsExactly(220, 220);
		}
		assertThat(jdbc.queryForObject("select count(*) from meters", Integer.class)).isEqualTo(6);
	}

	@Test
	void settingsOfTheTemplateReachTheStatement() {
		JdbcTemplate limited = new JdbcTemplate(dataSource);
		limited.setMaxRows(2);
		limited.setFetchSize(100);
		limited.setQueryTimeout(5);
		assertThat(limited.queryForList("select voltage from meters")).hasSize(2);
	}

	@Test
	void everyTypeComesBackAsItWasSet() {
		jdbc.execute("create table types (ts timestamp, b bool, i8 tinyint, i16 smallint, i32 int, i64 bigint, "
				+ "u8 tinyint unsigned, u16 smallint unsigned, u32 int unsigned, u64 bigint unsigned, f float, d double, "
				+ "v varchar(100), n nchar(100), bin varbinary(100))");
		String text = "quote ' \" ` back \\ tab\t nl\n wildcards %_\\% 涛思 😀 -- /* ?";
		BigInteger largest = new BigInteger("18446744073709551615");
		Instant time = START.plusNanos(123_456_000);
		jdbc.update("insert into types values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", time, true, -128, -32768,
				Integer.MIN_VALUE, Long.MIN_VALUE, 255, 65535, 4294967295L, largest, Float.MAX_VALUE, -1.7e308, text,
				text, new byte[] { 0, -1, 16 });
		jdbc.query("select * from types where v = ? and n = ? and i64 = ?", (rs) -> {
			assertThat(rs.getObject(1, Instant.class)).isEqualTo(time);
			assertThat(rs.getBoolean(2)).isTrue();
			assertThat(rs.getByte(3)).isEqualTo(Byte.MIN_VALUE);
			assertThat(rs.getShort(4)).isEqualTo(Short.MIN_VALUE);
			assertThat(rs.getInt(5)).isEqualTo(Integer.MIN_VALUE);
			assertThat(rs.getLong(6)).isEqualTo(Long.MIN_VALUE);
			assertThat(rs.getInt(7)).isEqualTo(255);
			assertThat(rs.getInt(8)).isEqualTo(65535);
			assertThat(rs.getLong(9)).isEqualTo(4294967295L);
			assertThat(rs.getObject(10)).isEqualTo(largest);
			assertThat(rs.getFloat(11)).isEqualTo(Float.MAX_VALUE);
			assertThat(rs.getDouble(12)).isEqualTo(-1.7e308);
			assertThat(rs.getString(13)).isEqualTo(text);
			assertThat(rs.getString(14)).isEqualTo(text);
			assertThat(rs.getBytes(15)).containsExactly(0, -1, 16);
		}, text, text, Long.MIN_VALUE);
		assertThat(jdbc.queryForObject("select count(*) from types where v = ?", Integer.class, text)).isEqualTo(1);
		jdbc.update("insert into types values (?" + ", ?".repeat(14) + ")", nulls(time.plusSeconds(1), 15));
		Map<String, Object> row = jdbc.queryForMap("select * from types where ts = ?", time.plusSeconds(1));
		assertThat(row.values()).filteredOn((value) -> value != null).hasSize(1);
	}

	private static Object[] nulls(Instant time, int count) {
		Object[] values = new Object[count];
		values[0] = time;
		return values;
	}

	@Test
	void theServersErrorsBecomeSpringsExceptions() {
		assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(() -> jdbc.execute("selec 1"))
			.satisfies((ex) -> carries(ex, 0x2600));
		assertThatExceptionOfType(BadSqlGrammarException.class)
			.isThrownBy(() -> jdbc.queryForList("select * from nosuch"))
			.satisfies((ex) -> carries(ex, 0x2603));
		assertThatExceptionOfType(BadSqlGrammarException.class)
			.isThrownBy(() -> jdbc.queryForList("select nosuch from meters"))
			.satisfies((ex) -> carries(ex, 0x2602));
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(
				() -> jdbc.update("insert into meter_1 values (?, 1, 1, ?)", START.plusSeconds(100), "x".repeat(21)))
			.satisfies((ex) -> carries(ex, 0x2653));
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> jdbc.queryForObject("select ?", Double.class, Double.NaN))
			.withMessageContaining("NaN");
	}

	private static void carries(DataAccessException ex, int code) {
		assertThat(ex.getRootCause()).isInstanceOf(TaosException.class);
		assertThat(((TaosException) ex.getRootCause()).code()).isEqualTo(code);
	}

	@Test
	void aTransactionThatRollsBackLeavesWhatItWrote() {
		jdbc.execute("create table kept (ts timestamp, v int)");
		for (DataSourceTransactionManager manager : Arrays.asList(new DataSourceTransactionManager(dataSource),
				new JdbcTransactionManager(dataSource))) {
			TransactionTemplate transaction = new TransactionTemplate(manager);
			transaction.executeWithoutResult((status) -> jdbc.update("insert into kept values (now, 1)"));
			transaction.executeWithoutResult((status) -> {
				jdbc.update("insert into kept values (now + 1h, 2)");
				status.setRollbackOnly();
			});
		}
		assertThat(jdbc.queryForObject("select count(*) from kept", Integer.class)).isEqualTo(4);
	}

	@Test
	void aRollbackDoesNotReplaceTheApplicationsExceptionUnlessAskedTo() {
		jdbc.execute("create table rolled (ts timestamp, v int)");
		IllegalStateException own = new IllegalStateException("own");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> writeAndFail(dataSource, own))
			.isSameAs(own);
		try (TaosDataSource strict = new TaosDataSource(
				server.options().toBuilder().database("jdbc_template").rollback(TaosRollback.FAIL).build())) {
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> writeAndFail(strict, own))
				.withMessageContaining("stays written")
				.isNotSameAs(own);
		}
		assertThat(jdbc.queryForObject("select count(*) from rolled", Integer.class)).isEqualTo(2);
	}

	private static void writeAndFail(TaosDataSource source, RuntimeException own) {
		new TransactionTemplate(new JdbcTransactionManager(source)).executeWithoutResult((status) -> {
			new JdbcTemplate(source).update("insert into rolled values (now, ?)", 1);
			throw own;
		});
	}

	record Reading(LocalDateTime ts, float current, int voltage, String note, String location) {

	}

}
