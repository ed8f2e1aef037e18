package io.github.taosspring.client.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/**
 * The getters by label, each the one by position.
 */
abstract class LabelledResultSet extends ForwardOnlyResultSet {

	@Override
	public BigDecimal getBigDecimal(String label) throws SQLException {
		return getBigDecimal(findColumn(label));
	}

	@Override
	public InputStream getBinaryStream(String label) throws SQLException {
		return getBinaryStream(findColumn(label));
	}

	@Override
	public boolean getBoolean(String label) throws SQLException {
		return getBoolean(findColumn(label));
	}

	@Override
	public byte getByte(String label) throws SQLException {
		return getByte(findColumn(label));
	}

	@Override
	public byte[] getBytes(String label) throws SQLException {
		return getBytes(findColumn(label));
	}

	@Override
	public Reader getCharacterStream(String label) throws SQLException {
		return getCharacterStream(findColumn(label));
	}

	@Override
	public Date getDate(String label) throws SQLException {
		return getDate(findColumn(label));
	}

	@Override
	public Date getDate(String label, Calendar value) throws SQLException {
		return getDate(findColumn(label), value);
	}

	@Override
	public double getDouble(String label) throws SQLException {
		return getDouble(findColumn(label));
	}

	@Override
	public float getFloat(String label) throws SQLException {
		return getFloat(findColumn(label));
	}

	@Override
	public int getInt(String label) throws SQLException {
		return getInt(findColumn(label));
	}

	@Override
	public long getLong(String label) throws SQLException {
		return getLong(findColumn(label));
	}

	@Override
	public Reader getNCharacterStream(String label) throws SQLException {
		return getNCharacterStream(findColumn(label));
	}

	@Override
	public String getNString(String label) throws SQLException {
		return getNString(findColumn(label));
	}

	@Override
	public short getShort(String label) throws SQLException {
		return getShort(findColumn(label));
	}

	@Override
	public String getString(String label) throws SQLException {
		return getString(findColumn(label));
	}

	@Override
	public Time getTime(String label) throws SQLException {
		return getTime(findColumn(label));
	}

	@Override
	public Time getTime(String label, Calendar value) throws SQLException {
		return getTime(findColumn(label), value);
	}

	@Override
	public Timestamp getTimestamp(String label) throws SQLException {
		return getTimestamp(findColumn(label));
	}

	@Override
	public Timestamp getTimestamp(String label, Calendar value) throws SQLException {
		return getTimestamp(findColumn(label), value);
	}

}
