package io.github.taosspring.client.jdbc;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.Properties;

import io.github.taosspring.client.TaosProperty;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TaosDriver}.
 */
class TaosDriverTests {

	private final Driver driver = new TaosDriver();

	@Test
	void theDriverManagerTellsWhatToWriteInsteadOfBothPrefixes() {
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> DriverManager.getConnection("jdbc:taos+ws://root:hunter2@h"))
			.withMessageContaining("write jdbc:taos:ws://")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("hunter2"));
	}

	@Test
	void theDriverManagerFindsItByItsPrefix() throws SQLException {
		assertThat(DriverManager.getDriver("jdbc:taos:ws://h")).isInstanceOf(TaosDriver.class);
	}

	@Test
	void onlyItsOwnUrlsAreTaken() throws SQLException {
		assertThat(this.driver.acceptsURL("jdbc:taos:wss://h/db")).isTrue();
		// nobody else's, and answered with what to write instead
		assertThat(this.driver.acceptsURL("jdbc:taos+ws://h/db")).isTrue();
		for (String other : new String[] { "jdbc:TAOS-WS://h", "jdbc:TAOS-RS://h", "jdbc:TAOS://h", "jdbc:mysql://h",
				"taos+ws://h" }) {
			assertThat(this.driver.acceptsURL(other)).isFalse();
			assertThat(this.driver.connect(other, new Properties())).isNull();
		}
	}

	@Test
	void aWrongUrlOrPropertyIsAnErrorWithAState() {
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> this.driver.connect("jdbc:taos:ws://root:hunter2@h:x", null))
			.matches((ex) -> ex.getSQLState() != null && !ex.toString().contains("hunter2"));
		Properties properties = new Properties();
		properties.setProperty("pasword", "hunter2");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> this.driver.connect("jdbc:taos:ws://h", properties))
			.withMessageContaining("did you mean 'password'")
			.matches((ex) -> !ex.toString().contains("hunter2"));
	}

	@Test
	void aProtocolThatComesLaterIsRefusedByName() {
		assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
			.isThrownBy(() -> this.driver.connect("jdbc:taos:native://h", null))
			.withMessageContaining("taos+native");
	}

	@Test
	void itsPropertiesAreThoseOfTheUrl() throws SQLException {
		Properties given = new Properties();
		given.setProperty("user", "bob");
		given.setProperty("password", "hunter2");
		DriverPropertyInfo[] infos = this.driver.getPropertyInfo("jdbc:taos:ws://h", given);
		assertThat(infos).extracting((info) -> info.name)
			.containsExactly(Arrays.stream(TaosProperty.values()).map(TaosProperty::key).toArray(String[]::new));
		assertThat(infos).filteredOn((info) -> info.name.equals("user"))
			.extracting((info) -> info.value)
			.containsExactly("bob");
		assertThat(infos).extracting((info) -> info.value).doesNotContain("hunter2", "taosdata");
		assertThat(infos).allMatch((info) -> info.description != null);
	}

}
