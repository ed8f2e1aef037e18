package io.github.taosspring.embedded.internal.value;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;

import io.github.taosspring.client.TaosPrecision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimestampTextTests {

	@ParameterizedTest
	@CsvSource({ "2024-01-01, 1704067200000", "2024-01-01 00:00:00.5, 1704067200500", "2024-1-1 0:0:0, 1704067200000",
			"2024-01-01T08:00:00+08:00, 1704067200000", "2024-01-01T08:00:00+0800, 1704067200000",
			"2024-01-01T08:00:00+08, 1704067200000", "2023-12-31T12:30:00.001-1130, 1704067200001",
			"2024-01-01T00:00:00z, 1704067200000", "2024-01-01  00:00:00, 1704067200000",
			"1969-12-31 23:59:59.999999, -1", "0001-01-01, -62135596800000",
			"2024-02-29T12:34:56.789012345Z, 1709210096789", "2024-01-01 00:00:60, 1704067260000" })
	void readsWhatTdengineAccepts(String text, long expected) {
		assertThat(TimestampText.parse(text, ZoneOffset.UTC, TaosPrecision.MILLISECOND)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "2024", "2024-01", "2024-13-01", "2024-02-30", "2023-02-29", "2024-01-01 ",
			"2024-01-01T", "2024-01-01 00", "2024-01-01 00:00", "2024-01-01 24:00:00", "2024-01-01 00:00:00.",
			"2024-01-01 00:00:00 +08:00", "2024-01-01T00:00:00+8:00", "2024-01-01T00:00:00+14:00",
			"2024-01-01T00:00:00+08:60", "2024-01-01Z", "2024/01/01", "10000-01-01", "garbage", "2024-01-01t00:00:00" })
	void refusesAllElse(String text) {
		assertThat(TimestampText.parse(text, ZoneOffset.UTC, TaosPrecision.MILLISECOND))
			.isEqualTo(TimestampText.INVALID);
	}

	@Test
	void agreesWithTheCalendarOfJava() {
		Random random = new Random(20240506);
		ZoneId zone = ZoneId.of("America/New_York");
		DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");
		for (int i = 0; i < 2_000; i++) {
			long seconds = random.nextLong(-5_000_000_000L, 20_000_000_000L);
			LocalDateTime local = LocalDateTime.ofEpochSecond(seconds, random.nextInt(1_000_000) * 1_000,
					ZoneOffset.UTC);
			long expected = TaosPrecision.MICROSECOND.fromInstant(local.atZone(zone).toInstant());
			LocalDateTime valid = local.atZone(zone).toLocalDateTime();
			if (valid.equals(local)) {
				assertThat(TimestampText.parse(format.format(local), zone, TaosPrecision.MICROSECOND))
					.isEqualTo(expected);
			}
		}
	}

}
