package io.github.taosspring.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;

import com.jayway.jsonpath.DocumentContext;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

/**
 * A server that is away when the application starts, comes, goes and comes back empty.
 */
@ExtendWith(OutputCaptureExtension.class)
class OutageTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Test
	void theApplicationStartsWithoutItsServerAndStoresOnceThatIsThere(CapturedOutput output) throws IOException {
		int serverPort = freePort();
		try (ConfigurableApplicationContext context = SpringApplication.run(SampleApplication.class, "--server.port=0",
				"--taos.url=taos+ws://root:taosdata@localhost:" + serverPort, "--sample.sampling.interval=200ms",
				"--sample.sampling.retry-interval=200ms")) {
			Api api = new Api(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			awaitFailing(api, true);
			DocumentContext status = api.get("/api/status");
			assertThat(status.<Boolean>read("$.embedded")).isFalse();
			assertThat(status.<String>read("$.serverVersion")).isNull();
			assertThat(status.<String>read("$.writer.lastError")).contains(String.valueOf(serverPort));
			DocumentContext problem = api.problem(HttpStatus.SERVICE_UNAVAILABLE, "/api/latest?kind=cpu");
			assertThat(problem.<String>read("$.title")).isEqualTo("TDengine did not answer");
			assertThat(api.exchange("/").getStatusCode()).isEqualTo(HttpStatus.OK);
			assertThat(api.exchange("/api/settings").getStatusCode()).isEqualTo(HttpStatus.OK);
			for (int visit = 0; visit < 2; visit++) {
				int before = rows(api);
				try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().port(serverPort).start()) {
					awaitFailing(api, false);
					await().atMost(PATIENCE).until(() -> rows(api), greaterThan(before));
					await().atMost(PATIENCE)
						.untilAsserted(() -> assertThat(
								api.get("/api/latest?kind=cpu").<List<String>>read("$.kinds[0].devices[*].device"))
							.contains("total"));
				}
				awaitFailing(api, true);
			}
		}
		assertThat(output.getOut().split("Measurements can't be stored", -1)).hasSize(1 + 3);
		assertThat(output.getOut().split("Measurements are stored again", -1)).hasSize(1 + 2);
	}

	private static void awaitFailing(Api api, boolean failing) {
		await().atMost(PATIENCE).until(() -> api.get("/api/status").<Boolean>read("$.writer.failing") == failing);
	}

	private static int rows(Api api) {
		return api.get("/api/status").read("$.writer.rowsWritten");
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
