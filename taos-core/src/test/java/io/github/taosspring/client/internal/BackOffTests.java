package io.github.taosspring.client.internal;

import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link BackOff}.
 */
class BackOffTests {

	@Test
	void pausesDoubleUpToALimit() {
		BackOff backOff = new BackOff(() -> 1);
		assertThat(LongStream.range(0, 8).map((i) -> backOff.nextNanos() / 1_000_000)).containsExactly(50L, 100L, 200L,
				400L, 800L, 1600L, 2000L, 2000L);
		backOff.reset();
		assertThat(backOff.nextNanos() / 1_000_000).isEqualTo(50);
	}

	@Test
	void pausesAreSpreadOverTheirUpperHalf() {
		Random random = new Random(1);
		long[] pauses = LongStream.range(0, 200)
			.map((i) -> new BackOff(random::nextDouble).nextNanos() / 1_000_000)
			.toArray();
		assertThat(LongStream.of(pauses)).allSatisfy((pause) -> assertThat(pause).isBetween(25L, 50L));
		assertThat(LongStream.of(pauses).distinct().count()).isGreaterThan(15);
	}

}
