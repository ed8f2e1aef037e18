package io.github.taosspring.embedded.protocol;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosProgrammingException;
import io.github.taosspring.client.TaosProtocol;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.jdbc.TaosDataSource;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.client.statement.BoundStatement;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What users do with the client must work with every version of TDengine that it
 * supports.
 */
@ParameterizedClass
@MethodSource("servers")
@Timeout(120)
class ServerVersionTests {

	@Parameter(0)
	TaosProtocol protocol;

	@Parameter(1)
	String version;

	private EmbeddedTaosServer server;

	private TaosClient client;

	static Stream<Arguments> servers() {
		return Stream.of("3.3.2.0", "3.3.6.0", "3.3.7.5", "3.4.1.13")
			.flatMap((version) -> Stream.of(Arguments.of(TaosProtocol.WEBSOCKET, version),
					Arguments.of(TaosProtocol.REST, version)));
	}

	@BeforeEach
	void connect() {
		this.server = EmbeddedTaosServer.builder().version(this.version).start();
		TaosClientOptions options = TaosClientOptions.fromUrl(this.server.url())
			.toBuilder()
			.protocol(this.protocol)
			.build();
		try (TaosClient setUp = TaosClient.create(options)) {
			setUp.execute("create database d keep 36500");
		}
		this.client = TaosClient.create(options.toBuilder().database("d").build());
		this.client.execute("create table t (ts timestamp, i int, d double, s nchar(20), b varbinary(8))");
		this.client.execute("insert into t values (1704067200000, 1, 0.5, '涛思', '\\x00ff') (1704067201000, null, "
				+ "null, null, null)");
	}

	@AfterEach
	void disconnect() {
		this.client.close();
		this.server.close();
	}

	@Test
	void queriesAnswerRows() {
		assertThat(this.client.serverVersion()).hasToString(this.version);
		try (TaosResult result = this.client.query("select ts, i, d, s from t")) {
			assertThat(result.toLists()).containsExactly(List.of(Instant.parse("2024-01-01T00:00:00Z"), 1, 0.5, "涛思"),
					Arrays.asList(Instant.parse("2024-01-01T00:00:01Z"), null, null, null));
		}
		assertThat((byte[]) this.client.query("select b from t").toLists().get(0).get(0)).containsExactly(0, 255);
	}

	@Test
	void manyBlocksArrive() {
		StringBuilder insert = new StringBuilder("insert into t (ts, i) values");
		for (int i = 0; i < 10_000; i++) {
			insert.append(" (").append(i).append(',').append(i).append(')');
		}
		assertThat(this.client.execute(insert.toString())).isEqualTo(10_000);
		int expected = 0;
		try (TaosResult result = this.client.query("select i from t where ts < 10000")) {
			while (result.next()) {
				assertThat(result.getInt(0)).isEqualTo(expected++);
			}
		}
		assertThat(expected).isEqualTo(10_000);
	}

	@Test
	void errorsAreThoseOfTheServer() {
		assertThatExceptionOfType(TaosProgrammingException.class).isThrownBy(() -> this.client.query("selec 1"))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(0x2600));
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> this.client.query("select * from nothing"));
	}

	@Test
	void aSessionKeepsItsDatabase() {
		this.client.execute("create database other keep 36500");
		try (TaosSession session = this.client.openSession()) {
			session.use("other");
			assertThat(session.query("select database()").toLists()).containsExactly(List.of("other"));
			assertThat(session.serverVersion()).hasToString(this.version);
		}
	}

	@Test
	void boundStatementsWriteAndRead() {
		assumeThat(this.protocol).isEqualTo(TaosProtocol.WEBSOCKET);
		this.client.execute("create stable st (ts timestamp, v int) tags (g int)");
		Instant time = Instant.parse("2024-01-01T00:00:00Z");
		ColumnBatch batch = ColumnBatch.of(BatchWriter.of(this.client).schema("st"));
		batch.appendRow("Up", time, 1, 7);
		batch.appendRow("down", time, null, 8);
		assertThat(BatchWriter.of(this.client).write(batch).rows()).isEqualTo(2);
		try (TaosSession session = this.client.openSession();
				BoundStatement query = BoundStatement.prepare(session, "select tbname, v from st where g = ?")) {
			assertThat(query.query(7).toLists()).containsExactly(List.of("Up", 1));
			assertThat(query.query(8).toLists()).containsExactly(Arrays.asList("down", null));
		}
	}

	@Test
	void jdbcReadsAndWrites() throws SQLException {
		try (Connection connection = new TaosDataSource(this.client).getConnection()) {
			try (PreparedStatement insert = connection.prepareStatement("insert into t (ts, i, s) values (?, ?, ?)")) {
				insert.setLong(1, 1);
				insert.setInt(2, 42);
				insert.setString(3, "it's");
				assertThat(insert.executeUpdate()).isEqualTo(1);
			}
			try (PreparedStatement select = connection.prepareStatement("select s from t where i = ?")) {
				select.setInt(1, 42);
				try (ResultSet rows = select.executeQuery()) {
					assertThat(rows.next()).isTrue();
					assertThat(rows.getString(1)).isEqualTo("it's");
					assertThat(rows.next()).isFalse();
				}
			}
			assertThat(connection.getMetaData().getDatabaseProductVersion()).isEqualTo(this.version);
		}
	}

}
