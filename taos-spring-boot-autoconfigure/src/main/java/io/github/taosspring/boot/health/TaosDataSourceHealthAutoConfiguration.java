package io.github.taosspring.boot.health;

import javax.sql.DataSource;

import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.boot.TaosConnectionDetails;
import io.github.taosspring.boot.TaosProperties;
import io.github.taosspring.boot.datasource.TaosDataSourceAutoConfiguration;
import io.github.taosspring.client.TaosClient;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that bounds what Boot's health contributor {@code db} waits for the
 * TDengine data source.
 */
@AutoConfiguration(after = { TaosAutoConfiguration.class, TaosDataSourceAutoConfiguration.class })
@ConditionalOnClass({ DataSource.class, CompositeHealthContributor.class })
@ConditionalOnSingleCandidate(TaosClient.class)
@ConditionalOnBean(name = TaosDataSourceAutoConfiguration.BEAN_NAME)
public final class TaosDataSourceHealthAutoConfiguration {

	@Bean
	static DataSourceHealthBound taosDataSourceHealthBound(ListableBeanFactory beanFactory,
			ObjectProvider<TaosClient> client, ObjectProvider<TaosProperties> properties,
			ObjectProvider<TaosConnectionDetails> details) {
		return new DataSourceHealthBound(beanFactory, () -> TaosHealthContributorAutoConfiguration
			.indicator(client.getObject(), properties.getObject(), details));
	}

}
