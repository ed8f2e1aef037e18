package io.github.taosspring.client;

/**
 * What not every server can do, and the version that brought it: the tags of taosAdapter
 * that first contain it. A server whose version is not known is taken to be the newest.
 */
public enum TaosCapability {

	/**
	 * The requests that this connector cannot do without: {@code binary_query} and
	 * {@code fetch_raw_block} of {@code /ws}. Older servers are refused when connecting,
	 * by REST too.
	 */
	CONNECTING("Connecting with this connector", "3.3.1.0"),

	/**
	 * Bound statements of the second kind ({@code stmt2_init} and so on). Older servers
	 * have those of the first kind ({@code init} and so on), which this connector uses
	 * instead; what they cannot do is refused by name.
	 */
	BOUND_STATEMENTS("A bound statement of the second kind (stmt2)", "3.3.3.0"),

	/** A connection's own time zone ({@code tz} of {@code conn}, {@code conn_tz}). */
	CONNECTION_TIME_ZONE("A connection's own time zone", "3.3.5.0"),

	/** Changing a connection's time zone and names later. */
	CONNECTION_OPTIONS("Changing the options of a connection (options_connection)", "3.3.5.0"),

	/** DECIMAL columns, whose precision and scale results name since then. */
	DECIMAL("The type DECIMAL", "3.3.6.0"),

	/** Asking whether the server works, before a login. */
	CHECK_SERVER_STATUS("Asking for the server's status (check_server_status)", "3.3.6.0"),

	/** Checking a statement without running it. */
	VALIDATE_SQL("Checking a statement without running it (validate_sql)", "3.3.6.0"),

	/** BLOB columns. */
	BLOB("The type BLOB", "3.3.7.0"),

	/** Logging in with a token instead of user and password. */
	BEARER_TOKEN("Logging in with a token ('bearerToken')", "3.4.0.0"),

	/** A one-time code beside user and password. */
	TOTP_CODE("Logging in with a one-time code ('totpCode')", "3.4.0.0"),

	/** Binding and running in one request. */
	BIND_AND_EXECUTE("Binding and running a statement in one request (stmt2_bind_exec)", "3.4.1.13");

	private final String text;

	private final TaosVersion since;

	TaosCapability(String text, String since) {
		this.text = text;
		this.since = TaosVersion.parse(since);
	}

	/**
	 * Return the first version that has it.
	 * @return the version
	 */
	public TaosVersion since() {
		return this.since;
	}

	/**
	 * Return whether a server has it.
	 * @param server the server's version
	 * @return whether it is new enough; {@code true} if its version is not known
	 */
	public boolean isIn(TaosVersion server) {
		return server.isAtLeast(this.since);
	}

	/**
	 * Check that a server has it.
	 * @param server the server's version
	 * @throws TaosInterfaceException if it is too old; the message names what is needed
	 * and both versions
	 */
	public void check(TaosVersion server) {
		if (!isIn(server)) {
			throw TaosErrors.unsupported(
					this.text + " needs TDengine " + this.since + " or newer; this server says it is " + server);
		}
	}

}
