package io.github.taosspring.client.internal.rest;

import java.util.function.Consumer;

import io.github.taosspring.client.spi.StatementReply;
import io.github.taosspring.client.wire.RawBlock;

/**
 * Reads the head and the first block of an answer; the rest when it is fetched.
 *
 * @param action what the statement is for, as
 * {@link io.github.taosspring.client.TaosErrors#fromServer} takes it
 * @param updated told of an update that succeeded before its caller is
 */
record StatementReading(String action, String sql, Consumer<String> updated) implements RestReading<StatementReply> {

	@Override
	public StatementReply read(RestCall<StatementReply> call, RestAnswer answer) {
		if (!Queries.matches(this.sql) && ColumnMeta.isUpdate(answer.columns())) {
			long affected = answer.readAffectedRows();
			this.updated.accept(this.sql);
			return new StatementReply(affected, null);
		}
		RawBlock first = answer.nextBlock();
		return new StatementReply(0, new RestResult(call, answer, first));
	}

	@Override
	public StatementReply refused(RestRefusal refusal, long reqId) {
		throw refusal.toException(this.action, reqId);
	}

	@Override
	public void discard(StatementReply value) {
		if (value.rows() != null) {
			value.rows().free();
		}
	}

}
