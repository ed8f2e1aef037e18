package io.github.taosspring.sample.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.jayway.jsonpath.DocumentContext;
import io.github.taosspring.sample.Api;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The whole application, measuring this machine and storing it on the embedded server.
 */
@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sample.sampling.interval=200ms", "sample.host=tester" })
@TestInstance(Lifecycle.PER_CLASS)
class TelemetryApiTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@LocalServerPort
	private int port;

	private Api api;

	@BeforeAll
	void waitForProcessors() {
		this.api = new Api(this.port);
		await().atMost(PATIENCE)
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(
					this.api.get("/api/latest?kind=cpu").<List<String>>read("$.kinds[0].devices[*].device"))
				.contains("0", "total"));
	}

	@Test
	void latestHasAFreshRowForEachDevice() {
		DocumentContext latest = this.api.get("/api/latest?kind=cpu");
		assertThat(latest.<String>read("$.host")).isEqualTo("tester");
		assertThat(latest.<List<String>>read("$.kinds[*].kind")).containsExactly("cpu");
		assertThat(latest.<List<Double>>read("$.kinds[0].devices[*].values.busy")).isNotEmpty()
			.allSatisfy((busy) -> assertThat(busy).isBetween(0.0, 100.0));
		assertThat(latest.<List<String>>read("$.kinds[0].devices[*].time"))
			.allSatisfy((time) -> assertThat(Instant.parse(time)).isBetween(Instant.now().minusSeconds(10),
					Instant.now().plusMillis(1)));
	}

	@Test
	void latestOfAllKindsHasMemoryAndProcesses() {
		DocumentContext latest = this.api.get("/api/latest");
		assertThat(latest.<List<String>>read("$.kinds[*].kind")).containsExactly("cpu", "memory", "disk", "filesystem",
				"network", "process");
		assertThat(latest
			.<List<Number>>read("$.kinds[?(@.kind == 'memory')].devices[?(@.device == 'physical')].values.total"))
			.singleElement()
			.satisfies((total) -> assertThat(total.longValue()).isGreaterThan(Runtime.getRuntime().totalMemory()));
		assertThat(latest.<List<Integer>>read("$.kinds[?(@.kind == 'process')].devices[0].values.processes"))
			.singleElement()
			.satisfies((processes) -> assertThat(processes).isPositive());
	}

	@Test
	void aHostWithoutMeasurementsHasNoDevices() {
		DocumentContext latest = this.api.get("/api/latest?kind=cpu&host={host}", "o'brien");
		assertThat(latest.<List<Object>>read("$.kinds[0].devices")).isEmpty();
		assertThat(this.api.get("/api/hosts").<List<String>>read("$")).containsExactly("tester");
	}

	@Test
	void seriesIsDownSampled() {
		await().atMost(PATIENCE).untilAsserted(() -> {
			DocumentContext series = this.api
				.get("/api/series?kind=memory&metric=used_percent&device=physical&minutes=1&points=60");
			assertThat(series.<String>read("$.unit")).isEqualTo("%");
			assertThat(series.<Integer>read("$.intervalMillis")).isEqualTo(1000);
			assertThat(series.<List<String>>read("$.series[*].device")).containsExactly("physical");
			List<Number> times = series.read("$.series[0].points[*].time");
			assertThat(times).hasSizeBetween(3, 61);
			for (int i = 1; i < times.size(); i++) {
				assertThat((times.get(i).longValue() - times.get(i - 1).longValue()) % 1000).isZero();
				assertThat(times.get(i).longValue()).isGreaterThan(times.get(i - 1).longValue());
			}
			double low = series.read("$.series[0].points[1].low");
			double high = series.read("$.series[0].points[1].high");
			assertThat(series.<Double>read("$.series[0].points[1].mean")).isBetween(low, high);
			assertThat(low).isPositive();
		});
	}

	@Test
	void seriesWithoutADeviceHasThemAll() {
		DocumentContext series = this.api.get("/api/series?kind=cpu&metric=busy");
		assertThat(series.<List<String>>read("$.series[*].device")).contains("0", "total");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			/api/latest?kind=gpu                         | kind    | 'gpu' is not one of cpu, memory
			/api/series?kind=cpu;drop&metric=busy        | kind    | is not one of
			/api/series?kind=cpu&metric=read_rate        | metric  | 'read_rate' is not a metric of cpu
			/api/series?kind=cpu&metric=busy) from x --  | metric  | is not a metric of cpu
			/api/series?kind=cpu&metric=busy&minutes=0   | minutes | 0 is not from 1 to 10080
			/api/series?kind=cpu&metric=busy&points=2001 | points  | 2001 is not from 1 to 2000
			""")
	void aParameterThatIsNotKnownIsAProblem(String uri, String parameter, String reason) {
		DocumentContext problem = this.api.problem(HttpStatus.BAD_REQUEST, uri);
		assertThat(problem.<String>read("$.parameter")).isEqualTo(parameter);
		assertThat(problem.<String>read("$.detail")).contains(reason);
	}

	@ParameterizedTest
	@CsvSource({ "/api/series?kind=cpu,metric", "/api/series?kind=cpu&metric=busy&minutes=soon,minutes" })
	void aParameterThatIsMissingOrNoNumberIsAProblem(String uri, String name) {
		assertThat(this.api.problem(HttpStatus.BAD_REQUEST, uri).<String>read("$.detail")).contains(name);
	}

	@Test
	void aDeviceNobodyHasGivesAnEmptySeriesWhateverItsName() {
		DocumentContext series = this.api.get("/api/series?kind=cpu&metric=busy&device={device}", "x' or '1'='1");
		assertThat(series.<List<Object>>read("$.series")).isEmpty();
	}

	@Test
	void kindsListsMetricsWithTheirUnits() {
		DocumentContext kinds = this.api.get("/api/kinds");
		assertThat(kinds.<List<String>>read("$[?(@.kind == 'network')].metrics[?(@.metric == 'send_rate')].unit"))
			.containsExactly("B/s");
	}

	@Test
	void statusTellsTheServerAndCountsRows() {
		DocumentContext status = this.api.get("/api/status");
		assertThat(status.<Boolean>read("$.embedded")).isTrue();
		assertThat(status.<String>read("$.serverVersion")).startsWith("3.3.7.5");
		assertThat(status.<String>read("$.server")).startsWith("taos+ws://root@").doesNotContain("taosdata");
		assertThat(status.<Boolean>read("$.writer.failing")).isFalse();
		assertThat(status.<Integer>read("$.writer.rowsWritten")).isGreaterThan(5);
		assertThat(status.<Integer>read("$.writer.samplesLost")).isZero();
	}

	@Test
	void healthAndMetricsKnowBothDatabases() {
		DocumentContext health = this.api.get("/actuator/health");
		assertThat(health.<String>read("$.components.taos.status")).isEqualTo("UP");
		assertThat(health.<Boolean>read("$.components.taos.details.embedded")).isTrue();
		assertThat(health.<String>read("$.components.db.status")).isEqualTo("UP");
		DocumentContext rows = this.api.get("/actuator/metrics/sample.rows.written");
		assertThat(rows.<Double>read("$.measurements[0].value")).isGreaterThan(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/app.js", "/chart.js", "/format.js", "/style.css" })
	void thePageAndItsPartsAreServed(String path) {
		assertThat(this.api.exchange(path).getStatusCode()).isEqualTo(HttpStatus.OK);
	}

	@Test
	void thePageAsksNobodyElse() {
		for (String path : List.of("/", "/app.js", "/chart.js", "/format.js", "/style.css")) {
			String text = this.api.exchange(path).getBody();
			assertThat(text.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http://")
				.doesNotContain("https://");
		}
	}

}
