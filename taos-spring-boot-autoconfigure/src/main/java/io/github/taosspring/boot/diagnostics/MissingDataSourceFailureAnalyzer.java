package io.github.taosspring.boot.diagnostics;

import java.util.Set;

import io.github.taosspring.boot.datasource.TaosDataSourceAutoConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says why TDengine's data source was not injected where a {@code DataSource} was asked
 * for: it is not a default candidate. Comes before Boot's analyzer of missing beans.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class MissingDataSourceFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

	private static final Set<String> TYPES = Set.of("javax.sql.DataSource",
			"org.springframework.jdbc.core.JdbcTemplate", "org.springframework.jdbc.core.JdbcOperations",
			"org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate",
			"org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations",
			"org.springframework.jdbc.core.simple.JdbcClient");

	private final BeanFactory beanFactory;

	MissingDataSourceFailureAnalyzer(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		Class<?> type = (cause.getResolvableType() != null) ? cause.getResolvableType().resolve() : null;
		if (cause instanceof NoUniqueBeanDefinitionException || type == null || !TYPES.contains(type.getName())
				|| !this.beanFactory.containsBean(TaosDataSourceAutoConfiguration.BEAN_NAME)) {
			return null;
		}
		return new FailureAnalysis(
				"A bean asks for a " + type.getSimpleName() + ", and there is none but TDengine's data source '"
						+ TaosDataSourceAutoConfiguration.BEAN_NAME
						+ "', which is not injected without its qualifier, so that it does not take the place of an "
						+ "application's main database.",
				"To use TDengine there, annotate the injection point of the DataSource with @Qualifier(\"taos\"), or "
						+ "set taos.datasource.default-candidate=true to make TDengine's data source the main one. "
						+ "To use another database there, configure its DataSource.",
				cause);
	}

}
