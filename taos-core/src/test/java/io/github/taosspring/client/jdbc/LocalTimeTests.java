package io.github.taosspring.client.jdbc;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.wire.BlockEncoder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Local times follow the connection's zone, not the JVM's, in JVMs of several zones.
 */
class LocalTimeTests {

	private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

	/** 2024-01-01 04:30 in Shanghai. */
	private static final Instant TIME = Instant.parse("2023-12-31T20:30:00.125Z");

	private static TimeZone before;

	private final FakeSession session = new FakeSession();

	private final Connection connection = new TaosConnection(this.session,
			TaosClientOptions.builder().timeZone(ZONE).build(), () -> {
			});

	@BeforeAll
	static void rememberTheZone() {
		before = TimeZone.getDefault();
	}

	@AfterAll
	static void restoreTheZone() {
		TimeZone.setDefault(before);
	}

	private ResultSet read(long millis) throws SQLException {
		BlockEncoder encoder = new BlockEncoder(List.of(new TaosColumn("ts", TaosType.TIMESTAMP, 8, 0, 0)));
		encoder.column(0).appendLong(millis);
		this.session.answer(new FakeResult(encoder, TaosPrecision.MILLISECOND));
		ResultSet rows = this.connection.createStatement().executeQuery("select");
		rows.next();
		return rows;
	}

	private static Calendar calendar(String zone) {
		return Calendar.getInstance(TimeZone.getTimeZone(zone));
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTC", "America/St_Johns", "Pacific/Auckland", "Asia/Shanghai" })
	void everyTimeIsReadInTheConnectionsZone(String jvm) throws SQLException {
		TimeZone.setDefault(TimeZone.getTimeZone(jvm));
		ResultSet rows = read(TIME.toEpochMilli());
		ZonedDateTime there = TIME.atZone(ZONE);
		assertThat(rows.getTimestamp(1).toInstant()).isEqualTo(TIME);
		assertThat(rows.getTimestamp(1, calendar("America/New_York")).toInstant()).isEqualTo(TIME);
		assertThat(rows.getObject(1, Timestamp.class).toInstant()).isEqualTo(TIME);
		assertThat(rows.getObject(1, Calendar.class).toInstant()).isEqualTo(TIME);
		assertThat(rows.getObject(1, Calendar.class).getTimeZone().toZoneId()).isEqualTo(ZONE);
		assertThat(rows.getObject(1, Instant.class)).isEqualTo(TIME);
		assertThat(rows.getObject(1, ZonedDateTime.class)).isEqualTo(there);
		assertThat(rows.getObject(1, OffsetDateTime.class))
			.isEqualTo(OffsetDateTime.parse("2024-01-01T04:30:00.125+08:00"));
		assertThat(rows.getObject(1, OffsetTime.class)).isEqualTo(OffsetTime.parse("04:30:00.125+08:00"));
		assertThat(rows.getObject(1, LocalDateTime.class)).isEqualTo(there.toLocalDateTime());
		assertThat(rows.getObject(1, LocalDate.class)).isEqualTo(LocalDate.of(2024, 1, 1));
		assertThat(rows.getObject(1, LocalTime.class)).isEqualTo(LocalTime.parse("04:30:00.125"));
		assertThat(rows.getObject(1, Year.class)).isEqualTo(Year.of(2024));
		assertThat(rows.getObject(1, YearMonth.class)).isEqualTo(YearMonth.of(2024, 1));
		assertThat(rows.getObject(1, MonthDay.class)).isEqualTo(MonthDay.of(1, 1));
		assertThat(rows.getObject(1, Month.class)).isEqualTo(Month.JANUARY);
		assertThat(rows.getObject(1, DayOfWeek.class)).isEqualTo(DayOfWeek.MONDAY);
		assertThat(rows.getDate(1).toString()).isEqualTo("2024-01-01");
		assertThat(rows.getDate(1).toLocalDate()).isEqualTo(LocalDate.of(2024, 1, 1));
		assertThat(rows.getObject(1, Date.class)).isEqualTo(rows.getDate(1));
		assertThat(rows.getTime(1).toString()).isEqualTo("04:30:00");
		assertThat(rows.getObject(1, Time.class)).isEqualTo(rows.getTime(1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTC", "America/St_Johns", "Pacific/Auckland" })
	void aCalendarNamesTheZoneOfADateAndATime(String jvm) throws SQLException {
		TimeZone.setDefault(TimeZone.getTimeZone(jvm));
		ResultSet rows = read(TIME.toEpochMilli());
		assertThat(Instant.ofEpochMilli(rows.getDate(1, calendar("America/New_York")).getTime()))
			.isEqualTo(Instant.parse("2023-12-31T05:00:00Z"));
		assertThat(rows.getTime(1, calendar("America/New_York")).getTime())
			.isEqualTo(Instant.parse("1970-01-01T20:30:00.125Z").toEpochMilli());
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTC", "America/St_Johns", "Pacific/Auckland" })
	void whatIsSetMeansTheSameInEveryJvm(String jvm) throws SQLException {
		TimeZone.setDefault(TimeZone.getTimeZone(jvm));
		this.session.answer(1);
		PreparedStatement statement = this.connection.prepareStatement("insert into t values (?,?,?,?,?,?)");
		statement.setTimestamp(1, Timestamp.from(TIME), calendar("America/New_York"));
		statement.setObject(2, TIME.atZone(ZONE).toLocalDateTime());
		statement.setDate(3, Date.valueOf("2024-01-01"));
		statement.setDate(4, new Date(Instant.parse("2023-12-31T05:00:00Z").toEpochMilli()),
				calendar("America/New_York"));
		statement.setObject(5, LocalDate.of(2024, 1, 1));
		Calendar point = calendar("America/New_York");
		point.setTimeInMillis(TIME.toEpochMilli());
		statement.setObject(6, point);
		statement.executeUpdate();
		assertThat(this.session.statements)
			.containsExactly("insert into t values ('2023-12-31T20:30:00.125Z','2023-12-31T20:30:00.125Z',"
					+ "'2023-12-31T16:00:00.000Z','2023-12-31T05:00:00.000Z','2023-12-31T16:00:00.000Z',"
					+ "'2023-12-31T20:30:00.125Z')");
	}

	@ParameterizedTest
	@ValueSource(longs = { Long.MIN_VALUE, Long.MAX_VALUE })
	void aTimeBeyondWhatATypeHoldsIsAnError(long millis) throws SQLException {
		ResultSet rows = read(millis);
		assertThat(rows.getObject(1, Instant.class).toEpochMilli()).isEqualTo(millis);
		// the start of the first day lies before it
		if (millis == Long.MIN_VALUE) {
			assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> rows.getDate(1, calendar("UTC")))
				.withMessageContainingAll("ts", "TIMESTAMP", "-292275055", "Date")
				.matches((ex) -> ex.getSQLState().equals("22003"));
		}
		assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> rows.getObject(1, Thread.class))
			.withMessageContainingAll("ts", "TIMESTAMP", "java.lang.Thread")
			.matches((ex) -> ex.getSQLState().equals("22018"));
	}

}
