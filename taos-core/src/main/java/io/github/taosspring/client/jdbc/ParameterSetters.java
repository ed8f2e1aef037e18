package io.github.taosspring.client.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Calendar;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.sql.SqlLiteral;
import org.jspecify.annotations.Nullable;

/**
 * The setters of a prepared statement.
 * <p>
 * A target type given to {@code setNull} or {@code setObject} is not needed: the column's
 * type decides where it is known, else the Java type of the value. TIMESTAMP is a point
 * in time, so that a Calendar matters for a {@link Date} only: the day is that of its
 * zone, and so is the day's start, which is what TDengine stores. Without a Calendar it
 * is the day that {@link Date#toLocalDate()} gives, starting in the connection's zone. A
 * {@code long} for a TIMESTAMP is in units of the database's precision. A
 * {@link java.sql.Time} is refused: TDengine has no time of day. Streams and large
 * objects are read at once.
 */
abstract class ParameterSetters extends UnsupportedPreparedStatement {

	private final ParameterValues values;

	ParameterSetters(TaosConnection connection, int parameterCount) {
		super(connection);
		this.values = new ParameterValues(parameterCount);
	}

	final ParameterValues values() {
		return this.values;
	}

	/**
	 * Check a parameter's number.
	 * @return its index
	 */
	private int at(int parameter) throws SQLException {
		checkOpen();
		if (parameter < 1 || parameter > this.values.count()) {
			throw new SQLException("There is no parameter " + parameter + ", the statement has " + this.values.count(),
					"07009");
		}
		return parameter - 1;
	}

	private void set(int parameter, @Nullable Object value) throws SQLException {
		int index = at(parameter);
		if (value == null) {
			this.values.setNull(index);
		}
		else {
			this.values.setObject(index, value);
		}
	}

	private void setInstant(int parameter, Instant value) throws SQLException {
		this.values.setInstant(at(parameter), value.getEpochSecond(), value.getNano());
	}

	@Override
	public void clearParameters() throws SQLException {
		checkOpen();
		this.values.clear();
	}

	@Override
	public void setNull(int parameter, int sqlType) throws SQLException {
		this.values.setNull(at(parameter));
	}

	@Override
	public void setNull(int parameter, int sqlType, String typeName) throws SQLException {
		this.values.setNull(at(parameter));
	}

	@Override
	public void setBoolean(int parameter, boolean value) throws SQLException {
		this.values.setBoolean(at(parameter), value);
	}

	@Override
	public void setByte(int parameter, byte value) throws SQLException {
		this.values.setInteger(at(parameter), value);
	}

	@Override
	public void setShort(int parameter, short value) throws SQLException {
		this.values.setInteger(at(parameter), value);
	}

	@Override
	public void setInt(int parameter, int value) throws SQLException {
		this.values.setInteger(at(parameter), value);
	}

	@Override
	public void setLong(int parameter, long value) throws SQLException {
		this.values.setInteger(at(parameter), value);
	}

	@Override
	public void setFloat(int parameter, float value) throws SQLException {
		this.values.setFloat(at(parameter), value);
	}

	@Override
	public void setDouble(int parameter, double value) throws SQLException {
		this.values.setDouble(at(parameter), value);
	}

	@Override
	public void setBigDecimal(int parameter, @Nullable BigDecimal value) throws SQLException {
		set(parameter, value);
	}

	@Override
	public void setString(int parameter, @Nullable String value) throws SQLException {
		set(parameter, value);
	}

	@Override
	public void setNString(int parameter, @Nullable String value) throws SQLException {
		set(parameter, value);
	}

	@Override
	public void setBytes(int parameter, byte @Nullable [] value) throws SQLException {
		set(parameter, (value != null) ? value.clone() : null);
	}

	@Override
	public void setTimestamp(int parameter, @Nullable Timestamp value) throws SQLException {
		int index = at(parameter);
		if (value == null) {
			this.values.setNull(index);
		}
		else {
			this.values.setInstant(index, Math.floorDiv(value.getTime(), 1000L), value.getNanos());
		}
	}

	@Override
	public void setTimestamp(int parameter, @Nullable Timestamp value, @Nullable Calendar calendar)
			throws SQLException {
		setTimestamp(parameter, value);
	}

	@Override
	public void setDate(int parameter, @Nullable Date value) throws SQLException {
		if (value == null) {
			set(parameter, null);
		}
		else {
			setTime(parameter, value.toLocalDate());
		}
	}

	@Override
	public void setDate(int parameter, @Nullable Date value, @Nullable Calendar calendar) throws SQLException {
		if (value == null || calendar == null) {
			setDate(parameter, value);
			return;
		}
		ZoneId zone = calendar.getTimeZone().toZoneId();
		LocalDate date = new Timestamp(value.getTime()).toInstant().atZone(zone).toLocalDate();
		setInstant(parameter, date.atStartOfDay(zone).toInstant());
	}

