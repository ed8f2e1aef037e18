package io.github.taosspring.sample.api;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.github.taosspring.sample.measure.Machine;
import io.github.taosspring.sample.summary.Summary;
import io.github.taosspring.sample.summary.SummaryStore;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What devices were minute by minute, as a listener sums it up.
 */
@RestController
class SummaryController {

	private static final int MAX_MINUTES = 24 * 60;

	private final SummaryStore store;

	private final Machine machine;

	private final Clock clock = Clock.systemUTC();

	SummaryController(SummaryStore store, Machine machine) {
		this.store = store;
		this.machine = machine;
	}

	@GetMapping("/api/summary")
	List<Summary> summary(@RequestParam String kind, @RequestParam(required = false) @Nullable String host,
			@RequestParam(defaultValue = "10") int minutes) {
		Parameters.requireBetween("minutes", minutes, 1, MAX_MINUTES);
		return this.store.find(Parameters.kind(kind), (host != null) ? host : this.machine.name(),
				this.clock.instant().minus(Duration.ofMinutes(minutes)).truncatedTo(ChronoUnit.MINUTES));
	}

}
