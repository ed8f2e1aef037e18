package io.github.taosspring.client.jdbc;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * What {@link java.sql.Wrapper} asks of every JDBC object.
 */
final class JdbcWrapper {

	private JdbcWrapper() {
	}

	static <T> T unwrap(Class<T> type, @Nullable Object... candidates) throws SQLException {
		for (Object candidate : candidates) {
			if (type.isInstance(candidate)) {
				return type.cast(candidate);
			}
		}
		throw new SQLException("This is no wrapper of a " + type.getName(), "HY000");
	}

	static boolean isWrapperFor(Class<?> type, @Nullable Object... candidates) {
		for (Object candidate : candidates) {
			if (type.isInstance(candidate)) {
				return true;
			}
		}
		return false;
	}

}
