package io.github.taosspring.client;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import org.jspecify.annotations.Nullable;

/**
 * How a client connects. Immutable and thread-safe; {@link #DEFAULTS} is WebSocket to
 * {@code localhost:6041} as {@code root}.
 * <p>
 * {@link #toString()} is a URL without the password and the tokens.
 */
public final class TaosClientOptions {

	/** WebSocket to localhost, the user and password of a fresh installation. */
	public static final TaosClientOptions DEFAULTS = new Builder().build();

	private final TaosProtocol protocol;

	private final List<TaosEndpoint> endpoints;

	private final boolean tls;

	private final TlsStores tlsStores;

	private final @Nullable SSLContext sslContext;

	private final @Nullable SSLParameters sslParameters;

	private final String user;

	private final String password;

	private final @Nullable String token;

	private final @Nullable String bearerToken;

	private final @Nullable Supplier<String> totpCode;

	private final List<TaosUrl.Host> hosts;

	private final @Nullable String database;

	private final @Nullable ZoneId timeZone;

	private final Duration connectTimeout;

	private final Duration requestTimeout;

	private final Duration keepAliveTimeout;

	private final String appName;

	private final TaosRollback rollback;

	private final TaosOperationListener operationListener;

	private final TaosConnectionListener connectionListener;

	private TaosClientOptions(Builder builder) {
		this.protocol = builder.protocol;
		this.token = builder.token;
		this.bearerToken = builder.bearerToken;
		this.totpCode = builder.totpCode;
		this.hosts = builder.hosts;
		this.endpoints = endpoints(builder);
		this.tls = builder.tls;
		this.tlsStores = builder.tlsStores;
		this.sslContext = builder.sslContext;
		this.sslParameters = builder.sslParameters;
		this.user = builder.user;
		this.password = builder.password;
		this.database = builder.database;
		this.timeZone = builder.timeZone;
		this.connectTimeout = builder.connectTimeout;
		this.requestTimeout = builder.requestTimeout;
		this.keepAliveTimeout = builder.keepAliveTimeout;
		this.appName = builder.appName;
		this.rollback = builder.rollback;
		this.operationListener = builder.operationListener;
		this.connectionListener = builder.connectionListener;
		if (this.tls && this.protocol == TaosProtocol.NATIVE) {
			throw TaosErrors.unsupported("The native protocol has no TLS; use taos+wss or taos+https");
		}
		checkTls();
		checkLogin();
	}

	private void checkTls() {
		if (!this.tls && (!this.tlsStores.isEmpty() || this.sslContext != null)) {
			throw TaosErrors.misuse("Certificates are set ('trustStore', 'keyStore' or an SSLContext) but connections "
					+ "are not encrypted; use taos+wss:// or taos+https://, or set 'tls' to true");
		}
		if (!this.tlsStores.isEmpty()) {
			if (this.sslContext != null) {
				throw TaosErrors.misuse("Set either 'trustStore' and 'keyStore' or an SSLContext, not both");
			}
			// now, so that a file that cannot be read is known before the first
			// connection
			this.tlsStores.sslContext();
		}
	}

	private static List<TaosEndpoint> endpoints(Builder builder) {
		if (!builder.endpoints.isEmpty()) {
			return builder.endpoints;
		}
		int defaultPort = builder.protocol.defaultPort();
		if (builder.hosts.isEmpty()) {
			return List.of(new TaosEndpoint("localhost", defaultPort));
		}
		// the gateways that want a token listen where every web server does
		int port = (builder.token != null && builder.tls) ? 443 : defaultPort;
		return builder.hosts.stream().map((host) -> host.toEndpoint(port)).toList();
	}

	private void checkLogin() {
		if (this.protocol == TaosProtocol.NATIVE && this.token != null) {
			throw TaosErrors.unsupported("The native protocol has no 'token'; use taos+wss or taos+https");
		}
		if (this.bearerToken != null && this.token != null) {
			throw TaosErrors.misuse("Set either 'token' or 'bearerToken': behind a cloud gateway, which 'token' is "
					+ "for, the server takes no bearer token");
		}
		if (this.totpCode != null && this.bearerToken != null) {
			throw TaosErrors.misuse("Set either 'totpCode', which goes with user and password, or 'bearerToken'");
		}
		if (this.totpCode != null && this.protocol == TaosProtocol.REST) {
			throw TaosErrors.unsupported("REST has no one-time codes ('totpCode'); use taos+ws:// or taos+wss://");
		}
	}

