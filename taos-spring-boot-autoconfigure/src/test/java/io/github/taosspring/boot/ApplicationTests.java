package io.github.taosspring.boot;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.github.taosspring.boot.datasource.TaosDataSourceAutoConfiguration;
import io.github.taosspring.boot.embedded.EmbeddedTaosAutoConfiguration;
import io.github.taosspring.boot.health.TaosHealthContributorAutoConfiguration;
import io.github.taosspring.boot.metrics.TaosMetricsAutoConfiguration;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.support.TaosExceptionTranslator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * All auto-configurations together, on the embedded server or the one at
 * {@code -Dtaos.test.url=…}, beside an H2 data source of Boot's.
 */
class ApplicationTests {

	private static final String URL = System.getProperty("taos.test.url", "");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaosAutoConfiguration.class, EmbeddedTaosAutoConfiguration.class,
				TaosDataSourceAutoConfiguration.class, TaosHealthContributorAutoConfiguration.class,
				TaosMetricsAutoConfiguration.class, DataSourceAutoConfiguration.class,
				JdbcTemplateAutoConfiguration.class))
		.withBean(SimpleMeterRegistry.class)
		.withPropertyValues("taos.url=" + URL, "taos.embedded.enabled=true");

	@Test
	void templateDataSourceAndMainDatabaseLiveTogether() {
		this.runner.run((context) -> {
			TaosTemplate taos = context.getBean(TaosTemplate.class);
			taos.execute("drop database if exists taos_spring_boot");
			taos.execute("create database taos_spring_boot vgroups 1 buffer 3");
			taos.execute("create table taos_spring_boot.readings (ts timestamp, v double)");
			Instant time = Instant.parse("2026-11-23T10:15:30.123Z");
			assertThat(taos.execute("insert into taos_spring_boot.readings values (?, ?)", time, 1.5)).isEqualTo(1);

			JdbcTemplate jdbc = new JdbcTemplate(context.getBean("taosDataSource", DataSource.class));
			jdbc.update("insert into taos_spring_boot.readings values (?, ?)", time.plusMillis(1), 2.5);
			List<Map<String, Object>> rows = jdbc.queryForList("select v from taos_spring_boot.readings order by ts");
			assertThat(rows).containsExactly(Map.of("v", 1.5), Map.of("v", 2.5));
			assertThat(taos.query("select * from taos_spring_boot.readings order by ts", Reading.class))
				.containsExactly(new Reading(time, 1.5), new Reading(time.plusMillis(1), 2.5));

			JdbcTemplate main = context.getBean(JdbcTemplate.class);
			main.execute("create table readings (id int primary key)");
			main.update("insert into readings values (1)");
			assertThatExceptionOfType(DuplicateKeyException.class)
				.isThrownBy(() -> main.update("insert into readings values (1)"));
			taos.execute("drop database taos_spring_boot");
		});
	}

	@Test
	void errorsOfBothTemplatesCarryTheCode() {
		this.runner.run((context) -> {
			TaosTemplate taos = context.getBean(TaosTemplate.class);
			JdbcTemplate jdbc = new JdbcTemplate(context.getBean("taosDataSource", DataSource.class));
			assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(() -> taos.execute("selec 1"))
				.satisfies(ApplicationTests::isSyntaxError);
			assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(() -> jdbc.execute("selec 1"))
				.satisfies(ApplicationTests::isSyntaxError);
		});
	}

	private static void isSyntaxError(Exception ex) {
		TaosException failure = TaosExceptionTranslator.taosException(ex);
		assertThat(failure).isNotNull();
		assertThat(failure.code()).isEqualTo(0x2600);
	}

	@Test
	void healthIsUpAndOperationsAreTimed() {
		this.runner.run((context) -> {
			Health health = context.getBean("taosHealthContributor", HealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("embedded", URL.isEmpty());
			assertThat(health.getDetails().get("version")).asString().startsWith("3.");
			context.getBean(TaosTemplate.class).queryForList("show databases");
			assertThat(context.getBean(MeterRegistry.class)
				.get("taos.client.operations")
				.tag("operation", "query")
				.tag("error", "none")
				.timer()
				.count()).isPositive();
		});
	}

	@Test
	void wrongPasswordFailsFastWhenAskedTo() {
		this.runner.withPropertyValues("taos.embedded.enabled=true").run((embedded) -> {
			String url = embedded.getBean(TaosConnectionDetails.class).getUrl();
			new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(TaosAutoConfiguration.class))
				.withPropertyValues("taos.url=" + url, "taos.password=wrong-secret", "taos.fail-fast=true")
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(TaosException.class)
					.hasMessageNotContaining("wrong-secret")
					.satisfies((ex) -> assertThat(((TaosException) ex).sqlState()).isEqualTo("28000")));
		});
	}

	record Reading(Instant ts, double v) {

	}

}
