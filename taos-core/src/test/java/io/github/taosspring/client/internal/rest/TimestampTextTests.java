package io.github.taosspring.client.internal.rest;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosPrecision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link TimestampText}; the texts of times long ago are a real server's.
 */
class TimestampTextTests {

	private static long read(String zone, String text) {
		char[] chars = ("\"" + text + "\"").toCharArray();
		return new TimestampText(zone).read(chars, 1, text.length());
	}

	@ParameterizedTest
	@CsvSource({ "1970-01-01T00:00:00.000Z, 0", "1969-12-31T23:59:59.999Z, -1",
			"9999-12-31T23:59:59.999Z, 253402300799999", "10000-01-01T08:00:00.000+08:00, 253402300800000",
			"2024-01-01T00:00:00.000123Z, 1704067200000123", "2024-02-29T23:59:59.999999Z, 1709251199999999",
			"1969-12-31T23:59:59.999999999Z, -1", "2262-04-11T23:47:16.854775807Z, 9223372036854775807",
			"1677-09-21T00:12:43.145224192Z, -9223372036854775808", "2024-01-01T05:30:00.000+05:30, 1704067200000",
			"2023-12-31T20:30:00.000-03:30, 1704067200000" })
	void readsEveryPrecisionAndOffset(String text, long expected) {
		assertThat(read("UTC", text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "Asia/Shanghai, 1874-12-08T02:45:43.000+08:05, -3000000000000",
			"Africa/Monrovia, 1874-12-07T17:56:52.000-00:43, -3000000000000",
			"Asia/Shanghai, -2216242-04-22T03:39:03.000+08:05, -70000000000000000",
			"Asia/Shanghai, 1969-12-01T10:20:00.000+08:00, -2670000000" })
	void knowsTheSecondsThatOffsetsHadLongAgo(String zone, String text, long expected) {
		assertThat(read(zone, text)).isEqualTo(expected);
	}

	@Test
	void theFirstTimestampShowsThePrecision() {
		TimestampText timestamps = new TimestampText("UTC");
		assertThat(timestamps.precision()).isNull();
		char[] text = "2024-01-01T00:00:00.000001Z".toCharArray();
		Instant instant = TaosPrecision.MICROSECOND.toInstant(timestamps.read(text, 0, text.length));
		assertThat(instant).isEqualTo(Instant.parse("2024-01-01T00:00:00.000001Z"));
		assertThat(timestamps.precision()).isEqualTo(TaosPrecision.MICROSECOND);
		char[] other = "2024-01-01T00:00:00.001Z".toCharArray();
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> timestamps.read(other, 0, other.length))
			.withMessageContaining("those before had 6");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", "2024", "2024-01-01", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00.00Z",
			"2024-01-01T00:00:00.0000000000Z", "2024-13-01T00:00:00.000Z", "2024-02-30T00:00:00.000Z",
			"2024-01-01T24:00:00.000Z", "2024-01-01T00:60:00.000Z", "2024-01-01T00:00:00.000",
			"2024-01-01T00:00:00.000+08", "2024-01-01T00:00:00.000+08:00Z", "2024-01-01T00:00:00.000Zulu",
			"24-01-01T00:00:00.000Z", "2024-01-01 00:00:00.000Z", "99999999999-01-01T00:00:00.000Z",
			"2262-04-11T23:47:16.854775808Z", "999999999-01-01T00:00:00.000000Z", "1704067200000" })
	void refusesWhatIsNoTimestampOfTheAdapter(String text) {
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> read("UTC", text))
			.withMessageStartingWith("Malformed timestamp");
	}

}
