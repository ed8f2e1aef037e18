package io.github.taosspring.listener;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PollInterval}.
 */
class PollIntervalTests {

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);

	private void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

	@Test
	void itEndsWhileThereIsTimeToCommit() {
		PollInterval interval = new PollInterval(Duration.ofMinutes(5), this.now::get);
		pass(Duration.ofSeconds(269));
		assertThat(interval.isEnding()).isFalse();
		pass(Duration.ofSeconds(1));
		assertThat(interval.isEnding()).isTrue();
		assertThat(interval.isOver()).isFalse();
		pass(Duration.ofSeconds(30));
		assertThat(interval.isOver()).isTrue();
	}

	@Test
	void aPollBeginsItAnew() {
		PollInterval interval = new PollInterval(Duration.ofSeconds(10), this.now::get);
		pass(Duration.ofSeconds(11));
		interval.polling();
		assertThat(interval.isOver()).isFalse();
		pass(Duration.ofSeconds(9));
		assertThat(interval.isEnding()).isTrue();
	}

	@Test
	void ofAShortOneHalfIsLeftForTheEnd() {
		PollInterval interval = new PollInterval(Duration.ofSeconds(1), this.now::get);
		pass(Duration.ofMillis(499));
		assertThat(interval.isEnding()).isFalse();
		pass(Duration.ofMillis(1));
		assertThat(interval.isEnding()).isTrue();
	}

}