	/**
	 * Parse a URL:
	 * {@code taos+ws://user:password@host1:6041,host2:6041/database?key=value} with any
	 * scheme of {@code taos+ws}, {@code taos+wss}, {@code taos+http}, {@code taos+https},
	 * {@code taos+native}, the same after {@code jdbc:taos:}, or what other clients of
	 * TDengine write: {@code ws}, {@code wss}, {@code taosws}, {@code http},
	 * {@code https}, {@code taos}, {@code jdbc:TAOS-WS}, {@code jdbc:TAOS-RS},
	 * {@code jdbc:TAOS}. Keys: {@link TaosProperty}. User, password, database, keys and
	 * values may be percent-encoded; {@code :}, {@code /}, {@code ?}, {@code @} and
	 * {@code %} in a user or password must be.
	 * @param url the URL
	 * @return the options
	 * @throws TaosInterfaceException if the URL is wrong; the message never repeats its
	 * password
	 */
	public static TaosClientOptions fromUrl(String url) {
		return fromUrl(url, Map.of());
	}

	/**
	 * Parse a URL and let properties add to it.
	 * @param url the URL, see {@link #fromUrl(String)}
	 * @param properties values by the keys of {@link TaosProperty}; they win over the URL
	 * @return the options
	 * @throws TaosInterfaceException if the URL or a property is wrong; the message never
	 * repeats a password
	 */
	public static TaosClientOptions fromUrl(String url, Map<String, String> properties) {
		Builder builder = new Builder();
		TaosUrl.parse(url, builder);
		properties.forEach((key, value) -> {
			TaosProperty property = TaosProperty.find(key);
			if (property == null) {
				throw TaosErrors.misuse(TaosProperty.unknownKeyMessage(key));
			}
			property.apply(builder, value);
		});
		return builder.build();
	}

	/**
	 * Return a builder that holds the defaults.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return a builder that holds these options.
	 * @return a new builder
	 */
	public Builder toBuilder() {
		Builder builder = new Builder();
		builder.protocol = this.protocol;
		builder.hosts = this.hosts;
		builder.endpoints = this.hosts.isEmpty() ? this.endpoints : List.of();
		builder.tls = this.tls;
		builder.tlsStores = this.tlsStores;
		builder.sslContext = this.sslContext;
		builder.sslParameters = this.sslParameters;
		builder.user = this.user;
		builder.password = this.password;
		builder.token = this.token;
		builder.bearerToken = this.bearerToken;
		builder.totpCode = this.totpCode;
		builder.database = this.database;
		builder.timeZone = this.timeZone;
		builder.connectTimeout = this.connectTimeout;
		builder.requestTimeout = this.requestTimeout;
		builder.keepAliveTimeout = this.keepAliveTimeout;
		builder.appName = this.appName;
		builder.rollback = this.rollback;
		builder.operationListener = this.operationListener;
		builder.connectionListener = this.connectionListener;
		return builder;
	}

	/**
	 * Return the road to the server.
	 * @return the protocol
	 */
	public TaosProtocol protocol() {
		return this.protocol;
	}

	/**
	 * Return the servers, any of which will do.
	 * @return the endpoints in the order given, never empty
	 */
	public List<TaosEndpoint> endpoints() {
		return this.endpoints;
	}

	/**
	 * Return whether connections are encrypted.
	 * @return whether TLS is used
	 */
	public boolean tls() {
		return this.tls;
	}

	/**
	 * Return where keys and trusted certificates come from under TLS. Whatever it is, the
	 * server's certificate must be for the host that is connected to.
	 * @return the context set, else that of the properties {@code trustStore} and
	 * {@code keyStore}, {@code null} for the JVM's
	 */
	public @Nullable SSLContext sslContext() {
		return (this.sslContext == null && !this.tlsStores.isEmpty()) ? this.tlsStores.sslContext() : this.sslContext;
	}

	/**
	 * Return the protocol versions and cipher suites of TLS.
	 * @return a copy, {@code null} for the defaults of the {@link #sslContext()}
	 */
	public @Nullable SSLParameters sslParameters() {
		return (this.sslParameters != null) ? copy(this.sslParameters) : null;
	}

	private static SSLParameters copy(SSLParameters parameters) {
		return new SSLParameters(parameters.getCipherSuites(), parameters.getProtocols());
	}

	/**
	 * Return the user.
	 * @return the name
	 */
	public String user() {
		return this.user;
	}

	/**
	 * Return the password.
	 * @return the secret; never to be logged
	 */
	public String password() {
		return this.password;
	}

	/**
	 * Return the token of a cloud service.
	 * @return the secret, {@code null} if none is set; never to be logged
	 */
	public @Nullable String token() {
		return this.token;
	}

