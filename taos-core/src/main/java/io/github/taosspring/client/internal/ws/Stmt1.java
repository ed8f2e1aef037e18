package io.github.taosspring.client.internal.ws;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosCapability;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.PrepareRequest;
import io.github.taosspring.client.spi.RemoteResult;
import io.github.taosspring.client.sql.ParameterizedSql;
import io.github.taosspring.client.statement.StatementField;
import io.github.taosspring.client.statement.StatementField.Role;
import io.github.taosspring.client.wire.BindBatch;
import io.github.taosspring.client.wire.BindTables;

/**
 * A statement of the first kind, for servers before 3.3.3
 * ({@code controller/ws/ws/stmt.go} of taosAdapter): each table is named, tagged, bound
 * and added in requests of its own, each of which waits for the reply to the one before,
 * because the server runs requests in any order.
 * <p>
 * As 3.3.7.5 was seen to behave: an INSERT is prepared again before it is used again,
 * since the server takes rows for a table that was dropped meanwhile and writes them
 * nowhere; and what the server describes is compared with the values before they are
 * sent, because the adapter reads a block by the types of the table, whatever the block
 * says.
 */
final class Stmt1 extends WsStatement {

	private static final String PREPARE = "prepare";

	private static final int TABLE_MISSING = 0x2603;

	private static final int NO_SUCH_TABLE = 0x022B;

	private static final String EXEC = "exec";

	private static final String USE_RESULT = "use_result";

	/** The INSERT as the server has it, {@code null} for a query. */
	private final @Nullable Stmt1Insert insert;

	private final String sql;

	private boolean bound;

	private boolean executed;

	private boolean failed;

	/** What the server expects, {@code null} if that must be asked for. */
	private @Nullable Stmt1Fields server;

	private Stmt1(WsConnection connection, StatementHandle handle, String sql, @Nullable Stmt1Insert insert,
			int parameterCount, List<StatementField> fields) {
		super(connection, handle, insert != null, parameterCount, fields);
		this.sql = sql;
		this.insert = insert;
	}

	/**
	 * Prepare a statement.
	 */
	static Stmt1 prepare(WsConnection connection, PrepareRequest request, Deadline deadline) {
		StatementHandle handle = open(connection, request.reqId(), deadline);
		try {
			Stmt1Calls calls = new Stmt1Calls(connection, handle, request.reqId(), deadline);
			if (!calls.prepare(request.sql()).isInsert()) {
				return query(connection, handle, request.sql());
			}
			Stmt1Insert given = Stmt1Insert.parse(request.sql());
			if (given == null || given.isNamed() && given.literalTags()) {
				throw needsStmt2(connection,
						"A bound INSERT other than into one table, with tags that are all '?' or of a table named in "
								+ "the text, and one list of values that are all '?',");
			}
			if (given.hasTableNameColumn()) {
				return ofTableNameColumn(calls, given, request.describe());
			}
			List<StatementField> described = request.describe() ? described(calls, given, given.roles()) : List.of();
			return new Stmt1(connection, handle, given.sql(), given, described.size(), described);
		}
		catch (TaosException ex) {
			handle.release();
			// as stmt2 says it, so that nobody takes it for a row's fault
			throw (ex.code() == TABLE_MISSING)
					? TaosErrors.fromServer(PREPARE, NO_SUCH_TABLE, "Table does not exist", request.reqId()) : ex;
		}
		catch (RuntimeException ex) {
			handle.release();
			throw ex;
		}
	}

	private static StatementHandle open(WsConnection connection, long reqId, Deadline deadline) {
		JsonReply made = checked(connection.ask("init", reqId, JsonRequests.initFirst(reqId), deadline), reqId);
		return new StatementHandle(made.statementId(), connection::closeFirstStatement);
	}

	private static Stmt1 query(WsConnection connection, StatementHandle handle, String sql) {
		int count = ParameterizedSql.parse(sql).parameterCount();
		if (count == 0) {
			throw needsStmt2(connection, "A bound query without any parameter");
		}
		return new Stmt1(connection, handle, sql, null, count, List.of());
	}

	/**
	 * Put the name in front: statements of the first kind know no column {@code tbname}.
	 * Without tags the table must exist, as by stmt2; the server then does not describe
	 * the columns, but does with any tag.
	 */
	private static Stmt1 ofTableNameColumn(Stmt1Calls calls, Stmt1Insert given, boolean describe) {
		List<String> tags = TagNames.of(calls.connection(), given.table(), calls.deadline());
		if (tags.isEmpty() || given.superTable() != null) {
			throw TaosErrors.misuse("Only a super table has a column tbname: " + given.sql());
		}
		Stmt1Insert rewritten = given.withoutTableNameColumn(tags);
		List<StatementField> described = List.of();
		if (describe) {
			Stmt1Insert example = (rewritten.tags() > 0) ? rewritten
					: Stmt1Insert.describing(given.table(), tags.get(0), rewritten.columns());
			calls.prepare(example.sql());
			described = described(calls, example, rewritten.roles());
		}
		calls.prepare(rewritten.sql());
		return new Stmt1(calls.connection(), calls.handle(), rewritten.sql(), rewritten, described.size(), described);
	}

