package io.github.taosspring.sample.settings;

import javax.sql.DataSource;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import com.zaxxer.hikari.HikariDataSource;
import io.github.taosspring.sample.Api;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The settings in H2, while the starter's DataSource for TDengine is there too.
 */
@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SettingsApiTests {

	@LocalServerPort
	private int port;

	@Autowired
	private DataSource main;

	@Autowired
	@Qualifier("taos")
	private DataSource taos;

	@Autowired
	private JdbcClient jdbc;

	private Api api;

	@BeforeEach
	void connect() {
		this.api = new Api(this.port);
	}

	@AfterEach
	void forgetSettings() {
		this.jdbc.sql("delete from settings").update();
	}

	@Test
	void theMainDataSourceIsTheApplicationsAndTDenginesIsBesideIt() {
		assertThat(((HikariDataSource) this.main).getJdbcUrl()).startsWith("jdbc:h2:");
		assertThat(this.taos).isNotSameAs(this.main);
		assertThat(JdbcClient.create(this.main).sql("select h2version()").query(String.class).single()).isNotBlank();
		assertThat(JdbcClient.create(this.taos).sql("select server_version()").query(String.class).single())
			.startsWith("3.3.7.5");
	}

	@Test
	void settingsThatWereNeverSetAreTheDefaults() {
		assertThat(read()).isEqualTo(Settings.DEFAULTS);
	}

	@Test
	void aChangeIsKeptAndLeavesTheOthers() {
		put("""
				{"displayName": "Rack 7", "refreshMillis": 2000}""");
		ResponseEntity<String> answer = put("""
				{"refreshMillis": 1500}""");
		assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
		Settings expected = new Settings("Rack 7", 1500, 5, 85, 90, 90);
		assertThat(JsonPath.parse(answer.getBody()).<Integer>read("$.refreshMillis")).isEqualTo(1500);
		assertThat(read()).isEqualTo(expected);
		assertThat(
				this.jdbc.sql("select content from settings where name = 'displayName'").query(String.class).single())
			.isEqualTo("Rack 7");
	}

	@Test
	void aValueOutOfRangeIsAProblemAndChangesNothing() {
		DocumentContext problem = Api.problem(HttpStatus.BAD_REQUEST, put("""
				{"displayName": "Rack 8", "cpuWarning": 101}"""));
		assertThat(problem.<String>read("$.detail")).isEqualTo("cpuWarning must be from 1 to 100, but 101 was given");
		assertThat(read()).isEqualTo(Settings.DEFAULTS);
	}

	@Test
	void textThatIsNoJsonIsAProblem() {
		assertThat(Api.problem(HttpStatus.BAD_REQUEST, put("{")).<String>read("$.title")).isEqualTo("Bad Request");
	}

	private ResponseEntity<String> put(String body) {
		return this.api.put("/api/settings", body);
	}

	private Settings read() {
		DocumentContext json = this.api.get("/api/settings");
		return new Settings(json.read("$.displayName"), json.read("$.refreshMillis"), json.read("$.windowMinutes"),
				json.read("$.cpuWarning"), json.read("$.memoryWarning"), json.read("$.filesystemWarning"));
	}

}
