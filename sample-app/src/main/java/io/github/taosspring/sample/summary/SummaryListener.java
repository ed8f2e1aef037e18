package io.github.taosspring.sample.summary;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.taosspring.annotation.TaosListener;
import io.github.taosspring.sample.store.Gauge;
import io.github.taosspring.sample.store.Topics;
import io.github.taosspring.support.TaosHeaders;

import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;

/**
 * Keeps a summary of each minute of each device, with two consumers.
 * <p>
 * Messages can come again, so it does not add up what they bring. A message says which
 * minutes of which devices have changed; these are computed from the stored rows anew and
 * overwrite what was there. The rows of a device are in one vgroup and so come to one
 * consumer at a time: no older sum overwrites a newer one.
 */
@Component
class SummaryListener {

	private final SummaryStore store;

	SummaryListener(SummaryStore store) {
		this.store = store;
	}

	@TaosListener(id = "summaries", topics = { Topics.CPU, Topics.MEMORY, Topics.DISK }, concurrency = "2")
	void summarize(List<Gauge> gauges, @Header(TaosHeaders.TOPIC) String topic) {
		Map<Minute, Set<String>> changed = gauges.stream()
			.collect(Collectors.groupingBy(Minute::of, Collectors.mapping(Gauge::device, Collectors.toSet())));
		changed.forEach((minute, devices) -> this.store.summarize(Topics.kind(topic), Topics.metric(topic),
				minute.host(), devices, minute.start()));
	}

	private record Minute(String host, Instant start) {

		static Minute of(Gauge gauge) {
			return new Minute(gauge.host(), gauge.ts().truncatedTo(ChronoUnit.MINUTES));
		}

	}

}
