package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link ClientTimer}.
 */
class ClientTimerTests {

	private final ClientTimer timer = new ClientTimer();

	private final AtomicInteger runs = new AtomicInteger();

	@Test
	void aTaskThatIsOwedRunsAtItsTimeOrUponClosingButOnce() {
		assertThat(this.timer.afterOrAtClose(Duration.ofMillis(1), this.runs::incrementAndGet)).isTrue();
		await().until(() -> this.runs.get() == 1);
		assertThat(this.timer.afterOrAtClose(Duration.ofHours(1), this.runs::incrementAndGet)).isTrue();
		this.timer.close();
		assertThat(this.runs).hasValue(2);
		this.timer.close();
		assertThat(this.runs).hasValue(2);
	}

	@Test
	void otherTasksDoNotRunUponClosing() {
		this.timer.after(Duration.ofHours(1), this.runs::incrementAndGet);
		this.timer.close();
		assertThat(this.runs).hasValue(0);
	}

	@Test
	void aClosedTimerTakesNoTask() {
		this.timer.close();
		assertThat(this.timer.afterOrAtClose(Duration.ofMillis(1), this.runs::incrementAndGet)).isFalse();
		assertThat(this.timer.after(Duration.ofMillis(1), this.runs::incrementAndGet)).isNull();
		assertThat(this.runs).hasValue(0);
	}

}
