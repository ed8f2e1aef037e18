package io.github.taosspring.embedded.jdbc;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.taosspring.client.jdbc.TaosDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * INSERTs by {@link PreparedStatement}, which are bound, and what binding cannot take.
 */
class PreparedInsertTests {

	private static final String DATABASE = "jdbc_insert";

	private static final long START = 1_704_067_200_000L;

	private static final String BY_NAME = "insert into meters (tbname, grp, location, ts, current, voltage, note) "
			+ "values (?, ?, ?, ?, ?, ?, ?)";

	private static TestServer server;

	private static TaosDataSource dataSource;

	private Connection connection;

	private Statement plain;

	@BeforeAll
	static void createDatabase() throws SQLException {
		server = new TestServer();
		try (TaosDataSource withoutDatabase = server.dataSource(null);
				Connection connection = withoutDatabase.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("drop database if exists " + DATABASE);
			statement.execute("create database " + DATABASE + " vgroups 2 buffer 3 keep 36500");
		}
		dataSource = server.dataSource(DATABASE);
	}

	@AfterAll
	static void dropDatabase() throws SQLException {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("drop database " + DATABASE);
		}
		dataSource.close();
		server.close();
	}

	@BeforeEach
	void createTables() throws SQLException {
		this.connection = dataSource.getConnection();
		this.plain = this.connection.createStatement();
		for (String table : List.of("t", "money")) {
			this.plain.execute("drop table if exists " + table);
		}
		this.plain.execute("drop stable if exists meters");
		this.plain.execute("drop stable if exists types");
		this.plain.execute("drop stable if exists others");
		this.plain.execute("create stable meters (ts timestamp, current float, voltage int, note varchar(20)) "
				+ "tags (grp int, location nchar(10))");
		this.plain.execute("create stable others (ts timestamp, v int) tags (grp int)");
		this.plain.execute("create table foreign_1 using others tags (1)");
		this.plain.execute("create table t (ts timestamp, v int, note varchar(20))");
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
	}

	private List<List<Object>> rows(String sql) throws SQLException {
		List<List<Object>> rows = new ArrayList<>();
		try (ResultSet found = this.plain.executeQuery(sql)) {
			int columns = found.getMetaData().getColumnCount();
			while (found.next()) {
				Object[] row = new Object[columns];
				for (int i = 0; i < columns; i++) {
					row[i] = found.getObject(i + 1);
				}
				rows.add(Arrays.asList(row));
			}
		}
		return rows;
	}

	private List<Object> column(String sql) throws SQLException {
		return rows(sql).stream().map((row) -> row.get(0)).toList();
	}

	private PreparedStatement prepare(String sql) throws SQLException {
		return this.connection.prepareStatement(sql);
	}

	private static void set(PreparedStatement statement, Object... values) throws SQLException {
		for (int i = 0; i < values.length; i++) {
			statement.setObject(i + 1, values[i]);
		}
	}

	@Test
	void aBatchGoesIntoManyTablesThatItCreates() throws SQLException {
		try (PreparedStatement statement = prepare(BY_NAME)) {
			for (int i = 0; i < 1000; i++) {
				statement.setString(1, "D_" + i % 10);
				statement.setInt(2, i % 10);
				statement.setString(3, "Oslo");
				statement.setTimestamp(4, new Timestamp(START + i));
				statement.setFloat(5, i);
				statement.setInt(6, i);
				statement.setNull(7, Types.VARCHAR);
				statement.addBatch();
			}
			assertThat(statement.executeBatch()).hasSize(1000).containsOnly(1);
			assertThat(statement.executeBatch()).isEmpty();
			assertThat(statement.executeLargeBatch()).isEmpty();
		}
		assertThat(column("select count(*) from meters partition by tbname")).hasSize(10).containsOnly(100L);
		assertThat(rows("select distinct tbname, grp, location from meters where grp = 3"))
			.containsExactly(List.of("D_3", 3, "Oslo"));
		assertThat(column("select voltage from `D_3` order by ts limit 2")).containsExactly(3, 13);
	}

	@Test
	void theTableMayBeAPlaceholderWithUsing() throws SQLException {
		try (PreparedStatement statement = prepare(
				"INSERT INTO ? USING meters (grp) TAGS (?) (ts, voltage) VALUES (?, ?)")) {
			for (int i = 0; i < 4; i++) {
				set(statement, "child_" + i % 2, i % 2, START + i, 220 + i);
				statement.addBatch();
			}
			assertThat(statement.executeBatch()).containsExactly(1, 1, 1, 1);
		}
		assertThat(rows("select tbname, grp, location, voltage from meters order by ts")).containsExactly(
				Arrays.asList("child_0", 0, null, 220), Arrays.asList("child_1", 1, null, 221),
				Arrays.asList("child_0", 0, null, 222), Arrays.asList("child_1", 1, null, 223));
	}

	@Test
	void tagsMayStandInTheText() throws SQLException {
		try (PreparedStatement statement = prepare(
				"insert into ? using meters tags (3, 'Oslo') (ts, voltage) values (?, ?)")) {
			for (int i = 0; i < 6; i++) {
				set(statement, "child_" + i % 3, START + i / 3, 220 + i);
				statement.addBatch();
			}
			assertThat(statement.executeBatch()).containsOnly(1);
		}
		assertThat(rows("select tbname, grp, count(*) from meters group by tbname, grp order by tbname"))
			.containsExactly(List.of("child_0", 3, 2L), List.of("child_1", 3, 2L), List.of("child_2", 3, 2L));
	}

	@Test
	void tagsOfOneTableComeWithItsFirstRow() throws SQLException {
		try (PreparedStatement statement = prepare("insert into one using meters tags (?, ?) values (?, ?, ?, ?)")) {
			set(statement, 7, "Bergen", START, 1, 2, "a");
			assertThat(statement.executeUpdate()).isEqualTo(1);
			set(statement, 8, "ignored", START + 1, 1.5, 3, "b");
			assertThat(statement.execute()).isFalse();
			assertThat(statement.getUpdateCount()).isEqualTo(1);
			set(statement, 8, "ignored", START + 2, 1.5, 3, "c");
			statement.addBatch();
			set(statement, 9, "ignored", START + 3, 1.5, 3, "d");
			statement.addBatch();
			assertThat(statement.executeLargeBatch()).containsExactly(1L, 1L);
		}
		assertThat(rows("select grp, location, note from one order by ts")).containsExactly(List.of(7, "Bergen", "a"),
				List.of(7, "Bergen", "b"), List.of(7, "Bergen", "c"), List.of(7, "Bergen", "d"));
	}

	@Test
	void valuesStayUntilTheyAreCleared() throws SQLException {
		try (PreparedStatement statement = prepare("insert into t values (?, ?, ?)")) {
			statement.setInt(2, 5);
			statement.setString(3, "same");
			for (int i = 0; i < 3; i++) {
				statement.setLong(1, START + i);
				statement.addBatch();
			}
			statement.clearParameters();
			assertThatExceptionOfType(SQLException.class).isThrownBy(statement::addBatch)
				.withMessageContaining("[1, 2, 3]")
				.matches((ex) -> ex.getSQLState().equals("07001"));
			statement.setLong(1, START + 3);
			statement.setNull(2, Types.INTEGER);
			assertThatExceptionOfType(SQLException.class).isThrownBy(statement::addBatch).withMessageContaining("[3]");
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.setInt(4, 1))
				.matches((ex) -> ex.getSQLState().equals("07009"));
			// running the statement for itself leaves the batch alone
			statement.setNull(3, Types.VARCHAR);
			assertThat(statement.executeUpdate()).isEqualTo(1);
			assertThat(column("select count(*) from t")).containsExactly(1L);
			assertThat(statement.executeBatch()).containsExactly(1, 1, 1);
			statement.addBatch();
			statement.clearBatch();
			assertThat(statement.executeBatch()).isEmpty();
		}
		assertThat(rows("select v, note from t order by ts")).containsExactly(List.of(5, "same"), List.of(5, "same"),
				List.of(5, "same"), Arrays.asList(null, null));
	}

	@Test
	void everySetterReachesItsColumn() throws SQLException {
		this.plain.execute("create stable types (ts timestamp, b bool, i8 tinyint, i16 smallint, i32 int, i64 bigint, "
				+ "u8 tinyint unsigned, u16 smallint unsigned, u32 int unsigned, u64 bigint unsigned, f float, "
				+ "d double, v varchar(100), n nchar(100), bin varbinary(100)) tags (g int)");
		BigInteger largest = new BigInteger("18446744073709551615");
		byte[] notText = { 0, -1, 'x', '\'' };
		try (PreparedStatement statement = prepare(
				"insert into typed using types tags (1) values (?" + ", ?".repeat(14) + ")")) {
			statement.setTimestamp(1, new Timestamp(START));
			statement.setBoolean(2, true);
			statement.setByte(3, (byte) -128);
			statement.setShort(4, Short.MIN_VALUE);
			statement.setInt(5, Integer.MIN_VALUE);
			statement.setLong(6, Long.MIN_VALUE);
			statement.setObject(7, (short) 255);
			statement.setInt(8, 65535);
			statement.setLong(9, 4294967295L);
			statement.setObject(10, largest);
			statement.setFloat(11, Float.MIN_VALUE);
			statement.setDouble(12, Double.NaN);
			statement.setBytes(13, notText);
			statement.setNString(14, "涛思 😀 \0 '\\");
			statement.setBytes(15, notText);
			statement.addBatch();
			statement.setObject(1, LocalDateTime.ofInstant(Instant.ofEpochMilli(START + 1), ZoneId.systemDefault()));
			statement.setNull(2, Types.BOOLEAN);
			statement.setObject(3, null);
			statement.setObject(4, new BigDecimal("12.00"), Types.SMALLINT);
			statement.setString(5, " 17 ");
			statement.setObject(6, "-5", Types.BIGINT, 0);
			statement.setDouble(7, 7.0);
			statement.setBigDecimal(8, BigDecimal.TEN);
			statement.setFloat(9, 1e6f);
			statement.setBigDecimal(10, new BigDecimal(largest));
			statement.setInt(11, 3);
			statement.setString(12, "0.1");
			statement.setCharacterStream(13, new StringReader("reader"));
			statement.setCharacterStream(14, new StringReader("12345"), 3);
			statement.setBinaryStream(15, new ByteArrayInputStream(notText));
			statement.addBatch();
			statement.setObject(1, OffsetDateTime.of(2024, 1, 1, 8, 0, 0, 2_000_000, ZoneOffset.ofHours(8)));
			statement.setInt(2, 0);
			statement.setObject(13, 'c');
			statement.setLong(14, 42);
			statement.setString(15, "\\x00FF");
			statement.addBatch();
			statement.setString(1, "2024-01-01T00:00:00.003Z");
			statement.setString(2, "True");
			statement.setAsciiStream(13, new ByteArrayInputStream("ascii".getBytes(StandardCharsets.US_ASCII)));
			statement.setDouble(14, 1.5);
			statement.setString(15, "plain");
			statement.addBatch();
			assertThat(statement.executeBatch()).containsExactly(1, 1, 1, 1);
		}
		try (ResultSet found = this.plain.executeQuery("select * from types order by ts")) {
			assertThat(found.next()).isTrue();
			assertThat(found.getTimestamp(1).getTime()).isEqualTo(START);
			assertThat(found.getBoolean(2)).isTrue();
			assertThat(found.getByte(3)).isEqualTo((byte) -128);
			assertThat(found.getShort(4)).isEqualTo(Short.MIN_VALUE);
			assertThat(found.getInt(5)).isEqualTo(Integer.MIN_VALUE);
			assertThat(found.getLong(6)).isEqualTo(Long.MIN_VALUE);
			assertThat(found.getInt(7)).isEqualTo(255);
			assertThat(found.getInt(8)).isEqualTo(65535);
			assertThat(found.getLong(9)).isEqualTo(4294967295L);
			assertThat(found.getObject(10)).isEqualTo(largest);
			assertThat(found.getFloat(11)).isEqualTo(Float.MIN_VALUE);
			assertThat(found.getDouble(12)).isNaN();
			assertThat(found.getBytes(13)).isEqualTo(notText);
			assertThat(found.getString(14)).isEqualTo("涛思 😀 \0 '\\");
			assertThat(found.getBytes(15)).isEqualTo(notText);
		}
		assertThat(rows("select ts, b, i8, i16, i32, i64, u8, u16, u32, u64, f, d, v, n from types where ts > " + START
				+ " order by ts"))
			.containsExactly(
					Arrays.asList(new Timestamp(START + 1), null, null, 12, 17, -5L, 7, 10, 1_000_000L, largest, 3f,
							0.1, "reader", "123"),
					Arrays.asList(new Timestamp(START + 2), false, null, 12, 17, -5L, 7, 10, 1_000_000L, largest, 3f,
							0.1, "c", "42"),
					Arrays.asList(new Timestamp(START + 3), true, null, 12, 17, -5L, 7, 10, 1_000_000L, largest, 3f,
							0.1, "ascii", "1.5"));
		assertThat(column("select bin from types order by ts")).containsExactly(notText, notText, new byte[] { 0, -1 },
				"plain".getBytes(StandardCharsets.US_ASCII));
	}

	@Test
	void datesAndLocalTimesAreThoseOfTheConnectionsZone() throws SQLException {
		ZoneId oslo = ZoneId.of("Europe/Oslo");
		try (TaosDataSource zoned = new TaosDataSource(
				server.options().toBuilder().database(DATABASE).timeZone(oslo).build());
				Connection there = zoned.getConnection();
				PreparedStatement statement = there.prepareStatement("insert into t (ts, v) values (?, ?)")) {
			set(statement, LocalDate.of(2024, 1, 2), 1);
			statement.addBatch();
			set(statement, LocalDateTime.of(2024, 1, 3, 12, 0), 2);
			statement.addBatch();
			set(statement, "2024-01-04 12:00:00.5", 3);
			statement.addBatch();
			set(statement, "2024-01-05", 4);
			statement.addBatch();
			statement.setDate(1, Date.valueOf("2024-01-06"));
			statement.addBatch();
			assertThat(statement.executeBatch()).containsOnly(1);
		}
		assertThat(column("select ts from t order by ts")).containsExactly(
				Timestamp.from(Instant.parse("2024-01-01T23:00:00Z")),
				Timestamp.from(Instant.parse("2024-01-03T11:00:00Z")),
				Timestamp.from(Instant.parse("2024-01-04T11:00:00.5Z")),
				Timestamp.from(Instant.parse("2024-01-04T23:00:00Z")),
				Timestamp.from(Instant.parse("2024-01-05T23:00:00Z")));
	}

	@Test
	void whatDoesNotFitNamesRowTableAndColumn() throws SQLException {
		try (PreparedStatement statement = prepare(BY_NAME)) {
			set(statement, "d1", 1, "Oslo", START, 1f, 220, "good");
			statement.addBatch();
			refused(statement, 6, "high", 220, SQLDataException.class, "22018",
					"row 1, table 'd1', column 'voltage': the text 'high' is no INT");
			refused(statement, 6, 1L << 31, 220, SQLDataException.class, "22003",
					"row 1, table 'd1', column 'voltage': 2147483648 is out of the range of INT");
			refused(statement, 6, 1.5, 220, SQLDataException.class, "22003", "row 1, table 'd1', column 'voltage'");
			refused(statement, 6, true, 220, SQLDataException.class, "22018",
					"row 1, table 'd1', column 'voltage': INT cannot take a boolean");
			refused(statement, 6, Instant.EPOCH, 220, SQLDataException.class, "22018", "column 'voltage'");
			refused(statement, 7, "x".repeat(21), "n", SQLDataException.class, "22001",
					"row 1, table 'd1', column 'note': 21 bytes are too long for VARCHAR(20)");
			refused(statement, 4, null, START + 1, SQLIntegrityConstraintViolationException.class, "23502",
					"row 1, table 'd1', column 'ts': the primary timestamp must not be NULL");
			refused(statement, 4, Instant.ofEpochSecond(1, 1000), START + 1, SQLDataException.class, "22007",
					"row 1, table 'd1', column 'ts': 1970-01-01T00:00:01.000001Z is finer than the precision 'ms'");
			refused(statement, 4, "soon", START + 1, SQLDataException.class, "22007", "the text 'soon' is no time");
			refused(statement, 1, null, "d1", SQLDataException.class, "22018", "row 1: the table's name");
			refused(statement, 1, "a.b", "d1", SQLDataException.class, "42000", "must not contain a dot");
			set(statement, "d2", 1, "a location too long", START, 1f, 220, "n");
			assertThatExceptionOfType(SQLDataException.class).isThrownBy(statement::addBatch)
				.withMessageContaining("table 'd2', column 'location': 19 characters are too long for NCHAR(10)");
			set(statement, "d1", 1, "Oslo", START + 1, 1f, 220, "good");
			statement.addBatch();
			assertThat(statement.executeBatch()).containsExactly(1, 1);
		}
		assertThat(column("select distinct tbname from meters")).containsExactly("d1");
		assertThat(column("select note from meters")).containsExactly("good", "good");
	}

	private static void refused(PreparedStatement statement, int parameter, Object wrong, Object right,
			Class<? extends SQLException> type, String state, String message) throws SQLException {
		statement.setObject(parameter, wrong);
		assertThatExceptionOfType(type).isThrownBy(statement::addBatch)
			.withMessageContaining(message)
			.matches((ex) -> ex.getSQLState().equals(state));
		statement.setObject(parameter, right);
	}

	@Test
	void ofGoodAndBadTablesTheGoodOnesAreWritten() throws SQLException {
		try (PreparedStatement statement = prepare(
				"insert into ? using meters tags (?, ?) (ts, voltage) values (?, ?)")) {
			for (String table : List.of("d1", "foreign_1", "d2", "d1")) {
				set(statement, table, 1, "Oslo", START, 220);
				statement.addBatch();
			}
			statement.setLong(4, START + 1);
			statement.addBatch();
			assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(statement::executeBatch)
				.withMessageContaining("1 of the batch's 5 rows were refused and the others written; "
						+ "the first one is row 1, table 'foreign_1'")
				.satisfies((ex) -> {
					assertThat(ex.getUpdateCounts()).containsExactly(1, Statement.EXECUTE_FAILED, 1, 1, 1);
					assertThat((Throwable) ex.getNextException()).isInstanceOf(SQLException.class);
					assertThat(ex.getErrorCode()).isNotZero();
				});
			assertThat(statement.executeBatch()).isEmpty();
		}
		assertThat(rows("select tbname, count(*) from meters group by tbname order by tbname"))
			.containsExactly(List.of("d1", 2L), List.of("d2", 1L));
		assertThat(column("select count(*) from foreign_1")).containsExactly(0L);
	}

	@Test
	void missingTablesAreFoundAndTheOthersWritten() throws SQLException {
		// the embedded server creates the table, without tags
		assumeTrue(server.isReal());
		this.plain.execute("create table d1 using meters tags (1, 'Oslo')");
		try (PreparedStatement statement = prepare("insert into meters (tbname, ts, voltage) values (?, ?, ?)")) {
			set(statement, "d1", START, 1);
			assertThat(statement.executeUpdate()).isEqualTo(1);
			for (int i = 0; i < 6; i++) {
				set(statement, (i == 3) ? "nosuch" : "d1", START + i, i);
				statement.addBatch();
			}
			assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(statement::executeBatch)
				.withMessageContaining("the first one is row 3, table 'nosuch': Table")
				.satisfies((ex) -> {
					assertThat(ex.getUpdateCounts()).containsExactly(1, 1, 1, Statement.EXECUTE_FAILED, 1, 1);
					assertThat(ex.getSQLState()).isEqualTo("42S02");
				});
		}
		assertThat(column("select voltage from meters order by ts")).containsExactly(0, 1, 2, 4, 5);
	}

	@Test
	void rowsOutOfTimeAreFoundAndTheOthersWritten() throws SQLException {
		this.plain.execute("create table d0 using meters tags (1, 'Oslo') d1 using meters tags (2, 'Oslo')");
		try (PreparedStatement statement = prepare("insert into meters (tbname, ts, voltage) values (?, ?, ?)")) {
			for (int i = 0; i < 20; i++) {
				set(statement, "d" + i % 2, (i == 7 || i == 13) ? -7_000_000_000_000L : START + i, i);
				statement.addBatch();
			}
			assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(statement::executeLargeBatch)
				.satisfies((ex) -> {
					int[] expected = new int[20];
					Arrays.fill(expected, 1);
					expected[7] = Statement.EXECUTE_FAILED;
					expected[13] = Statement.EXECUTE_FAILED;
					assertThat(ex.getUpdateCounts()).containsExactly(expected);
					assertThat(ex.getSQLState()).startsWith("22");
				});
			set(statement, "d1", -7_000_000_000_000L, 1);
			assertThatExceptionOfType(SQLDataException.class).isThrownBy(statement::executeUpdate);
		}
		assertThat(column("select count(*) from meters")).containsExactly(18L);
	}

	@Test
	void ofEqualTimesTheLaterRowWinsAndBothCount() throws SQLException {
		this.plain.execute("create table d using meters tags (1, 'Oslo')");
		try (PreparedStatement statement = prepare(
				"insert into meters (tbname, ts, voltage, note) values (?, ?, ?, ?)")) {
			set(statement, "d", START, 1, "first");
			statement.addBatch();
			set(statement, "d", START, null, "second");
			statement.addBatch();
			assertThat(statement.executeBatch()).containsExactly(1, 1);
		}
		assertThat(rows("select voltage, note from meters")).containsExactly(Arrays.asList(null, "second"));
	}

	@Test
	void aMissingTableOrColumnIsRefusedBeforeAnythingIsSent() throws SQLException {
		try (PreparedStatement statement = prepare("insert into nosuch values (?, ?)")) {
			set(statement, START, 1);
			assertThatExceptionOfType(SQLSyntaxErrorException.class).isThrownBy(statement::addBatch)
				.withMessageContaining("'nosuch'")
				.matches((ex) -> ex.getSQLState().equals("42S02"));
			assertThatExceptionOfType(SQLSyntaxErrorException.class).isThrownBy(statement::executeUpdate)
				.matches((ex) -> ex.getSQLState().equals("42S02"));
		}
		try (PreparedStatement statement = prepare("insert into t (ts, nosuch) values (?, ?)")) {
			set(statement, START, 1);
			assertThatExceptionOfType(SQLSyntaxErrorException.class).isThrownBy(statement::executeUpdate)
				.withMessageContaining("nosuch");
		}
	}

	@Test
	void theMetadataOfParametersComesFromTheServer() throws SQLException {
		try (PreparedStatement statement = prepare(BY_NAME)) {
			ParameterMetaData metadata = statement.getParameterMetaData();
			assertThat(metadata.getParameterCount()).isEqualTo(7);
			assertThat(metadata.getParameterTypeName(1)).isEqualTo("VARCHAR");
			assertThat(metadata.getParameterType(2)).isEqualTo(Types.INTEGER);
			assertThat(metadata.getParameterType(3)).isEqualTo(Types.NVARCHAR);
			assertThat(metadata.getPrecision(3)).isEqualTo(10);
			assertThat(metadata.getParameterClassName(4)).isEqualTo(Timestamp.class.getName());
			assertThat(metadata.getScale(4)).isEqualTo(3);
			assertThat(metadata.isNullable(4)).isEqualTo(ParameterMetaData.parameterNoNulls);
			assertThat(metadata.isNullable(6)).isEqualTo(ParameterMetaData.parameterNullable);
			assertThat(metadata.isSigned(6)).isTrue();
			assertThat(metadata.isSigned(7)).isFalse();
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> metadata.getParameterType(8))
				.matches((ex) -> ex.getSQLState().equals("07009"));
		}
		try (PreparedStatement statement = prepare("select * from t where v = ?")) {
			assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(1);
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.getParameterMetaData().getParameterType(1));
		}
	}

	@Test
	void whatCannotBeBoundGoesAsText() throws SQLException {
		try (PreparedStatement statement = prepare("insert into t values (?, 1 + 0, ?)")) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> {
				set(statement, START, "x");
				statement.executeUpdate();
			}).matches((ex) -> ex.getErrorCode() != 0);
		}
		try (PreparedStatement statement = prepare("insert into t values (?, 7, ?)")) {
			for (int i = 0; i < 3; i++) {
				set(statement, START + i, "x" + i);
				statement.addBatch();
			}
			assertThat(statement.executeBatch()).containsExactly(1, 1, 1);
		}
		try (PreparedStatement statement = prepare("insert into t (ts, v) values (now + 1d, ?)")) {
			set(statement, 8);
			assertThat(statement.executeUpdate()).isEqualTo(1);
		}
		try (PreparedStatement statement = prepare("insert into t (ts, v) values (?, ?) (?, ?)")) {
			set(statement, START + 10, 9, START + 11, 10);
			assertThat(statement.executeUpdate()).isEqualTo(2);
		}
		assertThat(column("select v from t order by ts")).containsExactly(7, 7, 7, 9, 10, 8);
		this.plain.execute("create table money (ts timestamp, amount decimal(20, 4))");
		try (PreparedStatement statement = prepare("insert into money values (?, ?)")) {
			set(statement, START, new BigDecimal("1234567890123.4567"));
			statement.addBatch();
			set(statement, START + 1, -1);
			statement.addBatch();
			assertThat(statement.executeBatch()).containsExactly(1, 1);
		}
		assertThat(column("select amount from money order by ts")).containsExactly(new BigDecimal("1234567890123.4567"),
				new BigDecimal("-1.0000"));
		try (PreparedStatement statement = prepare("delete from t where ts < ?")) {
			set(statement, START + 2);
			statement.executeUpdate();
		}
		assertThat(column("select count(*) from t")).containsExactly(4L);
		try (PreparedStatement statement = prepare("show tables like ?")) {
			statement.setString(1, "money");
			assertThat(statement.executeQuery().next()).isTrue();
		}
	}

	@Test
	void aStatementSurvivesAChangeOfItsTable() throws SQLException {
		try (PreparedStatement statement = prepare("insert into t (ts, note) values (?, ?)")) {
			set(statement, START, "x".repeat(20));
			assertThat(statement.executeUpdate()).isEqualTo(1);
			this.plain.execute("alter table t modify column note varchar(40)");
			this.plain.execute("alter table t add column more int");
			set(statement, START + 1, "y".repeat(40));
			assertThat(statement.executeUpdate()).isEqualTo(1);
			this.plain.execute("drop table t");
			this.plain.execute("create table t (ts timestamp, note varchar(20))");
			set(statement, START + 2, "z");
			statement.addBatch();
			assertThat(statement.executeBatch()).containsExactly(1);
		}
		assertThat(column("select note from t")).containsExactly("z");
	}

	@Test
	void aSuperTableMayBeDroppedAndMadeAnew() throws SQLException {
		try (PreparedStatement statement = prepare(
				"insert into meters (tbname, grp, ts, voltage) values (?, ?, ?, ?)")) {
			set(statement, "d", 1, START, 1);
			assertThat(statement.executeUpdate()).isEqualTo(1);
			this.plain.execute("drop table d");
			set(statement, "d", 1, START + 1, 2);
			assertThat(statement.executeUpdate()).isEqualTo(1);
			assertThat(column("select voltage from meters")).containsExactly(2);
			this.plain.execute("drop stable meters");
			assertThatExceptionOfType(SQLException.class).isThrownBy(statement::executeUpdate);
			this.plain.execute("create stable meters (ts timestamp, voltage int) tags (grp int)");
			set(statement, "d", 1, START + 2, 3);
			assertThat(statement.executeUpdate()).isEqualTo(1);
		}
		assertThat(column("select voltage from meters")).containsExactly(3);
	}

	@Test
	void aTableByItsNameIsWrittenByTextWithTheTypesOfItsColumns() throws SQLException {
		try (PreparedStatement statement = prepare("insert into t (ts, v, note) values (?, ?, ?)")) {
			set(statement, new Timestamp(START), " 17 ", "good".getBytes(StandardCharsets.UTF_8));
			assertThat(statement.executeUpdate()).isEqualTo(1);
			set(statement, START + 1, 7.0, "it's \\ good");
			statement.addBatch();
			set(statement, START + 2, "x", "n");
			assertThatExceptionOfType(SQLDataException.class).isThrownBy(statement::addBatch)
				.withMessageContaining("table 't', row 1, column 'v': the text 'x' is no INT");
			set(statement, Instant.ofEpochSecond(1, 1), 1, "n");
			assertThatExceptionOfType(SQLDataException.class).isThrownBy(statement::addBatch)
				.withMessageContaining("is finer than the precision 'ms'");
			set(statement, START + 2, -128, null);
			statement.addBatch();
			assertThat(statement.executeBatch()).containsExactly(1, 1);
			set(statement, START + 3, 1, new byte[] { -1 });
			assertThatExceptionOfType(SQLDataException.class).isThrownBy(statement::executeUpdate)
				.withMessageContaining("no UTF-8");
		}
		assertThat(rows("select v, note from t order by ts")).containsExactly(List.of(17, "good"),
				List.of(7, "it's \\ good"), Arrays.asList(-128, null));
	}

	@Test
	void eachDatabaseHasItsOwnTables() throws SQLException {
		String other = DATABASE + "_2";
		this.plain.execute("drop database if exists " + other);
		this.plain.execute("create database " + other + " vgroups 1 buffer 3 precision 'us'");
		try (PreparedStatement statement = prepare("insert into t (ts, v) values (?, ?)")) {
			this.plain.execute("create table " + other + ".t (ts timestamp, v bigint)");
			set(statement, Instant.ofEpochMilli(System.currentTimeMillis()), 1);
			assertThat(statement.executeUpdate()).isEqualTo(1);
			this.connection.setCatalog(other);
			set(statement, Instant.ofEpochMilli(System.currentTimeMillis()), 1L << 40);
			assertThat(statement.executeUpdate()).isEqualTo(1);
			assertThat(column("select v from t where ts > now - 1h")).containsExactly(1L << 40);
			this.connection.setCatalog(DATABASE);
			assertThat(column("select v from t where ts > now - 1h")).containsExactly(1);
		}
		finally {
			this.plain.execute("drop database " + other);
		}
	}

}
