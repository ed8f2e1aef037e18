package io.github.taosspring.client;

import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link TaosPrecision}.
 */
class TaosPrecisionTests {

	@ParameterizedTest
	@EnumSource
	void everyValueIsAnInstantAndBackAgain(TaosPrecision precision) {
		for (long value : new long[] { Long.MIN_VALUE, Long.MIN_VALUE + 1, -1_000_000_001, -1_000_000_000, -1_000_000,
				-999, -1, 0, 1, 999, 1_000, 1_000_000_000, Long.MAX_VALUE - 1, Long.MAX_VALUE }) {
			assertThat(precision.fromInstant(precision.toInstant(value))).isEqualTo(value);
		}
		Random random = new Random(7);
		for (int i = 0; i < 10_000; i++) {
			long value = random.nextLong() >> random.nextInt(64);
			assertThat(precision.fromInstant(precision.toInstant(value))).isEqualTo(value);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "MILLISECOND", "MICROSECOND" })
	void whatIsFinerIsRefused(TaosPrecision precision) {
		for (long value : new long[] { -5, 0, 5 }) {
			assertThatExceptionOfType(ArithmeticException.class)
				.isThrownBy(() -> precision.fromInstant(precision.toInstant(value).plusNanos(1)))
				.withMessageContaining("finer");
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatIsBeyondTheRangeIsRefused(TaosPrecision precision) {
		assertThatExceptionOfType(ArithmeticException.class)
			.isThrownBy(() -> precision.fromInstant(precision.toInstant(Long.MAX_VALUE).plusSeconds(1)));
		assertThatExceptionOfType(ArithmeticException.class)
			.isThrownBy(() -> precision.fromInstant(precision.toInstant(Long.MIN_VALUE).minusSeconds(1)));
		if (precision == TaosPrecision.NANOSECOND) {
			assertThatExceptionOfType(ArithmeticException.class)
				.isThrownBy(() -> precision.fromInstant(Instant.parse("9999-01-01T00:00:00Z")));
		}
	}

}
