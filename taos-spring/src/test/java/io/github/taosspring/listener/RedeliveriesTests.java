package io.github.taosspring.listener;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Redeliveries}.
 */
class RedeliveriesTests {

	private final Redeliveries redeliveries = new Redeliveries();

	private Delivery add(long end, Duration delay) {
		Delivery delivery = new Delivery(FakeTmq.message(1, end));
		this.redeliveries.add(delivery, System.nanoTime() + delay.toNanos());
		return delivery;
	}

	@Test
	void theyComeInTheOrderOfTheirTimes() {
		Delivery later = add(10, Duration.ofMillis(40));
		Delivery sooner = add(20, Duration.ofMillis(-1));
		add(30, Duration.ofHours(1));
		assertThat(this.redeliveries.untilNext()).isZero();
		assertThat(this.redeliveries.takeDue()).isSameAs(sooner);
		assertThat(this.redeliveries.untilNext()).isLessThanOrEqualTo(Duration.ofMillis(40).toNanos());
		await().untilAsserted(() -> assertThat(this.redeliveries.takeDue()).isSameAs(later));
		assertThat(this.redeliveries.takeDue()).isNull();
		assertThat(this.redeliveries.untilNext()).isGreaterThan(Duration.ofMinutes(59).toNanos());
	}

	@Test
	void withoutOneThereIsNoNext() {
		assertThat(this.redeliveries.untilNext()).isEqualTo(Long.MAX_VALUE);
		assertThat(this.redeliveries.takeDue()).isNull();
	}

}