	/**
	 * Return the token to log in with instead of user and password.
	 * @return the secret, {@code null} if none is set; never to be logged
	 */
	public @Nullable String bearerToken() {
		return this.bearerToken;
	}

	/**
	 * Return the one-time code for a login at this moment.
	 * @return the secret, {@code null} if none is set; never to be logged
	 */
	public @Nullable String totpCode() {
		return (this.totpCode != null) ? this.totpCode.get() : null;
	}

	/**
	 * Return whether logins take a one-time code.
	 * @return whether {@link #totpCode()} returns one
	 */
	public boolean hasTotpCode() {
		return this.totpCode != null;
	}

	/**
	 * Return the database of new sessions.
	 * @return the name, {@code null} if none
	 */
	public @Nullable String database() {
		return this.database;
	}

	/**
	 * Return the zone of local times.
	 * <p>
	 * It governs the literals of statements, {@code to_iso8601}, {@code to_timestamp},
	 * {@code to_unixtimestamp}, {@code today()} and {@code timetruncate} by days.
	 * TDengine itself does not shift by it the windows of {@code interval(1d)},
	 * {@code interval(1w)} and {@code interval(1n)}, nor what {@code to_char} makes of a
	 * column: these stay in the server's zone, and the connector does not patch them. For
	 * a zone without summer time an offset moves the windows: with a server in UTC,
	 * {@code interval(1d, 16h)} has them begin at midnight of {@code +08:00}. In zones
	 * with summer time {@code to_iso8601} and {@code timetruncate} use today's offset for
	 * every instant (seen with 3.3.7.5).
	 * @return the zone set, else the JVM's of this moment
	 */
	public ZoneId timeZone() {
		return (this.timeZone != null) ? this.timeZone : ZoneId.systemDefault();
	}

	/**
	 * Return the time allowed for connecting to one endpoint, login included.
	 * @return the time, greater than zero
	 */
	public Duration connectTimeout() {
		return this.connectTimeout;
	}

	/**
	 * Return the time allowed for a statement's reply and, counted anew, for each block
	 * of its result.
	 * @return the time, greater than zero
	 */
	public Duration requestTimeout() {
		return this.requestTimeout;
	}

	/**
	 * Return the time without a sign of life after which a connection is given up. Any
	 * byte that arrives is one, and a server that sends none is pinged. Calls that wait
	 * on the connection fail then.
	 * @return the time, greater than zero
	 */
	public Duration keepAliveTimeout() {
		return this.keepAliveTimeout;
	}

	/**
	 * Return the name under which the server lists connections; it keeps the first 23
	 * bytes.
	 * @return the name
	 */
	public String appName() {
		return this.appName;
	}

	/**
	 * Return what a JDBC connection does when it is rolled back after statements that
	 * wrote.
	 * @return warn or fail
	 */
	public TaosRollback rollback() {
		return this.rollback;
	}

	/**
	 * Return who is told of operations.
	 * @return the listener
	 */
	public TaosOperationListener operationListener() {
		return this.operationListener;
	}

	/**
	 * Return who is told of connections made and lost.
	 * @return the listener
	 */
	public TaosConnectionListener connectionListener() {
		return this.connectionListener;
	}

	/**
	 * Return the options as a URL without the password.
	 * @return such as {@code taos+ws://root@localhost:6041/power}
	 */
	@Override
	public String toString() {
		StringBuilder url = new StringBuilder("taos+").append(this.protocol.scheme(this.tls)).append("://");
		TaosUrl.encode(this.user, url);
		url.append('@');
		url.append(this.endpoints.stream().map(TaosEndpoint::toString).collect(Collectors.joining(",")));
		if (this.database != null) {
			TaosUrl.encode(this.database, url.append('/'));
		}
		if (this.timeZone != null) {
			TaosUrl.encode(this.timeZone.getId(), url.append("?timeZone="));
		}
		return url.toString();
	}

	/**
	 * Collects options; each setter checks its value and throws
	 * {@link TaosInterfaceException} if it is wrong. Not thread-safe.
	 */
	public static final class Builder {

		private TaosProtocol protocol = TaosProtocol.WEBSOCKET;

		private List<TaosEndpoint> endpoints = List.of();

		private boolean tls;

		private TlsStores tlsStores = TlsStores.NONE;

		private @Nullable SSLContext sslContext;

		private @Nullable SSLParameters sslParameters;

		private String user = Objects.requireNonNull(TaosProperty.USER.defaultValue());

		private String password = Objects.requireNonNull(TaosProperty.PASSWORD.defaultValue());

		private @Nullable String token;

		private @Nullable String bearerToken;

		private @Nullable Supplier<String> totpCode;

