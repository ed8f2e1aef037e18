package io.github.taosspring.client.internal.rest;

import java.io.IOException;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosOperationListener;
import io.github.taosspring.client.TaosProgrammingException;
import io.github.taosspring.client.TaosProtocol;
import io.github.taosspring.client.TaosRestClient;
import io.github.taosspring.client.TaosRestOptions;
import io.github.taosspring.client.TaosRestResponse;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.TaosType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link TaosRestClient}.
 */
@Timeout(60)
class TaosRestClientTests {

	private static final String ROWS = """
			{"code":0,"column_meta":[["ts","TIMESTAMP",8],["u","BIGINT UNSIGNED",8],["d","DOUBLE",8],\
			["b","VARBINARY",8],["s","NCHAR",8]],"data":[["2024-01-01T00:00:00.123456789Z",18446744073709551615,1.5,\
			"00ff","größe"],["2024-01-01T08:00:00.000000000+08:00",0,null,null,null]],"rows":2,"timing":1234567}""";

	private static final String REFUSED = "{\"code\":9731,\"desc\":\"Table does not exist\",\"timing\":42}";

	private static final String NO_DATABASE = "{\"code\":904,\"desc\":\"Database not exist\",\"timing\":1}";

	private RestStub server;

	private TaosRestClient client;

	@BeforeEach
	void start() {
		this.server = new RestStub();
		this.client = TaosRestClient.create(this.server.url(""));
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	@Test
	void givesColumnsAndRowsInTheirTypes() {
		this.server.answers(200, ROWS);
		TaosRestResponse response = this.client.sql("select *", TaosRestOptions.DEFAULTS.reqId(77).timing(true));
		assertThat(response.isSuccess()).isTrue();
		assertThat(response.isUpdate()).isFalse();
		assertThat(response.columns()).extracting(TaosColumn::type)
			.containsExactly(TaosType.TIMESTAMP, TaosType.BIGINT_UNSIGNED, TaosType.DOUBLE, TaosType.VARBINARY,
					TaosType.NCHAR);
		assertThat(response.columns().get(4)).isEqualTo(new TaosColumn("s", TaosType.NCHAR, 8, 0, 0));
		List<@Nullable Object> first = response.rows().get(0);
		assertThat(first).hasSize(5)
			.startsWith(Instant.parse("2024-01-01T00:00:00.123456789Z"), new BigInteger("18446744073709551615"), 1.5)
			.endsWith("größe");
		assertThat((byte[]) first.get(3)).containsExactly(0, 255);
		assertThat(response.rows().get(1))
			.isEqualTo(Arrays.asList(Instant.parse("2024-01-01T00:00:00Z"), BigInteger.ZERO, null, null, null));
		assertThat(response.timing()).isEqualTo(Duration.ofNanos(1_234_567));
		assertThat(response.reqId()).isEqualTo(77);
		assertThat(uris()).last().isEqualTo("/rest/sql?conn_tz=Asia%2FKolkata&app=taos-spring&req_id=77&timing=true");
	}

	@Test
	void countsTheRowsOfAnUpdate() {
		this.server.answers(200, RestStub.UPDATE.replace("[[0]]", "[[3]]"));
		TaosRestResponse response = this.client.sql("insert");
		assertThat(response.isUpdate()).isTrue();
		assertThat(response.affectedRows()).isEqualTo(3);
		assertThat(response.rows()).isEmpty();
		assertThat(response.timing()).isNull();
	}

	@Test
	void throwsWhatTheServerRefusesOrReturnsItAsItIs() {
		this.server.answers(200, REFUSED);
		assertThatExceptionOfType(TaosProgrammingException.class).isThrownBy(() -> this.client.sql("select * from t"))
			.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("42S02"));
		TaosRestResponse response = this.client.sql("select * from t",
				TaosRestOptions.DEFAULTS.refusalsReturned(true).reqId(5));
		assertThat(response).isEqualTo(new TaosRestResponse(200, 9731, "Table does not exist", List.of(), List.of(), 0,
				Duration.ofNanos(42), 5));
		assertThat(response.isSuccess()).isFalse();
	}

	@Test
	void returnsRefusalsByStatus() {
		this.server.answers(503, "\"memory exceeds threshold\"");
		TaosRestResponse response = this.client.sql("select 1", TaosRestOptions.DEFAULTS.refusalsReturned(true));
		assertThat(response.httpStatus()).isEqualTo(503);
		assertThat(response.desc()).isEqualTo("memory exceeds threshold");
		assertThat(response.isSuccess()).isFalse();
	}

