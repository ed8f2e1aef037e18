package io.github.taosspring.client;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests of versions and of what comes with them.
 */
class TaosVersionTests {

	@ParameterizedTest
	@ValueSource(strings = { "3.3.7.5", "ver:3.3.7.5", "3.3.7.5.alpha", "v3.3.7.5-enterprise", " 3.3.7.5 (build 2)\n",
			"TDengine Enterprise 3.3.7.5", "3.3.7.5.0" })
	void whateverStandsAroundTheNumbersIsTaken(String text) {
		TaosVersion version = TaosVersion.parse(text);
		assertThat(version).isEqualTo(TaosVersion.parse("3.3.7.5")).hasSameHashCodeAs(TaosVersion.parse("3.3.7.5"));
		assertThat(version).hasToString(text.strip());
		assertThat(version.isKnown()).isTrue();
		assertThat(version.number(0)).isEqualTo(3);
		assertThat(version.number(3)).isEqualTo(5);
		assertThat(version.number(9)).isZero();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "unknown", "3", "ver:" })
	void withoutNumbersAVersionIsUnknownAndTakenToBeTheNewest(String text) {
		TaosVersion version = TaosVersion.parse(text);
		assertThat(version.isKnown()).isFalse();
		assertThat(version).isEqualTo(TaosVersion.UNKNOWN).hasSameHashCodeAs(TaosVersion.UNKNOWN);
		for (TaosCapability capability : TaosCapability.values()) {
			assertThat(capability.isIn(version)).isTrue();
			assertThatNoException().isThrownBy(() -> capability.check(version));
		}
	}

	@Test
	void versionsHaveTheOrderOfTheirNumbers() {
		assertThat(Stream.of("3.4.0.0", "3.3.10.0", "3.3.7.5", "3.0", "3.3.7.13.beta", "3.3.7", "2.6.0.34")
			.map(TaosVersion::parse)
			.sorted()
			.map(TaosVersion::toString))
			.containsExactly("2.6.0.34", "3.0", "3.3.7", "3.3.7.5", "3.3.7.13.beta", "3.3.10.0", "3.4.0.0");
		assertThat(TaosVersion.parse("3.3.6")).isEqualTo(TaosVersion.parse("3.3.6.0"))
			.hasSameHashCodeAs(TaosVersion.parse("3.3.6.0"))
			.isNotEqualTo(TaosVersion.parse("3.3.6.1"));
	}

	@ParameterizedTest
	@EnumSource
	void aCapabilityBeginsWithItsVersion(TaosCapability capability) {
		assertThat(capability.since().isKnown()).isTrue();
		assertThat(capability.isIn(capability.since())).isTrue();
		TaosVersion old = TaosVersion.parse("ver:3.0.0.1");
		assertThat(capability.isIn(old)).isFalse();
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> capability.check(old))
			.withMessageContainingAll(capability.since().toString(), "ver:3.0.0.1")
			.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("0A000"));
	}

	@ParameterizedTest
	@CsvSource({ "3.3.0.3, 0", "3.3.2.0, 1", "3.3.4.8, 2", "3.3.5.8, 4", "3.3.6.13, 7", "3.3.7.5.alpha, 8",
			"3.4.0.0, 10", "3.4.1.13, 11" })
	void whatReleasesHave(String version, int capabilities) {
		TaosVersion server = TaosVersion.parse(version);
		assertThat(Stream.of(TaosCapability.values()).filter((each) -> each.isIn(server))).hasSize(capabilities);
	}

}
