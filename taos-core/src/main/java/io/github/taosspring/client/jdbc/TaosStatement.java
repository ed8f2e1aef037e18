package io.github.taosspring.client.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosOutcome;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.sql.SqlScript;
import io.github.taosspring.client.statement.WriteOptions;
import org.jspecify.annotations.Nullable;

/**
 * A statement, one result at a time: running it again closes the result before. Used by
 * one thread at a time, which running it checks: while one thread waits for a reply,
 * another that runs the same statement gets an error. {@link #close()} and
 * {@link #cancel()} may be called from any thread.
 */
class TaosStatement extends StatementSettings {

	private final TaosConnection connection;

	private final List<String> batch = new ArrayList<>();

	private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();

	private volatile @Nullable TaosResultSet current;

	/** The request that runs or whose rows are being read, 0 if there is none. */
	private volatile long reqId;

	private long updateCount = -1;

	private volatile boolean closed;

	TaosStatement(TaosConnection connection) {
		this.connection = connection;
	}

	TaosConnection connection() {
		return this.connection;
	}

	@Override
	final void checkOpen() throws SQLException {
		this.connection.checkOpen();
		if (this.closed) {
			throw JdbcErrors.statementClosed();
		}
	}

	/**
	 * Run a statement and keep its result or its count.
	 * @return whether it answered rows
	 */
	final boolean run(String sql) throws SQLException {
		checkOpen();
		boolean outermost = enter();
		try {
			return runAlone(sql);
		}
		finally {
			if (outermost) {
				leave();
			}
		}
	}

	/**
	 * Take this statement for the current thread.
	 * @return whether the thread did not have it before
	 */
	private boolean enter() throws SQLException {
		Thread current = Thread.currentThread();
		if (this.owner.compareAndSet(null, current)) {
			return true;
		}
		Thread other = this.owner.get();
		if (other == current) {
			return false;
		}
		throw new SQLException("The statement is still running in the thread '"
				+ ((other != null) ? other.getName() : "unknown") + "'; a statement is used by one thread at a time",
				"HY010");
	}

	private void leave() {
		this.owner.set(null);
	}

	private boolean runAlone(String sql) throws SQLException {
		if (SqlScript.holdsSeveral(sql)) {
			throw new SQLSyntaxErrorException("There are several statements in one text, of which TDengine would run "
					+ "the first only; run them one by one", "42000");
		}
		closeCurrent();
		this.updateCount = -1;
		TaosOutcome outcome;
		long id = ReqId.next();
		this.reqId = id;
		try {
			outcome = this.connection.session().run(sql, options().reqId(id));
		}
		catch (TaosException ex) {
			this.reqId = 0;
			throw JdbcErrors.from(ex);
		}
		TaosResult result = outcome.result();
		if (result == null) {
			this.reqId = 0;
			this.connection.wrote();
			this.updateCount = outcome.affectedRows();
			return false;
		}
		this.current = new TaosResultSet(this, result, rowLimit(), fetchHint());
		return true;
	}

	private QueryOptions options() {
		long millis = timeoutMillis(this.connection.networkTimeout());
		return (millis == 0) ? QueryOptions.DEFAULTS : QueryOptions.DEFAULTS.timeout(Duration.ofMillis(millis));
	}

	/**
	 * Return how to write.
	 * @param reqId the request id, 0 for a generated one
	 */
	final WriteOptions writeOptions(long reqId) {
		long millis = timeoutMillis(this.connection.networkTimeout());
		WriteOptions options = (millis == 0) ? WriteOptions.DEFAULTS
				: WriteOptions.DEFAULTS.timeout(Duration.ofMillis(millis));
		return (reqId == 0) ? options : options.reqId(reqId);
	}

	/**
	 * Run what answers a count and is no text.
	 * @return the count, which is kept
	 */
	final long count(Counted counted) throws SQLException {
		checkOpen();
		boolean outermost = enter();
		try {
			closeCurrent();
			this.updateCount = -1;
			long id = ReqId.next();
			this.reqId = id;
			this.updateCount = counted.run(id);
			return this.updateCount;
		}
		finally {
			this.reqId = 0;
			if (outermost) {
				leave();
			}
		}
	}

	final ResultSet runQuery(String sql) throws SQLException {
		if (run(sql) && this.current != null) {
			return this.current;
		}
		throw new SQLException(
				"The statement answered no rows but a count of " + this.updateCount + "; it did run, use executeUpdate",
				"07005");
	}

	final long runUpdate(String sql) throws SQLException {
		if (run(sql)) {
			closeCurrent();
			throw new SQLException("The statement answered rows, use executeQuery", "HY000");
		}
		return this.updateCount;
	}

