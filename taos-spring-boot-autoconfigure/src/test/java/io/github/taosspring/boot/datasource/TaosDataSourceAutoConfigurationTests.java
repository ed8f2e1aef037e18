package io.github.taosspring.boot.datasource;

import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.jdbc.TaosDataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaosDataSourceAutoConfiguration}.
 */
class TaosDataSourceAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaosAutoConfiguration.class, TaosDataSourceAutoConfiguration.class))
		.withPropertyValues("taos.url=taos+ws://td1:6041");

	private final ApplicationContextRunner withBoots = this.runner
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class));

	@Test
	void isInjectedByItsQualifierOnly() {
		this.runner.withUserConfiguration(Qualified.class).run((context) -> {
			assertThat(context.getBean(Qualified.class).dataSource).isSameAs(taos(context));
			assertThat(context.getBean(Qualified.class).main.getIfAvailable()).isNull();
		});
		this.runner.withUserConfiguration(Unqualified.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoSuchBeanDefinitionException.class));
	}

	@Test
	void connectsAsTheClientDoes() {
		this.runner
			.withPropertyValues("taos.username=me", "taos.datasource.maximum-pool-size=3",
					"taos.datasource.minimum-idle=1", "taos.datasource.connection-timeout=2s")
			.run((context) -> {
				HikariDataSource pool = taos(context);
				assertThat(pool.getDataSource()).isInstanceOf(TaosDataSource.class);
				assertThat(pool.getDataSource().toString()).contains("me@td1:6041");
				assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
				assertThat(pool.getMinimumIdle()).isEqualTo(1);
				assertThat(pool.getConnectionTimeout()).isEqualTo(2000);
				assertThat(pool.getPoolName()).isEqualTo("taos");
			});
	}

	@Test
	void wrongValuesNameTheirProperty() {
		failsWith("taos.datasource.maximum-pool-size", "0");
		failsWith("taos.datasource.minimum-idle", "-1");
		failsWith("taos.datasource.connection-timeout", "1ms");
	}

	private void failsWith(String property, String value) {
		this.runner.withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("InvalidTaosPropertyException: " + property + ": "));
	}

	@Test
	void poolDoesNotConnectUntilItIsUsed() {
		this.runner.withPropertyValues("taos.url=taos+ws://127.0.0.1:1")
			.run((context) -> assertThat(taos(context).isRunning()).isFalse());
	}

	@Test
	void poolIsClosedWithTheContext() {
		HikariDataSource[] pool = new HikariDataSource[1];
		this.runner.run((context) -> pool[0] = taos(context));
		assertThat(pool[0].isClosed()).isTrue();
	}

	@Test
	void ownMainDataSourceSurvives() {
		this.withBoots.withUserConfiguration(OwnMain.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(DataSource.class)).isInstanceOf(JdbcDataSource.class);
			assertThat(context.getBean(JdbcTemplate.class).getDataSource()).isInstanceOf(JdbcDataSource.class);
			assertThat(context.getBean(JdbcTemplate.class).queryForObject("select 6 * 7", Integer.class)).isEqualTo(42);
			assertThat(allDataSources(context)).containsOnlyKeys("ownMain", "taosDataSource");
		});
	}

	@Test
	void dataSourceOfBootSurvives() {
		this.withBoots.withPropertyValues("spring.datasource.url=jdbc:h2:mem:main").run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(JdbcTransactionManager.class);
			DataSource main = context.getBean(DataSource.class);
			assertThat(main).isInstanceOf(HikariDataSource.class).isNotSameAs(taos(context));
			assertThat(((HikariDataSource) main).getJdbcUrl()).isEqualTo("jdbc:h2:mem:main");
			assertThat(context.getBean(JdbcTemplate.class).getDataSource()).isSameAs(main);
			assertThat(context.getBean(JdbcTransactionManager.class).getDataSource()).isSameAs(main);
			assertThat(allDataSources(context)).containsOnlyKeys("dataSource", "taosDataSource");
		});
	}

	@Test
	void embeddedDatabaseOfBootSurvives() {
		this.withBoots.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(JdbcTemplate.class).queryForObject("select h2version()", String.class))
				.startsWith("2.");
		});
	}

	@Test
	void defaultCandidateIsTheMainOne() {
		this.withBoots.withPropertyValues("taos.datasource.default-candidate=true").run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(DataSource.class);
			assertThat(context.getBean(DataSource.class)).isSameAs(taos(context));
			assertThat(context.getBean(JdbcTemplate.class).getDataSource()).isSameAs(taos(context));
		});
	}

	@Test
	void defaultCandidateIsTheMainOneBesideAnother() {
		this.withBoots.withPropertyValues("taos.datasource.default-candidate=true")
			.withUserConfiguration(OwnMain.class, Qualified.class)
			.run((context) -> {
				assertThat(context.getBean(DataSource.class)).isSameAs(taos(context));
				assertThat(context.getBean(Qualified.class).dataSource).isSameAs(taos(context));
				assertThat(context).hasBean("ownMain");
			});
	}

	@Test
	void canBeSwitchedOff() {
		this.runner.withPropertyValues("taos.datasource.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("taosDataSource"));
	}

	@Test
	void needsHikari() {
		this.runner.withClassLoader(new FilteredClassLoader(HikariDataSource.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("taosDataSource")
				.hasSingleBean(TaosClient.class));
	}

	@Test
	void ownTaosDataSourceWins() {
		this.runner.withUserConfiguration(OwnTaos.class)
			.run((context) -> assertThat(context.getBean("taosDataSource")).isInstanceOf(TaosDataSource.class));
	}

	@Test
	void closesBeforeTheClient() {
		this.runner.run((context) -> assertThat(context.getBeanFactory().getDependenciesForBean("taosDataSource"))
			.contains("taosClient"));
	}

	private static HikariDataSource taos(ApplicationContext context) {
		return context.getBean("taosDataSource", HikariDataSource.class);
	}

	private static Map<String, DataSource> allDataSources(ApplicationContext context) {
		return context.getBeansOfType(DataSource.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class Qualified {

		@Autowired
		@Qualifier("taos")
		private DataSource dataSource;

		@Autowired
		private ObjectProvider<DataSource> main;

	}

	@Configuration(proxyBeanMethods = false)
	static class Unqualified {

		@Autowired
		private DataSource dataSource;

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMain {

		@Bean
		DataSource ownMain() {
			JdbcDataSource dataSource = new JdbcDataSource();
			dataSource.setUrl("jdbc:h2:mem:own");
			return dataSource;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnTaos {

		@Bean(defaultCandidate = false)
		@Qualifier("taos")
		DataSource taosDataSource(TaosClient client) {
			return new TaosDataSource(client);
		}

	}

}
