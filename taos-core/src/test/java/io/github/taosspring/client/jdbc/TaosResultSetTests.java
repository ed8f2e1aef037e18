package io.github.taosspring.client.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.wire.BlockEncoder;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TaosResultSet} and its metadata, on real blocks.
 */
class TaosResultSetTests {

	private static final List<TaosColumn> COLUMNS = List.of(column("ts", TaosType.TIMESTAMP, 8),
			column("flag", TaosType.BOOL, 1), column("i8", TaosType.TINYINT, 1), column("i16", TaosType.SMALLINT, 2),
			column("i32", TaosType.INT, 4), column("i64", TaosType.BIGINT, 8),
			column("u8", TaosType.TINYINT_UNSIGNED, 1), column("u16", TaosType.SMALLINT_UNSIGNED, 2),
			column("u32", TaosType.INT_UNSIGNED, 4), column("u64", TaosType.BIGINT_UNSIGNED, 8),
			column("f32", TaosType.FLOAT, 4), column("f64", TaosType.DOUBLE, 8), column("text", TaosType.VARCHAR, 64),
			column("Wide", TaosType.NCHAR, 16), column("bin", TaosType.VARBINARY, 32),
			new TaosColumn("dec", TaosType.DECIMAL, 16, 20, 4));

	private final FakeSession session = new FakeSession();

	private final TaosConnection connection = new TaosConnection(this.session,
			TaosClientOptions.builder().timeZone(ZoneId.of("Asia/Shanghai")).build(), () -> {
			});

	private FakeResult result;

	private ResultSet rows;

	private static TaosColumn column(String name, TaosType type, int length) {
		return new TaosColumn(name, type, length, 0, 0);
	}

	@BeforeEach
	void threeRows() throws SQLException {
		BlockEncoder encoder = new BlockEncoder(COLUMNS);
		append(encoder, 1704067200123456789L, true, 7, 7, 7, 7, 7, 7, 7, 7, 1.5, 2.0, "42", "涛😀", "7");
		append(encoder, -1, false, -128, -32768, Integer.MIN_VALUE, Long.MIN_VALUE, 255, 65535, 4294967295L, -1,
				Float.MAX_VALUE, 1e300, "it's", "", "-0.0001");
		for (int i = 0; i < COLUMNS.size(); i++) {
			encoder.column(i).appendNull();
		}
		this.result = new FakeResult(encoder, TaosPrecision.NANOSECOND);
		this.session.answer(this.result);
		this.rows = this.connection.createStatement().executeQuery("select *");
	}

	private static void append(BlockEncoder encoder, long ts, boolean flag, long i8, long i16, long i32, long i64,
			long u8, long u16, long u32, long u64, double f32, double f64, String text, String wide, String decimal) {
		encoder.column(0).appendLong(ts);
		encoder.column(1).appendBoolean(flag);
		long[] integers = { i8, i16, i32, i64, u8, u16, u32, u64 };
		for (int i = 0; i < integers.length; i++) {
			encoder.column(2 + i).appendLong(integers[i]);
		}
		encoder.column(10).appendFloat((float) f32);
		encoder.column(11).appendDouble(f64);
		encoder.column(12).appendString(text);
		encoder.column(13).appendString(wide);
		encoder.column(14).appendBytes(new byte[] { 0, -1 });
		encoder.column(15).appendDecimal(new BigDecimal(decimal));
	}

