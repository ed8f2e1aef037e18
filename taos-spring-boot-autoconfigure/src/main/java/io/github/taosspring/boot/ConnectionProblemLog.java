package io.github.taosspring.boot;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosOperationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs why connecting fails, with the property to mend: without {@code taos.fail-fast}
 * nothing else says so before the first call fails. Each reason is logged once until
 * connecting works again, however often it is tried.
 */
final class ConnectionProblemLog implements TaosOperationListener {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionProblemLog.class);

	private static final int DATABASE_NOT_EXIST = 0x0388;

	private static final String CONNECT = "connect";

	/** Reasons that hold a changing text must not fill the memory. */
	private static final int MAX_REASONS = 16;

	private final Set<String> logged = ConcurrentHashMap.newKeySet();

	@Override
	public void onError(String operation, long reqId, Duration elapsed, TaosException error) {
		String reason = String.valueOf(error.getMessage());
		if (!operation.equals(CONNECT) || this.logged.size() >= MAX_REASONS || !this.logged.add(reason)) {
			return;
		}
		if (error.sqlState().equals("28000")) {
			logger.warn("TDengine refused the login: {}. Check taos.username/taos.password", reason);
		}
		else if (error.code() == DATABASE_NOT_EXIST) {
			logger.warn(
					"TDengine has no such database: {}. Create it, or mend taos.database or the database in taos.url",
					reason);
		}
		else if (TaosSslBundle.isCause(error)) {
			logger.warn("TDengine cannot be reached over TLS: {}. Set taos.ssl.bundle to an SSL bundle with the "
					+ "certificates to trust and, if the server asks for one, the client's own", reason);
		}
		else {
			logger.warn("TDengine cannot be reached: {}. Check taos.url; the next call tries again", reason);
		}
	}

	@Override
	public void onEnd(String operation, long reqId, Duration elapsed, long rows) {
		if (operation.equals(CONNECT) && !this.logged.isEmpty()) {
			this.logged.clear();
			logger.info("Connected to TDengine after failures");
		}
	}

}
