package io.github.taosspring.listener;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link LoopSignals}.
 */
class LoopSignalsTests {

	private final LoopSignals signals = new LoopSignals();

	private static long in(Duration time) {
		return System.nanoTime() + time.toNanos();
	}

	private CompletableFuture<Boolean> inBackground(InterruptibleCall call) {
		CompletableFuture<Boolean> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				result.complete(call.call());
			}
			catch (InterruptedException ex) {
				result.completeExceptionally(ex);
			}
		});
		thread.start();
		return result;
	}

	@Test
	void withoutAPauseThereIsNothingToWaitFor() throws InterruptedException {
		assertThat(this.signals.awaitResume(in(Duration.ofMinutes(1)))).isTrue();
		assertThat(this.signals.isPaused()).isFalse();
	}

	@Test
	void aPauseIsInEffectOnceTheLoopWaits() throws Exception {
		this.signals.pause(true);
		assertThat(this.signals.isPauseRequested()).isTrue();
		assertThat(this.signals.isPaused()).isFalse();
		CompletableFuture<Boolean> resumed = inBackground(() -> this.signals.awaitResume(in(Duration.ofMinutes(1))));
		await().until(this.signals::isPaused);
		this.signals.pause(false);
		assertThat(resumed.get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.signals.isPaused()).isFalse();
	}

	@Test
	void aPauseThatLastsStaysInEffectBetweenWaits() throws InterruptedException {
		this.signals.pause(true);
		assertThat(this.signals.awaitResume(in(Duration.ofMillis(5)))).isFalse();
		assertThat(this.signals.isPaused()).isTrue();
		this.signals.pause(false);
		assertThat(this.signals.awaitResume(in(Duration.ofMillis(5)))).isTrue();
		assertThat(this.signals.isPaused()).isFalse();
	}

	@Test
	void aStopEndsAPause() throws Exception {
		this.signals.pause(true);
		CompletableFuture<Boolean> resumed = inBackground(() -> this.signals.awaitResume(in(Duration.ofMinutes(1))));
		await().until(this.signals::isPaused);
		this.signals.stop(in(Duration.ofSeconds(1)));
		assertThat(resumed.get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.signals.isStopping()).isTrue();
	}

	@Test
	void theFirstDeadlineOfAStopCounts() {
		this.signals.stop(42);
		this.signals.stop(43);
		assertThat(this.signals.stopDeadline()).isEqualTo(42);
		assertThat(this.signals.isAborted()).isFalse();
		this.signals.abort();
		assertThat(this.signals.isAborted()).isTrue();
	}

	@Test
	void whatIsWaitedForIsLookedAtUponASignal() throws Exception {
		AtomicBoolean there = new AtomicBoolean();
		CompletableFuture<Boolean> seen = inBackground(() -> this.signals.await(in(Duration.ofMinutes(1)), there::get));
		there.set(true);
		this.signals.signal();
		assertThat(seen.get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.signals.await(in(Duration.ofMillis(5)), () -> false)).isFalse();
	}

	/**
	 * A call that waits.
	 */
	private interface InterruptibleCall {

		boolean call() throws InterruptedException;

	}

}
