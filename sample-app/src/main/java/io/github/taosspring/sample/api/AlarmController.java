package io.github.taosspring.sample.api;

import io.github.taosspring.sample.alarm.AlarmFeed;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The alarms as server-sent events.
 */
@RestController
class AlarmController {

	private final AlarmFeed feed;

	AlarmController(AlarmFeed feed) {
		this.feed = feed;
	}

	@GetMapping(path = "/api/alarms", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter alarms() {
		return this.feed.open();
	}

}
