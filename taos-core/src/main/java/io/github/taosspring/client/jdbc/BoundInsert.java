package io.github.taosspring.client.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.Arrays;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.BoundStatements;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.RejectedRow;
import io.github.taosspring.client.statement.StatementField;
import io.github.taosspring.client.statement.TaosBatchWriteException;
import io.github.taosspring.client.statement.TaosBindException;
import io.github.taosspring.client.statement.WriteOptions;
import io.github.taosspring.client.statement.WriteResult;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT whose placeholders the server tells.
 * <p>
 * It is asked before the first row of each batch; the session remembers the answer until
 * it reconnects. If a first row does not fit, the table may have changed, and the server
 * is asked again.
 * <p>
 * Values are bound if the rows name their table or the statement has USING. A statement
 * that names a table which must exist is not: its table is known to the server by a
 * number that is not looked up again, so that after the table was dropped and made anew,
 * by whomever, rows are lost with code 0 and a count of 1 (seen on 3.3.7.5). Its values
 * are checked all the same. What binding cannot take is left to text: a DECIMAL whose
 * scale the server does not tell, and GEOMETRY given as text.
 */
final class BoundInsert {

	private static final int TABLE_NOT_EXIST = 0x022B;

	/** Several tables, or no INSERT in the eyes of the server's parser for statements. */
	private static final int ONE_TABLE = 0x0200;

	private static final int SYNTAX = 0x2600;

	private final TaosConnection connection;

	private final BoundStatements statements;

	private final String sql;

	private final int parameterCount;

	private @Nullable BatchSchema schema;

	private @Nullable BoundRows batch;

	private @Nullable BoundRows single;

	private final String table;

	private final boolean using;

	/** Whether the server does not take the statement for one to be prepared. */
	private boolean refused;

	/** Whether the batch is bound, and not only checked. */
	private boolean bound;

	BoundInsert(TaosConnection connection, BoundStatements statements, String sql, int parameterCount) {
		this.connection = connection;
		this.statements = statements;
		this.sql = sql;
		this.parameterCount = parameterCount;
		this.table = InsertShape.table(sql);
		this.using = InsertShape.hasUsing(sql);
	}

	/**
	 * Return the placeholders.
	 * @return the placeholders, {@code null} if the server does not tell them
	 * @throws SQLException if the server refuses the statement
	 */
	@Nullable BatchSchema describe(WriteOptions options) throws SQLException {
		return this.refused ? null : describe(false, options);
	}

	private @Nullable BatchSchema describe(boolean again, WriteOptions options) throws SQLException {
		BatchSchema described;
		try {
			described = this.statements.describe(this.sql, again, options);
		}
		catch (TaosException ex) {
			if (ex.code() == TABLE_NOT_EXIST) {
				throw new SQLSyntaxErrorException(ex.getMessage() + ": '" + this.table + "'", "42S02", ex.code(), ex);
			}
			this.refused = ex.code() == ONE_TABLE || ex.code() == SYNTAX || "0A000".equals(ex.sqlState());
			if (this.refused) {
				return null;
			}
			throw JdbcErrors.from(ex);
		}
		if (!described.equals(this.schema)) {
			this.schema = described;
			// rows that wait are written as they are, and checked then
			this.batch = hasRows() ? this.batch : null;
			this.single = null;
		}
		return (described.fields().size() == this.parameterCount) ? described : null;
	}

	/**
	 * Return how values are sent.
	 * @throws SQLException if the server refuses the statement
	 */
	Mode mode(ParameterValues values, WriteOptions options) throws SQLException {
		BatchSchema described = describe(options);
		if (described == null) {
			return Mode.TEXT;
		}
		for (int i = 0; i < this.parameterCount; i++) {
			StatementField field = described.fields().get(i);
			TaosType type = field.column().type();
			if ((type.isDecimal() && field.column().precision() == 0)
					|| (type == TaosType.GEOMETRY && values.object(i) instanceof String)) {
				return Mode.TEXT;
			}
		}
		return (described.isNamed() || this.using) ? Mode.BOUND : Mode.CHECKED;
	}

	private BoundRows rows(@Nullable BoundRows before) {
		BatchSchema described = this.schema;
		if (described == null) {
			throw new IllegalStateException("The statement was not described");
		}
		return (before != null) ? before : new BoundRows(described, this.connection.zone());
	}

	private boolean hasRows() {
		return this.batch != null && this.batch.rows() > 0;
	}

	/**
	 * Return whether a batch of bound rows waits.
	 */
	boolean hasBatch() {
		return this.bound && hasRows();
	}

	/**
	 * Add a row to the batch.
	 */
	void addBatch(ParameterValues values, WriteOptions options) throws SQLException {
		this.bound = true;
		append(true, values, options);
	}

	/**
	 * Check values by the types of their columns.
	 * @param batched whether they are a row of a batch
	 * @return the values for literals
	 */
	@Nullable Object[] check(boolean batched, ParameterValues values, WriteOptions options) throws SQLException {
		this.bound &= !batched;
		BoundRows rows = append(batched, values, options);
		try {
			return rows.lastLiterals(values);
		}
		catch (TaosBindException ex) {
			throw refusal(ex);
		}
		finally {
			if (!batched) {
				rows.clear();
			}
		}
	}

