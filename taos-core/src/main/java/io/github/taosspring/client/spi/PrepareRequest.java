package io.github.taosspring.client.spi;

/**
 * What to prepare.
 *
 * @param sql the statement with {@code ?} for its parameters
 * @param describe whether to ask for the placeholders of an INSERT
 * @param singleSuperTable whether all tables bound are of one super table
 * @param tableBoundOnce whether each table is bound once before an execute
 * @param reqId the id under which the server logs it
 */
public record PrepareRequest(String sql, boolean describe, boolean singleSuperTable, boolean tableBoundOnce,
		long reqId) {

}
