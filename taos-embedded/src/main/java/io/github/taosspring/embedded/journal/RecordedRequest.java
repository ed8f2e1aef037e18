package io.github.taosspring.embedded.journal;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A request as the server read it, before it was answered.
 *
 * @param number counts the server's requests from 1
 * @param time when it was read
 * @param connection the peer's address and port, the same for all requests of a
 * connection
 * @param path the path without a query string, such as {@code /ws} or
 * {@code /rest/sql/power}; one that holds a password is cut before it
 * @param action the name of a WebSocket action, such as {@code conn},
 * {@code binary_query} or {@code fetch_raw_block}; {@code upgrade} for the opening of a
 * WebSocket; the method, such as {@code POST}, of any other HTTP request
 * @param sql the statement, passwords replaced by {@code ***} and cut after
 * {@value #MAX_SQL} characters; {@code null} if the request has none
 * @param reqId the caller's request id, 64 unsigned bits, 0 for none
 * @param user the user's name, {@code null} before the login
 */
public record RecordedRequest(long number, Instant time, String connection, String path, String action,
		@Nullable String sql, long reqId, @Nullable String user) {

	/** The most characters of a statement that are kept. */
	public static final int MAX_SQL = 4000;

}