		private List<TaosUrl.Host> hosts = List.of();

		private @Nullable String database;

		private @Nullable ZoneId timeZone;

		private Duration connectTimeout = TaosProperty.CONNECT_TIMEOUT.defaultDuration();

		private Duration requestTimeout = TaosProperty.REQUEST_TIMEOUT.defaultDuration();

		private Duration keepAliveTimeout = TaosProperty.KEEP_ALIVE_TIMEOUT.defaultDuration();

		private String appName = Objects.requireNonNull(TaosProperty.APP_NAME.defaultValue());

		private TaosRollback rollback = TaosRollback.WARN;

		private TaosOperationListener operationListener = TaosOperationListener.NONE;

		private TaosConnectionListener connectionListener = TaosConnectionListener.NONE;

		private Builder() {
		}

		/**
		 * Set the road to the server.
		 * @param protocol the protocol
		 * @return this
		 */
		public Builder protocol(TaosProtocol protocol) {
			this.protocol = Objects.requireNonNull(protocol, "protocol");
			return this;
		}

		/**
		 * Set the only server.
		 * @param host a name or an address
		 * @param port 1 to 65535
		 * @return this
		 */
		public Builder endpoint(String host, int port) {
			return endpoints(List.of(new TaosEndpoint(host, port)));
		}

		/**
		 * Set the servers, any of which will do.
		 * @param endpoints at least one
		 * @return this
		 */
		public Builder endpoints(List<TaosEndpoint> endpoints) {
			if (endpoints.isEmpty()) {
				throw TaosErrors.misuse("At least one endpoint is needed");
			}
			this.endpoints = List.copyOf(endpoints);
			this.hosts = List.of();
			return this;
		}

		/**
		 * Set servers whose port may depend on other options.
		 */
		Builder hosts(List<TaosUrl.Host> hosts) {
			this.hosts = List.copyOf(hosts);
			this.endpoints = List.of();
			return this;
		}

		/**
		 * Set whether connections are encrypted.
		 * @param tls whether TLS is used
		 * @return this
		 */
		public Builder tls(boolean tls) {
			this.tls = tls;
			return this;
		}

		/**
		 * Set where keys and trusted certificates come from; connections must be
		 * {@linkplain #tls(boolean) encrypted} then.
		 * @param sslContext the context, {@code null} for the JVM's
		 * @return this
		 */
		public Builder sslContext(@Nullable SSLContext sslContext) {
			this.sslContext = sslContext;
			return this;
		}

		/**
		 * Set the protocol versions and cipher suites of TLS. Nothing else of the
		 * parameters counts; host names are always verified.
		 * @param sslParameters the parameters, {@code null} for the defaults
		 * @return this
		 */
		public Builder sslParameters(@Nullable SSLParameters sslParameters) {
			this.sslParameters = (sslParameters != null) ? copy(sslParameters) : null;
			return this;
		}

		Builder tlsStores(UnaryOperator<TlsStores> change) {
			this.tlsStores = change.apply(this.tlsStores);
			return this;
		}

		/**
		 * Set the user.
		 * @param user the name, not empty
		 * @return this
		 */
		public Builder user(String user) {
			this.user = notEmpty(TaosProperty.USER, user);
			return this;
		}

		/**
		 * Set the password.
		 * @param password the secret
		 * @return this
		 */
		public Builder password(String password) {
			this.password = Objects.requireNonNull(password, "password");
			return this;
		}

		/**
		 * Set the token of a cloud service. Hosts of a URL that name no port have 443
		 * then if connections are encrypted.
		 * @param token the secret, {@code null} or empty for none
		 * @return this
		 */
		public Builder token(@Nullable String token) {
			this.token = secret(TaosProperty.TOKEN, token);
			return this;
		}

		/**
		 * Set the token to log in with instead of user and password, as
		 * {@code CREATE TOKEN} makes it. Needs TDengine 3.4.0; older servers are refused.
		 * @param bearerToken the secret, {@code null} or empty for none
		 * @return this
		 */
		public Builder bearerToken(@Nullable String bearerToken) {
			this.bearerToken = secret(TaosProperty.BEARER_TOKEN, bearerToken);
			return this;
		}

		/**
		 * Set the one-time code beside user and password. It is good for connections made
		 * while it is valid, so that a lost one can't be replaced later; see
		 * {@link #totpCode(Supplier)}. Needs TDengine 3.4.0; older servers are refused.
		 * @param totpCode the secret, {@code null} or empty for none
		 * @return this
		 */
		public Builder totpCode(@Nullable String totpCode) {
			String code = secret(TaosProperty.TOTP_CODE, totpCode);
			this.totpCode = (code != null) ? () -> code : null;
			return this;
		}

