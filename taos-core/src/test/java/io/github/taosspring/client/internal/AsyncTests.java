package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosProgrammingException;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosResultException;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.transcript.BlockRecording;
import io.github.taosspring.client.transcript.TranscriptServer;
import io.github.taosspring.client.transcript.TranscriptServer.Kind;
import io.github.taosspring.client.transcript.TranscriptServer.Request;
import io.github.taosspring.client.wire.BlockEncoder;
import io.github.taosspring.client.wire.FetchRawBlockReply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of calls that nobody waits for, and of ending them.
 */
@Timeout(60)
class AsyncTests {

	private static final String QUERY = "select * from t";

	private static final String MANY_BLOCKS = "select * from big";

	private static final long KILL_RESULT = 4000;

	private TranscriptServer server;

	private TaosClient client;

	private final List<Request> held = new CopyOnWriteArrayList<>();

	private final List<String> kills = new CopyOnWriteArrayList<>();

	@BeforeEach
	void start() {
		this.server = TranscriptServer.start();
		this.client = TaosClient.create(TaosClientOptions.fromUrl(this.server.url("wr_blk")));
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	/**
	 * Keep statements waiting, and be asked to kill them.
	 * @param kind what is kept waiting
	 * @param shown the text that the list of statements shows
	 */
	private void hold(Kind kind, String sql, String shown) {
		this.server.intercept((request) -> {
			if (request.sql().startsWith("select kill_id")) {
				showStatement(request);
				return true;
			}
			if (request.kind() == Kind.FETCH && request.resultId() == KILL_RESULT) {
				long asked = this.server.journal(Kind.FETCH)
					.stream()
					.filter((each) -> each.resultId() == KILL_RESULT)
					.count();
				request.send((asked % 2 == 1) ? block(request, shown)
						: FetchRawBlockReply.end(1, request.reqId(), KILL_RESULT).array());
				return true;
			}
			if (request.sql().startsWith("kill query")) {
				this.kills.add(request.sql());
				ObjectNode reply = new JsonMapper().createObjectNode().put("code", 0).put("is_update", true);
				request.send(reply);
				return true;
			}
			if (request.kind() == kind && (kind == Kind.FETCH || request.sql().equals(sql))) {
				this.held.add(request);
				return true;
			}
			return false;
		});
	}

	private static void showStatement(Request request) {
		ObjectNode reply = (ObjectNode) new JsonMapper().readTree("""
				{"code":0,"message":"","timing":1,"id":4000,"is_update":false,"affected_rows":0,"fields_count":2,
				"fields_names":["kill_id","sql"],"fields_types":[8,8],"fields_lengths":[26,2048],"precision":0}""");
		request.send(reply);
	}

	private static byte[] block(Request request, String shown) {
		BlockEncoder encoder = new BlockEncoder(List.of(new TaosColumn("kill_id", TaosType.VARCHAR, 26, 0, 0),
				new TaosColumn("sql", TaosType.VARCHAR, 2048, 0, 0)));
		encoder.column(0).appendString("b2d7e776:f2f");
		encoder.column(1).appendString(shown);
		java.nio.ByteBuffer frame = FetchRawBlockReply.block(1, request.reqId(), KILL_RESULT,
				encoder.finish(FetchRawBlockReply.HEADROOM));
		byte[] bytes = new byte[frame.remaining()];
		frame.get(bytes);
		return bytes;
	}

	@Test
	void aResultMayBeReadByWhatDependsOnIt() {
		CompletableFuture<List<List<Object>>> rows = this.client.queryAsync(MANY_BLOCKS, QueryOptions.DEFAULTS)
			.thenApply(TaosResult::toLists);
		assertThat(rows.join()).hasSizeGreaterThan(4096);
		assertThat(this.client.executeAsync(BlockRecording.named("update-insert").sql(), QueryOptions.DEFAULTS).join())
			.isEqualTo(1);
	}

	@Test
	void aRefusalIsTheServersCode() {
		assertThat(this.client.executeAsync("selec 1", QueryOptions.DEFAULTS)).failsWithin(Duration.ofSeconds(10))
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(TaosProgrammingException.class);
	}

	@Test
	void manyCallsWaitWithoutThreads() {
		hold(Kind.QUERY, QUERY, "");
		this.client.execute(MANY_BLOCKS);
		int before = Thread.activeCount();
		List<CompletableFuture<Long>> calls = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			calls.add(this.client.executeAsync(QUERY, QueryOptions.DEFAULTS));
		}
		await().until(() -> this.held.size() == 500);
		assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + 1);
		this.held.forEach(Request::reply);
		calls.forEach((call) -> assertThat(call.join()).isZero());
		assertThat(this.server.journal(Kind.CONN)).hasSize(1);
	}

	@Test
	void anAsynchronousCallMeetsItsDeadlineAndIsKilled() {
		hold(Kind.QUERY, QUERY, QUERY);
		CompletableFuture<TaosResult> call = this.client.queryAsync(QUERY,
				QueryOptions.DEFAULTS.timeout(Duration.ofMillis(200)));
		assertThat(call).failsWithin(Duration.ofSeconds(10))
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(TaosTimeoutException.class);
		await().until(() -> this.kills.equals(List.of("kill query 'b2d7e776:f2f'")));
		this.held.get(0).reply();
		await().until(() -> this.server.journal(Kind.FREE).size() == 1);
	}

	@Test
	void cancellingTheFutureKillsTheStatementAndFreesALateResult() {
		hold(Kind.QUERY, QUERY, QUERY);
		CompletableFuture<TaosResult> call = this.client.queryAsync(QUERY, QueryOptions.DEFAULTS);
		await().until(() -> this.held.size() == 1);
		call.cancel(true);
		await().until(() -> this.kills.size() == 1);
		this.held.get(0).reply();
		await().until(() -> this.server.journal(Kind.FREE).size() == 1);
	}

	@Test
	void aStatementThatOutlivesItsDeadlineIsKilled() {
		hold(Kind.QUERY, QUERY, "select *");
		assertThatExceptionOfType(TaosTimeoutException.class)
			.isThrownBy(() -> this.client.query(QUERY, QueryOptions.DEFAULTS.timeout(Duration.ofMillis(200))));
		await().until(() -> this.kills.size() == 1);
	}

	@Test
	void aWriteThatOutlivesItsDeadlineIsNotKilled() {
		String insert = "insert into t values (now, 1)";
		hold(Kind.QUERY, insert, insert);
		assertThatExceptionOfType(TaosTimeoutException.class)
			.isThrownBy(() -> this.client.execute(insert, QueryOptions.DEFAULTS.timeout(Duration.ofMillis(200))));
		this.client.execute(QUERY);
		assertThat(this.server.journal(Kind.QUERY)).hasSize(2);
	}

	@Test
	void cancelKillsAStatementThatAnotherThreadWaitsFor() {
		String insert = "insert into t select * from u";
		hold(Kind.QUERY, insert, insert);
		CompletableFuture<Long> waiting = CompletableFuture
			.supplyAsync(() -> this.client.execute(insert, QueryOptions.DEFAULTS.reqId(77)), (task) -> {
				new Thread(task).start();
			});
		await().until(() -> this.held.size() == 1);
		assertThat(this.client.cancel(78)).isFalse();
		assertThat(this.client.cancel(77)).isTrue();
		assertThat(this.server.journal(Kind.QUERY)).extracting(Request::sql)
			.contains("select kill_id, sql from performance_schema.perf_queries where query_id = 77");
		assertThat(this.kills).hasSize(1);
		ObjectNode killed = new JsonMapper().createObjectNode().put("code", 0x022D).put("message", "Query killed");
		this.held.get(0).send(killed);
		assertThat(waiting).failsWithin(Duration.ofSeconds(10))
			.withThrowableOfType(ExecutionException.class)
			.withMessageContaining("0x022d");
	}

	@Test
	void aStatementOfAnotherWithTheSameIdIsNotKilled() {
		hold(Kind.QUERY, QUERY, "select * from other");
		CompletableFuture<TaosResult> call = this.client.queryAsync(QUERY, QueryOptions.DEFAULTS.reqId(77));
		await().until(() -> this.held.size() == 1);
		assertThat(this.client.cancel(77)).isFalse();
		assertThat(this.kills).isEmpty();
		this.held.get(0).reply();
		call.join().close();
	}

	@Test
	void cancellingAResultWakesItsReaderAndKillsTheQuery() {
		hold(Kind.FETCH, "", MANY_BLOCKS);
		TaosResult result = this.client.query(MANY_BLOCKS);
		CompletableFuture<Boolean> reading = CompletableFuture.supplyAsync(result::next,
				(task) -> new Thread(task).start());
		await().until(() -> this.held.size() == 1);
		result.cancel();
		assertThat(reading).failsWithin(Duration.ofSeconds(10))
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(TaosResultException.class);
		await().until(() -> this.kills.size() == 1);
		assertThat(this.server.journal(Kind.FREE)).isEmpty();
		this.held.get(0).reply();
		await().until(() -> this.server.journal(Kind.FREE).size() == 1);
	}

	@Test
	void cancelEndsWithTheClient() {
		hold(Kind.QUERY, QUERY, "select * from other");
		CompletableFuture<TaosResult> call = this.client.queryAsync(QUERY, QueryOptions.DEFAULTS.reqId(77));
		await().until(() -> this.held.size() == 1);
		CompletableFuture<Boolean> cancelling = CompletableFuture.supplyAsync(() -> this.client.cancel(77),
				(task) -> new Thread(task).start());
		// the first look found nothing, the next one comes after a pause
		await().until(() -> this.server.journal(Kind.FETCH).size() == 2);
		this.client.close();
		assertThat(cancelling).failsWithin(Duration.ofSeconds(5));
		assertThat(call).failsWithin(Duration.ofSeconds(5));
	}

}
