package io.github.taosspring.test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.taosspring.annotation.TaosListener;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.topic.TaosTopic;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests with a listener in the slice, also after the server was reset under it.
 */
@TaosTest(database = "listened", scripts = "schema.sql", reset = EmbeddedTaos.Reset.BEFORE_EACH,
		properties = { "taos.listener.restart.initial-interval=100ms", "taos.listener.restart.max-interval=200ms" })
@Timeout(120)
class ListenerTests {

	@Autowired
	private TaosTemplate taos;

	@Autowired
	private Listener listener;

	@RepeatedTest(2)
	void aListenerGetsWhatTheTestWrites() {
		this.listener.voltages.clear();
		this.taos.execute("insert into meters values (now, 'more', 231)");
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(this.listener.voltages).contains(230, 231));
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Listener {

		private final List<Integer> voltages = new CopyOnWriteArrayList<>();

		@Bean
		TaosTopic voltages() {
			return TaosTopic.named("voltages").as("select voltage from meters");
		}

		@TaosListener(id = "voltages", topics = "voltages")
		void on(List<Integer> voltages) {
			this.voltages.addAll(voltages);
		}

	}

}
