package io.github.taosspring.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.testing.FakeTaosResult;
import io.github.taosspring.testing.Results;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.convert.support.DefaultConversionService;

import static io.github.taosspring.testing.Results.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RowMappers}.
 */
class RowMappersTests {

	private static final Instant TIME = Instant.parse("2026-11-23T10:15:30.123Z");

	private final RowMappers mappers = new RowMappers(new DefaultConversionService(), ZoneId.of("Europe/Oslo"));

	@Test
	void recordTakesColumnsByNameInAnyOrder() {
		Results results = Results.of()
			.column("current", TaosType.FLOAT)
			.column("unused", TaosType.INT)
			.column("device_id", TaosType.VARCHAR)
			.column("TS", TaosType.TIMESTAMP)
			.block(row(1.5f, 1, "d1", TIME));
		assertThat(map(results, Reading.class)).isEqualTo(new Reading(TIME, "d1", 1.5f));
	}

	@Test
	void annotationsNameTheColumns() {
		Results results = Results.of()
			.column("tbname", TaosType.VARCHAR)
			.column("Wanted", TaosType.INT)
			.column("value", TaosType.INT)
			.column("time", TaosType.TIMESTAMP)
			.block(row("d1", 1, 2, TIME));
		assertThat(map(results, Renamed.class)).isEqualTo(new Renamed("d1", 1, TIME));
		RenamedBean bean = map(results, RenamedBean.class);
		assertThat(bean.getValue()).isEqualTo(1);
		assertThat(map(results, RenamedClass.class).value).isEqualTo(1);
	}

	@Test
	void superTableIsReadByTheNamesOfTheNamingStrategy() {
		NamingStrategy strategy = (property) -> "f_" + property;
		RowMappers prefixing = new RowMappers(new TaosMappingContext().withNamingStrategy(strategy), ZoneId.of("UTC"));
		FakeTaosResult result = Results.of()
			.column("f_ts", TaosType.TIMESTAMP)
			.column("f_v", TaosType.INT)
			.column("f_id", TaosType.INT)
			.block(row(TIME, 5, 7))
			.build();
		result.next();
		assertThat(prefixing.mapperFor(Strategic.class, result.columns()).mapRow(new CurrentRow(result)))
			.isEqualTo(new Strategic(TIME, 5, 7));
	}

	@Test
	void optionalIsEmptyForNullAndNeedsItsColumn() {
		Results results = Results.of().column("a", TaosType.INT).column("b", TaosType.VARCHAR).block(row(1, null));
		assertThat(map(results, Maybe.class)).isEqualTo(new Maybe(Optional.of(1L), Optional.empty()));
		Results without = Results.of().column("a", TaosType.INT).block(row(1));
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(() -> map(without, Maybe.class))
			.withMessageContaining("component 'b' of record Maybe");
	}

	@Test
	void columnsOfAPartialRowMayBeAbsent() {
		FakeTaosResult result = Results.of().column("a", TaosType.INT).block(row(1)).build();
		result.next();
		assertThat(this.mappers.partialMapperFor(Partial.class, result.columns()).mapRow(new CurrentRow(result)))
			.isEqualTo(new Partial(1, null, Optional.empty()));
		RenamedBean bean = this.mappers.partialMapperFor(RenamedBean.class, result.columns())
			.mapRow(new CurrentRow(result));
		assertThat(bean.getValue()).isEqualTo(-1);
	}

	@Test
	void anAbsentColumnCannotBecomeAPrimitive() {
		FakeTaosResult result = Results.of().column("b", TaosType.INT).block(row(1)).build();
		assertThatExceptionOfType(TaosMappingException.class)
			.isThrownBy(() -> this.mappers.partialMapperFor(Partial.class, result.columns()))
			.withMessageContaining("Column 'a' is absent")
			.withMessageContaining("component 'a' of record Partial");
	}