	@Test
	void everyIntegerReadsAsEveryTypeThatHoldsIt() throws SQLException {
		assertThat(this.rows.next()).isTrue();
		for (int column = 3; column <= 10; column++) {
			assertThat(this.rows.getByte(column)).isEqualTo((byte) 7);
			assertThat(this.rows.getShort(column)).isEqualTo((short) 7);
			assertThat(this.rows.getInt(column)).isEqualTo(7);
			assertThat(this.rows.getLong(column)).isEqualTo(7);
			assertThat(this.rows.getFloat(column)).isEqualTo(7);
			assertThat(this.rows.getDouble(column)).isEqualTo(7);
			assertThat(this.rows.getBigDecimal(column)).isEqualByComparingTo("7");
			assertThat(this.rows.getString(column)).isEqualTo("7");
			assertThat(this.rows.getObject(column, BigInteger.class)).isEqualTo(7);
		}
		assertThat(this.rows.getBoolean("flag")).isTrue();
		assertThat(this.rows.getInt("flag")).isEqualTo(1);
		assertThat(this.rows.getInt("text")).isEqualTo(42);
		assertThat(this.rows.getLong("f64")).isEqualTo(2);
		assertThat(this.rows.getInt("dec")).isEqualTo(7);
		assertThat(this.rows.getObject("text", Double.class)).isEqualTo(42.0);
	}

	@Test
	void aValueThatDoesNotFitIsAnErrorThatNamesColumnTypeAndValue() throws SQLException {
		assertThat(this.rows.next()).isTrue();
		outOfRange(() -> this.rows.getInt("f32"), "f32", "FLOAT", "1.5", "int");
		outOfRange(() -> this.rows.getBoolean("i32"), "i32", "7", "boolean");
		assertThat(this.rows.next()).isTrue();
		outOfRange(() -> this.rows.getByte("u8"), "u8", "TINYINT UNSIGNED", "255", "byte");
		outOfRange(() -> this.rows.getByte("i16"), "-32768");
		outOfRange(() -> this.rows.getShort("u16"), "65535", "short");
		outOfRange(() -> this.rows.getShort("i32"), "-2147483648");
		outOfRange(() -> this.rows.getInt("u32"), "4294967295", "int");
		outOfRange(() -> this.rows.getInt("i64"), "-9223372036854775808");
		outOfRange(() -> this.rows.getLong("u64"), "18446744073709551615", "long");
		outOfRange(() -> this.rows.getLong("f64"), "f64");
		outOfRange(() -> this.rows.getFloat("f64"), "f64", "float");
		outOfRange(() -> this.rows.getLong("dec"), "-0.0001");
		conversion(() -> this.rows.getInt("text"), "text", "VARCHAR", "it's", "int", "not a number");
		conversion(() -> this.rows.getObject("text", BigInteger.class), "it's", "BigInteger", "not a number");
		conversion(() -> this.rows.getBoolean("text"), "it's", "boolean");
		conversion(() -> this.rows.getTimestamp("text"), "Timestamp");
		conversion(() -> this.rows.getTimestamp("i64"), "Timestamp");
		conversion(() -> this.rows.getInt("bin"), "VARBINARY");
		conversion(() -> this.rows.getDouble("ts"), "TIMESTAMP");
		conversion(() -> this.rows.getBytes("i32"), "byte[]");
	}

	@Test
	void aTextWithAHugeExponentDoesNotFitAtOnce() throws SQLException {
		for (String text : new String[] { "1e999999999", "-1E2147483647", "1e-999999999", "7e-2147483647" }) {
			BlockEncoder encoder = new BlockEncoder(List.of(column("text", TaosType.VARCHAR, 64)));
			encoder.column(0).appendString(text);
			this.session.answer(new FakeResult(encoder, TaosPrecision.MILLISECOND));
			try (ResultSet one = this.connection.createStatement().executeQuery("select *")) {
				one.next();
				outOfRange(() -> one.getObject(1, BigInteger.class), text, "BigInteger");
				outOfRange(() -> one.getLong(1), text, "long");
				assertThat(one.getObject(1, Number.class)).isEqualTo(new BigDecimal(text));
			}
		}
	}

	@Test
	void everyNumberReadsAsNumberInItsOwnClass() throws SQLException {
		this.rows.next();
		assertThat(this.rows.getObject("i32", Number.class)).isEqualTo(7);
		assertThat(this.rows.getObject("u64", Number.class)).isEqualTo(BigInteger.valueOf(7));
		assertThat(this.rows.getObject("f32", Number.class)).isEqualTo(1.5f);
		assertThat(this.rows.getObject("dec", Number.class)).isEqualTo(new BigDecimal("7.0000"));
		assertThat(this.rows.getObject("text", Number.class)).isEqualTo(new BigDecimal("42"));
		conversion(() -> this.rows.getObject("ts", Number.class), "ts", "Number");
	}

