package io.github.taosspring.sample.sampling;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often the machine is read, and how much waits for a server that is away.
 *
 * @param interval the time between two readings, 100 ms or more
 * @param retryInterval the time between two attempts to write while the server is away
 * @param backlog how many samples wait for the server; the oldest is given up for a new
 * one
 * @param stopTimeout the time that each thread has to end
 */
@ConfigurationProperties("sample.sampling")
public record SamplingProperties(@DefaultValue("1s") Duration interval, @DefaultValue("1s") Duration retryInterval,
		@DefaultValue("120") int backlog, @DefaultValue("5s") Duration stopTimeout) {

	private static final int LEAST_INTERVAL_MILLIS = 100;

	public SamplingProperties {
		requireAtLeast(interval, "sample.sampling.interval");
		requireAtLeast(retryInterval, "sample.sampling.retry-interval");
		requireAtLeast(stopTimeout, "sample.sampling.stop-timeout");
		if (backlog < 1) {
			throw new IllegalArgumentException("sample.sampling.backlog must be 1 or more");
		}
	}

	private static void requireAtLeast(Duration duration, String name) {
		if (duration.toMillis() < LEAST_INTERVAL_MILLIS) {
			throw new IllegalArgumentException(name + " must be " + LEAST_INTERVAL_MILLIS + " ms or more");
		}
	}

}
