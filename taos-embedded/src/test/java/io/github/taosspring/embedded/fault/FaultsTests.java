package io.github.taosspring.embedded.fault;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the faults themselves, as clients see them.
 */
@Tag("faults")
@Timeout(60)
class FaultsTests {

	private static final String ROWS = "select * from faults.t";

	private static EmbeddedTaosServer server;

	private final HttpClient http = HttpClient.newHttpClient();

	private TaosClient client;

	@BeforeAll
	static void startServer() {
		server = EmbeddedTaosServer.builder().start();
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@BeforeEach
	void connect() {
		this.client = TaosClient.create(io.github.taosspring.client.TaosClientOptions.fromUrl(server.url()));
		this.client.execute("drop database if exists faults");
		this.client.execute("create database faults keep 36500");
		this.client.execute("create table faults.t (ts timestamp, v int)");
		this.client.execute("insert into faults.t values (1, 1) (2, 2)");
		server.journal().clear();
	}

	@AfterEach
	void clear() {
		server.faults().clear();
		this.client.close();
	}

	private CompletableFuture<HttpResponse<String>> post(String sql) {
		HttpRequest request = HttpRequest.newBuilder(URI.create(server.httpUrl() + "/rest/sql"))
			.header("Authorization", "Basic cm9vdDp0YW9zZGF0YQ==")
			.POST(HttpRequest.BodyPublishers.ofString(sql))
			.build();
		return this.http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
	}

	private String body(String sql) throws Exception {
		return post(sql).get(20, TimeUnit.SECONDS).body();
	}

	@Test
	void anErrorIsAnsweredInsteadOfRunningTheStatement() throws Exception {
		InjectedFault fault = server.faults()
			.inject(Fault.error(0x0388, "Database not exist").sql("insert .*").times(2));
		String insert = "insert into faults.t values (3, 3)";
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> this.client.execute(insert))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x0388));
		assertThat(body(insert)).contains("\"code\":904,\"desc\":\"Database not exist\"");
		assertThat(this.client.query(ROWS).toLists()).hasSize(2);
		assertThat(fault.hits()).isEqualTo(2);
		assertThat(this.client.execute(insert)).isEqualTo(1);
	}

	@Test
	void anErrorMayComeInMidFetch() {
		server.faults().inject(Fault.error(0x0100, "out of order").action("fetch_raw_block"));
		try (TaosResult result = this.client.query(ROWS)) {
			assertThatExceptionOfType(TaosException.class).isThrownBy(result::next)
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x0100));
		}
	}

	@Test
	void aDelayedStatementRunsAtOnceAndItsReplyWaits() throws Exception {
		Duration delay = Duration.ofMillis(400);
		server.faults().inject(Fault.delay(delay).sql("insert .*"));
		long start = System.nanoTime();
		this.client.execute("insert into faults.t values (3, 3)");
		assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(delay.toNanos());
		start = System.nanoTime();
		body("insert into faults.t values (4, 4)");
		assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(delay.toNanos());
	}

	@Test
	void clearLetsDelayedRepliesGo() throws Exception {
		InjectedFault fault = server.faults().inject(Fault.delay(Duration.ofMinutes(10)).sql("insert .*"));
		CompletableFuture<Long> one = this.client.executeAsync("insert into faults.t values (3, 3)",
				QueryOptions.DEFAULTS);
		CompletableFuture<HttpResponse<String>> two = post("insert into faults.t values (4, 4)");
		fault.awaitHits(2, Duration.ofSeconds(20));
		await().until(() -> this.client.query(ROWS).toLists().size() == 4);
		assertThat(one).isNotDone();
		assertThat(two).isNotDone();
		server.faults().clear();
		assertThat(one.get(20, TimeUnit.SECONDS)).isEqualTo(1);
		assertThat(two.get(20, TimeUnit.SECONDS).body()).contains("[[1]]");
	}

	@Test
	void aLostReplyLeavesTheConnection() throws Exception {
		server.faults().inject(Fault.noReply().sql("insert .*"));
		CompletableFuture<Long> lost = this.client.executeAsync("insert into faults.t values (3, 3)",
				QueryOptions.DEFAULTS);
		CompletableFuture<HttpResponse<String>> lostToo = post("insert into faults.t values (4, 4)");
		await().until(() -> this.client.query(ROWS).toLists().size() == 4);
		assertThat(server.journal().requests((request) -> request.action().equals("conn"))).isEmpty();
		assertThat(lost).isNotDone();
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> lostToo.get(100, TimeUnit.MILLISECONDS));
	}

	@Test
	void aConnectionIsCutAfterOrBeforeTheStatementRuns() throws Exception {
		server.faults().inject(Fault.disconnect().sql("insert .* \\(3.*").times(2));
		server.faults().inject(Fault.disconnectBeforeRunning().sql("insert .* \\(4.*").times(2));
		for (String values : new String[] { "(3, 3)", "(4, 4)" }) {
			String insert = "insert into faults.t values " + values;
			await().ignoreExceptions().until(() -> this.client.query(ROWS).toLists().size() >= 2);
			assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> this.client.execute(insert))
				.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isTrue());
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> body(insert))
				.withCauseInstanceOf(IOException.class);
		}
		await().ignoreExceptions().until(() -> this.client.query(ROWS).toLists().size() == 3);
	}

	@Test
	void aFrameOrABodyIsCutOff() throws Exception {
		server.faults().inject(Fault.truncate(20).action("fetch_raw_block").times(1));
		try (TaosResult result = this.client.query(ROWS)) {
			assertThatExceptionOfType(TaosException.class).isThrownBy(result::next).withMessageContaining("Truncated");
		}
		// without a limit, as Java's client asks again if a reset swallowed what came
		server.faults().inject(Fault.truncate(40).path("/rest/sql"));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> body(ROWS))
			.withCauseInstanceOf(IOException.class);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> body("select nothing from nowhere"))
			.withCauseInstanceOf(IOException.class);
		server.faults().clear();
		assertThat(body(ROWS)).endsWith("\"rows\":2}");
	}

	@Test
	void aConnectionIsClosedAfterTheNthReply() throws Exception {
		InjectedFault fault = server.faults().inject(Fault.close().sql("select .*").skip(2).times(1));
		for (int i = 0; i < 3; i++) {
			// the reply comes, what follows it doesn't
			this.client.execute("select v from faults.t");
		}
		fault.awaitHits(1, Duration.ofSeconds(20));
		server.journal().await(1, (request) -> request.action().equals("conn"), Duration.ofSeconds(20));
		server.faults().inject(Fault.close().path("/rest"));
		HttpResponse<String> closing = post(ROWS).get(20, TimeUnit.SECONDS);
		assertThat(closing.headers().firstValue("Connection")).hasValue("close");
		assertThat(closing.body()).endsWith("\"rows\":2}");
	}

	@Test
	void dropCutsWhatIsOpenAndWelcomesTheNext() throws Exception {
		try (Socket open = new Socket("127.0.0.1", server.port())) {
			open.setSoTimeout(20_000);
			open.getOutputStream().write("GET /-/ping HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(open.getInputStream().read()).isEqualTo('H');
			server.faults().dropConnections();
			assertThat(new String(open.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
				.endsWith("\r\n\r\n");
		}
		assertThat(body("select 1")).contains("[[1]]");
	}

	@Test
	void refusedConnectionsAreResetAndOpenOnesGoOn() throws Exception {
		this.client.execute("select v from faults.t");
		server.faults().refuseConnections();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> body("select 1"))
			.withCauseInstanceOf(IOException.class);
		assertThat(this.client.query(ROWS).toLists()).hasSize(2);
		server.faults().clear();
		assertThat(body("select 1")).contains("[[1]]");
	}

	@Test
	void silenceHoldsEveryByteBackUntilItEnds() throws Exception {
		server.faults().silence();
		List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			waiting.add(post("insert into faults.t values (" + (3 + i) + ", 3)"));
		}
		server.journal().await(3, (request) -> request.path().equals("/rest/sql"), Duration.ofSeconds(20));
		assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> waiting.get(0).get(200, TimeUnit.MILLISECONDS));
		server.faults().clear();
		for (CompletableFuture<HttpResponse<String>> each : waiting) {
			assertThat(each.get(20, TimeUnit.SECONDS).body()).contains("[[1]]");
		}
	}

	@Test
	void aServerThatStopsReadingKnowsOfNoRequestUntilItReadsOn() throws Exception {
		this.client.execute("select v from faults.t");
		server.journal().clear();
		server.faults().stopReading();
		CompletableFuture<Long> onOpen = this.client.executeAsync("insert into faults.t values (3, 3)",
				QueryOptions.DEFAULTS);
		CompletableFuture<HttpResponse<String>> onNew = post("insert into faults.t values (4, 4)");
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> onNew.get(200, TimeUnit.MILLISECONDS));
		assertThat(server.journal().statements()).isEmpty();
		server.faults().clear();
		assertThat(onOpen.get(20, TimeUnit.SECONDS)).isEqualTo(1);
		assertThat(onNew.get(20, TimeUnit.SECONDS).body()).contains("[[1]]");
	}

	@Test
	void aSlowLineTakesItsTimeAndLosesNothing() throws Exception {
		String whole = body(ROWS);
		server.faults().slow(40, Duration.ofMillis(20));
		long start = System.nanoTime();
		assertThat(body(ROWS)).isEqualTo(whole);
		// head and body have more than 200 bytes
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(80));
		assertThat(this.client.query(ROWS).toLists()).hasSize(2);
	}

	@Test
	void anUpgradeMayBeDelayedOrRefused() {
		server.faults().inject(Fault.error(0x0001, "no").action("upgrade").times(1));
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> TaosClient.connect(server.url()));
		TaosClient.connect(server.url()).close();
	}

	@Test
	void aRestartKeepsThePortAndTheData() {
		int port = server.port();
		this.client.execute("select v from faults.t");
		server.restart();
		assertThat(server.port()).isEqualTo(port);
		await().ignoreExceptionsInstanceOf(TaosException.class)
			.until(() -> this.client.query(ROWS).toLists().size() == 2);
	}

	@Test
	void anEmptyRestartForgetsTheData() throws Exception {
		server.restartEmpty();
		assertThat(body(ROWS)).contains("\"desc\":\"Database not exist\"");
	}

	@Test
	void nonsenseIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Fault.error(0, "fine"));
		assertThatIllegalArgumentException().isThrownBy(() -> Fault.delay(Duration.ofMillis(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> Fault.truncate(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> Fault.close().times(0));
		assertThatIllegalArgumentException().isThrownBy(() -> Fault.close().skip(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> server.faults().slow(0, Duration.ZERO));
	}

}
