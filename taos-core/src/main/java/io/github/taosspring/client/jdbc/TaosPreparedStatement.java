package io.github.taosspring.client.jdbc;

import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Objects;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.sql.ParameterizedSql;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.BoundStatements;
import org.jspecify.annotations.Nullable;

/**
 * A statement with {@code ?} for its values.
 * <p>
 * <b>An INSERT whose values are nothing but {@code ?}</b> is prepared over WebSocket,
 * once for a connection, which keeps it by its text also when this statement is closed.
 * So the types of the columns are known, and values are checked as they come:
 * {@link #addBatch()} refuses what does not fit with the row of the batch (from 0), the
 * table and the column, and what it refused is not in the batch.
 * <p>
 * <b>It is bound</b> if {@code tbname} is among its columns or it has USING. A batch then
 * goes out column by column. Rows that the server refuses are found, the others written,
 * and the {@link java.sql.BatchUpdateException} says which. Nothing that may have arrived
 * is sent again. Of two rows of one table with the same timestamp in a batch, the later
 * wins column by column, and its NULLs too; each counts as 1. (In one SQL text a later
 * NULL loses, and two count as 1.) Tags of a table that exists are ignored by the server.
 * <p>
 * <b>All else is text</b> with typed literals: INSERTs into a table by its name, since
 * the server loses bound rows when somebody drops that table and makes it anew; queries,
 * whose parameters' types the server does not tell, so that literals say more, in one
 * round trip instead of three; DDL, DELETE and SHOW, which it does not prepare; INSERTs
 * with a literal or a function beside the {@code ?}, into {@code ?} without USING, or
 * with a DECIMAL whose scale the server does not tell; and everything on REST. Where the
 * types are not known, setBytes is a literal of VARBINARY, and timestamps finer than the
 * database's precision are cut by the server.
 */
final class TaosPreparedStatement extends ParameterSetters {

	private final ParameterizedSql sql;

	/** {@code null} if the statement is text in any case. */
	private final @Nullable BoundInsert insert;

	/** How the batch that is being filled is sent. */
	private BoundInsert.Mode batchMode = BoundInsert.Mode.TEXT;

	TaosPreparedStatement(TaosConnection connection, ParameterizedSql sql) {
		super(connection, sql.parameterCount());
		this.sql = sql;
		BoundStatements statements = InsertShape.isDescribable(sql.sql()) ? connection.boundStatements() : null;
		this.insert = (statements != null) ? new BoundInsert(connection, statements, sql.sql(), sql.parameterCount())
				: null;
	}

	private String render() throws SQLException {
		checkOpen();
		values().checkComplete();
		return render(values().boxed());
	}

	private String render(@Nullable Object[] literals) throws SQLException {
		try {
			return this.sql.render(connection().zone(), literals);
		}
		catch (TaosException ex) {
			throw JdbcErrors.from(ex);
		}
	}

	private BoundInsert.Mode mode() throws SQLException {
		checkOpen();
		values().checkComplete();
		return (this.insert != null) ? this.insert.mode(values(), writeOptions(0)) : BoundInsert.Mode.TEXT;
	}

	/**
	 * Return the text for values that are not bound.
	 * @param batched whether they are a row of a batch
	 */
	private String text(BoundInsert.Mode mode, boolean batched) throws SQLException {
		return (this.insert != null && mode == BoundInsert.Mode.CHECKED)
				? render(this.insert.check(batched, values(), writeOptions(0))) : render();
	}

	private long update() throws SQLException {
		BoundInsert.Mode mode = mode();
		return (mode == BoundInsert.Mode.BOUND) ? updateBound() : runUpdate(text(mode, false));
	}

	private long updateBound() throws SQLException {
		BoundInsert bound = Objects.requireNonNull(this.insert);
		return count((reqId) -> bound.update(values(), writeOptions(reqId)));
	}

	@Override
	public boolean execute() throws SQLException {
		BoundInsert.Mode mode = mode();
		if (mode != BoundInsert.Mode.BOUND) {
			return run(text(mode, false));
		}
		updateBound();
		return false;
	}

	@Override
	public ResultSet executeQuery() throws SQLException {
		return runQuery(render());
	}

	@Override
	public int executeUpdate() throws SQLException {
		return toInt(update());
	}

	@Override
	public long executeLargeUpdate() throws SQLException {
		return update();
	}

	@Override
	public void addBatch() throws SQLException {
		BoundInsert open = this.insert;
		if (open != null && open.hasBatch()) {
			checkOpen();
			values().checkComplete();
			open.addBatch(values(), writeOptions(0));
			return;
		}
		if (!hasTextBatch()) {
			this.batchMode = mode();
		}
		if (open != null && this.batchMode == BoundInsert.Mode.BOUND) {
			open.addBatch(values(), writeOptions(0));
		}
		else {
			checkOpen();
			values().checkComplete();
			super.addBatch(text(this.batchMode, true));
		}
	}

	@Override
	public void clearBatch() throws SQLException {
		super.clearBatch();
		if (this.insert != null) {
			this.insert.clearBatch();
		}
	}

	@Override
	public long[] executeLargeBatch() throws SQLException {
		checkOpen();
		BoundInsert bound = this.insert;
		if (bound == null) {
			return super.executeLargeBatch();
		}
		if (!bound.hasBatch()) {
			bound.clearBatch();
			return super.executeLargeBatch();
		}
		long[][] counts = new long[1][];
		count((reqId) -> {
			counts[0] = bound.executeBatch(writeOptions(reqId));
			return -1;
		});
		return counts[0];
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

	/**
	 * Return {@code null}: the columns are known only when the statement has run.
	 */
	@Override
	public @Nullable ResultSetMetaData getMetaData() throws SQLException {
		checkOpen();
		return null;
	}

	/**
	 * Return the parameters' types where the server tells them, which is for an INSERT
	 * that can be bound; for that, it is prepared. Of all others only the number is
	 * known.
	 */
	@Override
	public ParameterMetaData getParameterMetaData() throws SQLException {
		checkOpen();
		BatchSchema schema = (this.insert != null) ? this.insert.describe(writeOptions(0)) : null;
		return new TaosParameterMetaData(values().count(), schema);
	}

	/**
	 * Return the text with its placeholders, without values.
	 */
	@Override
	public String toString() {
		return this.sql.sql();
	}

}
