package io.github.taosspring.client.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.client.statement.BoundStatement;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.TaosBatchWriteException;
import io.github.taosspring.client.statement.WriteOptions;
import io.github.taosspring.client.statement.WriteResult;
import io.github.taosspring.client.transcript.BindRecording;
import io.github.taosspring.client.transcript.TranscriptServer;
import io.github.taosspring.client.transcript.TranscriptServer.Kind;
import io.github.taosspring.client.transcript.TranscriptServer.Request;
import io.github.taosspring.client.wire.BindColumn;
import io.github.taosspring.client.wire.BindFrame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of what a {@link BatchWriter} does when a server or a connection fails.
 */
class BatchWriterTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final String PREPARED = """
			{"code":0,"message":"","stmt_id":1,"is_insert":true,"fields_count":4,"fields":[
			{"name":"tbname","field_type":8,"precision":0,"scale":0,"bytes":271,"bind_type":4},
			{"name":"g_bin","field_type":8,"precision":0,"scale":0,"bytes":18,"bind_type":2},
			{"name":"ts","field_type":9,"precision":0,"scale":0,"bytes":8,"bind_type":1},
			{"name":"v","field_type":4,"precision":0,"scale":0,"bytes":4,"bind_type":1}]}""";

	private final TranscriptServer server = TranscriptServer.start();

	private final TaosClient client = TaosClient.create(TaosClientOptions.fromUrl(this.server.url("wr_blk")));

	private final ColumnBatch batch = ColumnBatch.of(BatchSchema.superTable("stb", TaosPrecision.MILLISECOND)
		.tag("g_bin", TaosType.VARCHAR, 16)
		.column("ts", TaosType.TIMESTAMP, 0)
		.column("v", TaosType.INT, 0)
		.build());

	private final AtomicInteger execs = new AtomicInteger();

	@BeforeEach
	void fill() {
		for (int i = 0; i < 4; i++) {
			this.batch.appendRow("d" + i % 2, "bin", 1704067200000L + i, i);
		}
	}

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
	}

	private static ObjectNode reply(int code, String message) {
		return MAPPER.createObjectNode().put("code", code).put("message", message).put("timing", 1);
	}

	/**
	 * Answer as a server that has the table; what comes of each exec is up to the test.
	 */
	private void answer(java.util.function.BiPredicate<Request, Integer> exec) {
		this.server.intercept((request) -> {
			switch (request.action()) {
				case "stmt2_init" -> request.send(reply(0, "").put("stmt_id", 1));
				case "stmt2_prepare" -> request.send((ObjectNode) MAPPER.readTree(PREPARED));
				case "stmt2_bind", "stmt2_close" -> request.send(reply(0, "").put("stmt_id", 1));
				case "stmt2_exec" -> {
					if (!exec.test(request, this.execs.incrementAndGet())) {
						request.send(reply(0, "").put("stmt_id", 1).put("affected", 4));
					}
				}
				default -> {
					return false;
				}
			}
			return true;
		});
	}

	private List<String> actions() {
		return this.server.journal(Kind.STATEMENT).stream().map(Request::action).toList();
	}

	private static boolean fail(Request request, int code, String message) {
		request.send(reply(code, message).put("stmt_id", 1));
		return true;
	}

	@Test
	void aStatementIsPreparedOnceAndUsedAgain() {
		answer((request, count) -> false);
		for (int i = 0; i < 3; i++) {
			assertThat(BatchWriter.of(this.client).write(this.batch)).isEqualTo(new WriteResult(4, List.of()));
		}
		assertThat(actions()).containsExactly("stmt2_init", "stmt2_prepare", "stmt2_bind", "stmt2_exec", "stmt2_bind",
				"stmt2_exec", "stmt2_bind", "stmt2_exec");
	}

	@Test
	void aStatementThatIsKeptIsComparedWithEachBatch() {
		answer((request, count) -> false);
		BatchWriter.of(this.client).write(this.batch);
		ColumnBatch other = ColumnBatch.of(BatchSchema.superTable("stb", TaosPrecision.MICROSECOND)
			.tag("g_bin", TaosType.VARCHAR, 16)
			.column("ts", TaosType.TIMESTAMP, 0)
			.column("v", TaosType.INT, 0)
			.build());
		other.appendRow("d1", "bin", 1704067200000000L, 1);
		assertThatExceptionOfType(TaosBatchWriteException.class)
			.isThrownBy(() -> BatchWriter.of(this.client).write(other))
			.withMessageContaining("the database's precision is 'ms', not 'us'");
		assertThat(this.execs).hasValue(1);
	}

	private void claim(String version) {
		TranscriptServer.Interceptor other = this.server.interceptor();
		this.server.intercept((request) -> {
			if (request.kind() == Kind.CONN) {
				request.send(reply(0, "").put("version", version));
				return true;
			}
			return other.handle(request);
		});
	}

	@Test
	void aServerThatCanBindsAndExecutesInOneRequest() {
		answer((request, count) -> false);
		TranscriptServer.Interceptor other = this.server.interceptor();
		this.server.intercept((request) -> {
			if (request.action().equals("stmt2_bind_exec")) {
				request.send(reply(0, "").put("stmt_id", 1).put("affected", 4));
				return true;
			}
			return other.handle(request);
		});
		claim("3.4.1.13");
		assertThat(BatchWriter.of(this.client).write(this.batch).rows()).isEqualTo(4);
		assertThat(actions()).containsExactly("stmt2_init", "stmt2_prepare", "stmt2_bind_exec");
		byte[] frame = this.server.journal(Kind.STATEMENT).get(2).frame();
		ByteBuffer in = ByteBuffer.wrap(frame, 26, frame.length - 26).slice().order(ByteOrder.LITTLE_ENDIAN);
		assertThat(List.of(in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt()))
			.containsExactly(frame.length - 26, 4, 2, 4, 20);
		assertThat(BindRecording.Values.read(in).values()).extracting(String::new)
			.containsExactly("d0", "d0", "d1", "d1");
		assertThat(BindRecording.Values.read(in).values()).extracting(String::new).containsOnly("bin").hasSize(4);
		assertThat(BindRecording.Values.read(in).type()).isEqualTo(TaosType.TIMESTAMP.code());
		assertThat(BindRecording.Values.read(in).values()).extracting((value) -> (int) value[0])
			.containsExactly(0, 2, 1, 3);
		assertThat(in.hasRemaining()).isFalse();
	}

	@Test
	void oneThatDoesNotUnderstandItGetsTwoRequests() {
		answer((request, count) -> false);
		TranscriptServer.Interceptor other = this.server.interceptor();
		this.server.intercept((request) -> request.action().equals("stmt2_bind_exec")
				? fail(request, 65535, "unknown action") : other.handle(request));
		claim("3.4.1.13");
		assertThat(BatchWriter.of(this.client).write(this.batch).rows()).isEqualTo(4);
		assertThat(BatchWriter.of(this.client).write(this.batch).rows()).isEqualTo(4);
		assertThat(actions()).containsExactly("stmt2_init", "stmt2_prepare", "stmt2_bind_exec", "stmt2_bind",
				"stmt2_exec", "stmt2_bind", "stmt2_exec");
	}

	@Test
	void anOutdatedStatementIsPreparedAnew() {
		answer((request, count) -> count == 1 && fail(request, 0x061B, "Table schema is old"));
		assertThat(BatchWriter.of(this.client).write(this.batch).rows()).isEqualTo(4);
		await().until(() -> actions().size() == 9);
		assertThat(actions()).containsOnlyOnce("stmt2_close");
		assertThat(actions().stream().filter("stmt2_prepare"::equals)).hasSize(2);
	}

	@Test
	void oneThatStaysOutdatedFailsAfterTheSecondAttempt() {
		answer((request, count) -> fail(request, 0x061B, "Table schema is old"));
		assertThatExceptionOfType(TaosBatchWriteException.class)
			.isThrownBy(() -> BatchWriter.of(this.client).write(this.batch))
			.withMessageContaining("0x061b")
			.withMessageContaining("of 4 rows 0 were written");
		assertThat(this.execs).hasValue(2);
	}

	@Test
	void aServerThatIsBusyIsAskedAgainUntilTheTimeIsOver() {
		answer((request, count) -> count <= 3 && fail(request, 0x0125, "Retry needed"));
		assertThat(BatchWriter.of(this.client).write(this.batch).rows()).isEqualTo(4);
		assertThat(this.execs).hasValue(4);
		answer((request, count) -> fail(request, 0x0125, "Retry needed"));
		assertThatExceptionOfType(TaosBatchWriteException.class)
			.isThrownBy(() -> BatchWriter.of(this.client)
				.write(this.batch, WriteOptions.DEFAULTS.timeout(Duration.ofSeconds(2))))
			.satisfies((ex) -> assertThat(ex.isRetryable()).isTrue());
	}

	@Test
	void rowsWhoseOutcomeIsUnknownAreWrittenAgainOnANewConnection() {
		answer((request, count) -> {
			if (count == 1) {
				request.breakConnection();
			}
			return count == 1;
		});
		assertThat(BatchWriter.of(this.client).write(this.batch).rows()).isEqualTo(4);
		assertThat(this.server.journal(Kind.CONN)).hasSize(2);
		assertThat(actions().stream().filter("stmt2_prepare"::equals)).hasSize(2);
	}

	@Test
	void whatMayHaveBeenWrittenIsNotReportedAsUnwritten() {
		// the first exec loses its connection, and nobody answers a login afterwards
		answer((request, count) -> {
			TranscriptServer.Interceptor other = this.server.interceptor();
			this.server.intercept((each) -> each.kind() == Kind.CONN || other.handle(each));
			request.breakConnection();
			return true;
		});
		assertThatExceptionOfType(TaosBatchWriteException.class)
			.isThrownBy(() -> BatchWriter.of(this.client)
				.write(this.batch, WriteOptions.DEFAULTS.timeout(Duration.ofSeconds(2))))
			.withMessageContaining("whether others that were sent were written is unknown")
			.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isTrue());
	}

	@Test
	void aSilentServerLeavesTheOutcomeOpen() {
		answer((request, count) -> true);
		assertThatExceptionOfType(TaosBatchWriteException.class)
			.isThrownBy(() -> BatchWriter.of(this.client)
				.write(this.batch, WriteOptions.DEFAULTS.timeout(Duration.ofSeconds(1))))
			.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isTrue());
		answer((request, count) -> fail(request, 0x0303, "No permission"));
		assertThatExceptionOfType(TaosBatchWriteException.class)
			.isThrownBy(() -> BatchWriter.of(this.client).write(this.batch))
			.withMessageNotContaining("unknown")
			.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isFalse());
	}

	@Test
	void allStatementsThatAreKeptAreOutdatedTogether() {
		CountDownLatch both = new CountDownLatch(2);
		List<Request> waiting = new CopyOnWriteArrayList<>();
		answer((request, count) -> {
			waiting.add(request);
			both.countDown();
			return true;
		});
		List<CompletableFuture<WriteResult>> writes = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			ColumnBatch own = ColumnBatch.of(this.batch.schema());
			own.appendRow("d1", "bin", 1704067200000L, i);
			writes.add(CompletableFuture.supplyAsync(() -> BatchWriter.of(this.client).write(own),
					(task) -> new Thread(task).start()));
		}
		await().until(() -> both.getCount() == 0);
		waiting.forEach((request) -> request.send(reply(0, "").put("stmt_id", 1).put("affected", 1)));
		assertThat(writes).allSatisfy((write) -> assertThat(write).succeedsWithin(Duration.ofSeconds(30)));
		// two are kept now, and the table is made anew
		int prepared = (int) actions().stream().filter("stmt2_prepare"::equals).count();
		assertThat(prepared).isEqualTo(2);
		answer((request, count) -> actions().stream().filter("stmt2_prepare"::equals).count() == prepared
				&& fail(request, 0x2603, "Table does not exist"));
		assertThat(BatchWriter.of(this.client).write(this.batch).rows()).isEqualTo(4);
	}

	@Test
	void aStatementKeptFromBeforeTheTableChangedDoesNotFailABatchThatFits() {
		answer((request, count) -> false);
		BatchWriter.of(this.client).write(this.batch);
		TranscriptServer.Interceptor other = this.server.interceptor();
		this.server.intercept((request) -> {
			if (!request.action().equals("stmt2_prepare")) {
				return other.handle(request);
			}
			request.send((ObjectNode) MAPPER.readTree(PREPARED.replace("\"field_type\":4", "\"field_type\":5")));
			return true;
		});
		ColumnBatch changed = ColumnBatch.of(BatchSchema.superTable("stb", TaosPrecision.MILLISECOND)
			.tag("g_bin", TaosType.VARCHAR, 16)
			.column("ts", TaosType.TIMESTAMP, 0)
			.column("v", TaosType.BIGINT, 0)
			.build());
		changed.appendRow("d1", "bin", 1704067200000L, 1L);
		assertThat(BatchWriter.of(this.client).write(changed).rows()).isEqualTo(1);
		assertThat(actions().stream().filter("stmt2_prepare"::equals)).hasSize(2);
	}

	@Test
	void whatIsNoRowsFaultIsNotHalved() {
		answer((request, count) -> fail(request, 0x0303, "No permission"));
		assertThatExceptionOfType(TaosBatchWriteException.class)
			.isThrownBy(() -> BatchWriter.of(this.client).write(this.batch))
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(0x0303);
				assertThat(ex.isRetryable()).isFalse();
				assertThat(ex.result().rows()).isZero();
			});
		assertThat(this.execs).hasValue(1);
	}

	@Test
	void theCallersRequestIdIsOnTheFirstFrames() {
		answer((request, count) -> false);
		BatchWriter.of(this.client).write(this.batch, WriteOptions.DEFAULTS.reqId(4711));
		assertThat(this.server.journal(Kind.STATEMENT).stream().filter((request) -> request.reqId() == 4711))
			.extracting(Request::action)
			.containsExactly("stmt2_init", "stmt2_prepare");
		BatchWriter.of(this.client).write(this.batch, WriteOptions.DEFAULTS.reqId(4712));
		assertThat(this.server.journal(Kind.STATEMENT).stream().filter((request) -> request.reqId() == 4712))
			.extracting(Request::action)
			.containsExactly("stmt2_bind", "stmt2_exec");
	}

	@Test
	void aSilentServerIsATimeoutAndTheStatementIsGivenUp() {
		answer((request, count) -> true);
		try (TaosSession session = this.client.openSession();
				BoundStatement insert = BoundStatement.prepare(session, "insert into stb (tbname, ts, v) values ...")) {
			insert.batch().appendRow("d1", "bin", 1704067200000L, 1);
			assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(() -> insert
				.execute(io.github.taosspring.client.QueryOptions.DEFAULTS.timeout(Duration.ofMillis(300))));
			assertThat(insert.batch().rows()).isEqualTo(1);
			await().until(() -> actions().contains("stmt2_close"));
			answer((request, count) -> false);
			assertThat(insert.execute()).isEqualTo(4);
		}
	}

	@Test
	void aStatementRefusesASecondThread() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		CompletableFuture<Void> go = new CompletableFuture<>();
		answer((request, count) -> {
			asked.countDown();
			go.thenRun(() -> request.send(reply(0, "").put("stmt_id", 1).put("affected", 1)));
			return true;
		});
		try (TaosSession session = this.client.openSession();
				BoundStatement insert = BoundStatement.prepare(session, "insert into stb (tbname, ts, v) values ...")) {
			insert.batch().appendRow("d1", "bin", 1704067200000L, 1);
			CompletableFuture<Long> first = CompletableFuture.supplyAsync(insert::execute);
			assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(insert::execute)
				.withMessageContaining("one thread at a time");
			go.complete(null);
			assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(1);
		}
	}

	@Test
	void anIdleStatementSurvivesItsConnectionButNotItsPendingRows() {
		answer((request, count) -> false);
		try (TaosSession session = this.client.openSession();
				BoundStatement insert = BoundStatement.prepare(session, "insert into stb (tbname, ts, v) values ...")) {
			insert.batch().appendRow("d1", "bin", 1704067200000L, 1);
			insert.addBatch();
			this.server.breakConnections();
			await().until(() -> this.server.connections() == 0);
			insert.batch().appendRow("d1", "bin", 1704067200001L, 1);
			assertThatExceptionOfType(io.github.taosspring.client.TaosException.class).isThrownBy(insert::execute)
				.satisfies((ex) -> assertThat(ex.sqlState()).startsWith("08"));
			assertThat(insert.execute()).isEqualTo(4);
			this.server.breakConnections();
			await().until(() -> this.server.connections() == 0);
			insert.batch().appendRow("d1", "bin", 1704067200002L, 1);
			assertThat(insert.execute()).isEqualTo(4);
		}
	}

	@Test
	void aConnectionThatBreaksBetweenBindAndExecuteIsReportedAsThat() {
		answer((request, count) -> false);
		TranscriptServer.Interceptor other = this.server.interceptor();
		this.server.intercept((request) -> {
			boolean handled = other.handle(request);
			if (request.action().equals("stmt2_bind")) {
				request.breakConnection();
			}
			return handled;
		});
		try (TaosSession session = this.client.openSession();
				BoundStatement insert = BoundStatement.prepare(session, "insert into stb (tbname, ts, v) values ...")) {
			insert.batch().appendRow("d1", "bin", 1704067200000L, 1);
			for (int i = 0; i < 20; i++) {
				assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(insert::execute);
			}
			assertThat(this.execs).hasValue(0);
		}
	}

	@Test
	void framesOfManyColumnsAndFewRowsAreBoundedToo() {
		BatchSchema.Builder schema = BatchSchema.superTable("wide", TaosPrecision.MILLISECOND)
			.column("ts", TaosType.TIMESTAMP, 0);
		for (int i = 0; i < 1000; i++) {
			schema.column("c" + i, TaosType.BOOL, 0);
		}
		ColumnBatch wide = ColumnBatch.of(schema.build());
		for (int row = 0; row < 1000; row++) {
			wide.beginTable("d" + row);
			wide.column(0).appendLong(row);
			for (int i = 1; i <= 1000; i++) {
				wide.column(i).appendBoolean(true);
			}
			wide.endRow();
		}
		wide.data().sort();
		int rows = BatchWrite.maxRows(wide.data());
		BindFrame frame = new BindFrame();
		wide.data().writeBind(frame, 1, 1, 0, wide.data().endOfBind(0, rows), BindColumn.NULL);
		assertThat((long) frame.size()).isBetween(BatchWrite.FRAME_BYTES / 2, BatchWrite.FRAME_BYTES);
	}

}
