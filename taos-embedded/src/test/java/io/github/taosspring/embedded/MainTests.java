package io.github.taosspring.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class MainTests {

	@Test
	void printsItsAddressServesAndEndsOnSigterm() throws Exception {
		Process process = start("--port=0", "--claim-version=3.3.6");
		try (BufferedReader out = reader(process)) {
			String ready = out.readLine();
			assertThat(ready).startsWith("taos-embedded ").contains("http://127.0.0.1:", "3.3.6.0");
			String url = ready.substring(ready.indexOf("http://"));
			HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/rest/sql"))
				.header("Authorization", "Basic cm9vdDp0YW9zZGF0YQ==")
				.POST(HttpRequest.BodyPublishers.ofString("select 1"))
				.build();
			String body = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
			assertThat(body).isEqualTo("{\"code\":0,\"column_meta\":[[\"1\",\"BIGINT\",8]],\"data\":[[1]],\"rows\":1}");
			// the process' own method would close its streams
			process.toHandle().destroy();
			assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).isIn(0, 143);
			assertThat(out.readLine()).as("one line only").isNull();
		}
		finally {
			process.destroyForcibly();
		}
	}

	@ParameterizedTest
	@CsvSource({ "--frobnicate, --frobnicate", "--path, --path", "--tls-keystore=x, --tls-keystore", "--port=abc, abc",
			"--port=70000, 70000", "--port, --port", "stray, stray", "--claim-version=2.6.0.0, 2.6.0.0" })
	void refusesOptionsByName(String option, String named) throws Exception {
		Process process = start(option);
		String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).isEqualTo(2);
		assertThat(err).contains(named).contains("--help");
	}

	@Test
	void speaksTlsWithTheKeyOfAFile(@TempDir Path directory) throws Exception {
		X509Bundle certificate = new CertificateBuilder().ecp256()
			.subject("CN=localhost")
			.addSanDnsName("localhost")
			.setIsCertificateAuthority(true)
			.buildSelfSigned();
		Path file = directory.resolve("server.p12");
		try (OutputStream out = Files.newOutputStream(file)) {
			certificate.toKeyStore("hush-hush".toCharArray()).store(out, "hush-hush".toCharArray());
		}
		SSLContext trusting = SSLContext.getInstance("TLS");
		trusting.init(null, new TrustManager[] { certificate.toTrustManager() }, null);
		Process process = start("--port=0", "--tls-keystore=" + file, "--tls-keystore-password=hush-hush");
		try (BufferedReader out = reader(process)) {
			String ready = out.readLine();
			assertThat(ready).contains("https://localhost:");
			URI ping = URI.create(ready.substring(ready.indexOf("https://")) + "/-/ping");
			HttpClient client = HttpClient.newBuilder().sslContext(trusting).build();
			assertThat(client.send(HttpRequest.newBuilder(ping).build(), HttpResponse.BodyHandlers.discarding())
				.statusCode()).isEqualTo(200);
		}
		finally {
			process.destroyForcibly();
		}
		Process wrong = start("--tls-keystore=" + file, "--tls-keystore-password=other-hush");
		String err = new String(wrong.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(wrong.waitFor()).isEqualTo(2);
		assertThat(err).contains("--tls-keystore-password").doesNotContain("other-hush");
	}

	@Test
	void saysThatThePortIsTaken() throws Exception {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().start()) {
			Process process = start("--port=" + server.port());
			String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).isEqualTo(1);
			assertThat(err).contains("Cannot start").contains(String.valueOf(server.port()));
		}
	}

	@Test
	void saysWhatIsWrongWithAPath(@TempDir Path directory) throws Exception {
		Path taken = directory.resolve("taken");
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().path(taken).start()) {
			assertThat(server.port()).isPositive();
			assertThat(cannotStart(taken)).contains("Cannot start: The path " + taken + " is in use by another server");
		}
		Path file = Files.createFile(directory.resolve("file"));
		assertThat(cannotStart(file)).contains("Cannot start: The path " + file + " is not a directory");
		Path log = taken.resolve("catalog").resolve("log-000001");
		byte[] content = Files.readAllBytes(log);
		content[20] ^= 1;
		Files.write(log, content);
		assertThat(cannotStart(taken)).contains("Cannot start: " + log + " is damaged at byte 0");
	}

	private static String cannotStart(Path path) throws Exception {
		Process process = start("--port=00", "--path=" + path);
		String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).isEqualTo(1);
		return err;
	}

	@Test
	void helps() throws Exception {
		Process process = start("--help");
		String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).isZero();
		assertThat(out).contains("--port=N").contains("not TDengine");
	}

	private static BufferedReader reader(Process process) {
		return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
	}

	private static Process start(String... args) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), "-Xmx256m", "-XX:TieredStopAtLevel=1"));
		command.add(Main.class.getName());
		command.addAll(List.of(args));
		ProcessBuilder builder = new ProcessBuilder(command);
		if (List.of(args).contains("--port=0") || List.of(args).contains("--help")) {
			// nobody reads it
			builder.redirectError(ProcessBuilder.Redirect.DISCARD);
		}
		return builder.start();
	}

}