	private BoundRows append(boolean batched, ParameterValues values, WriteOptions options) throws SQLException {
		BoundRows rows = take(batched);
		try {
			rows.append(values);
			return rows;
		}
		catch (TaosBindException ex) {
			if (rows.rows() > 0 || describe(true, options) == null || take(batched) == rows) {
				throw refusal(ex);
			}
		}
		// the table has changed since
		rows = take(batched);
		try {
			rows.append(values);
			return rows;
		}
		catch (TaosBindException ex) {
			throw refusal(ex);
		}
	}

	private BoundRows take(boolean batched) {
		if (batched) {
			return this.batch = rows(this.batch);
		}
		return this.single = rows(this.single);
	}

	private SQLException refusal(TaosBindException ex) {
		return (ex.table() == null && ex.column() != null)
				? JdbcErrors.from(ex, "table '" + this.table + "', " + ex.getMessage()) : JdbcErrors.from(ex);
	}

	void clearBatch() {
		if (this.batch != null) {
			this.batch.clear();
		}
	}

	/**
	 * Write one row.
	 * @return how many were written
	 */
	long update(ParameterValues values, WriteOptions options) throws SQLException {
		BoundRows rows = append(false, values, options);
		try {
			WriteResult result = this.statements.write(this.sql, rows.batch(), options);
			if (!result.isComplete()) {
				throw JdbcErrors.from(result.rejected().get(0).error());
			}
			this.connection.wrote();
			return result.rows();
		}
		catch (TaosBatchWriteException ex) {
			noteUnknown(ex);
			throw JdbcErrors.from((ex.getCause() instanceof TaosException cause) ? cause : ex);
		}
		catch (TaosException ex) {
			throw JdbcErrors.from(ex);
		}
		finally {
			rows.clear();
		}
	}

	/**
	 * Write the batch and clear it.
	 * @return an entry a row
	 * @throws BatchUpdateException if a row was not written; it tells which were
	 */
	long[] executeBatch(WriteOptions options) throws SQLException {
		BoundRows rows = this.batch;
		if (rows == null) {
			return new long[0];
		}
		try {
			WriteResult result = this.statements.write(this.sql, rows.batch(), options);
			long[] counts = new long[rows.rows()];
			Arrays.fill(counts, 1);
			if (result.rows() > 0) {
				this.connection.wrote();
			}
			if (!result.isComplete()) {
				throw rejected(result, counts);
			}
			return counts;
		}
		catch (TaosBatchWriteException ex) {
			noteUnknown(ex);
			throw unfinished(ex, rows.batch());
		}
		catch (TaosException ex) {
			SQLException cause = JdbcErrors.from(ex);
			throw failure("The batch was not written: " + ex.getMessage(), failed(rows.rows()), cause);
		}
		finally {
			rows.clear();
		}
	}

	private void noteUnknown(TaosBatchWriteException ex) {
		if (ex.isOutcomeUnknown() || ex.result().rows() > 0) {
			this.connection.wrote();
		}
	}

	private static BatchUpdateException rejected(WriteResult result, long[] counts) {
		RejectedRow first = result.rejected().get(0);
		markRejected(result, counts);
		String message = result.rejected().size() + " of the batch's " + counts.length
				+ " rows were refused and the others written; the first one is row " + first.row()
				+ ((first.table() != null) ? ", table '" + first.table() + "'" : "") + ": "
				+ first.error().getMessage();
		SQLException cause = JdbcErrors.from(first.error());
		BatchUpdateException failure = failure(message, counts, cause);
		for (RejectedRow row : result.rejected().subList(1, result.rejected().size())) {
			// appended to the last of the chain
			cause.setNextException(JdbcErrors.from(row.error()));
			cause = cause.getNextException();
		}
		return failure;
	}

	private static void markRejected(WriteResult result, long[] counts) {
		for (RejectedRow row : result.rejected()) {
			counts[row.row()] = Statement.EXECUTE_FAILED;
		}
	}

	private static BatchUpdateException unfinished(TaosBatchWriteException ex, ColumnBatch rows) {
		long[] counts = failed(rows.rows());
		long settled = ex.result().rows() + ex.result().rejected().size();
		for (int position = 0; position < settled; position++) {
			counts[rows.data().rowAt(position)] = 1;
		}
		markRejected(ex.result(), counts);
		return failure(String.valueOf(ex.getMessage()), counts,
				JdbcErrors.from((ex.getCause() instanceof TaosException cause) ? cause : ex));
	}

	private static long[] failed(int count) {
		long[] counts = new long[count];
		Arrays.fill(counts, Statement.EXECUTE_FAILED);
		return counts;
	}

	private static BatchUpdateException failure(String message, long[] counts, SQLException cause) {
		BatchUpdateException failure = new BatchUpdateException(message, cause.getSQLState(), cause.getErrorCode(),
				counts, cause);
		failure.setNextException(cause);
		return failure;
	}

	/**
	 * How values are sent.
	 */
	enum Mode {

		/** Bound on the server. */
		BOUND,

		/** As literals, after they were checked by the types of their columns. */
		CHECKED,

		/** As literals. */
		TEXT

	}

}