	private static void outOfRange(ThrowingCallable call, String... parts) {
		assertThatExceptionOfType(SQLDataException.class).isThrownBy(call)
			.withMessageContainingAll(parts)
			.matches((ex) -> ex.getSQLState().equals("22003"));
	}

	private static void conversion(ThrowingCallable call, String... parts) {
		assertThatExceptionOfType(SQLDataException.class).isThrownBy(call)
			.withMessageContainingAll(parts)
			.matches((ex) -> ex.getSQLState().equals("22018"));
	}

	@Test
	void theExtremesReadExactly() throws SQLException {
		this.rows.next();
		this.rows.next();
		assertThat(this.rows.getByte("i8")).isEqualTo(Byte.MIN_VALUE);
		assertThat(this.rows.getShort("i16")).isEqualTo(Short.MIN_VALUE);
		assertThat(this.rows.getInt("i32")).isEqualTo(Integer.MIN_VALUE);
		assertThat(this.rows.getLong("i64")).isEqualTo(Long.MIN_VALUE);
		assertThat(this.rows.getLong("u32")).isEqualTo(4294967295L);
		assertThat(this.rows.getObject("u64")).isEqualTo(new BigInteger("18446744073709551615"));
		assertThat(this.rows.getBigDecimal("u64")).isEqualTo("18446744073709551615");
		assertThat(this.rows.getFloat("f32")).isEqualTo(Float.MAX_VALUE);
		assertThat(this.rows.getDouble("f64")).isEqualTo(1e300);
		assertThat(this.rows.getString("text")).isEqualTo("it's");
		assertThat(this.rows.getString("wide")).isEmpty();
		assertThat(this.rows.getBytes("bin")).containsExactly(0, -1);
		assertThat(this.rows.getBytes("text")).isEqualTo("it's".getBytes(StandardCharsets.UTF_8));
		assertThat(this.rows.getBigDecimal("dec")).isEqualTo(new BigDecimal("-0.0001"));
	}

	@Test
	void aTimestampIsAPointInTimeThatLocalTypesReadInTheConnectionsZone() throws SQLException {
		this.rows.next();
		Instant instant = Instant.parse("2024-01-01T00:00:00.123456789Z");
		ZoneId zone = ZoneId.of("Asia/Shanghai");
		assertThat(this.rows.getTimestamp(1).toInstant()).isEqualTo(instant);
		assertThat(this.rows.getTimestamp(1, Calendar.getInstance(TimeZone.getTimeZone("UTC"))).toInstant())
			.isEqualTo(instant);
		assertThat(this.rows.getObject(1)).isEqualTo(Timestamp.from(instant));
		assertThat(this.rows.getObject(1, Instant.class)).isEqualTo(instant);
		assertThat(this.rows.getObject(1, java.util.Date.class)).isEqualTo(Timestamp.from(instant));
		assertThat(this.rows.getObject(1, LocalDateTime.class)).isEqualTo("2024-01-01T08:00:00.123456789");
		assertThat(this.rows.getObject(1, LocalDate.class)).isEqualTo("2024-01-01");
		assertThat(this.rows.getObject(1, LocalTime.class)).isEqualTo("08:00:00.123456789");
		assertThat(this.rows.getObject(1, OffsetDateTime.class))
			.isEqualTo(OffsetDateTime.parse("2024-01-01T08:00:00.123456789+08:00"));
		assertThat(this.rows.getObject(1, ZonedDateTime.class)).isEqualTo(instant.atZone(zone));
		assertThat(this.rows.getDate(1)).isEqualTo(Date.valueOf("2024-01-01"));
		Calendar newYork = Calendar.getInstance(TimeZone.getTimeZone("America/New_York"));
		assertThat(this.rows.getDate(1, newYork).getTime())
			.isEqualTo(Instant.parse("2023-12-31T05:00:00Z").toEpochMilli());
		assertThat(this.rows.getTime(1, newYork).getTime())
			.isEqualTo(Instant.parse("1970-01-02T00:00:00.123Z").toEpochMilli());
		assertThat(this.rows.getDate(1, null)).isEqualTo(Date.valueOf("2024-01-01"));
		assertThat(this.rows.getTime(1).toLocalTime()).isEqualTo(LocalTime.of(8, 0));
		assertThat(this.rows.getObject(1, Time.class).toString()).isEqualTo("08:00:00");
		assertThat(this.rows.getLong(1)).isEqualTo(1704067200123456789L);
		assertThat(this.rows.getString(1)).isEqualTo("2024-01-01T00:00:00.123456789Z");
		this.rows.next();
		assertThat(this.rows.getObject(1, Instant.class)).isEqualTo("1969-12-31T23:59:59.999999999Z");
	}

