package io.github.taosspring.client.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.sql.ParameterizedSql;
import io.github.taosspring.client.sql.SqlLiteral;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose {@code ?} are filled with typed literals on this side.
 * <p>
 * A target type given to {@code setNull} or {@code setObject} is not needed: the Java
 * type of the value decides. TIMESTAMP is a point in time, so that a Calendar matters for
 * a {@link Date} only: the day is that of its zone, and so is the day's start, which is
 * what TDengine stores. Without a Calendar it is the day that {@link Date#toLocalDate()}
 * gives, starting in the connection's zone. A {@link java.sql.Time} is refused: TDengine
 * has no time of day.
 */
final class TaosPreparedStatement extends UnsupportedPreparedStatement {

	/** Marks a parameter that was not set; NULL is a value. */
	private static final Object MISSING = new Object();

	private final ParameterizedSql sql;

	private final @Nullable Object[] values;

	TaosPreparedStatement(TaosConnection connection, ParameterizedSql sql) {
		super(connection);
		this.sql = sql;
		this.values = new Object[sql.parameterCount()];
		Arrays.fill(this.values, MISSING);
	}

	private String render() throws SQLException {
		checkOpen();
		List<Integer> missing = new ArrayList<>();
		for (int i = 0; i < this.values.length; i++) {
			if (this.values[i] == MISSING) {
				missing.add(i + 1);
			}
		}
		if (!missing.isEmpty()) {
			throw new SQLException("Of " + this.values.length + " parameters these are not set: " + missing, "07001");
		}
		try {
			return this.sql.render(connection().zone(), this.values);
		}
		catch (TaosException ex) {
			throw JdbcErrors.from(ex);
		}
	}

	@Override
	public boolean execute() throws SQLException {
		return run(render());
	}

	@Override
	public ResultSet executeQuery() throws SQLException {
		return runQuery(render());
	}

	@Override
	public int executeUpdate() throws SQLException {
		return toInt(runUpdate(render()));
	}

	@Override
	public long executeLargeUpdate() throws SQLException {
		return runUpdate(render());
	}

	@Override
	public void addBatch() throws SQLException {
		super.addBatch(render());
	}

	@Override
	public void addBatch(String sql) throws SQLException {
		throw withText("addBatch");
	}

	@Override
	public boolean execute(String sql) throws SQLException {
		throw withText("execute");
	}

	@Override
	public ResultSet executeQuery(String sql) throws SQLException {
		throw withText("executeQuery");
	}

	@Override
	public int executeUpdate(String sql) throws SQLException {
		throw withText("executeUpdate");
	}

	@Override
	public long executeLargeUpdate(String sql) throws SQLException {
		throw withText("executeLargeUpdate");
	}

	private static SQLException withText(String method) {
		return new SQLException("A prepared statement has its text already; call " + method + " without one", "HY010");
	}

	@Override
	public void clearParameters() throws SQLException {
		checkOpen();
		Arrays.fill(this.values, MISSING);
	}

	private void set(int parameter, @Nullable Object value) throws SQLException {
		checkOpen();
		if (parameter < 1 || parameter > this.values.length) {
			throw new SQLException("There is no parameter " + parameter + ", the statement has " + this.values.length,
					"07009");
		}
		this.values[parameter - 1] = value;
	}

	@Override
	public void setNull(int parameter, int sqlType) throws SQLException {
		set(parameter, null);
	}

	@Override
	public void setNull(int parameter, int sqlType, String typeName) throws SQLException {
		set(parameter, null);
	}

	@Override
	public void setBoolean(int parameter, boolean value) throws SQLException {
		set(parameter, value);
	}

	@Override
	public void setByte(int parameter, byte value) throws SQLException {
		set(parameter, value);
	}

	@Override
	public void setShort(int parameter, short value) throws SQLException {
		set(parameter, value);
	}

	@Override
	public void setInt(int parameter, int value) throws SQLException {
		set(parameter, value);
	}

	@Override
	public void setLong(int parameter, long value) throws SQLException {
		set(parameter, value);
	}

	@Override
	public void setFloat(int parameter, float value) throws SQLException {
		set(parameter, value);
	}

	@Override
	public void setDouble(int parameter, double value) throws SQLException {
		set(parameter, value);
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
		set(parameter, (value != null) ? value.toInstant() : null);
	}

	@Override
	public void setTimestamp(int parameter, @Nullable Timestamp value, @Nullable Calendar calendar)
			throws SQLException {
		setTimestamp(parameter, value);
	}

	@Override
	public void setDate(int parameter, @Nullable Date value) throws SQLException {
		set(parameter, (value != null) ? value.toLocalDate() : null);
	}

	@Override
	public void setDate(int parameter, @Nullable Date value, @Nullable Calendar calendar) throws SQLException {
		if (value == null || calendar == null) {
			setDate(parameter, value);
			return;
		}
		ZoneId zone = calendar.getTimeZone().toZoneId();
		LocalDate date = new Timestamp(value.getTime()).toInstant().atZone(zone).toLocalDate();
		set(parameter, date.atStartOfDay(zone));
	}

	/**
	 * Set a value of any type that {@link SqlLiteral} knows, or a Calendar, which is a
	 * point in time.
	 */
	@Override
	public void setObject(int parameter, @Nullable Object value) throws SQLException {
		if (value == null || value instanceof String || value instanceof Integer || value instanceof Long
				|| value instanceof Double || value instanceof BigDecimal || value instanceof BigInteger) {
			set(parameter, value);
			return;
		}
		if (value instanceof java.util.Date) {
			// mutable, and to be read in the zone that holds now
			setDateOrTimestamp(parameter, value);
			return;
		}
		if (value instanceof Calendar calendar) {
			set(parameter, calendar.toInstant());
			return;
		}
		try {
			SqlLiteral.of(value, connection().zone());
		}
		catch (TaosException ex) {
			throw JdbcErrors.from(ex);
		}
		set(parameter, (value instanceof byte[] bytes) ? bytes.clone() : value);
	}

	private void setDateOrTimestamp(int parameter, Object value) throws SQLException {
		try {
			set(parameter, SqlLiteral.toInstant(value, connection().zone()));
		}
		catch (TaosException ex) {
			throw JdbcErrors.from(ex);
		}
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

	/**
	 * Return {@code null}: the columns are known only when the statement has run.
	 */
	@Override
	public @Nullable ResultSetMetaData getMetaData() throws SQLException {
		checkOpen();
		return null;
	}

	@Override
	public ParameterMetaData getParameterMetaData() throws SQLException {
		checkOpen();
		return new TaosParameterMetaData(this.values.length);
	}

	/**
	 * Return the text with its placeholders, without values.
	 */
	@Override
	public String toString() {
		return this.sql.sql();
	}

}