	/**
	 * Set a value of any type that {@link SqlLiteral} knows, or a Calendar, which is a
	 * point in time.
	 */
	@Override
	public void setObject(int parameter, @Nullable Object value) throws SQLException {
		int index = at(parameter);
		if (value == null) {
			this.values.setNull(index);
		}
		else if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
			this.values.setInteger(index, ((Number) value).longValue());
		}
		else if (value instanceof Double number) {
			this.values.setDouble(index, number);
		}
		else if (value instanceof Float number) {
			this.values.setFloat(index, number);
		}
		else if (value instanceof Boolean flag) {
			this.values.setBoolean(index, flag);
		}
		else if (value instanceof String || value instanceof BigDecimal || value instanceof BigInteger) {
			this.values.setObject(index, value);
		}
		else if (value instanceof CharSequence || value instanceof Character) {
			this.values.setObject(index, value.toString());
		}
		else if (value instanceof byte[] bytes) {
			this.values.setObject(index, bytes.clone());
		}
		else if (value instanceof Blob blob) {
			setBlob(parameter, blob);
		}
		else if (value instanceof Clob clob) {
			setClob(parameter, clob);
		}
		else {
			setTime(parameter, (value instanceof Calendar calendar) ? calendar.toInstant() : value);
		}
	}

	/**
	 * Set what may be mutable, and is to be read in the zone that holds now.
	 */
	private void setTime(int parameter, Object value) throws SQLException {
		Instant instant;
		try {
			instant = SqlLiteral.toInstant(value, connection().zone());
		}
		catch (TaosException ex) {
			throw JdbcErrors.from(ex);
		}
		setInstant(parameter, instant);
	}

	@Override
	public void setObject(int parameter, @Nullable Object value, int sqlType) throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setObject(int parameter, @Nullable Object value, int sqlType, int scaleOrLength) throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setObject(int parameter, @Nullable Object value, SQLType sqlType) throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setObject(int parameter, @Nullable Object value, SQLType sqlType, int scaleOrLength)
			throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setCharacterStream(int parameter, @Nullable Reader value) throws SQLException {
		set(parameter, (value != null) ? StreamValues.text(value) : null);
	}

	@Override
	public void setCharacterStream(int parameter, @Nullable Reader value, int length) throws SQLException {
		setCharacterStream(parameter, value, (long) length);
	}

	@Override
	public void setCharacterStream(int parameter, @Nullable Reader value, long length) throws SQLException {
		set(parameter, (value != null) ? StreamValues.text(value, length) : null);
	}

	@Override
	public void setNCharacterStream(int parameter, @Nullable Reader value) throws SQLException {
		setCharacterStream(parameter, value);
	}

	@Override
	public void setNCharacterStream(int parameter, @Nullable Reader value, long length) throws SQLException {
		setCharacterStream(parameter, value, length);
	}

	@Override
	public void setClob(int parameter, @Nullable Reader value) throws SQLException {
		setCharacterStream(parameter, value);
	}

	@Override
	public void setClob(int parameter, @Nullable Reader value, long length) throws SQLException {
		setCharacterStream(parameter, value, length);
	}

	@Override
	public void setClob(int parameter, @Nullable Clob value) throws SQLException {
		set(parameter, (value != null) ? value.getSubString(1, StreamValues.checked(value.length())) : null);
	}

	@Override
	public void setNClob(int parameter, @Nullable Reader value) throws SQLException {
		setCharacterStream(parameter, value);
	}

	@Override
	public void setNClob(int parameter, @Nullable Reader value, long length) throws SQLException {
		setCharacterStream(parameter, value, length);
	}

	@Override
	public void setNClob(int parameter, @Nullable NClob value) throws SQLException {
		setClob(parameter, value);
	}

	@Override
	public void setAsciiStream(int parameter, @Nullable InputStream value) throws SQLException {
		set(parameter, (value != null) ? new String(StreamValues.bytes(value), StandardCharsets.US_ASCII) : null);
	}

	@Override
	public void setAsciiStream(int parameter, @Nullable InputStream value, int length) throws SQLException {
		setAsciiStream(parameter, value, (long) length);
	}

	@Override
	public void setAsciiStream(int parameter, @Nullable InputStream value, long length) throws SQLException {
		set(parameter,
				(value != null) ? new String(StreamValues.bytes(value, length), StandardCharsets.US_ASCII) : null);
	}

	@Override
	public void setBinaryStream(int parameter, @Nullable InputStream value) throws SQLException {
		set(parameter, (value != null) ? StreamValues.bytes(value) : null);
	}

	@Override
	public void setBinaryStream(int parameter, @Nullable InputStream value, int length) throws SQLException {
		setBinaryStream(parameter, value, (long) length);
	}

	@Override
	public void setBinaryStream(int parameter, @Nullable InputStream value, long length) throws SQLException {
		set(parameter, (value != null) ? StreamValues.bytes(value, length) : null);
	}

	@Override
	public void setBlob(int parameter, @Nullable InputStream value) throws SQLException {
		setBinaryStream(parameter, value);
	}

	@Override
	public void setBlob(int parameter, @Nullable InputStream value, long length) throws SQLException {
		setBinaryStream(parameter, value, length);
	}

	@Override
	public void setBlob(int parameter, @Nullable Blob value) throws SQLException {
		set(parameter, (value != null) ? value.getBytes(1, StreamValues.checked(value.length())) : null);
	}

}