	@Test
	void anUnknownDatabaseDoesNotPass() {
		this.server.answers(200, NO_DATABASE);
		TaosRestOptions nowhere = TaosRestOptions.DEFAULTS.database("nowhere");
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> this.client.sql("select 1", nowhere))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x0388));
		assertThat(this.client.sql("select 1", nowhere.refusalsReturned(true)).code()).isEqualTo(0x0388);
		assertThat(sqls()).containsExactly("select server_version()", "use `nowhere`", "use `nowhere`");
	}

	@Test
	void aDatabaseIsTriedOnceAndAgainAfterADrop() {
		TaosRestOptions power = TaosRestOptions.DEFAULTS.database("power");
		this.client.sql("insert", power);
		this.client.sql("insert", power);
		this.client.sql(" DROP database power");
		this.server.answers(200, NO_DATABASE);
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> this.client.sql("insert", power));
		assertThat(sqls()).containsExactly("select server_version()", "use `power`", "insert", "insert",
				" DROP database power", "use `power`");
		assertThat(uris().get(2)).startsWith("/rest/sql/power?");
	}

	@Test
	void aDatabaseInTheUrlIsTriedToo() {
		this.server.answers(200, NO_DATABASE);
		try (TaosRestClient other = TaosRestClient.create(this.server.url("nowhere"))) {
			assertThatExceptionOfType(TaosException.class).isThrownBy(() -> other.sql("select 1"))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x0388));
		}
	}

	@Test
	void sendsTheCallsZone() {
		TaosRestOptions options = TaosRestOptions.DEFAULTS.timeZone(ZoneId.of("+02:00"));
		this.client.sql("insert", options);
		assertThat(uris()).last().asString().startsWith("/rest/sql?conn_tz=Etc%2FGMT-2&");
	}

	@Test
	void compressesOnRequestAndInflatesAnswers() {
		this.server.answers((exchange) -> RestStub.sendPacked(exchange, RestStub.pack(ROWS)));
		String sql = "select '" + "ä".repeat(100_000) + "'";
		assertThat(this.client.sql(sql, TaosRestOptions.DEFAULTS.compressed(true)).rows()).hasSize(2);
		assertThat(this.server.requests()).last().satisfies((request) -> {
			assertThat(request.packed()).isTrue();
			assertThat(request.sql()).isEqualTo(sql);
		});
	}

	@Test
	void refusesUseAndOtherProtocols() {
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> this.client.sql("use power"))
			.withMessageContaining("USE");
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> TaosRestClient.create("taos+ws://localhost"))
			.withMessageContaining("taos+http://");
	}

	@Test
	void anAnswerThatStopsEndsAtTheDeadline() {
		CountDownLatch over = new CountDownLatch(1);
		this.server.answers((exchange) -> {
			RestStub.sendBeginning(exchange, ROWS.substring(0, 250));
			hold(over);
		});
		TaosRestOptions options = TaosRestOptions.DEFAULTS.timeout(Duration.ofMillis(400));
		assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(() -> this.client.sql("select *", options));
		over.countDown();
	}

	@Test
	void anAnswerThatBreaksOffIsNeverReturned() {
		this.server.answers((exchange) -> {
			RestStub.sendBeginning(exchange, ROWS.substring(0, 250));
			throw new IOException("gone");
		});
		assertThatExceptionOfType(TaosConnectionException.class)
			.isThrownBy(() -> this.client.sql("select *", TaosRestOptions.DEFAULTS.refusalsReturned(true)));
	}

	@Test
	void takesAnotherEndpointWhenOneIsGone() throws IOException {
		int gone;
		try (ServerSocket socket = new ServerSocket(0)) {
			gone = socket.getLocalPort();
		}
		TaosClientOptions options = TaosClientOptions.fromUrl(this.server.url(""));
		List<TaosEndpoint> endpoints = new ArrayList<>(options.endpoints());
		endpoints.add(new TaosEndpoint("127.0.0.1", gone));
		for (int i = 0; i < 8; i++) {
			try (TaosRestClient other = TaosRestClient.create(options.toBuilder().endpoints(endpoints).build())) {
				assertThat(other.sql("insert").isUpdate()).isTrue();
			}
		}
	}

	@Test
	void closingEndsCallsAndThreads() throws Exception {
		CountDownLatch over = new CountDownLatch(1);
		CountDownLatch asked = new CountDownLatch(1);
		this.server.answers((exchange) -> {
			asked.countDown();
			hold(over);
		});
		CompletableFuture<@Nullable Throwable> call = CompletableFuture.supplyAsync(() -> {
			try {
				this.client.sql("insert");
				return null;
			}
			catch (TaosException ex) {
				return ex;
			}
		});
		assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
		this.client.close();
		this.client.close();
		assertThat(call.get(20, TimeUnit.SECONDS)).isInstanceOf(TaosConnectionException.class)
			.hasMessageContaining("closed");
		over.countDown();
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> this.client.sql("insert"))
			.withMessageContaining("closed");
		String name = "taos-rest-" + this.client.options().endpoints().get(0) + "-";
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch((it) -> it.getName().startsWith(name)));
	}

	@Test
	void manyThreadsShareAClientAndItsListenerIsTold() {
		List<String> operations = Collections.synchronizedList(new ArrayList<>());
		TaosOperationListener listener = new TaosOperationListener() {
			@Override
			public void onEnd(String operation, long reqId, Duration elapsed, long rows) {
				operations.add(operation);
			}
		};
		this.server.answers(200, ROWS);
		TaosClientOptions options = TaosClientOptions.fromUrl(this.server.url(""))
			.toBuilder()
			.operationListener(listener)
			.build();
		assertThat(options.protocol()).isEqualTo(TaosProtocol.REST);
		try (TaosRestClient other = TaosRestClient.create(options)) {
			List<CompletableFuture<Integer>> calls = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				calls.add(CompletableFuture.supplyAsync(() -> other.sql("select *").rows().size()));
			}
			assertThat(calls).allSatisfy((call) -> assertThat(call.join()).isEqualTo(2));
		}
		assertThat(operations.stream().filter("rest"::equals)).hasSize(50);
		assertThat(operations.stream().filter("connect"::equals)).hasSize(1);
	}

	private List<String> sqls() {
		return this.server.requests().stream().map(RestStub.Request::sql).toList();
	}

	private List<String> uris() {
		return this.server.requests().stream().map(RestStub.Request::uri).toList();
	}

	private static void hold(CountDownLatch latch) {
		try {
			latch.await(40, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
