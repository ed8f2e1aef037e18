package io.github.taosspring.readme;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.taosspring.annotation.TaosListener;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.schemaless.BufferedPointWriter;
import io.github.taosspring.support.TaosHeaders;
import io.github.taosspring.test.EmbeddedTaos;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Runs what README.md shows of listeners and writers.
 */
@SpringBootTest(classes = MetersTests.Application.class)
@EmbeddedTaos(database = "power")
class AlarmsTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	@Test
	void raisesAlarms(@Autowired Meters meters, @Autowired Alarms alarms) {
		Reading high = new Reading("3", "Oslo", START, 12, 244, "too high");
		meters.store(List.of(high, new Reading("3", "Oslo", START.plusSeconds(1), 10, 230, null)));
		await().untilAsserted(() -> assertThat(alarms.raised).containsExactly(high));
	}

	@Test
	void writesPoints(@Autowired Weather weather, @Autowired TaosTemplate taos) throws Exception {
		weather.store("Oslo", -3.5);
		assertThat(taos.queryForObject("select t from weather where city = 'Oslo'", Double.class)).isEqualTo(-3.5);
	}

}

@Component
class Alarms {

	final Queue<Reading> raised = new ConcurrentLinkedQueue<>();

	@TaosListener(id = "alarms", topics = "high_voltage", concurrency = "2")
	void on(List<Reading> readings, @Header(TaosHeaders.VGROUP) int vgroup) {
		// when it
		// returns
		this.raised.addAll(readings);
	}

}

@Service
class Weather {

	private final BufferedPointWriter writer;

	Weather(BufferedPointWriter writer) {
		this.writer = writer;
	}

	void store(String city, double celsius) throws InterruptedException {
		this.writer.write(Point.measurement("weather").tag("city", city).field("t", celsius)); // buffered
		this.writer.flush(Duration.ofSeconds(5));
	}

}
