package io.github.taosspring.sample.summary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import io.github.taosspring.config.TaosListenerEndpointRegistry;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.listener.ConcurrentTaosMessageListenerContainer;
import io.github.taosspring.sample.Api;
import io.github.taosspring.sample.store.Gauge;
import io.github.taosspring.sample.store.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The listeners at work: what is measured comes back as alarms and summaries.
 */
@DirtiesContext
@Timeout(180)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { "sample.host=tester",
		"sample.sampling.interval=500ms", "sample.alarms.memory=0.001", "taos.listener.poll-timeout=200ms" })
class ListenersApiTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@LocalServerPort
	private int port;

	@Autowired
	private TaosListenerEndpointRegistry registry;

	@Autowired
	private TaosTemplate taos;

	@Autowired
	private SummaryListener listener;

	private Api api;

	@BeforeEach
	void connect() {
		this.api = new Api(this.port);
	}

	@Test
	void anAlarmIsPushedToThePage() throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/api/alarms"))
			.timeout(PATIENCE)
			.build();
		HttpResponse<InputStream> response = HttpClient.newHttpClient()
			.send(request, HttpResponse.BodyHandlers.ofInputStream());
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
			String data = lines.lines()
				.filter((line) -> line.startsWith("data:") && line.contains("memory"))
				.findFirst()
				.orElseThrow();
			DocumentContext alarm = JsonPath.parse(data.substring("data:".length()));
			assertThat(alarm.<String>read("$.host")).isEqualTo("tester");
			assertThat(alarm.<String>read("$.metric")).isEqualTo("used_percent");
			assertThat(alarm.<Double>read("$.threshold")).isEqualTo(0.001);
			assertThat(alarm.<Boolean>read("$.raised")).isTrue();
		}
	}

	@Test
	void whatIsMeasuredIsSummedUpByTwoConsumers() {
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.api.get("/api/summary?kind=memory").<List<String>>read("$[*].device"))
				.contains("physical"));
		DocumentContext summary = this.api.get("/api/summary?kind=memory");
		assertThat(summary.<Double>read("$[0].low")).isLessThanOrEqualTo(summary.<Double>read("$[0].high"));
		ConcurrentTaosMessageListenerContainer container = (ConcurrentTaosMessageListenerContainer) this.registry
			.getListenerContainer("summaries");
		assertThat(container).isNotNull();
		assertThat(container.getContainers()).hasSize(2);
	}

	@Test
	void rowsThatComeAgainAreNotCountedTwice() {
		Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(2, ChronoUnit.MINUTES);
		this.taos.execute("insert into other using cpu (host, device) tags ('other', 'total') (ts, busy) values"
				+ " (?, 10), (?, 20), (?, 60)", minute, minute.plusSeconds(1), minute.plusSeconds(59));
		await().atMost(PATIENCE).untilAsserted(() -> assertOther(3, 30));
		for (int i = 0; i < 2; i++) {
			this.listener.summarize(List.of(new Gauge("other", "total", minute, 10.0)), Topics.CPU);
			assertOther(3, 30);
		}
		this.taos.execute("insert into other (ts, busy) values (?, 70)", minute.plusSeconds(2));
		await().atMost(PATIENCE).untilAsserted(() -> assertOther(4, 40));
	}

	private void assertOther(int samples, double mean) {
		DocumentContext summary = this.api.get("/api/summary?kind=cpu&host=other");
		assertThat(summary.<List<Integer>>read("$[*].samples")).containsExactly(samples);
		assertThat(summary.<List<Double>>read("$[*].mean")).containsExactly(mean);
	}

}
