package io.github.taosspring.client.jdbc;

import java.io.InputStream;
import java.net.URL;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.util.Calendar;

/**
 * The kinds of parameters that TDengine has no values for. Each setter refuses by name.
 */
abstract class UnsupportedPreparedStatement extends TaosStatement implements PreparedStatement {

	UnsupportedPreparedStatement(TaosConnection connection) {
		super(connection);
	}

	@Override
	public void setArray(int parameter, Array value) throws SQLException {
		throw JdbcErrors.unsupported("PreparedStatement.setArray");
	}

	@Override
	public void setRef(int parameter, Ref value) throws SQLException {
		throw JdbcErrors.unsupported("PreparedStatement.setRef");
	}

	@Override
	public void setRowId(int parameter, RowId value) throws SQLException {
		throw JdbcErrors.unsupported("PreparedStatement.setRowId");
	}

	@Override
	public void setSQLXML(int parameter, SQLXML value) throws SQLException {
		throw JdbcErrors.unsupported("PreparedStatement.setSQLXML");
	}

	@Override
	public void setTime(int parameter, Time value) throws SQLException {
		throw JdbcErrors.unsupported("PreparedStatement.setTime");
	}

	@Override
	public void setTime(int parameter, Time value, Calendar value2) throws SQLException {
		throw JdbcErrors.unsupported("PreparedStatement.setTime");
	}

	@Override
	public void setURL(int parameter, URL value) throws SQLException {
		throw JdbcErrors.unsupported("PreparedStatement.setURL");
	}

	@Override
	public void setUnicodeStream(int parameter, InputStream value, int length) throws SQLException {
		throw JdbcErrors.unsupported("PreparedStatement.setUnicodeStream");
	}

}
