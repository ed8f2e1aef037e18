package io.github.taosspring.embedded.tls;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import io.github.taosspring.client.Row;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosProtocol;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * TLS on both sides and over both protocols: the embedded server against this connector.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTests {

	@TempDir
	private static Path directory;

	private TestCertificates certificates;

	private SSLContext serverContext;

	private SSLContext trusting;

	@BeforeAll
	void makeCertificates() throws Exception {
		this.certificates = new TestCertificates();
		this.serverContext = TestCertificates.context(this.certificates.server("localhost"),
				this.certificates.authority());
		this.trusting = TestCertificates.context(null, this.certificates.authority());
	}

	private EmbeddedTaosServer start() {
		return EmbeddedTaosServer.builder().tls(this.serverContext).start();
	}

	private static TaosClientOptions.Builder options(EmbeddedTaosServer server, TaosProtocol protocol) {
		return TaosClientOptions.builder().protocol(protocol).tls(true).endpoint("localhost", server.port());
	}

	@ParameterizedTest
	@EnumSource(names = { "WEBSOCKET", "REST" })
	void readsAndWritesUnderTls(TaosProtocol protocol) {
		try (EmbeddedTaosServer server = start();
				TaosClient client = TaosClient.connect(options(server, protocol).sslContext(this.trusting).build())) {
			client.execute("create database power");
			client.execute("create table power.d1 (ts timestamp, note nchar(2000))");
			String note = "x".repeat(1500);
			StringBuilder insert = new StringBuilder("insert into power.d1 values ");
			for (int i = 0; i < 400; i++) {
				insert.append("(").append(1_700_000_000_000L + i).append(", '").append(note).append("')");
			}
			assertThat(client.execute(insert.toString())).isEqualTo(400);
			int rows = 0;
			for (Row row : client.query("select note from power.d1").rows()) {
				assertThat(row.get(0)).isEqualTo(note);
				rows++;
			}
			assertThat(rows).isEqualTo(400);
		}
	}

	@Test
	void urlsSayThatTheServerSpeaksTls() {
		try (EmbeddedTaosServer server = start()) {
			assertThat(server.url()).isEqualTo("taos+wss://localhost:" + server.port());
			assertThat(server.httpUrl()).isEqualTo("https://localhost:" + server.port());
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "WEBSOCKET", "REST" })
	void anUnknownAuthorityIsRefused(TaosProtocol protocol) {
		try (EmbeddedTaosServer server = start()) {
			assertThat(failure(options(server, protocol).build()))
				.hasMessageContaining("an authority that is not trusted; set 'trustStore'");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "WEBSOCKET", "REST" })
	void aCertificateForAnotherHostIsRefused(TaosProtocol protocol) throws Exception {
		SSLContext other = TestCertificates.context(this.certificates.server("td1.example.com"), null);
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().tls(other).start()) {
			assertThat(failure(options(server, protocol).sslContext(this.trusting).build()))
				.hasMessageContaining("the server's certificate is for another host")
				.hasMessageContaining("put localhost into it");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "WEBSOCKET", "REST" })
	void anExpiredCertificateIsRefused(TaosProtocol protocol) throws Exception {
		SSLContext expired = TestCertificates.context(this.certificates.expiredServer("localhost"), null);
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().tls(expired).start()) {
			assertThat(failure(options(server, protocol).sslContext(this.trusting).build()))
				.hasMessageContaining("the server's certificate has expired");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "WEBSOCKET", "REST" })
	void aServerThatNeedsCertificatesTakesClientsWithOne(TaosProtocol protocol) throws Exception {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder()
			.tls(this.serverContext)
			.needClientCertificate()
			.start()) {
			for (String version : new String[] { "TLSv1.2", "TLSv1.3" }) {
				SSLParameters parameters = new SSLParameters();
				parameters.setProtocols(new String[] { version });
				TaosClientOptions.Builder options = options(server, protocol).sslParameters(parameters);
				assertThat(failure(options.sslContext(this.trusting).build())).as(version)
					.hasMessageContaining("set 'keyStore'");
				SSLContext own = TestCertificates.context(this.certificates.client("me"),
						this.certificates.authority());
				try (TaosClient client = TaosClient.connect(options.sslContext(own).build())) {
					assertThat(client.serverVersion()).as(version).hasToString(EmbeddedTaosServer.VERSION);
				}
			}
		}
	}

	@Test
	void aServerThatWantsCertificatesTakesClientsWithoutOne() {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder()
			.tls(this.serverContext)
			.wantClientCertificate()
			.start();
				TaosClient client = TaosClient
					.connect(options(server, TaosProtocol.WEBSOCKET).sslContext(this.trusting).build())) {
			assertThat(client.serverVersion()).hasToString(EmbeddedTaosServer.VERSION);
		}
	}

	@Test
	void certificatesOfClientsNeedTls() {
		assertThatIllegalStateException().isThrownBy(() -> EmbeddedTaosServer.builder().needClientCertificate().start())
			.withMessageContaining("tls(SSLContext)");
	}

	@ParameterizedTest
	@EnumSource(names = { "WEBSOCKET", "REST" })
	void speakingPlainlyToAPortWithTlsIsToldByName(TaosProtocol protocol) {
		try (EmbeddedTaosServer server = start()) {
			assertThat(failure(options(server, protocol).tls(false).build()))
				.hasMessageContaining("the server speaks TLS; use taos+" + protocol.scheme(true) + "://");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "WEBSOCKET", "REST" })
	void speakingTlsToAPortWithoutIsToldByName(TaosProtocol protocol) {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().start()) {
			assertThat(failure(options(server, protocol).build()))
				.hasMessageContaining("the server does not speak TLS; use taos+" + protocol.scheme(false) + "://");
		}
	}

	@Test
	void theServerSaysWhatAPlainRequestShouldHaveBeen() throws Exception {
		try (EmbeddedTaosServer server = start()) {
			HttpResponse<String> response = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/-/ping")).build(),
						HttpResponse.BodyHandlers.ofString());
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(response.body()).isEqualTo("Client sent an HTTP request to an HTTPS server.\n");
		}
	}

	@Test
	void aServerThatIsSilentInTheHandshakeEndsWithTheConnectTimeout() throws Exception {
		try (ServerSocket silent = new ServerSocket(0)) {
			for (TaosProtocol protocol : Set.of(TaosProtocol.WEBSOCKET, TaosProtocol.REST)) {
				long start = System.nanoTime();
				TaosException failure = failure(TaosClientOptions.builder()
					.protocol(protocol)
					.tls(true)
					.endpoint("localhost", silent.getLocalPort())
					.connectTimeout(Duration.ofMillis(400))
					.build());
				assertThat(failure.sqlState()).isEqualTo("08001");
				assertThat(Duration.ofNanos(System.nanoTime() - start)).as("%s", failure)
					.isLessThan(Duration.ofSeconds(20));
			}
		}
	}

	@Test
	void theTrustedAuthorityMayStandInAFile() throws Exception {
		try (EmbeddedTaosServer server = start()) {
			String url = "jdbc:taos:wss://localhost:" + server.port() + "/?trustStore="
					+ this.certificates.pem(directory);
			try (Connection connection = DriverManager.getConnection(url, "root", "taosdata");
					ResultSet rows = connection.createStatement().executeQuery("select server_version()")) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getString(1)).isEqualTo(EmbeddedTaosServer.VERSION);
			}
			Properties properties = new Properties();
			properties.setProperty("user", "root");
			properties.setProperty("password", "taosdata");
			properties.setProperty("trustStore", this.certificates.trustStore(directory).toString());
			properties.setProperty("trustStorePassword", TestCertificates.STORE_PASSWORD);
			try (Connection connection = DriverManager
				.getConnection("jdbc:taos:https://localhost:" + server.port() + "/", properties)) {
				assertThat(connection.isValid(5)).isTrue();
			}
		}
	}

	@Test
	void theClientsOwnCertificateMayStandInAFile() throws Exception {
		Path keys = TestCertificates.keyStore(this.certificates.client("me"), directory);
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder()
			.tls(this.serverContext)
			.needClientCertificate()
			.start();
				TaosClient client = TaosClient.connect(TaosClientOptions.fromUrl(server.url(),
						Map.of("trust-store", this.certificates.pem(directory).toString(), "key-store", keys.toString(),
								"key-store-password", TestCertificates.STORE_PASSWORD)))) {
			assertThat(client.serverVersion()).hasToString(EmbeddedTaosServer.VERSION);
			assertThat(client.options().toBuilder().build().sslContext()).isSameAs(client.options().sslContext());
		}
	}

	@Test
	void filesThatCannotBeReadAreNamedByTheirProperty() throws Exception {
		Path text = Files.writeString(directory.resolve("text"), "hello");
		Path keys = TestCertificates.keyStore(this.certificates.client("me"), directory);
		String trust = this.certificates.trustStore(directory).toString();
		misuse(Map.of("trustStore", "/no/such"), "'trustStore' does not exist");
		misuse(Map.of("trustStore", text.toString()), "'trustStore' is no PEM, PKCS#12 or JKS file");
		misuse(Map.of("trustStore", trust, "trustStorePassword", "hush-hush"), "check 'trustStorePassword'");
		misuse(Map.of("trustStore", trust), "check 'trustStorePassword'");
		misuse(Map.of("keyStore", text.toString()), "'keyStore' is no PKCS#12 or JKS file");
		misuse(Map.of("keyStore", keys.toString(), "keyStorePassword", "hush-hush"), "check 'keyStorePassword'");
		misuse(Map.of("keyStore", this.certificates.pem(directory).toString()), "openssl pkcs12 -export");
	}

	private static void misuse(Map<String, String> properties, String message) {
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> TaosClientOptions.fromUrl("taos+wss://localhost", properties))
			.withMessageContaining(message)
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("hush-hush"));
	}

	@Test
	void certificatesWithoutTlsAreAMistake() {
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> TaosClientOptions.builder().sslContext(this.trusting).build())
			.withMessageContaining("taos+wss://");
	}

	@Test
	void nothingIsLeftAfterClose() {
		EmbeddedTaosServer server = start();
		TaosClient client = TaosClient
			.connect(options(server, TaosProtocol.WEBSOCKET).sslContext(this.trusting).build());
		server.close();
		client.close();
		await().untilAsserted(() -> assertThat(threads(":" + server.port())).isEmpty());
		await().untilAsserted(() -> assertThat(threads("taos-embedded-")).isEmpty());
	}

	private static Set<String> threads(String part) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.contains(part))
			.collect(Collectors.toSet());
	}

	private static TaosException failure(TaosClientOptions options) {
		TaosException failure = catchThrowableOfType(TaosException.class, () -> TaosClient.connect(options).close());
		assertThat(failure).isNotNull();
		return failure;
	}

}
