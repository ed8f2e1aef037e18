package io.github.taosspring.embedded.protocol;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosProtocol;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.jdbc.TaosDataSource;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A local time means the same over WebSocket, REST and JDBC: that in the connection's
 * zone, whatever the JVM's and the server's are. With the system property
 * {@code taos.test.url}, a real TDengine is the server.
 */
@Timeout(120)
class TimeZoneTests {

	private static final String DATABASE = "zone_tests";

	private static final TimeZone BEFORE = TimeZone.getDefault();

	private static @Nullable EmbeddedTaosServer embedded;

	private static TaosClientOptions server;

	@BeforeAll
	static void startServer() {
		String url = System.getProperty("taos.test.url");
		embedded = (url == null) ? EmbeddedTaosServer.builder().start() : null;
		server = TaosClientOptions.fromUrl((embedded != null) ? embedded.url() : String.valueOf(url));
		try (TaosClient client = TaosClient.create(server)) {
			client.execute("drop database if exists " + DATABASE);
			client.execute("create database " + DATABASE + " vgroups 1 buffer 3 keep 36500");
		}
	}

	@AfterAll
	static void stopServer() {
		try (TaosClient client = TaosClient.create(server)) {
			client.execute("drop database " + DATABASE);
		}
		if (embedded != null) {
			embedded.close();
		}
	}

	@AfterEach
	void restoreTheZone() {
		TimeZone.setDefault(BEFORE);
	}

	static Stream<Arguments> zones() {
		List<String> zones = List.of("UTC", "Asia/Shanghai", "Asia/Kolkata", "America/New_York", "Europe/Berlin",
				"Australia/Adelaide", "+08:00", "Etc/GMT+5");
		return Stream.of(TaosProtocol.WEBSOCKET, TaosProtocol.REST)
			.flatMap((protocol) -> zones.stream()
				.flatMap((zone) -> Stream.of("Pacific/Auckland", "America/St_Johns")
					.map((jvm) -> Arguments.of(protocol, zone, jvm))));
	}

	@ParameterizedTest
	@MethodSource("zones")
	void aLocalTimeIsInTheConnectionsZone(TaosProtocol protocol, String zone, String jvm) throws SQLException {
		TimeZone.setDefault(TimeZone.getTimeZone(jvm));
		ZoneId id = ZoneId.of(zone);
		TaosClientOptions options = server.toBuilder().protocol(protocol).database(DATABASE).timeZone(id).build();
		// in winter and in summer
		for (LocalDateTime local : List.of(LocalDateTime.parse("2024-01-15T03:04:05.678"),
				LocalDateTime.parse("2024-07-15T03:04:05.678"))) {
			Instant instant = local.atZone(id).toInstant();
			String literal = "'" + local.toString().replace('T', ' ') + "'";
			try (TaosClient client = TaosClient.create(options); TaosSession session = client.openSession()) {
				client.execute("drop table if exists t");
				client.execute("create table t (ts timestamp, v int)");
				client.execute("insert into t values (" + literal + ", 1)");
				List<List<Object>> expected = List.of(List.of(instant.toEpochMilli()));
				assertThat(client.query("select cast(ts as bigint) from t").toLists()).isEqualTo(expected);
				assertThat(client.query("select v from t where ts = " + literal).toLists()).hasSize(1);
				assertThat(session.query("select cast(ts as bigint) from t where ts >= " + literal).toLists())
					.isEqualTo(expected);
			}
			try (TaosDataSource dataSource = new TaosDataSource(options);
					Connection connection = dataSource.getConnection()) {
				read(connection, "select ts from t where ts = " + literal, local, instant);
				writeAndRead(connection, local, instant);
			}
		}
	}

	private static void read(Connection connection, String sql, LocalDateTime local, Instant instant)
			throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			assertThat(rows.next()).isTrue();
			assertThat(rows.getTimestamp(1).toInstant()).isEqualTo(instant);
			Calendar elsewhere = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
			assertThat(rows.getTimestamp(1, elsewhere).toInstant()).isEqualTo(instant);
			assertThat(rows.getObject(1, LocalDateTime.class)).isEqualTo(local);
			assertThat(rows.getObject(1, Instant.class)).isEqualTo(instant);
			assertThat(rows.getDate(1).toLocalDate()).isEqualTo(local.toLocalDate());
			assertThat(rows.next()).isFalse();
		}
	}

	private static void writeAndRead(Connection connection, LocalDateTime local, Instant instant) throws SQLException {
		try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
			insert.setObject(1, local.plusHours(1));
			insert.setInt(2, 2);
			assertThat(insert.executeUpdate()).isEqualTo(1);
			insert.setTimestamp(1, Timestamp.from(instant.plusSeconds(7200)));
			assertThat(insert.executeUpdate()).isEqualTo(1);
		}
		read(connection, "select ts from t where ts = " + (instant.toEpochMilli() + 3_600_000L), local.plusHours(1),
				instant.plusSeconds(3600));
		read(connection, "select ts from t where ts = " + (instant.toEpochMilli() + 7_200_000L), local.plusHours(2),
				instant.plusSeconds(7200));
	}

}
