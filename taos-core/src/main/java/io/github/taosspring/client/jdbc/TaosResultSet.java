package io.github.taosspring.client.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosResult;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query, read once from first to last. Used by one thread at a time.
 * <p>
 * TIMESTAMP is a point in time: {@code getTimestamp} gives that point, so that a
 * Calendar, which JDBC means for databases that keep local times, has nothing to add.
 * {@code getDate}, {@code getTime} and the local types of java.time read it in the
 * connection's zone ({@code taos.time-zone}), whatever the JVM's is: the Date and the
 * Time are then those whose {@code toLocalDate()}, {@code toLocalTime()} and
 * {@code toString()} show what was read. With a Calendar they are read in its zone, and
 * stand for the start of the day, or the time on 1970-01-01, there. {@code getLong} gives
 * the units of the database. The fetch size is kept but has no effect: the server sizes
 * the blocks, and the next one is on its way while one is read.
 */
final class TaosResultSet extends LabelledResultSet {

	private final TaosStatement statement;

	private final TaosResult result;

	private final List<TaosColumn> columns;

	private final int columnCount;

	private final RowValues values;

	private final long maxRows;

	private @Nullable Map<String, Integer> labels;

	private @Nullable Map<String, Integer> labelsInAnyCase;

	private int fetchSize;

	private long row;

	private boolean onRow;

	private boolean wasNull;

	private volatile boolean closed;

	TaosResultSet(TaosStatement statement, TaosResult result, long maxRows, int fetchSize) {
		this.statement = statement;
		this.result = result;
		this.columns = result.columns();
		this.columnCount = this.columns.size();
		this.values = new RowValues(result, statement.connection().zone());
		this.maxRows = maxRows;
		this.fetchSize = fetchSize;
	}

	@Override
	public boolean next() throws SQLException {
		checkOpen();
		try {
			this.onRow = (this.maxRows == 0 || this.row < this.maxRows) && this.result.next();
		}
		catch (TaosException ex) {
			this.onRow = false;
			throw JdbcErrors.from(ex);
		}
		if (this.onRow) {
			this.row++;
		}
		return this.onRow;
	}

	@Override
	public void close() throws SQLException {
		if (!this.closed) {
			this.closed = true;
			this.onRow = false;
			this.result.close();
			this.statement.resultClosed(this);
		}
	}

	@Override
	public boolean isClosed() {
		return this.closed || this.statement.connection().isClosed();
	}

	private void checkOpen() throws SQLException {
		if (this.closed) {
			throw JdbcErrors.cursor("The result set is closed");
		}
	}

	/**
	 * Check that a column can be read, and note whether it is NULL.
	 * @return the column from 0, -1 if its value is NULL
	 */
	private int position(int column) throws SQLException {
		checkOpen();
		if (!this.onRow) {
			throw noRow();
		}
		if (column < 1 || column > this.columnCount) {
			throw JdbcErrors.columnIndex(column, this.columnCount);
		}
		this.wasNull = this.result.isNull(column - 1);
		return this.wasNull ? -1 : column - 1;
	}

	private SQLException noRow() {
		return JdbcErrors.cursor((this.row == 0) ? "The result set is before its first row, call next()"
				: "The result set is after its last row");
	}

	@Override
	public boolean wasNull() throws SQLException {
		checkOpen();
		return this.wasNull;
	}

	@Override
	public boolean getBoolean(int column) throws SQLException {
		try {
			int position = position(column);
			return position >= 0 && this.values.flag(position);
		}
		catch (TaosException ex) {
			throw JdbcErrors.from(ex);
		}
	}

	@Override
	public byte getByte(int column) throws SQLException {
		return (byte) integer(column, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
	}

	@Override
	public short getShort(int column) throws SQLException {
		return (short) integer(column, Short.MIN_VALUE, Short.MAX_VALUE, "short");
	}

	@Override
	public int getInt(int column) throws SQLException {
		return (int) integer(column, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
	}

	@Override
	public long getLong(int column) throws SQLException {
		return integer(column, Long.MIN_VALUE, Long.MAX_VALUE, "long");
	}

	private long integer(int column, long min, long max, String target) throws SQLException {
		try {
			int position = position(column);
			return (position < 0) ? 0 : this.values.integer(position, min, max, target);
		}
		catch (TaosException ex) {
			throw JdbcErrors.from(ex);
		}
	}

	@Override
	public float getFloat(int column) throws SQLException {
		try {
			int position = position(column);
			return (position < 0) ? 0 : this.values.singleFloat(position);
		}
		catch (TaosException ex) {
			throw JdbcErrors.from(ex);
		}
	}

	@Override
	public double getDouble(int column) throws SQLException {
		try {
			int position = position(column);
			return (position < 0) ? 0 : this.values.doubleFloat(position, "double");
		}
		catch (TaosException ex) {
			throw JdbcErrors.from(ex);
		}
	}

	@Override
	public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
		return read(column, RowValues::decimal);
	}

	@Override
	public @Nullable String getString(int column) throws SQLException {
		return read(column, RowValues::text);
	}

	@Override
	public @Nullable String getNString(int column) throws SQLException {
		return getString(column);
	}

	@Override
	public byte @Nullable [] getBytes(int column) throws SQLException {
		return read(column, RowValues::bytes);
	}

	@Override
	public @Nullable Timestamp getTimestamp(int column) throws SQLException {
		return read(column, RowValues::timestamp);
	}

	@Override
	public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar) throws SQLException {
		return getTimestamp(column);
	}

