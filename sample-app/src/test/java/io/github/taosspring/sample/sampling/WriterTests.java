package io.github.taosspring.sample.sampling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

import io.github.taosspring.sample.measure.Sample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class WriterTests {

	private static final int BACKLOG = 5;

	private static final SamplingProperties PROPERTIES = new SamplingProperties(Duration.ofSeconds(1),
			Duration.ofMillis(100), BACKLOG, Duration.ofSeconds(1));

	private final List<Sample> stored = new CopyOnWriteArrayList<>();

	private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

	private final Writer writer = new Writer(this::store, Clock.systemUTC(), PROPERTIES);

	@AfterEach
	void stop() {
		this.writer.stop();
	}

	@Test
	void writesWhatArrivesInOrder() {
		this.writer.start();
		sendAndAwait(1, 3);
		WriterStatus status = this.writer.status();
		assertThat(this.stored).extracting((sample) -> sample.time().getEpochSecond()).containsExactly(1L, 2L, 3L);
		assertThat(status.samplesWritten()).isEqualTo(3);
		assertThat(status.rowsWritten()).isEqualTo(30);
		assertThat(status.failing()).isFalse();
		assertThat(status.lastWrite()).isNotNull();
		assertThat(status.lastError()).isNull();
	}

	@Test
	void keepsTheNewestSamplesWhileTheServerIsAwayAndWritesThemAfterwards(CapturedOutput output) {
		this.failure.set(new DataAccessResourceFailureException("outer", new IllegalStateException("td1 is away")));
		this.writer.start();
		send(1, 12);
		await().until(() -> this.writer.status().failedWrites() >= 3);
		assertThat(this.writer.status().failing()).isTrue();
		assertThat(this.writer.status().samplesWaiting()).isEqualTo(BACKLOG);
		assertThat(this.writer.status().samplesLost()).isEqualTo(12 - BACKLOG);
		assertThat(this.writer.status().lastError()).isEqualTo("td1 is away.");
		this.failure.set(null);
		await().until(() -> this.writer.status().samplesWritten() == BACKLOG);
		assertThat(this.stored).extracting((sample) -> sample.time().getEpochSecond())
			.containsExactly(8L, 9L, 10L, 11L, 12L);
		assertThat(this.writer.status().failing()).isFalse();
		assertThat(output).containsOnlyOnce("Measurements can't be stored: td1 is away.")
			.containsOnlyOnce("Measurements are stored again");
	}

	@Test
	void logsEachOutageAnew(CapturedOutput output) {
		this.writer.start();
		for (int outage = 1; outage <= 2; outage++) {
			this.failure.set(new DataAccessResourceFailureException("outage " + outage));
			long failures = this.writer.status().failedWrites();
			send(outage, outage);
			await().until(() -> this.writer.status().failedWrites() >= failures + 2);
			this.failure.set(null);
			int written = outage;
			await().until(() -> this.writer.status().samplesWritten() == written);
		}
		assertThat(output).containsOnlyOnce("can't be stored: outage 1.")
			.containsOnlyOnce("can't be stored: outage 2.");
	}

	@Test
	void givesUpASampleThatTheServerRefusesTwice() {
		this.failure.set(new DataIntegrityViolationException("too long"));
		this.writer.start();
		send(1, 1);
		await().until(() -> this.writer.status().samplesLost() == 1);
		assertThat(this.writer.status().failedWrites()).isEqualTo(2);
		assertThat(this.writer.status().samplesWaiting()).isZero();
		this.failure.set(null);
		sendAndAwait(2, 2);
		assertThat(this.stored).extracting((sample) -> sample.time().getEpochSecond()).containsExactly(2L);
	}

	@Test
	void writesWhatIsLeftBeforeItEnds() {
		CountDownLatch release = new CountDownLatch(1);
		Writer slow = new Writer((sample) -> {
			awaitQuietly(release);
			return store(sample);
		}, Clock.systemUTC(), PROPERTIES);
		slow.start();
		LongStream.rangeClosed(1, 3).forEach((second) -> slow.accept(sample(second)));
		Thread stopper = new Thread(slow::stop, "stopper");
		stopper.start();
		release.countDown();
		await().until(() -> !stopper.isAlive());
		assertThat(slow.isRunning()).isFalse();
		assertThat(this.stored).hasSize(3);
	}

	@Test
	void endsAtOnceWhileTheServerIsAway() {
		this.failure.set(new DataAccessResourceFailureException("away"));
		Writer patient = new Writer(this::store, Clock.systemUTC(),
				new SamplingProperties(Duration.ofSeconds(1), Duration.ofMinutes(5), BACKLOG, Duration.ofSeconds(30)));
		patient.start();
		patient.accept(sample(1));
		await().until(() -> patient.status().failing());
		long start = System.nanoTime();
		patient.stop();
		assertThat(patient.isRunning()).isFalse();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void interruptsAWriteThatOutlastsTheStopTimeout() {
		CountDownLatch never = new CountDownLatch(1);
		CountDownLatch writing = new CountDownLatch(1);
		Writer stuck = new Writer((sample) -> {
			writing.countDown();
			awaitQuietly(never);
			return 0;
		}, Clock.systemUTC(),
				new SamplingProperties(Duration.ofSeconds(1), Duration.ofSeconds(1), BACKLOG, Duration.ofMillis(200)));
		stuck.start();
		stuck.accept(sample(1));
		awaitQuietly(writing);
		stuck.stop();
		await().until(() -> !stuck.isRunning());
	}

	private void send(long first, long last) {
		LongStream.rangeClosed(first, last).forEach((second) -> this.writer.accept(sample(second)));
	}

	private void sendAndAwait(long first, long last) {
		long expected = this.writer.status().samplesWritten() + last - first + 1;
		send(first, last);
		await().until(() -> this.writer.status().samplesWritten() == expected);
	}

	private long store(Sample sample) {
		RuntimeException failure = this.failure.get();
		if (failure != null) {
			throw failure;
		}
		this.stored.add(sample);
		return 10;
	}

	private static Sample sample(long second) {
		return new Sample("host", Instant.ofEpochSecond(second), List.of());
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			if (!latch.await(60, TimeUnit.SECONDS)) {
				throw new IllegalStateException("Nobody came");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
