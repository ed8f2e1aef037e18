package io.github.taosspring.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * One connection with its current database and time zone, which are state of the whole
 * connection. A JDBC connection is one session.
 * <p>
 * A session outlives its connection: when one is lost, the next call connects again, to
 * any of the endpoints, with the database that was current and in the same zone, and
 * {@link TaosConnectionListener} is told. That takes a part of the call's time; if no
 * endpoint can be connected it fails with a {@link TaosConnectionException} that is
 * {@linkplain TaosException#isRetryable() retryable}, as do, at once, calls until the
 * next attempt is due. If the database is gone too, calls fail with the server's code for
 * that. Calls under way when the connection is lost have an
 * {@linkplain TaosConnectionException#isOutcomeUnknown() unknown outcome} and are never
 * sent again, results that are being read fail.
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
	 * Put the current database back to that of the options, before another user gets this
	 * session from a pool. Costs a statement only if the database was changed; where the
	 * options have none, the connection is given up for a new one, and results that are
	 * being read fail.
	 * @throws TaosException if the server refuses the database or cannot be reached
	 */
	default void reset() {
		throw TaosErrors.unsupported(getClass().getName() + " cannot be reset");
	}

	/**
	 * Ask the server's data nodes for a sign of life ({@code show cluster alive}: a
	 * SELECT without FROM never reaches them), connecting again where needed.
	 * @param timeout the time allowed in all, greater than zero
	 * @return whether they answered in time; {@code false} also if a lost connection
	 * cannot be restored
	 */
	boolean isValid(Duration timeout);

	/**
	 * Return whether this session or its client was closed. A lost connection does not
	 * close it; {@link #isValid} tells whether it can be used.
	 * @return whether no statement can run any more
	 */
	boolean isClosed();

	/**
	 * Close the connection and with it all results; more than once is harmless.
	 */
	@Override
	void close();

}