	@Test
	void nullIsZeroOrNullAndWasNullSaysSo() throws SQLException {
		this.rows.next();
		this.rows.getInt(5);
		assertThat(this.rows.wasNull()).isFalse();
		this.rows.next();
		this.rows.next();
		for (int column = 1; column <= COLUMNS.size(); column++) {
			assertThat(this.rows.getObject(column)).isNull();
			assertThat(this.rows.wasNull()).isTrue();
			assertThat(this.rows.getString(column)).isNull();
			assertThat(this.rows.getInt(column)).isZero();
			assertThat(this.rows.getBoolean(column)).isFalse();
			assertThat(this.rows.getDouble(column)).isZero();
			assertThat(this.rows.getFloat(column)).isZero();
			assertThat(this.rows.getBigDecimal(column)).isNull();
			assertThat(this.rows.getBytes(column)).isNull();
			assertThat(this.rows.getTimestamp(column)).isNull();
			assertThat(this.rows.getObject(column, Integer.class)).isNull();
		}
		assertThat(this.rows.next()).isFalse();
	}

	@Test
	void objectsHaveTheClassThatTheMetadataNames() throws SQLException {
		ResultSetMetaData metadata = this.rows.getMetaData();
		this.rows.next();
		for (int column = 1; column <= COLUMNS.size(); column++) {
			assertThat(this.rows.getObject(column).getClass().getName()).isEqualTo(metadata.getColumnClassName(column));
		}
	}

