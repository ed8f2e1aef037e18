package io.github.taosspring.client.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.transcript.BlockRecording;
import io.github.taosspring.client.transcript.RecordedRows;
import io.github.taosspring.client.transcript.TranscriptServer;
import io.github.taosspring.client.transcript.TranscriptServer.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The driver on the recorded bytes of a real server.
 */
class RecordedJdbcTests {

	private static TranscriptServer server;

	@BeforeAll
	static void start() {
		server = TranscriptServer.start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@AfterEach
	void answerAgain() {
		server.intercept((request) -> false);
	}

	private Connection connect(String database) throws SQLException {
		return DriverManager.getConnection("jdbc:taos:ws://127.0.0.1:" + server.port() + "/" + database, "root",
				"taosdata");
	}

	static List<BlockRecording> queries() {
		return BlockRecording.all()
			.stream()
			.filter((recording) -> recording.json().has("frames") && recording.json().has("sql")
					&& !recording.json().has("frames_left") && recording.json().has("query_reply")
					&& recording.queryReply().path("id").asLong() != 0)
			.toList();
	}

	@ParameterizedTest
	@MethodSource("queries")
	void everyValueOfEveryRecordingComesBack(BlockRecording recording) throws SQLException {
		List<List<Object>> rows = new ArrayList<>();
		try (Connection connection = connect(recording.json().get("db").asString());
				PreparedStatement statement = connection.prepareStatement(recording.sql());
				ResultSet result = statement.executeQuery()) {
			ResultSetMetaData metadata = result.getMetaData();
			while (result.next()) {
				List<Object> row = new ArrayList<>();
				for (int column = 1; column <= metadata.getColumnCount(); column++) {
					Object value = result.getObject(column);
					assertThat(result.wasNull()).isEqualTo(value == null);
					if (value != null) {
						assertThat(value.getClass().getName()).isEqualTo(metadata.getColumnClassName(column));
						assertThat(result.getString(column)).isNotNull();
					}
					row.add((value instanceof Timestamp time) ? time.toInstant() : value);
				}
				rows.add(row);
			}
		}
		assertThat(RecordedRows.of(rows, recording.precision()))
			.isEqualTo(RecordedRows.expected(recording.expected(), recording.columns()));
	}

	@Test
	void aResultThatIsNotReadToItsEndIsFreed() throws SQLException {
		try (Connection connection = connect("wr_blk"); Statement statement = connection.createStatement()) {
			try (ResultSet result = statement.executeQuery("select * from n17 limit 9")) {
				assertThat(result.next()).isTrue();
			}
			try (ResultSet result = statement.executeQuery("select * from n17 limit 9")) {
				assertThat(result.next()).isTrue();
			}
		}
	}

	@Test
	void aLoginThatTheServerRefusesIsAnInvalidAuthorization() {
		server.intercept((request) -> {
			if (request.kind() == Kind.CONN) {
				request.sendText("{\"code\":855,\"message\":\"Authentication failure\",\"action\":\"conn\",\"req_id\":"
						+ request.reqId() + ",\"timing\":1}");
				return true;
			}
			return false;
		});
		assertThatExceptionOfType(SQLInvalidAuthorizationSpecException.class).isThrownBy(() -> connect("wr_blk"))
			.matches((ex) -> ex.getErrorCode() == 0x0357 && ex.getSQLState().equals("28000"));
		await().atMost(Duration.ofSeconds(5)).until(() -> server.connections() == 0);
	}

	@Test
	void aSilentServerIsATimeoutAndABrokenConnectionIsOne() throws SQLException {
		try (Connection connection = connect("wr_blk"); Statement statement = connection.createStatement()) {
			server.intercept((request) -> request.kind() == Kind.QUERY);
			statement.setQueryTimeout(1);
			assertThatExceptionOfType(SQLTimeoutException.class)
				.isThrownBy(() -> statement.executeQuery("select * from n17 limit 9"))
				.matches((ex) -> ex.getSQLState().equals("HYT00"));
			assertThat(connection.isValid(1)).isFalse();
			server.intercept((request) -> {
				server.breakConnections();
				return true;
			});
			assertThatExceptionOfType(SQLNonTransientConnectionException.class)
				.isThrownBy(() -> statement.executeQuery("select * from n17 limit 9"))
				.matches((ex) -> ex.getSQLState().startsWith("08"));
			assertThat(connection.isClosed()).isFalse();
			server.intercept((request) -> false);
			try (ResultSet rows = statement.executeQuery("select * from n17 limit 9")) {
				assertThat(rows.next()).isTrue();
			}
		}
	}

}
