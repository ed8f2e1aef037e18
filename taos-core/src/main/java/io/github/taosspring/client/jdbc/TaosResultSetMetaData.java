package io.github.taosspring.client.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;

/**
 * Describes the columns of a result. TDengine sends labels and types only: names are the
 * labels, and tables are unknown.
 */
final class TaosResultSetMetaData implements ResultSetMetaData {

	private final List<TaosColumn> columns;

	private final TaosPrecision time;

	TaosResultSetMetaData(List<TaosColumn> columns, TaosPrecision time) {
		this.columns = columns;
		this.time = time;
	}

	private TaosColumn column(int column) throws SQLException {
		if (column < 1 || column > this.columns.size()) {
			throw JdbcErrors.columnIndex(column, this.columns.size());
		}
		return this.columns.get(column - 1);
	}

	@Override
	public int getColumnCount() {
		return this.columns.size();
	}

	@Override
	public String getColumnLabel(int column) throws SQLException {
		return column(column).name();
	}

	@Override
	public String getColumnName(int column) throws SQLException {
		return column(column).name();
	}

	@Override
	public int getColumnType(int column) throws SQLException {
		return JdbcTypes.sqlType(column(column).type());
	}

	@Override
	public String getColumnTypeName(int column) throws SQLException {
		return column(column).type().sqlName();
	}

	@Override
	public String getColumnClassName(int column) throws SQLException {
		return JdbcTypes.javaType(column(column).type()).getName();
	}

	@Override
	public int getPrecision(int column) throws SQLException {
		return JdbcTypes.precision(column(column), this.time);
	}

	@Override
	public int getScale(int column) throws SQLException {
		return JdbcTypes.scale(column(column), this.time);
	}

	@Override
	public int getColumnDisplaySize(int column) throws SQLException {
		return JdbcTypes.displaySize(column(column), this.time);
	}

	@Override
	public boolean isSigned(int column) throws SQLException {
		TaosType type = column(column).type();
		return JdbcTypes.isNumber(type) && !type.isUnsigned();
	}

	@Override
	public boolean isCaseSensitive(int column) throws SQLException {
		return JdbcTypes.isText(column(column).type());
	}

	@Override
	public boolean isSearchable(int column) throws SQLException {
		column(column);
		return true;
	}

	@Override
	public int isNullable(int column) throws SQLException {
		column(column);
		return columnNullableUnknown;
	}

	@Override
	public boolean isAutoIncrement(int column) throws SQLException {
		column(column);
		return false;
	}

	@Override
	public boolean isCurrency(int column) throws SQLException {
		column(column);
		return false;
	}

	@Override
	public boolean isReadOnly(int column) throws SQLException {
		column(column);
		return true;
	}

	@Override
	public boolean isWritable(int column) throws SQLException {
		column(column);
		return false;
	}

	@Override
	public boolean isDefinitelyWritable(int column) throws SQLException {
		column(column);
		return false;
	}

	@Override
	public String getSchemaName(int column) throws SQLException {
		column(column);
		return "";
	}

	@Override
	public String getTableName(int column) throws SQLException {
		column(column);
		return "";
	}

	@Override
	public String getCatalogName(int column) throws SQLException {
		column(column);
		return "";
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