	@Test
	void theMetadataDescribesEachColumn() throws SQLException {
		ResultSetMetaData metadata = this.rows.getMetaData();
		assertThat(metadata.getColumnCount()).isEqualTo(16);
		int[] types = { Types.TIMESTAMP, Types.BOOLEAN, Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT,
				Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.REAL, Types.DOUBLE, Types.VARCHAR,
				Types.NVARCHAR, Types.VARBINARY, Types.DECIMAL };
		for (int column = 1; column <= types.length; column++) {
			assertThat(metadata.getColumnType(column)).isEqualTo(types[column - 1]);
			assertThat(metadata.getColumnLabel(column)).isEqualTo(COLUMNS.get(column - 1).name());
			assertThat(metadata.getColumnName(column)).isEqualTo(COLUMNS.get(column - 1).name());
			assertThat(metadata.getColumnTypeName(column)).isEqualTo(COLUMNS.get(column - 1).type().sqlName());
		}
		assertThat(metadata.getPrecision(16)).isEqualTo(20);
		assertThat(metadata.getScale(16)).isEqualTo(4);
		assertThat(metadata.getScale(1)).isEqualTo(9);
		assertThat(metadata.getPrecision(13)).isEqualTo(64);
		assertThat(metadata.getColumnDisplaySize(1)).isEqualTo("2024-01-01T00:00:00.123456789Z".length() - 1);
		assertThat(metadata.getColumnDisplaySize(5)).isEqualTo(11);
		assertThat(metadata.isSigned(5)).isTrue();
		assertThat(metadata.isSigned(9)).isFalse();
		assertThat(metadata.isSigned(13)).isFalse();
		assertThat(metadata.getTableName(1)).isEmpty();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> metadata.getColumnType(17))
			.matches((ex) -> ex.getSQLState().equals("07009"));
	}

	@Test
	void labelsAreFoundInAnyCaseTheExactOneFirst() throws SQLException {
		assertThat(this.rows.findColumn("WIDE")).isEqualTo(14);
		assertThat(this.rows.findColumn("Wide")).isEqualTo(14);
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.rows.findColumn("nosuch"))
			.withMessageContainingAll("nosuch", "flag")
			.matches((ex) -> ex.getSQLState().equals("42S22"));
		BlockEncoder encoder = new BlockEncoder(
				List.of(column("v", TaosType.INT, 4), column("V", TaosType.INT, 4), column("v", TaosType.INT, 4)));
		for (int i = 0; i < 3; i++) {
			encoder.column(i).appendLong(i);
		}
		this.session.answer(new FakeResult(encoder, TaosPrecision.MILLISECOND));
		ResultSet twice = this.connection.createStatement().executeQuery("select");
		twice.next();
		assertThat(twice.getInt("v")).isEqualTo(0);
		assertThat(twice.getInt("V")).isEqualTo(1);
	}

	@Test
	void readingOutsideOfARowIsRefused() throws SQLException {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.rows.getInt(3))
			.withMessageContaining("before its first row")
			.matches((ex) -> ex.getSQLState().equals("24000"));
		this.rows.next();
		assertThat(this.rows.isFirst()).isTrue();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.rows.getInt(0))
			.matches((ex) -> ex.getSQLState().equals("07009"));
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.rows.getInt(17))
			.withMessageContaining("16");
		this.rows.next();
		assertThat(this.rows.getRow()).isEqualTo(2);
		this.rows.next();
		assertThat(this.rows.next()).isFalse();
		assertThat(this.rows.isAfterLast()).isTrue();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.rows.getInt(3))
			.withMessageContaining("after its last row");
	}

	@Test
	void aClosedResultSetFreesItsResultAndRefusesToBeRead() throws SQLException {
		this.rows.next();
		this.rows.close();
		this.rows.close();
		assertThat(this.result.closed).isTrue();
		assertThat(this.rows.isClosed()).isTrue();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.rows.getInt(3))
			.withMessageContaining("closed")
			.matches((ex) -> ex.getSQLState().equals("24000"));
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.rows.next());
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.rows.wasNull());
	}

	@Test
	void maxRowsEndsTheResultEarlier() throws SQLException {
		BlockEncoder encoder = new BlockEncoder(List.of(column("v", TaosType.INT, 4)));
		for (int i = 0; i < 5; i++) {
			encoder.column(0).appendLong(i);
		}
		this.session.answer(new FakeResult(encoder, TaosPrecision.MILLISECOND));
		Statement statement = this.connection.createStatement();
		statement.setMaxRows(2);
		ResultSet limited = statement.executeQuery("select");
		assertThat(limited.next()).isTrue();
		assertThat(limited.next()).isTrue();
		assertThat(limited.next()).isFalse();
		assertThat(limited.next()).isFalse();
	}

	@Test
	void whatComesLaterIsRefusedByName() throws SQLException {
		this.rows.next();
		notSupported(() -> this.rows.getBlob(1), "getBlob");
		notSupported(() -> this.rows.getClob("text"), "getClob");
		notSupported(() -> this.rows.previous(), "previous");
		notSupported(() -> this.rows.updateInt(1, 1), "updateInt");
		notSupported(() -> this.rows.isBeforeFirst(), "isBeforeFirst");
		conversion(() -> this.rows.getObject(1, UUID.class), "ts", "java.util.UUID");
		notSupported(() -> this.rows.getObject(1, Map.of("x", String.class)), "type map");
	}

	private static void notSupported(ThrowingCallable call, String name) {
		assertThatExceptionOfType(SQLFeatureNotSupportedException.class).isThrownBy(call)
			.withMessageContaining(name)
			.matches((ex) -> ex.getSQLState().equals("0A000"));
	}

}
