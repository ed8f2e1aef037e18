package io.github.taosspring.sample.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A metric of a device in one window of time; a query's row.
 *
 * @param device the device
 * @param start the window's begin
 * @param mean the mean of its values, {@code null} if it has none
 * @param low the least of its values, {@code null} if it has none
 * @param high the greatest of its values, {@code null} if it has none
 */
public record SeriesPoint(String device, Instant start, @Nullable Double mean, @Nullable Double low,
		@Nullable Double high) {

}
