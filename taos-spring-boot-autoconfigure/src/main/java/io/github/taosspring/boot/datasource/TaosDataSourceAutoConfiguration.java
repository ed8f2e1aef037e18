package io.github.taosspring.boot.datasource;

import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.taosspring.boot.InvalidTaosPropertyException;
import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.boot.TaosProperties;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.jdbc.TaosDataSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Auto-configuration of a HikariCP data source over the {@link TaosClient}: its
 * connections count among the client's, and the client is closed after it.
 * <p>
 * It is no default candidate: a plain bean would replace the application's main data
 * source, as Boot's own backs off from any other. With
 * {@code taos.datasource.default-candidate} it is the main one, and Boot's does back off.
 */
@AutoConfiguration(after = TaosAutoConfiguration.class,
		beforeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass({ DataSource.class, HikariDataSource.class })
@ConditionalOnBooleanProperty(name = "taos.datasource.enabled", matchIfMissing = true)
@ConditionalOnSingleCandidate(TaosClient.class)
@ConditionalOnMissingBean(name = TaosDataSourceAutoConfiguration.BEAN_NAME)
public final class TaosDataSourceAutoConfiguration {

	/** The name of the data source. */
	public static final String BEAN_NAME = "taosDataSource";

	/** The qualifier by which the data source is injected. */
	public static final String QUALIFIER = "taos";

	private static HikariDataSource create(TaosClient client, TaosProperties properties) {
		TaosProperties.Datasource settings = properties.getDatasource();
		HikariDataSource dataSource = new TaosPool();
		dataSource.setPoolName("taos");
		dataSource.setDataSource(new TaosDataSource(client));
		set("maximum-pool-size", settings.getMaximumPoolSize(), dataSource::setMaximumPoolSize);
		set("minimum-idle", settings.getMinimumIdle(), dataSource::setMinimumIdle);
		set("connection-timeout", settings.getConnectionTimeout().toMillis(), dataSource::setConnectionTimeout);
		return dataSource;
	}

	private static <T> void set(String property, T value, Consumer<T> setter) {
		try {
			setter.accept(value);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidTaosPropertyException("taos.datasource." + property, ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "taos.datasource.default-candidate", havingValue = false,
			matchIfMissing = true)
	static class BesideMain {

		@Bean(name = BEAN_NAME, defaultCandidate = false, destroyMethod = "close")
		@Qualifier(QUALIFIER)
		HikariDataSource taosDataSource(TaosClient client, TaosProperties properties) {
			return create(client, properties);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty("taos.datasource.default-candidate")
	static class Main {

		@Bean(name = BEAN_NAME, destroyMethod = "close")
		@Primary
		@Qualifier(QUALIFIER)
		HikariDataSource taosDataSource(TaosClient client, TaosProperties properties) {
			return create(client, properties);
		}

	}

}
