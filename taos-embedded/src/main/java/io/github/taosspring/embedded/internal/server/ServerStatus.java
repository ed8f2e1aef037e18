package io.github.taosspring.embedded.internal.server;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The answers to {@code check_server_status}. The embedded server stands for a taosd at
 * the loopback's port 6030 and knows of no other; it never opens a connection to find
 * out.
 */
final class ServerStatus {

	/** There is no server ({@code TSDB_SRV_STATUS_UNAVAILABLE}). */
	private static final int UNAVAILABLE = 0;

	/** The server is up ({@code TSDB_SRV_STATUS_SERVICE_OK}). */
	private static final int SERVICE_OK = 2;

	private static final int TAOSD_PORT = 6030;

	private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "::1");

	private ServerStatus() {
	}

	/**
	 * Return the status of a server.
	 * @param host its name, {@code null} or empty for this one
	 * @param port its port, 0 for the default
	 */
	static int of(@Nullable String host, int port) {
		boolean ownHost = host == null || host.isEmpty() || OWN_NAMES.contains(host.toLowerCase(Locale.ROOT));
		boolean ownPort = port == 0 || port == TAOSD_PORT;
		return (ownHost && ownPort) ? SERVICE_OK : UNAVAILABLE;
	}

}
