package io.github.taosspring.embedded.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import io.github.taosspring.client.jdbc.TaosDataSource;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.github.taosspring.embedded.journal.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What prepared statements ask of the server, and how often.
 */
class PreparedRoundTripTests {

	private static final String INSERT = "insert into meters (tbname, grp, ts, voltage) values (?, ?, ?, ?)";

	private final EmbeddedTaosServer server = EmbeddedTaosServer.builder().start();

	private final TaosDataSource dataSource = new TaosDataSource(this.server.url());

	private Connection connection;

	@BeforeEach
	void connect() throws SQLException {
		this.connection = this.dataSource.getConnection();
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("create database trips vgroups 1 buffer 3 keep 36500");
			statement.execute("use trips");
			statement.execute("create stable meters (ts timestamp, voltage int) tags (grp int)");
			statement.execute("create table t (ts timestamp, v int)");
		}
		this.server.journal().clear();
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
		this.dataSource.close();
		this.server.close();
	}

	private List<String> actions() {
		List<String> actions = this.server.journal().requests().stream().map(RecordedRequest::action).toList();
		this.server.journal().clear();
		return actions;
	}

	private void write(int tables) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(INSERT)) {
			for (int i = 0; i < tables * 50; i++) {
				statement.setString(1, "d" + i % tables);
				statement.setInt(2, 1);
				statement.setLong(3, 1_704_067_200_000L + i);
				statement.setInt(4, i);
				statement.addBatch();
			}
			assertThat(statement.executeBatch()).hasSize(tables * 50).containsOnly(1);
		}
	}

	@Test
	void aBatchIsBoundAndExecutedOnceAndPreparedOnceForAConnection() throws SQLException {
		write(7);
		assertThat(actions()).containsExactly("stmt2_init", "stmt2_prepare", "stmt2_bind", "stmt2_exec");
		write(3);
		assertThat(actions()).containsExactly("stmt2_bind", "stmt2_exec");
	}

	@Test
	void aTableByItsNameTakesTextAndIsDescribedOnce() throws SQLException {
		for (int i = 0; i < 2; i++) {
			try (PreparedStatement statement = this.connection.prepareStatement("insert into t values (?, ?)")) {
				statement.setLong(1, i);
				statement.setInt(2, i);
				assertThat(statement.executeUpdate()).isEqualTo(1);
			}
		}
		assertThat(this.server.journal().statements()).contains("insert into t values (0, 0)",
				"insert into t values (1, 1)");
		assertThat(actions()).filteredOn((action) -> action.startsWith("stmt2"))
			.containsExactly("stmt2_init", "stmt2_prepare");
	}

	@Test
	void aStatementOutlivesItsConnection() throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(INSERT)) {
			statement.setString(1, "d1");
			statement.setInt(2, 1);
			statement.setLong(3, 1_704_067_200_000L);
			statement.setInt(4, 1);
			assertThat(statement.executeUpdate()).isEqualTo(1);
			statement.addBatch();
			this.server.faults().dropConnections();
			await().atMost(Duration.ofSeconds(20)).until(() -> this.connection.isValid(5));
			actions();
			assertThat(statement.executeBatch()).containsExactly(1);
			assertThat(actions()).contains("stmt2_init", "stmt2_prepare", "stmt2_bind", "stmt2_exec");
		}
	}

}
