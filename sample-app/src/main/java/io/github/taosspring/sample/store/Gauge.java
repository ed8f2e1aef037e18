package io.github.taosspring.sample.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A row of one of the {@link Topics}: one number of a device.
 *
 * @param host the host
 * @param device the device
 * @param ts when it was read
 * @param value the value, {@code null} if there is none
 */
public record Gauge(String host, String device, Instant ts, @Nullable Double value) {

}
