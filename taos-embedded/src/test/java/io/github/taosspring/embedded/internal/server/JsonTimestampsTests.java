package io.github.taosspring.embedded.internal.server;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Random;

import io.github.taosspring.client.TaosPrecision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JsonTimestampsTests {

	@Test
	void hasTheDigitsOfThePrecision() {
		assertThat(text("UTC", TaosPrecision.MILLISECOND, 1704067200001L)).isEqualTo("\"2024-01-01T00:00:00.001Z\"");
		assertThat(text("UTC", TaosPrecision.MICROSECOND, 1704067200000001L))
			.isEqualTo("\"2024-01-01T00:00:00.000001Z\"");
		assertThat(text("UTC", TaosPrecision.NANOSECOND, -1L)).isEqualTo("\"1969-12-31T23:59:59.999999999Z\"");
	}

	@Test
	void showsTheOffsetOfTheDate() {
		assertThat(text("Asia/Kolkata", TaosPrecision.MILLISECOND, 1704067200000L))
			.isEqualTo("\"2024-01-01T05:30:00.000+05:30\"");
		assertThat(text("America/New_York", TaosPrecision.MILLISECOND, 1704067200000L))
			.isEqualTo("\"2023-12-31T19:00:00.000-05:00\"");
		assertThat(text("Europe/London", TaosPrecision.MILLISECOND, 1705320000000L))
			.isEqualTo("\"2024-01-15T12:00:00.000Z\"");
		assertThat(text("Europe/London", TaosPrecision.MILLISECOND, 1721044800000L))
			.isEqualTo("\"2024-07-15T13:00:00.000+01:00\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata" })
	void agreesWithJavaInAnyOrder(String zone) {
		DateTimeFormatter formatter = DateTimeFormatter.ofPattern("\"uuuu-MM-dd'T'HH:mm:ss.SSSXXX\"");
		JsonTimestamps timestamps = new JsonTimestamps(ZoneId.of(zone), TaosPrecision.MILLISECOND);
		Random random = new Random(3);
		for (int i = 0; i < 5_000; i++) {
			// from 1973 on: before, some offsets have seconds
			long value = 94_694_400_000L + (random.nextLong() >>> 1) % 4_000_000_000_000L;
			JsonBuffer buffer = new JsonBuffer(32);
			timestamps.write(buffer, value);
			assertThat(buffer).hasToString(formatter.format(Instant.ofEpochMilli(value).atZone(ZoneId.of(zone))));
		}
	}

	@Test
	void survivesTheEndsOfTime() {
		assertThat(text("Europe/Berlin", TaosPrecision.MILLISECOND, Long.MIN_VALUE)).contains("T");
		assertThat(text("Europe/Berlin", TaosPrecision.MILLISECOND, Long.MAX_VALUE)).contains("T");
		assertThat(text("UTC", TaosPrecision.MILLISECOND, 253402300799999L)).isEqualTo("\"9999-12-31T23:59:59.999Z\"");
	}

	private static String text(String zone, TaosPrecision precision, long value) {
		JsonBuffer buffer = new JsonBuffer(32);
		new JsonTimestamps(ZoneId.of(zone), precision).write(buffer, value);
		return buffer.toString();
	}

}
