package io.github.taosspring.embedded.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.jdbc.TaosDataSource;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Connections by {@link DriverManager} and in a HikariCP pool, and servers that are not
 * there.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PoolTests {

	private static TestServer server;

	@BeforeAll
	static void createDatabases() throws SQLException {
		server = new TestServer();
		try (Connection connection = DriverManager.getConnection(server.jdbcUrl(""));
				Statement statement = connection.createStatement()) {
			for (String name : List.of("jdbc_pool", "jdbc_other")) {
				statement.execute("drop database if exists " + name);
				statement.execute("create database " + name + " vgroups 1 buffer 3 keep 36500");
				statement.execute("create table " + name + ".t (ts timestamp, v int)");
			}
			statement.executeUpdate("insert into jdbc_pool.t values (1704067200000, 1)");
			statement.executeUpdate("insert into jdbc_other.t values (1704067200000, 2)");
		}
	}

	@AfterAll
	static void dropDatabases() throws SQLException {
		try (Connection connection = DriverManager.getConnection(server.jdbcUrl(""));
				Statement statement = connection.createStatement()) {
			statement.execute("drop database jdbc_pool");
			statement.execute("drop database jdbc_other");
		}
		server.close();
	}

	private static HikariConfig config() {
		HikariConfig config = new HikariConfig();
		config.setMaximumPoolSize(4);
		config.setConnectionTimeout(5000);
		config.setValidationTimeout(1000);
		return config;
	}

	private static int value(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select v from t")) {
			assertThat(rows.next()).isTrue();
			return rows.getInt("v");
		}
	}

	@Test
	void thePoolTakesAUrl() throws SQLException {
		HikariConfig config = config();
		config.setJdbcUrl(server.jdbcUrl("jdbc_pool"));
		config.setUsername("root");
		config.setPassword("taosdata");
		config.addDataSourceProperty("appName", "pooled");
		try (HikariDataSource pool = new HikariDataSource(config); Connection connection = pool.getConnection()) {
			assertThat(value(connection)).isEqualTo(1);
			assertThat(connection.unwrap(TaosSession.class).database()).isEqualTo("jdbc_pool");
			assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("TDengine");
			assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(3);
		}
	}

	@Test
	void manyThreadsShareThePool() throws Exception {
		HikariConfig config = config();
		try (TaosDataSource dataSource = server.dataSource("jdbc_pool")) {
			config.setDataSource(dataSource);
			ExecutorService threads = Executors.newFixedThreadPool(8);
			try (HikariDataSource pool = new HikariDataSource(config)) {
				List<Future<Integer>> sums = new ArrayList<>();
				for (int i = 0; i < 8; i++) {
					sums.add(threads.submit(() -> {
						int sum = 0;
						for (int round = 0; round < 25; round++) {
							try (Connection connection = pool.getConnection()) {
								sum += value(connection);
							}
						}
						return sum;
					}));
				}
				for (Future<Integer> sum : sums) {
					assertThat(sum.get(30, TimeUnit.SECONDS)).isEqualTo(25);
				}
				assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isLessThanOrEqualTo(4);
			}
			finally {
				threads.shutdownNow();
			}
		}
	}

	@Test
	void aReturnedConnectionGetsItsDatabaseBack() throws SQLException {
		HikariConfig config = config();
		config.setMaximumPoolSize(1);
		config.setCatalog("jdbc_pool");
		config.setJdbcUrl(server.jdbcUrl("jdbc_pool"));
		try (HikariDataSource pool = new HikariDataSource(config)) {
			try (Connection connection = pool.getConnection()) {
				connection.setCatalog("jdbc_other");
				connection.setAutoCommit(false);
				connection.setReadOnly(true);
				connection.setNetworkTimeout(Runnable::run, 3000);
				assertThat(value(connection)).isEqualTo(2);
			}
			try (Connection connection = pool.getConnection()) {
				assertThat(connection.getCatalog()).isEqualTo("jdbc_pool");
				assertThat(value(connection)).isEqualTo(1);
				assertThat(connection.getAutoCommit()).isTrue();
				assertThat(connection.isReadOnly()).isFalse();
			}
		}
	}

	@Test
	void aWrongPasswordIsRefusedAndNotRepeated() {
		assertThatExceptionOfType(SQLInvalidAuthorizationSpecException.class)
			.isThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(""), "root", "hunter2"))
			.matches((ex) -> ex.getErrorCode() == 0x0357 && ex.getSQLState().equals("28000"))
			.matches((ex) -> !ex.toString().contains("hunter2"));
		HikariConfig config = config();
		config.setJdbcUrl(server.jdbcUrl(""));
		config.setPassword("hunter2");
		config.setUsername("root");
		config.setInitializationFailTimeout(1);
		assertThatExceptionOfType(HikariPool.PoolInitializationException.class)
			.isThrownBy(() -> new HikariDataSource(config))
			.withRootCauseInstanceOf(io.github.taosspring.client.TaosException.class)
			.withMessageContaining("Authentication failure");
	}

	@Test
	void anUnknownDatabaseIsRefused() {
		assertThatExceptionOfType(SQLSyntaxErrorException.class)
			.isThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("nosuch")))
			.matches((ex) -> ex.getErrorCode() == 0x0388 && ex.getSQLState().equals("3D000"));
	}

	@Test
	void aServerThatIsNotThereIsAnErrorWithinTheTimeout() {
		long start = System.nanoTime();
		assertThatExceptionOfType(SQLTransientConnectionException.class)
			.isThrownBy(() -> DriverManager.getConnection("jdbc:taos:ws://localhost:1/?connectTimeout=2s"))
			.withMessageContaining("localhost:1")
			.matches((ex) -> ex.getSQLState().equals("08001"));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void aConnectionInUseSurvivesTheRestartOfItsServer() throws SQLException {
		EmbeddedTaosServer first = EmbeddedTaosServer.builder().start();
		int port = first.port();
		try (Connection connection = DriverManager.getConnection("jdbc:taos:ws://localhost:" + port);
				Statement statement = connection.createStatement()) {
			statement.execute("create database jdbc_restart vgroups 1 buffer 3");
			connection.setCatalog("jdbc_restart");
			first.close();
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("show databases"))
				.matches((ex) -> ex.getSQLState().startsWith("08"));
			assertThat(connection.isClosed()).isFalse();
			try (EmbeddedTaosServer second = EmbeddedTaosServer.builder().port(port).start();
					Connection other = DriverManager.getConnection("jdbc:taos:ws://localhost:" + second.port());
					Statement creating = other.createStatement()) {
				// what is in memory only is gone, the database too
				assertThat(connection.isValid(10)).isFalse();
				creating.execute("create database jdbc_restart vgroups 1 buffer 3");
				assertThat(connection.isValid(10)).isTrue();
				assertThat(connection.getCatalog()).isEqualTo("jdbc_restart");
				statement.execute("create table t (ts timestamp, v int)");
			}
		}
	}

	@Test
	void aPoolSurvivesTheRestartOfItsServer() throws SQLException {
		EmbeddedTaosServer first = EmbeddedTaosServer.builder().start();
		int port = first.port();
		HikariConfig config = config();
		config.setJdbcUrl("jdbc:taos:ws://localhost:" + port);
		config.setMaximumPoolSize(2);
		try (HikariDataSource pool = new HikariDataSource(config)) {
			Connection lost = pool.getConnection();
			assertThat(lost.isValid(1)).isTrue();
			first.close();
			await().atMost(Duration.ofSeconds(5)).until(() -> !lost.isValid(1));
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> lost.createStatement().executeQuery("show databases"))
				.matches((ex) -> ex.getSQLState().startsWith("08"));
			lost.close();
			try (EmbeddedTaosServer second = EmbeddedTaosServer.builder().port(port).start()) {
				await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
					try (Connection connection = pool.getConnection()) {
						assertThat(connection.isValid(1)).isTrue();
					}
				});
				assertThat(second.port()).isEqualTo(port);
			}
		}
	}

}
