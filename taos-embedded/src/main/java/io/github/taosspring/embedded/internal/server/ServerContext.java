package io.github.taosspring.embedded.internal.server;

import java.time.ZoneId;

import io.github.taosspring.embedded.internal.engine.Engine;
import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.fault.RequestGate;
import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * What all requests share.
 *
 * @param engine the engine
 * @param zone the zone of sessions that were given none
 * @param version the version of TDengine that the server claims to be
 * @param gate what every request passes
 */
record ServerContext(Engine engine, ZoneId zone, ClaimedVersion version, RequestGate gate) {

	/**
	 * Open a session in the server's zone.
	 * @throws SqlException if the login is refused
	 */
	EngineSession openSession(String user, String password) {
		EngineSession session = this.engine.openSession(user, password);
		resetZone(session);
		return session;
	}

	/**
	 * Open a session as a socket's {@code conn} does.
	 * @param database the database to choose, empty for none
	 * @throws SqlException if the login is refused
	 */
	EngineSession login(String user, String password, String database) {
		if (user.isEmpty()) {
			throw new SqlException(0x0207, "Invalid user name");
		}
		if (password.isEmpty()) {
			throw new SqlException(0x0208, "Invalid password length");
		}
		EngineSession session = openSession(user, password);
		if (!database.isEmpty()) {
			session.use(database);
		}
		return session;
	}

	/**
	 * Put a session back into the server's zone.
	 */
	void resetZone(EngineSession session) {
		session.zone(this.zone.getId());
	}

	/**
	 * Return what {@code get_server_info} answers.
	 */
	String serverInfo() {
		return "ver:" + this.version + "\nbuild:taos-embedded, an in-memory stand-in for TDengine\ngitinfo:none";
	}

}
