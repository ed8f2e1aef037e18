package io.github.taosspring.sample.sampling;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taosspring.sample.measure.Kind;
import io.github.taosspring.sample.measure.Machine;
import io.github.taosspring.sample.measure.Measurement;
import io.github.taosspring.sample.measure.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class SamplerTests {

	private final AtomicInteger readings = new AtomicInteger();

	private final List<Sample> samples = new CopyOnWriteArrayList<>();

	private volatile int failures;

	private final Sampler sampler = new Sampler(new FakeMachine(), this.samples::add, Clock.systemUTC(),
			Duration.ofMillis(100), Duration.ofSeconds(5));

	@AfterEach
	void stop() {
		this.sampler.stop();
	}

	@Test
	void readsAtEachIntervalUntilStopped() {
		this.sampler.start();
		await().until(() -> this.samples.size() >= 3);
		this.sampler.stop();
		assertThat(this.sampler.isRunning()).isFalse();
		int size = this.samples.size();
		assertThat(this.samples).extracting(Sample::host).containsOnly("fake");
		assertThat(this.samples).extracting(Sample::time).isSorted().doesNotHaveDuplicates();
		assertThat(this.readings.get()).isEqualTo(size);
	}

	@Test
	void readsNoMoreOftenThanItsInterval() {
		this.sampler.start();
		await().until(() -> this.samples.size() >= 5);
		Duration threeIntervals = Duration.between(this.samples.get(1).time(), this.samples.get(4).time());
		assertThat(threeIntervals).isGreaterThanOrEqualTo(Duration.ofMillis(200));
	}

	@Test
	void goesOnAfterAFailureAndLogsItOnce(CapturedOutput output) {
		this.failures = 3;
		this.sampler.start();
		await().until(() -> this.samples.size() >= 2);
		assertThat(output).containsOnlyOnce("Reading the machine failed");
	}

	@Test
	void stopsWithoutHavingBeenStarted() {
		this.sampler.stop();
		assertThat(this.sampler.isRunning()).isFalse();
	}

	private final class FakeMachine implements Machine {

		@Override
		public String name() {
			return "fake";
		}

		@Override
		public List<Measurement> read() {
			if (SamplerTests.this.failures > 0) {
				SamplerTests.this.failures--;
				throw new IllegalStateException("no such device");
			}
			SamplerTests.this.readings.incrementAndGet();
			return List.of(new Measurement(Kind.CPU, "total", Arrays.asList(1.0, 1.0, 0.0, null)));
		}

	}

}