	private static List<StatementField> described(Stmt1Calls calls, Stmt1Insert insert, List<Role> roles) {
		Stmt1Fields server = Stmt1Fields.any(calls, insert);
		server.check(calls.connection());
		return server.ordered(roles);
	}

	/**
	 * Return why something is refused.
	 */
	static TaosException needsStmt2(WsConnection connection, String what) {
		return TaosErrors.unsupported(what + " needs TDengine " + TaosCapability.BOUND_STATEMENTS.since()
				+ " or newer (stmt2); this server says it is " + connection.serverVersion());
	}

	@Override
	public void bind(BindBatch values, Range range, long reqId, Deadline deadline) {
		boolean done = false;
		try {
			if (this.insert != null) {
				bindRows(this.insert, values, range, reqId, deadline);
			}
			else {
				bindParameters(values, reqId, deadline);
			}
			done = true;
		}
		finally {
			// an execute after a bind that failed ends the adapter
			this.failed |= !done;
		}
		this.bound = true;
	}

	private void bindRows(Stmt1Insert into, BindBatch values, Range range, long reqId, Deadline deadline) {
		if (values.hasUnset(range.from(), range.to(), range.nullMark())) {
			throw needsStmt2(connection(), "Leaving a column as it is (UNSET)");
		}
		BindTables tables = values.tables();
		if ((tables != null) != into.isNamed() || values.tagCount() != into.tags()
				|| values.columnCount() != into.values()) {
			throw TaosErrors.misuse("The values are not those of the placeholders of " + into.sql());
		}
		Stmt1Calls calls = calls(reqId, deadline);
		if (this.executed) {
			calls.prepare(this.sql);
			this.executed = false;
			this.server = null;
		}
		int end;
		for (int position = range.from(); position < range.to(); position = end) {
			end = Math.min(range.to(), values.endOfTable(position));
			int table = values.tableAt(position);
			String name = (tables != null) ? into.name(tables.name(table)) : into.table();
			if (tables != null) {
				calls.tableName(name);
			}
			Stmt1Fields expected = this.server;
			// without USING each table has columns of its own
			if (expected == null || into.isNamed() && into.superTable() == null) {
				expected = compared(into, values, name, calls);
				this.server = expected;
			}
			expected.checkTimes(values, table, position, end);
			if (into.tags() > 0) {
				calls.setTags(values, table);
			}
			calls.bind(values, position, end);
		}
	}

	private Stmt1Fields compared(Stmt1Insert into, BindBatch values, String table, Stmt1Calls calls) {
		Stmt1Fields now = Stmt1Fields.of(calls, into, table);
		now.check(connection());
		if (!fields().isEmpty() && (into.superTable() != null || !into.isNamed())
				&& !now.ordered(into.roles()).equals(fields())) {
			throw TaosErrors.misuse("The table has changed since the statement was prepared; prepare a new one");
		}
		now.compare(values);
		return now;
	}

	private void bindParameters(BindBatch values, long reqId, Deadline deadline) {
		for (int i = 0; i < values.columnCount(); i++) {
			TaosType type = values.column(i).type();
			switch (type) {
				case TIMESTAMP, DECIMAL, DECIMAL64, BLOB, GEOMETRY, JSON -> throw needsStmt2(connection(),
						"A parameter of type " + type.sqlName() + " (an Instant is sent as text)");
				default -> {
				}
			}
		}
		if (handle().isShared()) {
			replaceHandle(open(connection(), ReqId.next(), deadline));
			calls(reqId, deadline).prepare(this.sql);
		}
		calls(reqId, deadline).bind(values, 0, 1);
	}

	private Stmt1Calls calls(long reqId, Deadline deadline) {
		return new Stmt1Calls(connection(), handle(), reqId, deadline);
	}

	@Override
	public long execute(long reqId, Deadline deadline) {
		if (!this.bound || this.failed) {
			throw TaosErrors.misuse(this.failed ? "A bind failed, after which the statement cannot be executed"
					: "Nothing is bound: a statement without values cannot be executed");
		}
		this.bound = false;
		this.executed = true;
		return calls(reqId, deadline).call(EXEC).affected();
	}

	@Override
	public RemoteResult rows(long reqId, Deadline deadline) {
		JsonReply reply = calls(reqId, deadline).call(USE_RESULT);
		try {
			return new StatementRows(new WsResult(connection(), reply.id(), reqId, reply.columns(), reply.precision()),
					handle());
		}
		catch (TaosException ex) {
			connection().freeResult(reply.id());
			throw ex;
		}
	}

}
