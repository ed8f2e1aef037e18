package io.github.taosspring.client.jdbc;

import java.sql.ParameterMetaData;
import java.sql.SQLException;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.StatementField;
import io.github.taosspring.client.statement.StatementField.Role;
import org.jspecify.annotations.Nullable;

/**
 * Knows how many parameters there are, and their types if the server told them; else they
 * come with the values.
 */
final class TaosParameterMetaData implements ParameterMetaData {

	private final int count;

	private final @Nullable BatchSchema schema;

	/**
	 * Create metadata.
	 * @param schema the placeholders, as many as the count, {@code null} if unknown
	 */
	TaosParameterMetaData(int count, @Nullable BatchSchema schema) {
		this.count = count;
		this.schema = schema;
	}

	@Override
	public int getParameterCount() {
		return this.count;
	}

	@Override
	public int isNullable(int parameter) throws SQLException {
		check(parameter);
		if (this.schema == null) {
			return parameterNullableUnknown;
		}
		StatementField field = this.schema.fields().get(parameter - 1);
		boolean key = this.schema.key() >= 0 && field.role() == Role.COLUMN
				&& field.column().equals(this.schema.columns().get(this.schema.key()));
		return (key || field.role() == Role.TABLE_NAME) ? parameterNoNulls : parameterNullable;
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

	private TaosColumn column(int parameter) throws SQLException {
		check(parameter);
		if (this.schema == null) {
			throw JdbcErrors.unsupported("The type of a parameter before it is set");
		}
		return this.schema.fields().get(parameter - 1).column();
	}

	private TaosPrecision time() {
		return (this.schema != null) ? this.schema.precision() : TaosPrecision.MILLISECOND;
	}

	@Override
	public int getParameterType(int parameter) throws SQLException {
		return JdbcTypes.sqlType(column(parameter).type());
	}

	@Override
	public String getParameterTypeName(int parameter) throws SQLException {
		return column(parameter).type().sqlName();
	}

	@Override
	public String getParameterClassName(int parameter) throws SQLException {
		return JdbcTypes.javaType(column(parameter).type()).getName();
	}

	@Override
	public boolean isSigned(int parameter) throws SQLException {
		TaosType type = column(parameter).type();
		return JdbcTypes.isNumber(type) && !type.isUnsigned();
	}

	@Override
	public int getPrecision(int parameter) throws SQLException {
		return JdbcTypes.precision(column(parameter), time());
	}

	@Override
	public int getScale(int parameter) throws SQLException {
		return JdbcTypes.scale(column(parameter), time());
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
