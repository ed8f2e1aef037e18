package io.github.taosspring.client.jdbc;

import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/**
 * A result that is read once from its first row to its last. Moving otherwise and the
 * getters that TDengine has no type for, or not yet, refuse by name.
 */
abstract class ForwardOnlyResultSet extends ReadOnlyResultSet {

	@Override
	public boolean absolute(int length) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.absolute");
	}

	@Override
	public void afterLast() throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.afterLast");
	}

	@Override
	public void beforeFirst() throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.beforeFirst");
	}

	@Override
	public boolean first() throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.first");
	}

	@Override
	public Array getArray(String label) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getArray");
	}

	@Override
	public Array getArray(int column) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getArray");
	}

	@Override
	public InputStream getAsciiStream(String label) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getAsciiStream");
	}

	@Override
	public InputStream getAsciiStream(int column) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getAsciiStream");
	}

	@Override
	public BigDecimal getBigDecimal(String label, int length) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getBigDecimal");
	}

	@Override
	public BigDecimal getBigDecimal(int column, int length) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getBigDecimal");
	}

	@Override
	public Blob getBlob(String label) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getBlob");
	}

	@Override
	public Blob getBlob(int column) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getBlob");
	}

	@Override
	public Clob getClob(String label) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getClob");
	}

	@Override
	public Clob getClob(int column) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getClob");
	}

	@Override
	public String getCursorName() throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getCursorName");
	}

	@Override
	public NClob getNClob(String label) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getNClob");
	}

	@Override
	public NClob getNClob(int column) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getNClob");
	}

	@Override
	public Ref getRef(String label) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getRef");
	}

	@Override
	public Ref getRef(int column) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getRef");
	}

	@Override
	public RowId getRowId(String label) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getRowId");
	}

	@Override
	public RowId getRowId(int column) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getRowId");
	}

	@Override
	public SQLXML getSQLXML(String label) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getSQLXML");
	}

	@Override
	public SQLXML getSQLXML(int column) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getSQLXML");
	}

	@Override
	public URL getURL(String label) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getURL");
	}

	@Override
	public URL getURL(int column) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getURL");
	}

	@Override
	public InputStream getUnicodeStream(String label) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getUnicodeStream");
	}

	@Override
	public InputStream getUnicodeStream(int column) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.getUnicodeStream");
	}

	@Override
	public boolean isBeforeFirst() throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.isBeforeFirst");
	}

	@Override
	public boolean isLast() throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.isLast");
	}

	@Override
	public boolean last() throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.last");
	}

	@Override
	public boolean previous() throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.previous");
	}

	@Override
	public boolean relative(int length) throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.relative");
	}

	@Override
	public boolean rowDeleted() throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.rowDeleted");
	}

	@Override
	public boolean rowInserted() throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.rowInserted");
	}

	@Override
	public boolean rowUpdated() throws SQLException {
		throw JdbcErrors.unsupported("ResultSet.rowUpdated");
	}

}
