package io.github.taosspring.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLContext;

import com.zaxxer.hikari.HikariDataSource;
import io.github.taosspring.boot.datasource.TaosDataSourceAutoConfiguration;
import io.github.taosspring.boot.embedded.EmbeddedTaosAutoConfiguration;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@code taos.ssl} and {@code taos.embedded.ssl}.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaosSslTests {

	@TempDir
	private static Path directory;

	private ApplicationContextRunner runner;

	private SSLContext serverContext;

	@BeforeAll
	void makeBundles() throws Exception {
		X509Bundle authority = new CertificateBuilder().ecp256()
			.subject("CN=Authority of a test")
			.setIsCertificateAuthority(true)
			.buildSelfSigned();
		X509Bundle server = new CertificateBuilder().ecp256()
			.subject("CN=localhost")
			.addSanDnsName("localhost")
			.buildIssuedBy(authority);
		X509Bundle client = new CertificateBuilder().ecp256().subject("CN=me").buildIssuedBy(authority);
		String ca = "truststore.certificate=" + write("ca.pem", authority.getRootCertificatePEM());
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, TaosAutoConfiguration.class,
					TaosDataSourceAutoConfiguration.class, EmbeddedTaosAutoConfiguration.class))
			.withPropertyValues("spring.ssl.bundle.pem.trusting." + ca, "spring.ssl.bundle.pem.client." + ca,
					"spring.ssl.bundle.pem.client.keystore.certificate="
							+ write("client.crt", client.getCertificatePathPEM()),
					"spring.ssl.bundle.pem.client.keystore.private-key="
							+ write("client.key", client.getPrivateKeyPEM()),
					"spring.ssl.bundle.pem.server." + ca,
					"spring.ssl.bundle.pem.server.keystore.certificate="
							+ write("server.crt", server.getCertificatePathPEM()),
					"spring.ssl.bundle.pem.server.keystore.private-key="
							+ write("server.key", server.getPrivateKeyPEM()));
		this.runner.withPropertyValues("taos.url=taos+ws://unused")
			.run((context) -> this.serverContext = context.getBean(SslBundles.class)
				.getBundle("server")
				.createSslContext());
	}

	private static String write(String name, String content) throws IOException {
		return "file:" + Files.writeString(directory.resolve(name), content);
	}

	@Test
	void bundleIsForTheClientAndForTheDataSource() {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().tls(this.serverContext).start()) {
			for (String scheme : List.of("taos+ws", "taos+wss", "taos+https")) {
				this.runner
					.withPropertyValues("taos.url=" + scheme + "://localhost:" + server.port(),
							"taos.ssl.bundle=trusting")
					.run((context) -> {
						assertThat(context.getBean(TaosClientOptions.class).tls()).isTrue();
						context.getBean(TaosClient.class).ping(Duration.ofSeconds(20));
						try (Connection connection = context.getBean(HikariDataSource.class).getConnection()) {
							assertThat(connection.isValid(20)).isTrue();
						}
					});
			}
		}
	}

	@Test
	void bundleHoldsTheClientsOwnCertificate() {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder()
			.tls(this.serverContext)
			.needClientCertificate()
			.start()) {
			ApplicationContextRunner needed = this.runner.withPropertyValues("taos.url=" + server.url());
			needed.withPropertyValues("taos.ssl.bundle=client")
				.run((context) -> context.getBean(TaosClient.class).ping(Duration.ofSeconds(20)));
			needed.withPropertyValues("taos.ssl.bundle=trusting")
				.run((context) -> assertThatExceptionOfType(TaosConnectionException.class)
					.isThrownBy(() -> context.getBean(TaosClient.class).ping(Duration.ofSeconds(20)))
					.withMessageContaining("'keyStore'"));
		}
	}

	@Test
	void optionsOfTheBundleCount() {
		this.runner
			.withPropertyValues("taos.url=taos+wss://td1", "taos.ssl.bundle=trusting",
					"spring.ssl.bundle.pem.trusting.options.enabled-protocols=TLSv1.3",
					"spring.ssl.bundle.pem.trusting.options.ciphers=TLS_AES_256_GCM_SHA384")
			.run((context) -> assertThat(context.getBean(TaosClientOptions.class).sslParameters())
				.satisfies((parameters) -> {
					assertThat(parameters.getProtocols()).containsExactly("TLSv1.3");
					assertThat(parameters.getCipherSuites()).containsExactly("TLS_AES_256_GCM_SHA384");
				}));
	}

	@Test
	void enabledDecidesOverUrlAndBundle() {
		this.runner.withPropertyValues("taos.url=taos+ws://td1", "taos.ssl.enabled=true")
			.run((context) -> assertThat(context.getBean(TaosClientOptions.class).tls()).isTrue());
		this.runner.withPropertyValues("taos.url=taos+wss://td1", "taos.ssl.enabled=false", "taos.ssl.bundle=trusting")
			.run((context) -> {
				assertThat(context.getBean(TaosClientOptions.class).tls()).isFalse();
				assertThat(context.getBean(TaosConnectionDetails.class).getSslBundle()).isNull();
			});
	}

	@Test
	void connectionDetailsBringTheirBundle() {
		this.runner.withBean(TaosConnectionDetails.class, () -> new TaosConnectionDetails() {

			@Override
			public String getUrl() {
				return "taos+ws://own";
			}

			@Override
			public SslBundle getSslBundle() {
				return SslBundle.of(null);
			}

		}).run((context) -> {
			assertThat(context.getBean(TaosClientOptions.class).tls()).isTrue();
			assertThat(context.getBean(TaosClientOptions.class).sslContext()).isNotNull();
		});
	}

	@Test
	void unknownBundleNamesItsProperty() {
		this.runner.withPropertyValues("taos.url=taos+wss://td1", "taos.ssl.bundle=nope")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("nope"));
		this.runner.withPropertyValues("taos.embedded.enabled=true", "taos.embedded.ssl.bundle=nope")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("taos.embedded.ssl.bundle"));
	}

	@Test
	void embeddedServerServesTheBundle() {
		this.runner.withPropertyValues("taos.embedded.enabled=true", "taos.embedded.ssl.bundle=server")
			.run((context) -> {
				assertThat(context.getBean(TaosConnectionDetails.class).getUrl()).startsWith("taos+wss://localhost:");
				context.getBean(TaosClient.class).ping(Duration.ofSeconds(20));
			});
		this.runner
			.withPropertyValues("taos.embedded.enabled=true", "taos.embedded.ssl.bundle=server",
					"taos.ssl.bundle=trusting")
			.run((context) -> context.getBean(TaosClient.class).ping(Duration.ofSeconds(20)));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void untrustedAuthorityIsToldWithThePropertyToSet(CapturedOutput output) {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().tls(this.serverContext).start()) {
			this.runner.withPropertyValues("taos.url=" + server.url())
				.run((context) -> assertThatExceptionOfType(TaosConnectionException.class)
					.isThrownBy(() -> context.getBean(TaosClient.class).ping(Duration.ofSeconds(20))));
			assertThat(output).contains("is of an authority that is not trusted").contains("Set taos.ssl.bundle");
		}
	}

}
