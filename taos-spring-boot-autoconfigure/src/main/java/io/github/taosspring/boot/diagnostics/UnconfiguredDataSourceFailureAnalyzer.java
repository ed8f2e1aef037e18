package io.github.taosspring.boot.diagnostics;

import io.github.taosspring.boot.datasource.TaosDataSourceAutoConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Says that Boot's JDBC starter wants a database of its own where there is TDengine's
 * data source only. Comes before Boot's analyzer of the same exception, which knows
 * {@code spring.datasource.*} only.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class UnconfiguredDataSourceFailureAnalyzer implements FailureAnalyzer {

	/** Not visible, and not there without Boot's JDBC module. */
	private static final String CAUSE = "org.springframework.boot.jdbc.autoconfigure.DataSourceProperties"
			+ "$DataSourceBeanCreationException";

	private final BeanFactory beanFactory;

	private final Environment environment;

	UnconfiguredDataSourceFailureAnalyzer(BeanFactory beanFactory, Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		if (!isCause(failure) || StringUtils.hasText(this.environment.getProperty("spring.datasource.url"))
				|| !this.beanFactory.containsBean(TaosDataSourceAutoConfiguration.BEAN_NAME)) {
			return null;
		}
		return new FailureAnalysis(
				"Spring Boot's JDBC support wants a main database, and spring.datasource.url is not set. TDengine's "
						+ "data source '" + TaosDataSourceAutoConfiguration.BEAN_NAME
						+ "' stands beside the main one and does not take its place by itself.",
				"To make TDengine's data source the main one, set taos.datasource.default-candidate=true. To use "
						+ "another database as well, set spring.datasource.url. To use neither, depend on spring-jdbc "
						+ "(which taos-spring-boot-starter brings) instead of spring-boot-starter-jdbc.",
				failure);
	}

	private static boolean isCause(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause.getClass().getName().equals(CAUSE)) {
				return true;
			}
		}
		return false;
	}

}
