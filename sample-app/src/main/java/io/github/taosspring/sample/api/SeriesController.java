package io.github.taosspring.sample.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.taosspring.sample.measure.Kind;
import io.github.taosspring.sample.measure.Machine;
import io.github.taosspring.sample.measure.Metric;
import io.github.taosspring.sample.store.MeasurementStore;
import io.github.taosspring.sample.store.SeriesPoint;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * A metric over time, down-sampled by the server.
 */
@RestController
class SeriesController {

	private static final int MAX_MINUTES = 7 * 24 * 60;

	private static final int MAX_POINTS = 2000;

	private static final long MILLIS_PER_SECOND = 1000;

	private final MeasurementStore store;

	private final Machine machine;

	private final Clock clock = Clock.systemUTC();

	SeriesController(MeasurementStore store, Machine machine) {
		this.store = store;
		this.machine = machine;
	}

	@GetMapping("/api/series")
	SeriesResponse series(@RequestParam String kind, @RequestParam String metric,
			@RequestParam(required = false) @Nullable String device,
			@RequestParam(required = false) @Nullable String host, @RequestParam(defaultValue = "5") int minutes,
			@RequestParam(defaultValue = "150") int points) {
		Kind knownKind = Parameters.kind(kind);
		Metric knownMetric = Parameters.metric(knownKind, metric);
		Parameters.requireBetween("minutes", minutes, 1, MAX_MINUTES);
		Parameters.requireBetween("points", points, 1, MAX_POINTS);
		String knownHost = (host != null) ? host : this.machine.name();
		long interval = intervalMillis(Duration.ofMinutes(minutes), points);
		Instant to = this.clock.instant();
		Instant from = firstWindow(to.minus(Duration.ofMinutes(minutes)), interval);
		List<SeriesPoint> rows = this.store.series(knownKind, knownMetric, knownHost, device, from, to, interval);
		return new SeriesResponse(knownHost, knownKind.id(), knownMetric.name(), knownMetric.unit().symbol(), from, to,
				interval, byDevice(rows));
	}

	/** Whole seconds, as many as it takes to stay within the number of points. */
	static long intervalMillis(Duration range, int points) {
		long seconds = (range.toSeconds() + points - 1) / points;
		return Math.max(1, seconds) * MILLIS_PER_SECOND;
	}

	/** Windows begin at multiples of their width, so none is cut off at the begin. */
	private static Instant firstWindow(Instant from, long interval) {
		return Instant.ofEpochMilli((from.toEpochMilli() + interval - 1) / interval * interval);
	}

	private static List<SeriesResponse.Series> byDevice(List<SeriesPoint> rows) {
		Map<String, List<SeriesResponse.Point>> points = new TreeMap<>();
		for (SeriesPoint row : rows) {
			points.computeIfAbsent(row.device(), (name) -> new ArrayList<>())
				.add(new SeriesResponse.Point(row.start().toEpochMilli(), row.mean(), row.low(), row.high()));
		}
		return points.entrySet()
			.stream()
			.map((entry) -> new SeriesResponse.Series(entry.getKey(), entry.getValue()))
			.toList();
	}

}
