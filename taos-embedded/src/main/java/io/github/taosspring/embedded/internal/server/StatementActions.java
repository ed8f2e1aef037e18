package io.github.taosspring.embedded.internal.server;

/**
 * What the actions of both kinds of prepared statements share.
 *
 * @param <S> the kind
 */
abstract class StatementActions<S extends WsStatement> {

	private final WsStatements statements;

	private final Class<S> kind;

	private final String unknown;

	/**
	 * Create the actions.
	 * @param statements the statements of the socket
	 * @param kind the kind that the actions are for
	 * @param unknown the text of the error if there is no such statement
	 */
	StatementActions(WsStatements statements, Class<S> kind, String unknown) {
		this.statements = statements;
		this.kind = kind;
		this.unknown = unknown;
	}

	/**
	 * Answer with the id of a new statement.
	 */
	WsReply init(WsCall call, S statement) {
		return WsReply.Builder.success(call).withUnsigned("stmt_id", this.statements.add(statement)).build();
	}

	/**
	 * Answer with what an action makes of its statement.
	 */
	WsReply with(WsCall call, long id, Work<S> work) {
		S statement = this.statements.get(id, this.kind);
		if (statement == null) {
			return error(call, id, this.unknown);
		}
		statement.lock().lock();
		try {
			return work.run(statement, WsReply.Builder.success(call).withUnsigned("stmt_id", id)).build();
		}
		catch (RuntimeException | StackOverflowError ex) {
			return error(call, id, Failures.code(ex), Failures.text(ex, call.reqId()));
		}
		finally {
			statement.lock().unlock();
		}
	}

	boolean exists(long id) {
		return this.statements.get(id, this.kind) != null;
	}

	/**
	 * Free a statement.
	 * @return {@code false} if the id is one of the other kind
	 */
	boolean free(long id) {
		return this.statements.free(id, this.kind);
	}

	WsReply unknown(WsCall call, long id) {
		return error(call, id, this.unknown);
	}

	static WsReply error(WsCall call, long id, String text) {
		return error(call, id, AdapterError.CATCH_ALL, text);
	}

	private static WsReply error(WsCall call, long id, int code, String text) {
		return WsReply.Builder.error(call, code, text).withUnsigned("stmt_id", id).build();
	}

	/**
	 * What an action does with its statement.
	 *
	 * @param <S> the kind of statement
	 */
	@FunctionalInterface
	interface Work<S> {

		/**
		 * Do it.
		 * @param statement the statement, locked
		 * @param reply the reply so far
		 * @return the reply
		 */
		WsReply.Builder run(S statement, WsReply.Builder reply);

	}

}
