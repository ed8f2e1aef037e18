package io.github.taosspring.listener;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link IdleClock}.
 */
class IdleClockTests {

	@Test
	void withoutAnIntervalNothingIsDue() {
		IdleClock clock = new IdleClock(null);
		assertThat(clock.due()).isNull();
		assertThat(clock.nanosLeft()).isEqualTo(Duration.ofHours(1).toNanos());
	}

	@Test
	void theTimeSinceTheLastMessageIsToldOnceAnInterval() {
		IdleClock clock = new IdleClock(Duration.ofMillis(20));
		await().until(() -> clock.nanosLeft() == 0);
		Duration first = clock.due();
		assertThat(first).isGreaterThanOrEqualTo(Duration.ofMillis(20));
		await().until(() -> clock.nanosLeft() == 0);
		assertThat(clock.due()).isGreaterThanOrEqualTo(Duration.ofMillis(40));
	}

	@Test
	void aMessageStartsItAnew() {
		IdleClock clock = new IdleClock(Duration.ofSeconds(30));
		clock.message();
		assertThat(clock.due()).isNull();
		assertThat(clock.nanosLeft()).isBetween(Duration.ofSeconds(15).toNanos(), Duration.ofSeconds(30).toNanos());
	}

}
