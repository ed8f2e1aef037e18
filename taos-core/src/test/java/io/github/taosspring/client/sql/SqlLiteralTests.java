package io.github.taosspring.client.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.github.taosspring.client.TaosInterfaceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SqlLiteral}. Literals that a real server was seen to take stand in
 * conformance files 03 to 05.
 */
class SqlLiteralTests {

	private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	@Test
	void numbersAreWrittenInFull() {
		assertThat(literal(null)).isEqualTo("NULL");
		assertThat(literal(true)).isEqualTo("true");
		assertThat(literal(false)).isEqualTo("false");
		assertThat(literal((byte) -128)).isEqualTo("-128");
		assertThat(literal((short) 32767)).isEqualTo("32767");
		assertThat(literal(Integer.MIN_VALUE)).isEqualTo("-2147483648");
		assertThat(literal(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
		assertThat(literal(new BigInteger("18446744073709551615"))).isEqualTo("18446744073709551615");
		assertThat(literal(0.1f)).isEqualTo("0.1");
		assertThat(literal(-3.4e38f)).isEqualTo("-3.4E38");
		assertThat(literal(Float.MAX_VALUE)).isEqualTo("3.4028234663852886E38");
		assertThat(literal(-Float.MAX_VALUE)).isEqualTo("-3.4028234663852886E38");
		assertThat(literal(Float.MIN_VALUE)).isEqualTo("1.4E-45");
		assertThat(literal(0.1)).isEqualTo("0.1");
		assertThat(literal(-1.7e308)).isEqualTo("-1.7E308");
		assertThat(literal(-0.0)).isEqualTo("-0.0");
		assertThat(literal(Double.MIN_VALUE)).isEqualTo("4.9E-324");
		assertThat(literal(new BigDecimal("1234567890123456789012345678.0123456789")))
			.isEqualTo("1234567890123456789012345678.0123456789");
		assertThat(literal(new BigDecimal("1E-10"))).isEqualTo("0.0000000001");
		assertThat(literal(new BigDecimal("1E+5"))).isEqualTo("100000");
		assertThat(literal(new BigDecimal("1E+100000"))).isEqualTo("1E+100000");
	}

	@Test
	void whatHasNoLiteralIsRefusedByName() {
		for (Object value : new Object[] { Double.NaN, Double.POSITIVE_INFINITY, Float.NaN, Float.NEGATIVE_INFINITY }) {
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> literal(value))
				.withMessageContaining(value.toString())
				.matches((ex) -> ex.sqlState().equals("22018"));
		}
		for (Object value : new Object[] { new Object(), UUID.randomUUID(), LocalTime.NOON, new Time(0) }) {
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> literal(value))
				.withMessageContaining(value.getClass().getName());
		}
	}

	@Test
	void whatHasNoLiteralIsRefusedWithAdvice() {
		refused(TimeUnit.SECONDS, "the enum java.util.concurrent.TimeUnit", "name()", "'SECONDS'");
		refused(LocalTime.NOON, "java.time.LocalTime", "no time of day");
		refused(List.of(1), "a ? for each");
		refused(Optional.of(1), "pass its value");
	}

