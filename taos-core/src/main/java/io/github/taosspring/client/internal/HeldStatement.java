package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.PrepareRequest;
import io.github.taosspring.client.spi.RemoteStatement;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.StatementField;
import io.github.taosspring.client.statement.StatementField.Role;
import io.github.taosspring.client.statement.StatementOptions;

/**
 * The statement on the server that a {@link DefaultBoundStatement} uses.
 * <p>
 * It is given up after any failure, since what it holds then cannot be told, and prepared
 * again by the next call that needs it. The same goes for one whose connection ended.
 */
final class HeldStatement {

	private static final Pattern USING = Pattern.compile("\\busing\\b", Pattern.CASE_INSENSITIVE);

	private final OwnSession session;

	private final String sql;

	private final StatementOptions options;

	private final boolean insert;

	private final int parameterCount;

	private final List<StatementField> fields;

	private @Nullable RemoteStatement remote;

	/** What the statement on the server belongs to. */
	private DefaultSession home;

	/** Rows sent since the last execute. */
	private long pending;

	private HeldStatement(OwnSession session, DefaultSession home, String sql, StatementOptions options,
			RemoteStatement remote) {
		this.session = session;
		this.home = home;
		this.sql = sql;
		this.options = options;
		this.insert = remote.isInsert();
		this.parameterCount = remote.parameterCount();
		this.fields = remote.fields();
		this.remote = remote;
	}

	/**
	 * Prepare a statement.
	 */
	static HeldStatement prepare(OwnSession session, String sql, StatementOptions options) {
		long reqId = (options.reqId() != 0) ? options.reqId() : ReqId.next();
		Call call = new Call("prepare", sql, reqId, timeout(session, options));
		Deadline deadline = Deadline.after(call.timeout());
		DefaultSession home = session.connected(call.timeout());
		StatementOptions[] used = { options };
		RemoteStatement remote = home.operations().observe(call, () -> {
			RemoteStatement first = home.connection().prepare(request(sql, options, reqId), deadline);
			if (options.singleSuperTable() && options.tableBoundOnce() || !hasLiteralTags(sql, options, first)) {
				return first;
			}
			first.close();
			used[0] = options.flags(true, true);
			return home.connection().prepare(request(sql, used[0], ReqId.next()), deadline);
		}, (value) -> 0);
		return new HeldStatement(session, home, sql, used[0], remote);
	}

	/**
	 * Return whether tables are bound by name while their tags stand in the text. Without
	 * both flags a second table of such a statement ends the adapter of 3.3.7.5 (seen).
	 */
	private static boolean hasLiteralTags(String sql, StatementOptions options, RemoteStatement statement) {
		BatchSchema schema = options.schema();
		List<StatementField> fields = (schema != null) ? schema.fields() : statement.fields();
		return statement.isInsert() && fields.stream().anyMatch((field) -> field.role() == Role.TABLE_NAME)
				&& fields.stream().noneMatch((field) -> field.role() == Role.TAG) && hasUsing(sql);
	}

	static boolean hasUsing(String sql) {
		return USING.matcher(sql).find();
	}

	private static Duration timeout(OwnSession session, StatementOptions options) {
		return (options.timeout() != null) ? options.timeout() : session.requestTimeout();
	}

	private static PrepareRequest request(String sql, StatementOptions options, long reqId) {
		return new PrepareRequest(sql, options.schema() == null, options.singleSuperTable(), options.tableBoundOnce(),
				reqId);
	}

	String sql() {
		return this.sql;
	}

	boolean isInsert() {
		return this.insert;
	}

	int parameterCount() {
		return this.parameterCount;
	}

	/**
	 * Return the placeholders as the server told them.
	 */
	List<StatementField> fields() {
		return this.fields;
	}

	/**
	 * Return the options, with the flags that the statement turned out to need.
	 */
	StatementOptions options() {
		return this.options;
	}

	/**
	 * Return the time for a call that sets none.
	 */
	Duration timeout() {
		return timeout(this.session, this.options);
	}

	/**
	 * Return the session that the statement was last prepared in.
	 */
	DefaultSession home() {
		return this.home;
	}

	/**
	 * Return the statement on the server, prepared again where it was given up or went
	 * with its connection.
	 */
	RemoteStatement ready(Deadline deadline) {
		RemoteStatement current = this.remote;
		if (current != null && current.isUsable()) {
			return current;
		}
		if (this.pending > 0) {
			this.remote = null;
			long lost = this.pending;
			this.pending = 0;
			throw TaosErrors.connectionBroken("The connection broke before the rows were executed: " + lost
					+ " rows sent by addBatch() were not written", 0, null);
		}
		DefaultSession next = this.session.connected(Duration.ofNanos(Math.max(1, deadline.remainingNanos())));
		RemoteStatement again = next.connection().prepare(request(this.sql, this.options, ReqId.next()), deadline);
		if (this.options.schema() == null && !again.fields().equals(this.fields)) {
			again.close();
			throw TaosErrors.misuse("The table has changed since the statement was prepared; prepare a new one");
		}
		this.home = next;
		this.remote = again;
		return again;
	}

	void giveUp() {
		RemoteStatement current = this.remote;
		this.remote = null;
		this.pending = 0;
		if (current != null) {
			current.close();
		}
	}

	/**
	 * Note rows that were sent and not executed.
	 */
	void sent(long rows) {
		this.pending += rows;
	}

	/**
	 * Note that all rows sent were executed.
	 */
	void executed() {
		this.pending = 0;
	}

	/**
	 * Return whether rows were sent and not executed.
	 */
	boolean hasPending() {
		return this.pending > 0;
	}

}
