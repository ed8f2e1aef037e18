package io.github.taosspring.client.internal;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.BoundStatement;
import io.github.taosspring.client.statement.StatementField.Role;
import io.github.taosspring.client.statement.TypedParameter;
import io.github.taosspring.client.transcript.BindRecording;
import io.github.taosspring.client.transcript.TranscriptServer;
import io.github.taosspring.client.transcript.TranscriptServer.Kind;
import io.github.taosspring.client.transcript.TranscriptServer.Request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of bound statements on the recorded answers of a real server.
 */
class BoundStatementTests {

	private static TranscriptServer server;

	private static TaosClient client;

	private TaosSession session;

	@BeforeAll
	static void start() {
		server = TranscriptServer.start();
		client = TaosClient.create(io.github.taosspring.client.TaosClientOptions.fromUrl(server.url("wr_blk")));
	}

	@AfterAll
	static void stop() {
		client.close();
		server.close();
	}

	@BeforeEach
	void open() {
		server.journal().clear();
		this.session = client.openSession();
	}

	@AfterEach
	void close() {
		server.intercept((request) -> false);
		this.session.close();
	}

	private static List<String> actions() {
		return server.journal(Kind.STATEMENT).stream().map(Request::action).toList();
	}

	@Test
	void anInsertIsPreparedBoundAndExecuted() {
		String sql = BindRecording.named("super-table-tbname-column").sql();
		try (BoundStatement insert = BoundStatement.prepare(this.session, sql)) {
			assertThat(insert.isInsert()).isTrue();
			assertThat(insert.parameterCount()).isEqualTo(6);
			assertThat(insert.fields().stream().map((field) -> field.role()).toList()).containsExactly(Role.TABLE_NAME,
					Role.COLUMN, Role.COLUMN, Role.COLUMN, Role.TAG, Role.TAG);
			for (int table = 0; table < 3; table++) {
				insert.batch().appendRow("sc_" + table, 1704067200000L + table, table, null, table, "b" + table);
			}
			for (int table = 0; table < 3; table++) {
				insert.batch().appendRow("sc_" + table, 1704067200010L + table, 10 * table, "z", table, "b" + table);
			}
			assertThat(insert.execute()).isEqualTo(6);
			assertThat(insert.batch().isEmpty()).isTrue();
		}
		await().until(() -> actions().size() == 5);
		assertThat(actions()).containsExactly("stmt2_init", "stmt2_prepare", "stmt2_bind", "stmt2_exec", "stmt2_close");
	}

	@Test
	void aQueryTakesParametersAndGivesTheRecordedRows() {
		String sql = BindRecording.named("query-int").sql();
		try (BoundStatement query = BoundStatement.prepare(this.session, sql)) {
			assertThat(query.isInsert()).isFalse();
			assertThat(query.fields()).isEmpty();
			assertThat(query.parameterCount()).isEqualTo(1);
			List<Map<String, @Nullable Object>> rows = query.query(new TypedParameter(TaosType.INT, 1)).toMaps();
			assertThat(rows.stream().map((row) -> row.get("i")).toList()).containsExactly(2, 3);
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> query.query(1, 2))
				.withMessageContaining("1 parameters, not 2");
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(query::batch);
		}
	}

	@Test
	void anInsertWithoutRowsSendsNothing() {
		try (BoundStatement insert = BoundStatement.prepare(this.session, "insert into n_gf values (?, ?)")) {
			assertThat(insert.execute()).isZero();
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(insert::addBatch);
		}
		await().until(() -> actions().contains("stmt2_close"));
		assertThat(actions()).containsExactly("stmt2_init", "stmt2_prepare", "stmt2_close");
	}

	@Test
	void aStatementThatTheServerRefusesIsClosed() {
		assertThatExceptionOfType(TaosException.class)
			.isThrownBy(() -> BoundStatement.prepare(this.session, "insert into nosuch values (?, ?)"))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x022B));
		await().until(() -> actions().contains("stmt2_close"));
	}

}
