package io.github.taosspring.client.jdbc;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Struct;

/**
 * What a connection to TDengine has no use for, or not yet: stored procedures,
 * savepoints, large objects. Each method refuses by name.
 */
abstract class UnsupportedConnection implements Connection {

	@Override
	public Array createArrayOf(String value, Object[] value1) throws SQLException {
		throw JdbcErrors.unsupported("Connection.createArrayOf");
	}

	@Override
	public Blob createBlob() throws SQLException {
		throw JdbcErrors.unsupported("Connection.createBlob");
	}

	@Override
	public Clob createClob() throws SQLException {
		throw JdbcErrors.unsupported("Connection.createClob");
	}

	@Override
	public NClob createNClob() throws SQLException {
		throw JdbcErrors.unsupported("Connection.createNClob");
	}

	@Override
	public SQLXML createSQLXML() throws SQLException {
		throw JdbcErrors.unsupported("Connection.createSQLXML");
	}

	@Override
	public Struct createStruct(String value, Object[] value1) throws SQLException {
		throw JdbcErrors.unsupported("Connection.createStruct");
	}

	@Override
	public CallableStatement prepareCall(String value) throws SQLException {
		throw JdbcErrors.unsupported("Connection.prepareCall");
	}

	@Override
	public CallableStatement prepareCall(String value, int length, int length2) throws SQLException {
		throw JdbcErrors.unsupported("Connection.prepareCall");
	}

	@Override
	public CallableStatement prepareCall(String value, int length, int length2, int length3) throws SQLException {
		throw JdbcErrors.unsupported("Connection.prepareCall");
	}

	@Override
	public PreparedStatement prepareStatement(String value, int[] value1) throws SQLException {
		throw JdbcErrors.unsupported("Connection.prepareStatement");
	}

	@Override
	public PreparedStatement prepareStatement(String value, String[] value1) throws SQLException {
		throw JdbcErrors.unsupported("Connection.prepareStatement");
	}

	@Override
	public void releaseSavepoint(Savepoint value) throws SQLException {
		throw JdbcErrors.unsupported("Connection.releaseSavepoint");
	}

	@Override
	public void rollback(Savepoint value) throws SQLException {
		throw JdbcErrors.unsupported("Connection.rollback");
	}

	@Override
	public Savepoint setSavepoint() throws SQLException {
		throw JdbcErrors.unsupported("Connection.setSavepoint");
	}

	@Override
	public Savepoint setSavepoint(String value) throws SQLException {
		throw JdbcErrors.unsupported("Connection.setSavepoint");
	}

}
