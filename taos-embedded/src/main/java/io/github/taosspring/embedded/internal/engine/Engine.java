package io.github.taosspring.embedded.internal.engine;

/**
 * The SQL engine: databases, users and data of one server, in memory.
 * <p>
 * Thread-safe.
 */
public final class Engine implements AutoCloseable {

	/**
	 * Check a login.
	 * @param user the user's name
	 * @param password the password
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException 0x0351 if there is
	 * no such user, 0x0357 if the password is wrong
	 */
	public void checkLogin(String user, String password) {
		throw new UnsupportedOperationException("Operation not supported: login");
	}

	/**
	 * Open a session, without a database and in the JVM's time zone.
	 * @param user the user's name
	 * @param password the password
	 * @return the session
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException as
	 * {@link #checkLogin(String, String)}
	 */
	public EngineSession openSession(String user, String password) {
		checkLogin(user, password);
		return new EngineSession(this, user);
	}

	/**
	 * Free all data; open results end.
	 */
	@Override
	public void close() {
		// nothing is held yet
	}

}
