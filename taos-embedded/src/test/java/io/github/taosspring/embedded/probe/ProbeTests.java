package io.github.taosspring.embedded.probe;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosProbeReport;
import io.github.taosspring.client.TaosProbeReport.Kind;
import io.github.taosspring.client.TaosProbeReport.Status;
import io.github.taosspring.client.TaosProbeReport.Step;
import io.github.taosspring.client.TaosProtocol;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link TaosClient#probe} against the embedded server.
 */
@Timeout(120)
class ProbeTests {

	private static EmbeddedTaosServer server;

	@BeforeAll
	static void start() {
		server = EmbeddedTaosServer.builder().start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static TaosProbeReport.Endpoint probe(String url) {
		TaosProbeReport report = TaosClient.probe(TaosClientOptions.fromUrl(url));
		assertThat(report.endpoints()).hasSize(1);
		TaosProbeReport.Endpoint endpoint = report.endpoints().get(0);
		assertThat(endpoint.steps()).extracting(Step::kind).containsExactly(Kind.values());
		assertThat(report.isOk()).isEqualTo(endpoint.isOk());
		return endpoint;
	}

	private static void failed(TaosProbeReport.Endpoint endpoint, Kind kind, String reason) {
		assertThat(endpoint.isOk()).isFalse();
		assertThat(endpoint.steps()).filteredOn((step) -> step.status() == Status.FAILED)
			.singleElement()
			.satisfies((step) -> {
				assertThat(step.kind()).isEqualTo(kind);
				assertThat(step.detail()).contains(reason);
				assertThat(step.action()).isNotBlank();
			});
	}

	@Test
	void allIsWellOverWebSocket() {
		TaosProbeReport.Endpoint endpoint = probe("taos+ws://127.0.0.1:" + server.port() + "?timeZone=Asia/Tokyo");
		assertThat(endpoint).hasToString("127.0.0.1:" + server.port() + "  name ok \u00B7 tcp ok \u00B7 http ok \u00B7 "
				+ "upgrade ok \u00B7 login ok \u00B7 taosd ok \u00B7 version ok \u00B7 zone ok");
		assertThat(endpoint.step(Kind.VERSION).detail()).isEqualTo(EmbeddedTaosServer.VERSION);
		assertThat(endpoint.step(Kind.ZONE).detail()).isEqualTo("Asia/Tokyo (JST, +0900)");
		assertThat(endpoint.step(Kind.TLS).status()).isEqualTo(Status.SKIPPED);
		assertThat(endpoint.step(Kind.TCP).elapsed()).isPositive();
	}

	@Test
	void allIsWellOverRest() {
		TaosProbeReport.Endpoint endpoint = probe("taos+http://127.0.0.1:" + server.port());
		assertThat(endpoint.isOk()).as("%s", endpoint).isTrue();
		assertThat(endpoint.step(Kind.UPGRADE).status()).isEqualTo(Status.SKIPPED);
	}

	@ParameterizedTest
	@EnumSource(names = { "WEBSOCKET", "REST" })
	void allIsWellUnderTls(TaosProtocol protocol) throws Exception {
		X509Bundle certificate = new CertificateBuilder().ecp256()
			.subject("CN=localhost")
			.addSanDnsName("localhost")
			.setIsCertificateAuthority(true)
			.buildSelfSigned();
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(certificate.toKeyManagerFactory().getKeyManagers(),
				new TrustManager[] { certificate.toTrustManager() }, null);
		try (EmbeddedTaosServer secure = EmbeddedTaosServer.builder().tls(context).start()) {
			TaosClientOptions.Builder options = TaosClientOptions.builder()
				.protocol(protocol)
				.tls(true)
				.endpoint("localhost", secure.port());
			TaosProbeReport report = TaosClient.probe(options.sslContext(context).build());
			assertThat(report.isOk()).as("%s", report).isTrue();
			assertThat(report.endpoints().get(0).step(Kind.TLS).detail()).contains("TLSv1.3").contains("CN=localhost");
			failed(TaosClient.probe(options.sslContext(null).build()).endpoints().get(0), Kind.TLS,
					"an authority that is not trusted");
			failed(TaosClient.probe(options.tls(false).build()).endpoints().get(0), Kind.HTTP, "the server speaks TLS");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ws", "http" })
	void aWrongPasswordFailsTheLogin(String scheme) {
		TaosProbeReport.Endpoint endpoint = probe("taos+" + scheme + "://root:hunter2@127.0.0.1:" + server.port());
		failed(endpoint, Kind.LOGIN, "0x0357 ");
		assertThat(endpoint.toString()).contains("http ok").contains("login FAILED: 0x0357").doesNotContain("hunter2");
		assertThat(endpoint.step(Kind.TAOSD).status()).isEqualTo(Status.SKIPPED);
	}

	@Test
	void aMissingDatabaseFailsTheLogin() {
		failed(probe("taos+ws://127.0.0.1:" + server.port() + "/nowhere"), Kind.LOGIN, "0x0388 ");
	}

	@Test
	void aNameWithoutAnAddressFails() {
		failed(probe("taos+ws://no-such-host.invalid:6041"), Kind.NAME, "unknown host no-such-host.invalid");
	}

	@Test
	void aPortWithoutAServerFails() throws Exception {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		failed(probe("taos+ws://127.0.0.1:" + port), Kind.TCP, "refused");
	}

	@Test
	void aSilentServerFailsWithinTheTimeOfOneStep() throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			long start = System.nanoTime();
			failed(probe("taos+ws://127.0.0.1:" + silent.getLocalPort() + "?connectTimeout=500ms"), Kind.HTTP, "");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
		}
	}

	@Test
	void eachEndpointIsProbed() {
		TaosProbeReport report = TaosClient
			.probe(TaosClientOptions.fromUrl("taos+ws://127.0.0.1:" + server.port() + ",no-such-host.invalid:6041"));
		assertThat(report.endpoints()).extracting(TaosProbeReport.Endpoint::isOk).isEqualTo(List.of(true, false));
		assertThat(report.isOk()).isFalse();
		assertThat(report.toString().lines()).hasSize(2);
	}

	@Test
	void noThreadIsLeft() {
		probe("taos+ws://127.0.0.1:" + server.port());
		await().untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	private static Set<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("taos-probe-") || name.startsWith("taos-ws-"))
			.collect(Collectors.toSet());
	}

}
