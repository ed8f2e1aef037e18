package io.github.taosspring.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * One connection with its current database and time zone, which are state of the whole
 * connection. A JDBC connection is one session.
 * <p>
 * Thread-safe, but the server runs the requests of a session concurrently:
 * {@link #use(String)} waits for its reply, statements under way in other threads may see
 * either database.
 */
public interface TaosSession extends TaosExecutor, AutoCloseable {

	/**
	 * Change the current database.
	 * @param database the name without back-quotes, case kept
	 */
	void use(String database);

	/**
	 * Return the current database as this session set it last, by {@link #use(String)},
	 * by an option, or by a {@code USE} statement.
	 * @return the name, {@code null} if none is set
	 */
	@Nullable String database();

	/**
	 * Ask the server's data nodes for a sign of life ({@code show cluster alive}: a
	 * SELECT without FROM never reaches them).
	 * @param timeout the time allowed, greater than zero
	 * @return whether they answered in time
	 */
	boolean isValid(Duration timeout);

	/**
	 * Return whether this session was closed or its connection is gone.
	 * @return whether no statement can run any more
	 */
	boolean isClosed();

	/**
	 * Close the connection and with it all results; more than once is harmless.
	 */
	@Override
	void close();

}
