package io.github.taosspring.client.internal;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosVersion;
import io.github.taosspring.client.spi.TaosConnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests of how the answer to {@code select timezone()} is compared, with the answers of a
 * real server (field notes and actions.jsonl, recorded in November).
 */
class ZoneCheckTests {

	private static final Instant NOVEMBER = Instant.parse("2026-11-23T12:00:00Z");

	private static ZoneCheck check(String zone, String version) {
		TaosConnection connection = (TaosConnection) Proxy.newProxyInstance(ZoneCheckTests.class.getClassLoader(),
				new Class<?>[] { TaosConnection.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "serverVersion" -> TaosVersion.parse(version);
					case "endpoint" -> new TaosEndpoint("td1", 6041);
					default -> throw new UnsupportedOperationException(method.getName());
				});
		ZoneId id = ZoneId.of(zone);
		return new ZoneCheck(connection, id, ZoneNames.of(id));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			UTC              | UTC (UTC, +0000)
			Z                | UTC (UTC, +0000)
			Asia/Shanghai    | Asia/Shanghai (CST, +0800)
			Asia/Kolkata     | Asia/Kolkata (IST, +0530)
			+08:00           | Etc/GMT-8 (+08, +0800)
			GMT-5            | Etc/GMT+5 (-05, -0500)
			America/New_York | America/New_York (EST, -0500)
			Europe/London    | Europe/London (GMT, +0000)
			Australia/Sydney | Australia/Sydney (AEDT, +1100)
			""")
	void theZoneThatIsMeantIsTaken(String zone, String answer) {
		assertThatNoException().isThrownBy(() -> check(zone, "3.3.7.5").check(answer, NOVEMBER));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Asia/Shanghai    | Asia/Shanghai (UTC, +0000)
			Asia/Kolkata     | Asia/Kolkata (IST, +0500)
			+08:00           | Etc/GMT-8 (-08, -0800)
			America/New_York | America/New_York (EDT, -0400)
			""")
	void anotherOffsetIsRefusedWhateverTheNameSays(String zone, String answer) {
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> check(zone, "3.3.7.5").check(answer, NOVEMBER))
			.withMessageContainingAll("td1:6041", answer, "'timeZone'", "taos.time-zone");
	}

	@Test
	void bothOffsetsCountOnTheDayOfAChange() {
		ZoneCheck berlin = check("Europe/Berlin", "3.3.7.5");
		Instant change = Instant.parse("2026-10-25T01:00:00Z");
		for (int hours = -20; hours <= 20; hours += 10) {
			Instant today = change.plusSeconds(3600L * hours);
			assertThatNoException().isThrownBy(() -> berlin.check("Europe/Berlin (CET, +0100)", today));
			assertThatNoException().isThrownBy(() -> berlin.check("Europe/Berlin (CEST, +0200)", today));
		}
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> berlin.check("Europe/Berlin (CEST, +0200)", NOVEMBER));
	}

	@Test
	void withoutZonesOfConnectionsTheServersMustBeTheSameAllYear() {
		assertThatNoException().isThrownBy(() -> check("Etc/UTC", "3.3.2.0").check("UTC (UTC, +0000)", NOVEMBER));
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> check("Europe/London", "3.3.2.0").check("UTC (UTC, +0000)", NOVEMBER))
			.withMessageContainingAll("Europe/London", "3.3.5.0", "3.3.2.0", "taos.time-zone");
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> check("Europe/London", "3.3.2.0").check("weird (UTC, +0000)", NOVEMBER));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "UTC", "UTC (UTC)", "UTC (UTC, 0)" })
	void anAnswerThatCannotBeReadIsRefused(@Nullable String answer) {
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> check("UTC", "3.3.7.5").check(answer, NOVEMBER))
			.withMessageContaining("'" + answer + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "+05:30", "UTC+05:45", "-12:30", "+15:00" })
	void anOffsetThatTheServerHasNoNameForIsRefusedHere(String zone) {
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> ZoneNames.of(ZoneId.of(zone)))
			.withMessageContaining(zone)
			.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("0A000"));
	}

}
