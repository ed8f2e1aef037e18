package io.github.taosspring.client.jdbc;

import java.sql.ParameterMetaData;
import java.sql.SQLException;

/**
 * Knows how many parameters there are. Their types come with their values.
 */
final class TaosParameterMetaData implements ParameterMetaData {

	private final int count;

	TaosParameterMetaData(int count) {
		this.count = count;
	}

	@Override
	public int getParameterCount() {
		return this.count;
	}

	@Override
	public int isNullable(int parameter) throws SQLException {
		check(parameter);
		return parameterNullableUnknown;
	}

	@Override
	public int getParameterMode(int parameter) throws SQLException {
		check(parameter);
		return parameterModeIn;
	}

	private void check(int parameter) throws SQLException {
		if (parameter < 1 || parameter > this.count) {
			throw new SQLException("There is no parameter " + parameter + ", the statement has " + this.count, "07009");
		}
	}

	private static SQLException unknown() {
		return JdbcErrors.unsupported("The type of a parameter before it is set");
	}

	@Override
	public int getParameterType(int parameter) throws SQLException {
		throw unknown();
	}

	@Override
	public String getParameterTypeName(int parameter) throws SQLException {
		throw unknown();
	}

	@Override
	public String getParameterClassName(int parameter) throws SQLException {
		throw unknown();
	}

	@Override
	public boolean isSigned(int parameter) throws SQLException {
		throw unknown();
	}

	@Override
	public int getPrecision(int parameter) throws SQLException {
		throw unknown();
	}

	@Override
	public int getScale(int parameter) throws SQLException {
		throw unknown();
	}

	@Override
	public <T> T unwrap(Class<T> type) throws SQLException {
		return JdbcWrapper.unwrap(type, this);
	}

	@Override
	public boolean isWrapperFor(Class<?> type) {
		return JdbcWrapper.isWrapperFor(type, this);
	}

}
