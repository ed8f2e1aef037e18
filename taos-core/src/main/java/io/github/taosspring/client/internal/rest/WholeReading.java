package io.github.taosspring.client.internal.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosRestResponse;
import io.github.taosspring.client.wire.RawBlock;

/**
 * Reads an answer to its end.
 *
 * @param refusalsReturned whether refusals are returned rather than thrown
 */
record WholeReading(String sql, long reqId, boolean refusalsReturned) implements RestReading<TaosRestResponse> {

	@Override
	public TaosRestResponse read(RestCall<TaosRestResponse> call, RestAnswer answer) {
		if (!Queries.matches(this.sql) && ColumnMeta.isUpdate(answer.columns())) {
			long affected = answer.readAffectedRows();
			return success(List.of(), List.of(), affected, answer);
		}
		List<TaosColumn> columns = answer.columns();
		List<List<@Nullable Object>> rows = new ArrayList<>();
		while (!answer.isEnded()) {
			RawBlock block = answer.nextBlock();
			if (block != null) {
				for (int row = 0; row < block.rows(); row++) {
					List<@Nullable Object> values = new ArrayList<>(columns.size());
					for (int column = 0; column < columns.size(); column++) {
						values.add(block.getObject(column, row));
					}
					rows.add(Collections.unmodifiableList(values));
				}
			}
		}
		return success(columns, Collections.unmodifiableList(rows), 0, answer);
	}

	private TaosRestResponse success(List<TaosColumn> columns, List<List<@Nullable Object>> rows, long affected,
			RestAnswer answer) {
		return new TaosRestResponse(200, 0, "", columns, rows, affected, duration(answer.timing()), this.reqId);
	}

	@Override
	public TaosRestResponse refused(RestRefusal refusal, long id) {
		if (!this.refusalsReturned) {
			throw refusal.toException("query", id);
		}
		return new TaosRestResponse(refusal.status(), refusal.code(), refusal.text(), List.of(), List.of(), 0,
				duration(refusal.timing()), id);
	}

	private static @Nullable Duration duration(long nanos) {
		return (nanos >= 0) ? Duration.ofNanos(nanos) : null;
	}

	@Override
	public void discard(TaosRestResponse value) {
	}

}
