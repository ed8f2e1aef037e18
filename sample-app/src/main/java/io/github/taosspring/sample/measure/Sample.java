package io.github.taosspring.sample.measure;

import java.time.Instant;
import java.util.List;

/**
 * What one reading of a host found.
 *
 * @param host the host's name
 * @param time when it was read
 * @param measurements a measurement for each device
 */
public record Sample(String host, Instant time, List<Measurement> measurements) {

	public Sample {
		measurements = List.copyOf(measurements);
	}

}