	static int toInt(long count) throws SQLException {
		if (count > Integer.MAX_VALUE) {
			throw JdbcErrors.outOfRange("The statement did run, but its count " + count
					+ " does not fit int; use executeLargeUpdate or getLargeUpdateCount");
		}
		return (int) count;
	}

	private void closeCurrent() throws SQLException {
		TaosResultSet open = this.current;
		this.current = null;
		this.reqId = 0;
		if (open != null) {
			open.close();
		}
	}

	/**
	 * Called by a result set that was closed.
	 */
	final void resultClosed(TaosResultSet resultSet) throws SQLException {
		if (this.current == resultSet && closesOnCompletion()) {
			close();
		}
	}

	@Override
	public boolean execute(String sql) throws SQLException {
		return run(sql);
	}

	@Override
	public ResultSet executeQuery(String sql) throws SQLException {
		return runQuery(sql);
	}

	@Override
	public int executeUpdate(String sql) throws SQLException {
		return toInt(runUpdate(sql));
	}

	@Override
	public long executeLargeUpdate(String sql) throws SQLException {
		return runUpdate(sql);
	}

	@Override
	public boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
		checkNoKeys(autoGeneratedKeys);
		return execute(sql);
	}

	@Override
	public int executeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
		checkNoKeys(autoGeneratedKeys);
		return executeUpdate(sql);
	}

	@Override
	public long executeLargeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
		checkNoKeys(autoGeneratedKeys);
		return executeLargeUpdate(sql);
	}

	@Override
	public @Nullable ResultSet getResultSet() throws SQLException {
		checkOpen();
		return this.current;
	}

	@Override
	public int getUpdateCount() throws SQLException {
		return toInt(getLargeUpdateCount());
	}

	@Override
	public long getLargeUpdateCount() throws SQLException {
		checkOpen();
		return this.updateCount;
	}

	@Override
	public boolean getMoreResults() throws SQLException {
		return getMoreResults(CLOSE_CURRENT_RESULT);
	}

	@Override
	public boolean getMoreResults(int current) throws SQLException {
		checkOpen();
		if (current != CLOSE_CURRENT_RESULT && current != CLOSE_ALL_RESULTS) {
			throw JdbcErrors.unsupported("Keeping the current result");
		}
		closeCurrent();
		this.updateCount = -1;
		return false;
	}

	@Override
	public void addBatch(String sql) throws SQLException {
		checkOpen();
		this.batch.add(sql);
	}

	final boolean hasTextBatch() {
		return !this.batch.isEmpty();
	}

	@Override
	public void clearBatch() throws SQLException {
		checkOpen();
		this.batch.clear();
	}

	@Override
	public int[] executeBatch() throws SQLException {
		long[] counts = executeLargeBatch();
		int[] narrowed = new int[counts.length];
		for (int i = 0; i < counts.length; i++) {
			narrowed[i] = toInt(counts[i]);
		}
		return narrowed;
	}

	/**
	 * Run the statements of the batch in order, up to the first that fails. INSERTs that
	 * follow each other and are alike up to VALUES go to the server together; if the
	 * server refuses such a text, its statements run one by one, so that those before the
	 * wrong one take effect and the error names it.
	 * @return the counts; {@link #SUCCESS_NO_INFO} for statements that ran together when
	 * the server's count, which takes rows of equal times for one, is not that of their
	 * rows
	 */
	@Override
	public long[] executeLargeBatch() throws SQLException {
		checkOpen();
		TextBatch statements = new TextBatch(this, List.copyOf(this.batch));
		this.batch.clear();
		enter();
		try {
			return statements.run();
		}
		finally {
			leave();
		}
	}

	@Override
	public void close() throws SQLException {
		if (!this.closed) {
			this.closed = true;
			closeCurrent();
		}
	}

	@Override
	public boolean isClosed() {
		return this.closed || this.connection.isClosed();
	}

	/**
	 * Have the server stop what this statement runs in another thread, or the query whose
	 * rows are being read: the other thread gets an error. Does nothing if the statement
	 * is not running. The server shows a statement up to two seconds after it began,
	 * which this waits for.
	 */
	@Override
	public void cancel() throws SQLException {
		checkOpen();
		long running = this.reqId;
		if (running == 0) {
			return;
		}
		try {
			this.connection.session().cancel(running);
		}
		catch (TaosException ex) {
			throw JdbcErrors.from(ex);
		}
	}

	@Override
	public Connection getConnection() throws SQLException {
		checkOpen();
		return this.connection;
	}

	/**
	 * What runs under a request id and answers a count.
	 */
	interface Counted {

		long run(long reqId) throws SQLException;

	}

}