	private static void refused(Object value, String... parts) {
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> literal(value))
			.withMessageContainingAll(parts);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "it's", "''", "'", "\\", "\\\\'", "\\'", "tab\tnl\ncr\r", "100%", "a_b\\_c\\%d",
			"\\x41", "涛思数据", "emoji 😀", "'; drop database d; --", "/* */", "\"`", "\u0001\u001f\u007f" })
	void theServerReadsBackWhatAStringHeld(String text) {
		String literal = literal(text);
		assertThat(SqlTokens.of(literal)).containsExactly(literal);
		assertThat(SqlTokens.decode(literal)).isEqualTo(text);
	}

	@Test
	void escapesAreThoseSeenOnARealServer() {
		assertThat(literal("a'b")).isEqualTo("'a\\'b'");
		assertThat(literal("quote ' and \\ back")).isEqualTo("'quote \\' and \\\\ back'");
		assertThat(literal("tab\tnl\n")).isEqualTo("'tab\\tnl\\n'");
		assertThat(literal('x')).isEqualTo("'x'");
		assertThat(literal(new StringBuilder("sb"))).isEqualTo("'sb'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\0b", "\ud83d", "a\ude00b", "\ude00\ud83d", "\ud83d\ud83d" })
	void textThatCannotArriveWholeIsRefused(String text) {
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> literal(text))
			.withMessageContaining("position");
	}

	@Test
	void bytesAreWrittenInHex() {
		assertThat(literal(new byte[] { 0, (byte) 0xff, 0x10 })).isEqualTo("'\\x00ff10'");
		assertThat(literal(new byte[0])).isEqualTo("''");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			2024-02-29T12:34:56.789Z,       2024-02-29T12:34:56.789Z
			2024-02-29T12:34:56.789012Z,    2024-02-29T12:34:56.789012Z
			2024-02-29T12:34:56.789012345Z, 2024-02-29T12:34:56.789012345Z
			2024-01-01T00:00:00Z,           2024-01-01T00:00:00.000Z
			1970-01-01T00:00:00Z,           1970-01-01T00:00:00.000Z
			1969-12-31T23:59:59.999999999Z, 1970-01-01 07:59:59.999999999
			1960-06-01T12:00:00.123Z,       1960-06-01 20:00:00.123
			1900-01-01T00:00:00Z,           1900-01-01 08:05:43.000
			9999-12-31T23:59:59.999Z,       9999-12-31T23:59:59.999Z
			""")
	void aPointInTimeIsWrittenInUtcAndBefore1970InTheSessionsZone(Instant instant, String literal) {
		assertThat(literal(instant)).isEqualTo("'" + literal + "'");
		assertThat(literal(instant.atOffset(ZoneOffset.ofHours(5)))).isEqualTo("'" + literal + "'");
		assertThat(literal(instant.atZone(ZoneId.of("Europe/Oslo")))).isEqualTo("'" + literal + "'");
	}

	@Test
	void before1970ALocalTimeThatOccursTwiceIsRefused() {
		ZoneId newYork = ZoneId.of("America/New_York");
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> SqlLiteral.of(Instant.parse("1965-10-31T05:30:00Z"), newYork))
			.withMessageContaining("1965-10-31T01:30")
			.withMessageContaining("America/New_York");
		assertThat(SqlLiteral.of(Instant.parse("1975-10-26T05:30:00Z"), newYork))
			.isEqualTo("'1975-10-26T05:30:00.000Z'");
	}

	@Test
	void timesOfTheJdksOlderTypesAreTheSamePointInTime() {
		Instant instant = Instant.parse("2024-02-29T12:34:56.789012345Z");
		assertThat(literal(Timestamp.from(instant))).isEqualTo("'2024-02-29T12:34:56.789012345Z'");
		assertThat(literal(java.util.Date.from(instant))).isEqualTo("'2024-02-29T12:34:56.789Z'");
	}

	@Test
	void localTimesAreReadInTheZoneGiven() {
		assertThat(literal(LocalDateTime.parse("2024-01-01T08:00:00"))).isEqualTo("'2024-01-01T00:00:00.000Z'");
		assertThat(literal(LocalDate.parse("2024-01-01"))).isEqualTo("'2023-12-31T16:00:00.000Z'");
		assertThat(literal(Date.valueOf("2024-01-01"))).isEqualTo("'2023-12-31T16:00:00.000Z'");
	}

	@Test
	void aLocalTimeThatTheZoneSkipsIsRefused() {
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> SqlLiteral.of(LocalDateTime.parse("2024-03-31T02:30:00"), ZoneId.of("Europe/Oslo")))
			.withMessageContaining("2024-03-31T02:30")
			.withMessageContaining("Europe/Oslo");
	}

	@Test
	void yearsThatTheServerCannotReadAreRefused() {
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> literal(Instant.MAX));
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> literal(OffsetDateTime.parse("-0001-01-01T00:00:00Z")));
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> literal(ZonedDateTime.parse("+10000-01-01T00:00:00Z")));
	}

	@Test
	void identifiersKeepTheirCaseInBackQuotes() {
		assertThat(SqlLiteral.identifier("My Table")).isEqualTo("`My Table`");
		assertThat(SqlLiteral.identifier("d'1\\")).isEqualTo("`d'1\\`");
		for (String name : new String[] { "", "a`b", "a\0b", "x".repeat(193) }) {
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> SqlLiteral.identifier(name));
		}
	}

	@Test
	void anyStringOfAnySeedIsOneTokenThatReadsBack() {
		Random random = new Random(20240229);
		String alphabet = "ab'\\\"`%_x?-/*;\n\r\t 0n涛é\u0007()";
		for (int round = 0; round < 20_000; round++) {
			StringBuilder text = new StringBuilder();
			for (int i = random.nextInt(12); i > 0; i--) {
				if (random.nextInt(20) == 0) {
					text.append("😀");
				}
				else {
					text.append(alphabet.charAt(random.nextInt(alphabet.length())));
				}
			}
			String literal = literal(text.toString());
			assertThat(SqlTokens.of(literal)).containsExactly(literal);
			assertThat(SqlTokens.decode(literal)).isEqualTo(text.toString());
		}
	}

	private static String literal(Object value) {
		return SqlLiteral.of(value, SHANGHAI);
	}

}
