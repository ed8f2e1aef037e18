package io.github.taosspring.client;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A whole answer of {@code /rest/sql}.
 *
 * @param httpStatus the HTTP status; 200 for most refusals, too
 * @param code 0 for success, else the low 16 bits of the server's code, 65535 for what
 * the adapter refused itself; 0 with another status than 200 for an answer without a code
 * @param desc the text of a refusal, empty for success
 * @param columns the columns of a query, empty for an update and a refusal
 * @param rows the rows of a query in the types of {@link Block#getObject}, empty for an
 * update and a refusal
 * @param affectedRows the count of an update, 0 for a query and a refusal
 * @param timing the time that the server took, {@code null} if it did not say
 * @param reqId the id under which the server logs the request
 */
public record TaosRestResponse(int httpStatus, int code, String desc, List<TaosColumn> columns,
		List<List<@Nullable Object>> rows, long affectedRows, @Nullable Duration timing, long reqId) {

	/**
	 * Return whether the statement succeeded.
	 * @return whether it did
	 */
	public boolean isSuccess() {
		return this.httpStatus == 200 && this.code == 0;
	}

	/**
	 * Return whether the statement succeeded and was no query.
	 * @return whether {@link #affectedRows()} counts
	 */
	public boolean isUpdate() {
		return isSuccess() && this.columns.isEmpty();
	}

}
