package io.github.taosspring.boot.health;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.taosspring.boot.datasource.TaosDataSourceAutoConfiguration;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;

/**
 * Has the client answer for the TDengine data source in Boot's health contributor
 * {@code db}.
 * <p>
 * Boot takes in every data source, default candidate or not, and asks its pool for a
 * connection: of a server that hangs it would wait for the pool's connection timeout, 30
 * s by default, where {@code taos.health.timeout} is meant to bound a health check.
 */
final class DataSourceHealthBound implements BeanPostProcessor {

	private static final String CONTRIBUTOR = "dbHealthContributor";

	private final ListableBeanFactory beanFactory;

	private final Supplier<TaosHealthIndicator> indicator;

	DataSourceHealthBound(ListableBeanFactory beanFactory, Supplier<TaosHealthIndicator> indicator) {
		this.beanFactory = beanFactory;
		this.indicator = indicator;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (!name.equals(CONTRIBUTOR) || !(bean instanceof HealthContributor)) {
			return bean;
		}
		if (bean instanceof CompositeHealthContributor composite) {
			return (composite.getContributor(TaosDataSourceAutoConfiguration.BEAN_NAME) != null) ? replace(composite)
					: bean;
		}
		return isOnlyDataSource() ? this.indicator.get() : bean;
	}

	private HealthContributor replace(CompositeHealthContributor composite) {
		Map<String, HealthContributor> contributors = new LinkedHashMap<>();
		for (HealthContributors.Entry entry : composite) {
			contributors.put(entry.name(), entry.contributor());
		}
		contributors.put(TaosDataSourceAutoConfiguration.BEAN_NAME, this.indicator.get());
		return CompositeHealthContributor.fromMap(contributors);
	}

	private boolean isOnlyDataSource() {
		String[] names = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, DataSource.class, false,
				false);
		return Arrays.equals(names, new String[] { TaosDataSourceAutoConfiguration.BEAN_NAME });
	}

}
