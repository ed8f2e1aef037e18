package io.github.taosspring.sample.store;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The last row of a device.
 *
 * @param device the device
 * @param time when it was read
 * @param values the values by metric, {@code null} where there is none
 */
public record DeviceReading(String device, Instant time, Map<String, @Nullable Number> values) {

}
