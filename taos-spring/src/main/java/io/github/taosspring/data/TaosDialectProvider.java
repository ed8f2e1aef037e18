package io.github.taosspring.data;

import java.sql.Connection;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.data.jdbc.core.dialect.DialectResolver.JdbcDialectProvider;
import org.springframework.data.relational.core.dialect.Dialect;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Tells connections to TDengine by their product's name.
 */
final class TaosDialectProvider implements JdbcDialectProvider {

	@Override
	public Optional<Dialect> getDialect(JdbcOperations operations) {
		@Nullable String product = operations
			.execute((ConnectionCallback<@Nullable String>) (Connection connection) -> connection.getMetaData()
				.getDatabaseProductName());
		return "TDengine".equals(product) ? Optional.of(TaosDialect.INSTANCE) : Optional.empty();
	}

}
