package io.github.taosspring.sample.alarm;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taosspring.annotation.TaosListener;
import io.github.taosspring.sample.store.Gauge;
import io.github.taosspring.sample.store.Topics;
import io.github.taosspring.support.TaosHeaders;

import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;

/**
 * Raises an alarm when a device comes over its threshold and ends it when it is under it
 * again. Rows that come a second time change nothing: a device's times only go forward.
 * <p>
 * It begins with the rows that are written from the start on, as alarms of yesterday are
 * no alarms.
 */
@Component
class AlarmListener {

	private final AlarmProperties properties;

	private final AlarmFeed feed;

	private final Map<Device, State> states = new ConcurrentHashMap<>();

	AlarmListener(AlarmProperties properties, AlarmFeed feed) {
		this.properties = properties;
		this.feed = feed;
	}

	@TaosListener(id = "alarms", topics = { Topics.CPU, Topics.MEMORY, Topics.DISK },
			properties = "auto.offset.reset=latest")
	void check(List<Gauge> gauges, @Header(TaosHeaders.TOPIC) String topic) {
		for (Gauge gauge : gauges) {
			Double value = gauge.value();
			// one busy core alone is no alarm
			boolean counts = !topic.equals(Topics.CPU) || gauge.device().equals("total");
			if (value != null && counts) {
				check(topic, gauge, value);
			}
		}
	}

	private void check(String topic, Gauge gauge, double value) {
		double threshold = this.properties.threshold(topic);
		boolean over = value >= threshold;
		Device device = new Device(topic, gauge.host(), gauge.device());
		State before = this.states.getOrDefault(device, new State(Instant.MIN, false));
		if (!gauge.ts().isAfter(before.time())) {
			return;
		}
		this.states.put(device, new State(gauge.ts(), over));
		if (over != before.over()) {
			this.feed.publish(new Alarm(gauge.ts(), gauge.host(), Topics.kind(topic).id(), gauge.device(),
					Topics.metric(topic), value, threshold, over));
		}
	}

	/** What has a state; a vgroup's rows come in order, and a device is in one vgroup. */
	private record Device(String topic, String host, String name) {

	}

	private record State(Instant time, boolean over) {

	}

}
