package io.github.taosspring.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import com.taosdata.jdbc.AbstractConnection;
import com.taosdata.jdbc.enums.SchemalessProtocolType;
import com.taosdata.jdbc.enums.SchemalessTimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The schemaless writer of TDengine's own JDBC driver against the embedded server.
 */
@Timeout(120)
class VendorSchemalessTests {

	private static EmbeddedTaosServer server;

	@BeforeAll
	static void start() {
		server = EmbeddedTaosServer.builder().start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static AbstractConnection connect(String database) throws SQLException {
		String url = "jdbc:TAOS-WS://127.0.0.1:" + server.port() + "/";
		try (Connection connection = DriverManager.getConnection(url, "root", "taosdata");
				Statement statement = connection.createStatement()) {
			statement.executeUpdate("create database if not exists " + database + " keep 36500");
		}
		return DriverManager.getConnection(url + database, "root", "taosdata").unwrap(AbstractConnection.class);
	}

	@Test
	void writesLinesOneByOne() throws SQLException {
		try (AbstractConnection connection = connect("vs_lines")) {
			connection.write(
					new String[] { "weather,city=Oslo temperature=-3.5,wet=true 1704067200000",
							"weather,city=Rome temperature=12.25,note=\"mild\" 1704067200000" },
					SchemalessProtocolType.LINE, SchemalessTimestampType.MILLI_SECONDS);
			try (Statement statement = connection.createStatement();
					ResultSet rows = statement
						.executeQuery("select city, temperature, wet, note from weather order by city")) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getString(1)).isEqualTo("Oslo");
				assertThat(rows.getDouble(2)).isEqualTo(-3.5);
				assertThat(rows.getBoolean(3)).isTrue();
				assertThat(rows.getString(4)).isNull();
				assertThat(rows.next()).isTrue();
				assertThat(rows.getString(1)).isEqualTo("Rome");
				assertThat(rows.getString(4)).isEqualTo("mild");
				assertThat(rows.next()).isFalse();
			}
		}
	}

	@Test
	void writesManyLinesAtOnce() throws SQLException {
		StringBuilder lines = new StringBuilder();
		for (int i = 0; i < 10_000; i++) {
			lines.append("load,host=h").append(i % 100).append(" cpu=").append(i).append("i,mem=0.5 ");
			lines.append(1704067200000L + i).append('\n');
		}
		try (AbstractConnection connection = connect("vs_many")) {
			// the driver always returns 0
			connection.writeRaw(lines.toString(), SchemalessProtocolType.LINE, SchemalessTimestampType.MILLI_SECONDS);
			try (Statement statement = connection.createStatement();
					ResultSet result = statement.executeQuery("select count(*), sum(cpu) from load")) {
				assertThat(result.next()).isTrue();
				assertThat(result.getLong(1)).isEqualTo(10_000);
				assertThat(result.getLong(2)).isEqualTo(49_995_000);
			}
			try (Statement statement = connection.createStatement();
					ResultSet result = statement
						.executeQuery("select count(*) from (select distinct tbname from load)")) {
				assertThat(result.next()).isTrue();
				assertThat(result.getLong(1)).isEqualTo(100);
			}
		}
	}

	@Test
	void writesTelnetLinesAndJson() throws SQLException {
		try (AbstractConnection connection = connect("vs_tsdb")) {
			connection.write("sys.load 1704067200 1.5 host=a", SchemalessProtocolType.TELNET,
					SchemalessTimestampType.NOT_CONFIGURED);
			connection.write(
					"{\"metric\":\"sys.load\",\"timestamp\":1704067201,\"value\":2.5,"
							+ "\"tags\":{\"host\":{\"value\":\"a\",\"type\":\"nchar\"}}}",
					SchemalessProtocolType.JSON, SchemalessTimestampType.NOT_CONFIGURED);
			try (Statement statement = connection.createStatement();
					ResultSet rows = statement
						.executeQuery("select count(*), sum(_value) from sys_load where `host`='a'")) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getInt(1)).isEqualTo(2);
				assertThat(rows.getDouble(2)).isEqualTo(4);
			}
		}
	}

	@Test
	void learnsThatPointsAreRefused() throws SQLException {
		try (AbstractConnection connection = connect("vs_bad")) {
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> connection.write("m,t=1 v=1i7 1704067200000", SchemalessProtocolType.LINE,
						SchemalessTimestampType.MILLI_SECONDS))
				.withMessageContaining("invalid data:1i7");
		}
	}

}
