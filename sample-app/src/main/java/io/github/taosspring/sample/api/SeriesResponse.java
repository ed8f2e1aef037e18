package io.github.taosspring.sample.api;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A metric over time.
 *
 * @param host the host
 * @param kind the kind's name
 * @param metric the metric's name
 * @param unit the symbol of the metric's unit
 * @param from the begin of the first window
 * @param to the end, exclusive
 * @param intervalMillis the width of a window in milliseconds
 * @param series a series for each device
 */
record SeriesResponse(String host, String kind, String metric, String unit, Instant from, Instant to,
		long intervalMillis, List<Series> series) {

	/**
	 * One device's series.
	 *
	 * @param device the device
	 * @param points the windows that have rows, in order of time
	 */
	record Series(String device, List<Point> points) {

	}

	/**
	 * One window.
	 *
	 * @param time its begin, in milliseconds since 1970
	 * @param mean the mean, {@code null} if there are no values
	 * @param low the least value, {@code null} if there are none
	 * @param high the greatest value, {@code null} if there are none
	 */
	record Point(long time, @Nullable Double mean, @Nullable Double low, @Nullable Double high) {

	}

}