	@Override
	public @Nullable Date getDate(int column) throws SQLException {
		return read(column, (values, position) -> values.date(position, null));
	}

	@Override
	public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
		return read(column, (values, position) -> values.date(position, zone(calendar)));
	}

	@Override
	public @Nullable Time getTime(int column) throws SQLException {
		return read(column, (values, position) -> values.time(position, null));
	}

	@Override
	public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
		return read(column, (values, position) -> values.time(position, zone(calendar)));
	}

	private static @Nullable ZoneId zone(@Nullable Calendar calendar) {
		return (calendar != null) ? calendar.getTimeZone().toZoneId() : null;
	}

	@Override
	public @Nullable InputStream getBinaryStream(int column) throws SQLException {
		byte[] bytes = getBytes(column);
		return (bytes != null) ? new ByteArrayInputStream(bytes) : null;
	}

	@Override
	public @Nullable Reader getCharacterStream(int column) throws SQLException {
		String text = getString(column);
		return (text != null) ? new StringReader(text) : null;
	}

	@Override
	public @Nullable Reader getNCharacterStream(int column) throws SQLException {
		return getCharacterStream(column);
	}

	@Override
	public @Nullable Object getObject(int column) throws SQLException {
		return read(column, RowValues::object);
	}

	@Override
	public <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
		Object value = read(column, (values, position) -> values.object(position, type));
		@SuppressWarnings("unchecked")
		T cast = (T) value;
		return cast;
	}

	@Override
	public @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> types) throws SQLException {
		if (types != null && !types.isEmpty()) {
			throw JdbcErrors.unsupported("ResultSet.getObject with a type map");
		}
		return getObject(column);
	}

	private <T> @Nullable T read(int column, Reading<T> reading) throws SQLException {
		try {
			int position = position(column);
			return (position < 0) ? null : reading.read(this.values, position);
		}
		catch (TaosException ex) {
			throw JdbcErrors.from(ex);
		}
	}

	@Override
	public @Nullable Object getObject(String label) throws SQLException {
		return getObject(findColumn(label));
	}

	@Override
	public <T> @Nullable T getObject(String label, Class<T> type) throws SQLException {
		return getObject(findColumn(label), type);
	}

	@Override
	public @Nullable Object getObject(String label, Map<String, Class<?>> types) throws SQLException {
		return getObject(findColumn(label), types);
	}

	@Override
	public int findColumn(String label) throws SQLException {
		checkOpen();
		if (this.labels == null || this.labelsInAnyCase == null) {
			this.labels = new HashMap<>();
			this.labelsInAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			for (int i = 0; i < this.columns.size(); i++) {
				this.labels.putIfAbsent(this.columns.get(i).name(), i + 1);
				this.labelsInAnyCase.putIfAbsent(this.columns.get(i).name(), i + 1);
			}
		}
		Integer column = this.labels.get(label);
		if (column == null) {
			column = this.labelsInAnyCase.get(label);
		}
		if (column == null) {
			throw new SQLException("There is no column '" + label + "', the result has "
					+ this.columns.stream().map(TaosColumn::name).toList(), "42S22");
		}
		return column;
	}

	@Override
	public ResultSetMetaData getMetaData() throws SQLException {
		checkOpen();
		return new TaosResultSetMetaData(this.columns, this.result.precision());
	}

	@Override
	public int getRow() throws SQLException {
		checkOpen();
		return (int) Math.min(Integer.MAX_VALUE, this.onRow ? this.row : 0);
	}

	@Override
	public boolean isFirst() throws SQLException {
		checkOpen();
		return this.onRow && this.row == 1;
	}

	@Override
	public boolean isAfterLast() throws SQLException {
		checkOpen();
		return !this.onRow && this.row > 0;
	}

	@Override
	public Statement getStatement() {
		return this.statement;
	}

	@Override
	public int getType() {
		return TYPE_FORWARD_ONLY;
	}

	@Override
	public int getConcurrency() {
		return CONCUR_READ_ONLY;
	}

	@Override
	public int getHoldability() {
		return HOLD_CURSORS_OVER_COMMIT;
	}

	@Override
	public int getFetchDirection() {
		return FETCH_FORWARD;
	}

	@Override
	public void setFetchDirection(int direction) throws SQLException {
		checkOpen();
		if (direction != FETCH_FORWARD) {
			throw JdbcErrors.unsupported("A fetch direction other than forward");
		}
	}

	@Override
	public int getFetchSize() {
		return this.fetchSize;
	}

	@Override
	public void setFetchSize(int rows) throws SQLException {
		checkOpen();
		if (rows < 0) {
			throw JdbcErrors.invalid("The fetch size must not be negative, was " + rows);
		}
		this.fetchSize = rows;
	}

	@Override
	public @Nullable SQLWarning getWarnings() throws SQLException {
		checkOpen();
		return null;
	}

	@Override
	public void clearWarnings() throws SQLException {
		checkOpen();
	}

	@Override
	public <T> T unwrap(Class<T> type) throws SQLException {
		return JdbcWrapper.unwrap(type, this, this.result);
	}

	@Override
	public boolean isWrapperFor(Class<?> type) {
		return JdbcWrapper.isWrapperFor(type, this, this.result);
	}

	@FunctionalInterface
	private interface Reading<T> {

		T read(RowValues values, int position) throws SQLException;

	}

}
