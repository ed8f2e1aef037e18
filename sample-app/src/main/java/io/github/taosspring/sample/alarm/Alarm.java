package io.github.taosspring.sample.alarm;

import java.time.Instant;

/**
 * A device has come over its threshold, or under it again.
 *
 * @param time when it was measured
 * @param host the host
 * @param kind what kind of device
 * @param device the device
 * @param metric which of its metrics
 * @param value the value in percent
 * @param threshold the threshold in percent
 * @param raised whether it is over it
 */
public record Alarm(Instant time, String host, String kind, String device, String metric, double value,
		double threshold, boolean raised) {

}
