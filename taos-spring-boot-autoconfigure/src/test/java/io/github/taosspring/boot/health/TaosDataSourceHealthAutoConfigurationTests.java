package io.github.taosspring.boot.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.boot.datasource.TaosDataSourceAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaosDataSourceHealthAutoConfiguration}.
 */
class TaosDataSourceHealthAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaosAutoConfiguration.class, TaosDataSourceAutoConfiguration.class,
				TaosDataSourceHealthAutoConfiguration.class, DataSourceAutoConfiguration.class,
				DataSourceHealthContributorAutoConfiguration.class))
		.withPropertyValues("taos.health.timeout=500ms", "taos.connect-timeout=60s");

	@Test
	void aSilentServerDoesNotHoldUpTheDataSourcesHealth() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			this.runner
				.withPropertyValues("taos.url=taos+ws://127.0.0.1:" + silent.getLocalPort(),
						"spring.datasource.url=jdbc:h2:mem:health", "spring.datasource.generate-unique-name=false")
				.run((context) -> {
					CompositeHealthContributor db = context.getBean("dbHealthContributor",
							CompositeHealthContributor.class);
					assertThat(db.getContributor("dataSource")).isInstanceOf(DataSourceHealthIndicator.class);
					long start = System.nanoTime();
					Health health = ((HealthIndicator) db.getContributor("taosDataSource")).health();
					assertThat(health.getStatus()).isEqualTo(Status.DOWN);
					assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
					assertThat(((HealthIndicator) db.getContributor("dataSource")).health().getStatus())
						.isEqualTo(Status.UP);
				});
		}
	}

	@Test
	void theOnlyDataSourceIsAskedThroughTheClientToo() {
		this.runner.withPropertyValues("taos.url=taos+ws://127.0.0.1:1", "taos.datasource.default-candidate=true")
			.run((context) -> {
				HealthIndicator db = context.getBean("dbHealthContributor", HealthIndicator.class);
				assertThat(db).isInstanceOf(TaosHealthIndicator.class);
				assertThat(db.health().getStatus()).isEqualTo(Status.DOWN);
			});
	}

	@Test
	void aDataSourceOfTheUsersOnlyStaysAsItIs() {
		this.runner
			.withPropertyValues("taos.url=taos+ws://127.0.0.1:1", "taos.datasource.enabled=false",
					"spring.datasource.url=jdbc:h2:mem:health2")
			.run((context) -> assertThat(context.getBean("dbHealthContributor"))
				.isInstanceOf(DataSourceHealthIndicator.class));
	}

	@Test
	void needsBootsHealth() {
		this.runner.withPropertyValues("taos.url=taos+ws://127.0.0.1:1", "taos.datasource.default-candidate=true")
			.withClassLoader(new FilteredClassLoader(CompositeHealthContributor.class))
			.run((context) -> assertThat(context).doesNotHaveBean("taosDataSourceHealthBound"));
	}

}
