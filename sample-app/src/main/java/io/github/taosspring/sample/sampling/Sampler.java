package io.github.taosspring.sample.sampling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import io.github.taosspring.sample.measure.Machine;
import io.github.taosspring.sample.measure.Measurement;
import io.github.taosspring.sample.measure.Sample;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Reads a machine at every full interval and hands the sample on. Starts last and stops
 * first of all that has a lifecycle. Never waits for the server: see {@link Writer}.
 */
class Sampler implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(Sampler.class);

	private final Machine machine;

	private final Consumer<Sample> target;

	private final Clock clock;

	private final Duration interval;

	private final Duration stopTimeout;

	private volatile @Nullable Worker worker;

	Sampler(Machine machine, Consumer<Sample> target, Clock clock, Duration interval, Duration stopTimeout) {
		this.machine = machine;
		this.target = target;
		this.clock = clock;
		this.interval = interval;
		this.stopTimeout = stopTimeout;
	}

	@Override
	public void start() {
		if (!isRunning()) {
			this.worker = new Worker("sample-reader", this::run);
		}
	}

	@Override
	public void stop() {
		Worker worker = this.worker;
		if (worker != null) {
			worker.stop(this.stopTimeout);
		}
	}

	@Override
	public boolean isRunning() {
		Worker worker = this.worker;
		return worker != null && worker.isAlive();
	}

	private void run(Worker worker) throws InterruptedException {
		boolean failing = false;
		do {
			try {
				read();
				failing = false;
			}
			catch (RuntimeException ex) {
				if (!failing) {
					logger.warn("Reading the machine failed; trying again at each interval", ex);
				}
				failing = true;
			}
		}
		while (worker.sleep(millisToNextRound()));
	}

	private void read() {
		Instant time = this.clock.instant();
		List<Measurement> measurements = this.machine.read();
		if (!measurements.isEmpty()) {
			this.target.accept(new Sample(this.machine.name(), time, measurements));
		}
	}

	/** At full intervals of the clock, so that rows of several hosts fall together. */
	private long millisToNextRound() {
		long length = this.interval.toMillis();
		return length - Math.floorMod(this.clock.millis(), length);
	}

}
