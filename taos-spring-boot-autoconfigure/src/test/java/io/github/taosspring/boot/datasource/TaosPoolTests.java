package io.github.taosspring.boot.datasource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.jdbc.TaosDataSource;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TaosPool}.
 */
@Timeout(60)
class TaosPoolTests {

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "own" })
	void whatABorrowerUsedDoesNotStay(String database) throws SQLException {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().start()) {
			TaosClientOptions options = TaosClientOptions.fromUrl(server.url());
			try (TaosDataSource setUp = new TaosDataSource(options); Connection connection = setUp.getConnection()) {
				execute(connection, "create database own vgroups 1 buffer 3");
				execute(connection, "create database other vgroups 1 buffer 3");
			}
			try (TaosDataSource source = new TaosDataSource(options.toBuilder().database(database).build());
					TaosPool pool = new TaosPool()) {
				pool.setDataSource(source);
				pool.setMaximumPoolSize(1);
				String original = database.isEmpty() ? null : database;
				try (Connection connection = pool.getConnection()) {
					assertThat(connection.getCatalog()).isEqualTo(original);
					execute(connection, "use other");
					assertThat(connection.getCatalog()).isEqualTo("other");
				}
				try (Connection connection = pool.getConnection()) {
					assertThat(connection.getCatalog()).isEqualTo(original);
					connection.setCatalog("other");
				}
				try (Connection connection = pool.getConnection()) {
					assertThat(connection.getCatalog()).isEqualTo(original);
					if (original == null) {
						assertThatExceptionOfType(SQLException.class)
							.isThrownBy(() -> execute(connection, "create table t (ts timestamp, v int)"));
					}
					else {
						execute(connection, "create table t (ts timestamp, v int)");
						execute(connection, "drop table own.t");
					}
				}
			}
		}
	}

	@Test
	void thePoolsOwnCatalogWins() throws SQLException {
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().start();
				TaosDataSource source = new TaosDataSource(server.url());
				TaosPool pool = new TaosPool()) {
			try (Connection connection = source.getConnection()) {
				execute(connection, "create database own vgroups 1 buffer 3");
				execute(connection, "create database other vgroups 1 buffer 3");
			}
			pool.setDataSource(source);
			pool.setCatalog("own");
			pool.setMaximumPoolSize(1);
			try (Connection connection = pool.getConnection()) {
				execute(connection, "use other");
			}
			try (Connection connection = pool.getConnection()) {
				assertThat(connection.getCatalog()).isEqualTo("own");
			}
		}
	}

}