		/**
		 * Set what makes a one-time code for each connection.
		 * @param totpCodes called by any thread that connects
		 * @return this
		 */
		public Builder totpCode(Supplier<String> totpCodes) {
			this.totpCode = Objects.requireNonNull(totpCodes, "totpCodes");
			return this;
		}

		/**
		 * Check what is to stand in a header or a URL.
		 */
		private static @Nullable String secret(TaosProperty property, @Nullable String value) {
			if (value == null || value.isEmpty()) {
				return null;
			}
			if (!value.chars().allMatch((ch) -> ch > ' ' && ch < 0x7F)) {
				throw TaosErrors.misuse(
						"The connection property '" + property.key() + "' must consist of visible ASCII characters");
			}
			return value;
		}

		/**
		 * Set the database of new sessions.
		 * @param database the name without back-quotes, case kept; {@code null} or empty
		 * for none
		 * @return this
		 */
		public Builder database(@Nullable String database) {
			this.database = (database == null || database.isEmpty()) ? null : TaosLimits.checkDatabaseName(database);
			return this;
		}

		/**
		 * Set the zone of local times, see {@link TaosClientOptions#timeZone()}.
		 * @param timeZone the zone, {@code null} for the JVM's
		 * @return this
		 */
		public Builder timeZone(@Nullable ZoneId timeZone) {
			this.timeZone = timeZone;
			return this;
		}

		/**
		 * Set the time allowed for connecting to one endpoint.
		 * @param connectTimeout at least a millisecond
		 * @return this
		 */
		public Builder connectTimeout(Duration connectTimeout) {
			this.connectTimeout = positive(TaosProperty.CONNECT_TIMEOUT, connectTimeout);
			return this;
		}

		/**
		 * Set the time allowed for a statement's reply and for each block.
		 * @param requestTimeout at least a millisecond
		 * @return this
		 */
		public Builder requestTimeout(Duration requestTimeout) {
			this.requestTimeout = positive(TaosProperty.REQUEST_TIMEOUT, requestTimeout);
			return this;
		}

		/**
		 * Set the time without a sign of life after which a connection is given up. Much
		 * less than the default mistakes a pause of the server for its end.
		 * @param keepAliveTimeout at least a millisecond
		 * @return this
		 */
		public Builder keepAliveTimeout(Duration keepAliveTimeout) {
			this.keepAliveTimeout = positive(TaosProperty.KEEP_ALIVE_TIMEOUT, keepAliveTimeout);
			return this;
		}

		/**
		 * Set what a JDBC connection does when it is rolled back after statements that
		 * wrote.
		 * @param rollback warn or fail
		 * @return this
		 */
		public Builder rollback(TaosRollback rollback) {
			this.rollback = Objects.requireNonNull(rollback, "rollback");
			return this;
		}

		/**
		 * Set the name under which the server lists connections.
		 * @param appName the name, not empty; the server keeps its first 23 bytes
		 * @return this
		 */
		public Builder appName(String appName) {
			this.appName = notEmpty(TaosProperty.APP_NAME, appName);
			return this;
		}

		/**
		 * Set whether frames are compressed.
		 * @param compression must be false
		 * @return this
		 */
		public Builder compression(boolean compression) {
			if (compression) {
				throw TaosErrors
					.unsupported("Compression is not supported yet; leave 'compression' out or set it to false");
			}
			return this;
		}

		/**
		 * Set who is told of operations.
		 * @param operationListener the listener
		 * @return this
		 */
		public Builder operationListener(TaosOperationListener operationListener) {
			this.operationListener = Objects.requireNonNull(operationListener, "operationListener");
			return this;
		}

		/**
		 * Set who is told of connections made and lost.
		 * @param connectionListener the listener
		 * @return this
		 */
		public Builder connectionListener(TaosConnectionListener connectionListener) {
			this.connectionListener = Objects.requireNonNull(connectionListener, "connectionListener");
			return this;
		}

		/**
		 * Create the options.
		 * @return the options
		 */
		public TaosClientOptions build() {
			return new TaosClientOptions(this);
		}

		private static String notEmpty(TaosProperty property, String value) {
			if (value.isBlank()) {
				throw TaosErrors.misuse("The connection property '" + property.key() + "' must not be empty");
			}
			return value;
		}

		private static Duration positive(TaosProperty property, Duration value) {
			if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(Duration.ofDays(24)) > 0) {
				throw TaosErrors.misuse("The connection property '" + property.key()
						+ "' must be between 1 ms and 24 days, was " + value);
			}
			return value;
		}

	}

}