	@Test
	void theRowsOfABlockAreReadOneAfterTheOther() {
		FakeTaosResult result = Results.of().column("a", TaosType.INT).block(row(1), row(2)).build();
		result.next();
		CurrentRow row = new CurrentRow(result.block());
		assertThat(row.getInt("A")).isEqualTo(1);
		row.moveTo(1);
		assertThat(row.getInt("a")).isEqualTo(2);
		assertThat(this.mappers.mapperFor(int.class, row.columns()).mapRow(row)).isEqualTo(2);
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> row.moveTo(2));
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> new CurrentRow(result).moveTo(0));
	}

	@Test
	void jsonTagBecomesAnObject() {
		String json = "{\"building\": \"K2\", \"floor\": 3}";
		Results results = Results.of()
			.column("info", TaosType.JSON)
			.column("map", TaosType.JSON)
			.block(row(json, json));
		assertThat(map(results, Tagged.class))
			.isEqualTo(new Tagged(new Place("K2", 3), Map.of("building", "K2", "floor", 3)));
		Results wrong = Results.of().column("info", TaosType.JSON).column("map", TaosType.JSON).block(row("[1]", json));
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(() -> map(wrong, Tagged.class))
			.withMessageContaining("'[1]'")
			.withMessageContaining("column 'info' (JSON)")
			.withMessageContaining("component 'info' of record Tagged");
	}

	@Test
	void underscoresAndCaseDoNotMatterButTheExactLabelWins() {
		Results results = Results.of()
			.column("device_id", TaosType.VARCHAR)
			.column("deviceId", TaosType.VARCHAR)
			.column("_ts", TaosType.TIMESTAMP)
			.column("CURRENT", TaosType.FLOAT)
			.block(row("wrong", "right", TIME, 1f));
		assertThat(map(results, Reading.class).deviceId()).isEqualTo("right");
	}

	@Test
	void columnsOfLastRowStarAreFound() {
		Results results = Results.of()
			.column("last_row(ts)", TaosType.TIMESTAMP)
			.column("last_row(device_id)", TaosType.VARCHAR)
			.column("last_row(current)", TaosType.FLOAT)
			.column("max(current)", TaosType.FLOAT)
			.block(row(TIME, "d1", 1f, 2f));
		assertThat(map(results, Reading.class)).isEqualTo(new Reading(TIME, "d1", 1f));
	}

	@Test
	void missingColumnIsNamedWithTheComponent() {
		Results results = Results.of()
			.column("ts", TaosType.TIMESTAMP)
			.column("avg(current)", TaosType.FLOAT)
			.column("device_id", TaosType.VARCHAR)
			.block(row(TIME, 1f, "d1"));
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(() -> map(results, Reading.class))
			.withMessage("No column for component 'current' of record Reading: "
					+ "the result has 'ts', 'avg(current)', 'device_id'");
	}

	@Test
	void twoColumnsForOneComponentAreAnError() {
		Results results = Results.of()
			.column("ts", TaosType.TIMESTAMP)
			.column("device_id", TaosType.VARCHAR)
			.column("DEVICE_ID", TaosType.VARCHAR)
			.column("current", TaosType.FLOAT)
			.block(row(TIME, "a", "b", 1f));
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(() -> map(results, Reading.class))
			.withMessageContaining("component 'deviceId' of record Reading")
			.withMessageContaining("'device_id', 'DEVICE_ID'");
	}

	@Test
	void nullIsNullForAnObjectAndAnErrorForAPrimitive() {
		Results results = Results.of()
			.column("ts", TaosType.TIMESTAMP)
			.column("device_id", TaosType.VARCHAR)
			.column("current", TaosType.FLOAT)
			.block(row(TIME, null, 1f));
		assertThat(map(results, Reading.class).deviceId()).isNull();
		Results nullCurrent = Results.of()
			.column("ts", TaosType.TIMESTAMP)
			.column("device_id", TaosType.VARCHAR)
			.column("current", TaosType.FLOAT)
			.block(row(TIME, "d1", null));
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(() -> map(nullCurrent, Reading.class))
			.withMessageContaining("NULL in column 'current'")
			.withMessageContaining("component 'current' of record Reading")
			.withMessageContaining("primitive float");
	}

	@Test
	void lossyConversionNamesRecordComponentColumnAndValue() {
		Results results = Results.of()
			.column("ts", TaosType.TIMESTAMP)
			.column("device_id", TaosType.VARCHAR)
			.column("current", TaosType.DOUBLE)
			.block(row(TIME, "d1", 0.1));
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(() -> map(results, Reading.class))
			.withMessageContaining("'0.1'")
			.withMessageContaining("column 'current' (DOUBLE)")
			.withMessageContaining("component 'current' of record Reading (float)");
	}

	@Test
	void recordThatRefusesItsValuesIsReportedWithThem() {
		Results results = Results.of().column("value", TaosType.INT).column("limit", TaosType.INT).block(row(7, 5));
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(() -> map(results, Checked.class))
			.withMessageContaining("record Checked")
			.withMessageContaining("[7, 5]")
			.withMessageContaining("over the limit")
			.withCauseInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void beanIsSetByItsSetters() {
		Results results = Results.of()
			.column("device_id", TaosType.VARCHAR)
			.column("voltage", TaosType.INT)
			.block(row("d1", 230));
		Bean bean = map(results, Bean.class);
		assertThat(bean.deviceId).isEqualTo("d1");
		assertThat(bean.voltage).isEqualTo(230L);
	}

	@Test
	void beanPropertyWithoutColumnIsAnErrorAsAbsentIsNotNull() {
		Results results = Results.of().column("device_id", TaosType.VARCHAR).block(row("d1"));
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(() -> map(results, Bean.class))
			.withMessageContaining("property 'voltage' of class Bean");
	}

	@Test
	void classWithOneConstructorIsMadeByIt() {
		Results results = Results.of().column("name", TaosType.NCHAR).block(row("grün"));
		assertThat(map(results, Named.class).upper).isEqualTo("GRÜN");
	}

	@Test
	void singleValueNeedsASingleColumn() {
		Results results = Results.of().column("a", TaosType.INT).column("b", TaosType.INT).block(row(1, 2));
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(() -> map(results, Integer.class))
			.withMessageContaining("2: 'a', 'b'");
	}

	@Test
	void interfacesAndClassesWithoutWayInAreRefusedByName() {
		Results results = Results.of().column("a", TaosType.INT).block(row(1));
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(() -> map(results, Runnable.class))
			.withMessageContaining("java.lang.Runnable");
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(() -> map(results, int[].class));
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(() -> map(results, NoSetters.class))
			.withMessageContaining("no setters");
	}

	@ParameterizedTest
	@EnumSource(names = { "TINYINT", "SMALLINT", "INT", "BIGINT", "TINYINT_UNSIGNED", "SMALLINT_UNSIGNED",
			"INT_UNSIGNED", "BIGINT_UNSIGNED" })
	void integersBecomeAnyNumberThatHoldsThem(TaosType type) {
		assertThat(single(type, 100, byte.class)).isEqualTo((byte) 100);
		assertThat(single(type, 100, Short.class)).isEqualTo((short) 100);
		assertThat(single(type, 100, int.class)).isEqualTo(100);
		assertThat(single(type, 100, Long.class)).isEqualTo(100L);
		assertThat(single(type, 100, float.class)).isEqualTo(100f);
		assertThat(single(type, 100, Double.class)).isEqualTo(100d);
		assertThat(single(type, 100, BigInteger.class)).isEqualTo(BigInteger.valueOf(100));
		assertThat(single(type, 100, BigDecimal.class)).isEqualTo(BigDecimal.valueOf(100));
		assertThat(single(type, 100, String.class)).isEqualTo("100");
	}

	@Test
	void numbersThatDoNotFitAreRefused() {
		refuses(TaosType.INT, 128, byte.class);
		refuses(TaosType.INT, 32768, Short.class);
		refuses(TaosType.BIGINT, 1L << 31, int.class);
		refuses(TaosType.BIGINT_UNSIGNED, new BigInteger("18446744073709551615"), long.class);
		refuses(TaosType.BIGINT, (1L << 53) + 1, double.class);
		refuses(TaosType.INT, (1 << 24) + 1, float.class);
		refuses(TaosType.BIGINT, Long.MAX_VALUE, double.class);
		refuses(TaosType.DOUBLE, 1.5, int.class);
		refuses(TaosType.DOUBLE, 1e19, long.class);
		refuses(TaosType.DOUBLE, Double.NaN, long.class);
		refuses(TaosType.DOUBLE, Double.POSITIVE_INFINITY, BigDecimal.class);
		refuses(TaosType.DOUBLE, 1e300, float.class);
		refuses(TaosType.VARCHAR, "12.5", int.class);
		refuses(TaosType.VARCHAR, "", int.class);
		refuses(TaosType.VARCHAR, "1e999999999", long.class);
		refuses(TaosType.VARCHAR, "twelve", double.class);
		refuses(TaosType.VARCHAR, "0.12345678901234567890", double.class);
		refuses(TaosType.INT, 1, boolean.class);
		refuses(TaosType.TIMESTAMP, TIME, int.class);
	}

	@Test
	void floatingPointNumbersKeepTheirValue() {
		assertThat(single(TaosType.BIGINT_UNSIGNED, new BigInteger("18446744073709551615"), BigInteger.class))
			.isEqualTo(new BigInteger("18446744073709551615"));
		assertThat(single(TaosType.FLOAT, 0.1f, double.class)).isEqualTo((double) 0.1f);
		assertThat(single(TaosType.FLOAT, 0.1f, BigDecimal.class)).isEqualTo(new BigDecimal("0.1"));
		assertThat(single(TaosType.FLOAT, Float.NaN, double.class)).isNaN();
		assertThat(single(TaosType.DOUBLE, 0.1, BigDecimal.class)).isEqualTo(new BigDecimal("0.1"));
		assertThat(single(TaosType.DOUBLE, 0.5, float.class)).isEqualTo(0.5f);
		assertThat(single(TaosType.DOUBLE, Double.NEGATIVE_INFINITY, float.class)).isEqualTo(Float.NEGATIVE_INFINITY);
		assertThat(single(TaosType.DOUBLE, 3.0, int.class)).isEqualTo(3);
		assertThat(single(TaosType.VARCHAR, "-12.50", BigDecimal.class)).isEqualTo(new BigDecimal("-12.50"));
		assertThat(single(TaosType.VARCHAR, "NaN", double.class)).isNaN();
		assertThat(single(TaosType.BOOL, true, int.class)).isEqualTo(1);
		assertThat(single(TaosType.BOOL, true, boolean.class)).isTrue();
	}

	@Test
	void decimalsBecomeBinaryNumbersThatPrintTheSame() {
		Results results = Results.of().column("d", TaosType.DECIMAL64, 10, 2).block(row(new BigDecimal("12.34")));
		assertThat(map(results, double.class)).isEqualTo(12.34);
		assertThat(
				map(Results.of().column("d", TaosType.DECIMAL64, 10, 2).block(row(new BigDecimal("12.00"))), int.class))
			.isEqualTo(12);
		Results long38 = Results.of()
			.column("d", TaosType.DECIMAL, 38, 10)
			.block(row(new BigDecimal("1234567890123456789.0123456789")));
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(() -> map(long38, double.class));
	}

	@Test
	void aTextThatIsNoNumberSaysSo() {
		for (Class<?> type : new Class<?>[] { int.class, Long.class, BigDecimal.class, double.class }) {
			assertThatExceptionOfType(TaosMappingException.class)
				.isThrownBy(() -> single(TaosType.VARCHAR, "oslo", type))
				.withMessageContainingAll("'oslo'", "not a number")
				.withMessageNotContaining("exponen");
		}
		for (String text : new String[] { "1e999999999", "1e-999999999", "-7E2147483647" }) {
			refuses(TaosType.VARCHAR, text, long.class);
			refuses(TaosType.VARCHAR, text, BigInteger.class);
		}
	}

	@Test
	void timestampsBecomeTheTimesOfTheClientsZone() {
		assertThat(single(TaosType.TIMESTAMP, TIME, Instant.class)).isEqualTo(TIME);
		assertThat(single(TaosType.TIMESTAMP, TIME, long.class)).isEqualTo(TIME.toEpochMilli());
		assertThat(single(TaosType.TIMESTAMP, TIME, LocalDateTime.class))
			.isEqualTo(LocalDateTime.parse("2026-11-23T11:15:30.123"));
		assertThat(single(TaosType.TIMESTAMP, TIME, OffsetDateTime.class))
			.isEqualTo(OffsetDateTime.parse("2026-11-23T11:15:30.123+01:00"));
		assertThat(single(TaosType.TIMESTAMP, TIME, ZonedDateTime.class))
			.isEqualTo(TIME.atZone(ZoneId.of("Europe/Oslo")));
		assertThat(single(TaosType.TIMESTAMP, TIME, Date.class)).isEqualTo(Date.from(TIME));
		assertThat(single(TaosType.TIMESTAMP, TIME, Timestamp.class)).isEqualTo(Timestamp.from(TIME));
		assertThat(single(TaosType.TIMESTAMP, Instant.parse("2026-11-22T23:00:00Z"), LocalDate.class))
			.isEqualTo(LocalDate.parse("2026-11-23"));
		refuses(TaosType.TIMESTAMP, TIME, LocalDate.class);
	}

	@Test
	void nanosecondsDoNotFitADate() {
		Instant nanos = TIME.plusNanos(1);
		Results results = Results.of()
			.precision(TaosPrecision.NANOSECOND)
			.column("ts", TaosType.TIMESTAMP)
			.block(row(nanos));
		assertThat(map(results, Instant.class)).isEqualTo(nanos);
		assertThat(map(results, Timestamp.class).getNanos()).isEqualTo(123_000_001);
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(() -> map(results, Date.class));
	}

	@Test
	void textGoesThroughTheConversionService() {
		assertThat(single(TaosType.VARCHAR, "MONDAY", DayOfWeek.class)).isEqualTo(DayOfWeek.MONDAY);
		UUID uuid = UUID.randomUUID();
		assertThat(single(TaosType.NCHAR, uuid.toString(), UUID.class)).isEqualTo(uuid);
		refuses(TaosType.VARCHAR, "", DayOfWeek.class);
		refuses(TaosType.VARCHAR, "someday", DayOfWeek.class);
	}

	@Test
	void longValuesAreCutInMessages() {
		Results results = Results.of().column("v", TaosType.VARCHAR).block(row("x".repeat(180)));
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(() -> map(results, DayOfWeek.class))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("(180 characters)"));
	}

	@Test
	void bytesAreBytes() {
		byte[] bytes = { 1, -1 };
		assertThat(single(TaosType.VARBINARY, bytes, byte[].class)).containsExactly(1, -1);
		assertThat(single(TaosType.VARBINARY, bytes, String.class)).isEqualTo("01ff");
		refuses(TaosType.INT, 1, byte[].class);
	}

	@Test
	void textIsNotSplitAtCommas() {
		Results results = Results.of().column("names", TaosType.VARCHAR).block(row("a,b"));
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(() -> map(results, Listed.class))
			.withMessageContaining("component 'names' of record Listed (java.util.List)");
	}

	@Test
	void objectTakesTheValueAsItIs() {
		assertThat(single(TaosType.SMALLINT, 5, Object.class)).isEqualTo((short) 5);
	}

	private <T> void refuses(TaosType type, Object value, Class<T> target) {
		assertThatExceptionOfType(TaosMappingException.class).as("%s as %s", value, target)
			.isThrownBy(() -> single(type, value, target))
			.withMessageContaining("column 'v'");
	}

	private <T> T single(TaosType type, Object value, Class<T> target) {
		return map(Results.of().column("v", type).block(row(value)), target);
	}

	private <T> T map(Results results, Class<T> type) {
		FakeTaosResult result = results.build();
		TaosRowMapper<T> mapper = this.mappers.mapperFor(type, result.columns());
		assertThat(result.next()).isTrue();
		return mapper.mapRow(new CurrentRow(result));
	}

	record Reading(Instant ts, @Nullable String deviceId, float current) {

	}

	record Checked(int value, int limit) {

		Checked {
			if (value > limit) {
				throw new IllegalArgumentException("over the limit");
			}
		}

	}

	record Listed(List<String> names) {

	}

	static class Bean {

		private @Nullable String deviceId;

		private long voltage;

		public void setDeviceId(@Nullable String deviceId) {
			this.deviceId = deviceId;
		}

		public void setVoltage(long voltage) {
			this.voltage = voltage;
		}

	}

	static class Named {

		private final String upper;

		Named(String name) {
			this.upper = name.toUpperCase(Locale.ROOT);
		}

	}

	static class NoSetters {

	}

	record Renamed(@TableName String table, @Column("Wanted") int value, @Ts("time") Instant ts) {

	}

	@SuperTable
	record Strategic(@Ts Instant ts, int v, @Tag int id) {

	}

	record Maybe(Optional<Long> a, Optional<String> b) {

	}

	record Partial(int a, @Nullable String b, Optional<Integer> c) {

	}

	record Tagged(Place info, Map<String, Object> map) {

	}

	record Place(String building, int floor) {

	}

	static class RenamedBean {

		@Column("Wanted")
		private int value = -1;

		public int getValue() {
			return this.value;
		}

		public void setValue(int value) {
			this.value = value;
		}

	}

	static class RenamedClass {

		private final int value;

		RenamedClass(@Column("Wanted") int value) {
			this.value = value;
		}

	}

}
