package io.github.taosspring.boot;

import java.nio.file.Path;
import java.time.Duration;

import io.github.taosspring.client.TaosRollback;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Properties of TDengine. An unknown {@code taos.*} key outside of the environment is an
 * error: most are typing mistakes.
 */
@ConfigurationProperties(prefix = "taos", ignoreUnknownFields = false)
public class TaosProperties {

	/**
	 * URL of TDengine, such as taos+ws://root:taosdata@td1:6041,td2:6041/power. Schemes
	 * are taos+ws, taos+wss and those of other clients of TDengine. User and password in
	 * it must be percent-encoded. There is no default.
	 */
	private @Nullable String url;

	/**
	 * User to log in as; wins over the URL. 'root' if neither names one.
	 */
	private @Nullable String username;

	/**
	 * Password of the user; wins over the URL. 'taosdata' if neither has one.
	 */
	private @Nullable String password;

	/**
	 * Token of a cloud service, whose gateway takes it in the URL of each request; wins
	 * over the URL. Hosts without a port have 443 then if connections are encrypted.
	 */
	private @Nullable String token;

	/**
	 * Token to log in with instead of user and password; wins over the URL. Needs
	 * TDengine 3.4.0.
	 */
	private @Nullable String bearerToken;

	/**
	 * One-time code (TOTP) beside user and password, good for connections made while it
	 * is valid. Needs TDengine 3.4.0 and WebSocket.
	 */
	private @Nullable String totpCode;

	/**
	 * Current database of all connections; wins over the URL. It must exist, or be made
	 * by 'taos.schema.mode'.
	 */
	private @Nullable String database;

	/**
	 * Time zone of local times, a region id such as Europe/Oslo; the JVM's if not set.
	 */
	private @Nullable String timeZone;

	/**
	 * Time allowed for connecting to one endpoint, login included. '10s' if neither this
	 * nor the URL sets it.
	 */
	private @Nullable Duration connectTimeout;

	/**
	 * Time allowed for a statement's reply and, counted anew, for each block of its
	 * result. '60s' if neither this nor the URL sets it.
	 */
	private @Nullable Duration requestTimeout;

	/**
	 * Time without a sign of life of the server, asked for by pings, after which a
	 * connection is given up. '5s' if neither this nor the URL sets it.
	 */
	private @Nullable Duration keepAliveTimeout;

	/**
	 * Name under which the server lists connections; it keeps the first 23 bytes. The
	 * application's name if not set.
	 */
	private @Nullable String appName;

	/**
	 * What a JDBC connection does when it is rolled back after statements that wrote,
	 * which stay written. 'warn' if neither this nor the URL sets it.
	 */
	private @Nullable TaosRollback rollback;

	/**
	 * Whether frames are compressed; not supported yet, so only 'false' is taken.
	 */
	private @Nullable Boolean compression;

	/**
	 * Whether the application connects when it starts, and does not start if that fails.
	 */
	private boolean failFast = false;

	private final Ssl ssl = new Ssl();

	private final Datasource datasource = new Datasource();

	private final Embedded embedded = new Embedded();

	private final Health health = new Health();

	@NestedConfigurationProperty
	private final TaosSchemaProperties schema = new TaosSchemaProperties();

	@NestedConfigurationProperty
	private final TaosBufferedProperties buffered = new TaosBufferedProperties();

	@NestedConfigurationProperty
	private final TaosSchemalessProperties schemaless = new TaosSchemalessProperties();

	@NestedConfigurationProperty
	private final TaosConsumerProperties consumer = new TaosConsumerProperties();

	@NestedConfigurationProperty
	private final TaosListenerProperties listener = new TaosListenerProperties();

	@NestedConfigurationProperty
	private final TaosTopicProperties topic = new TaosTopicProperties();

	public @Nullable String getUrl() {
		return this.url;
	}

	public void setUrl(@Nullable String url) {
		this.url = url;
	}

	public @Nullable String getUsername() {
		return this.username;
	}

	public void setUsername(@Nullable String username) {
		this.username = username;
	}

	public @Nullable String getPassword() {
		return this.password;
	}

	public void setPassword(@Nullable String password) {
		this.password = password;
	}

	public @Nullable String getToken() {
		return this.token;
	}

	public void setToken(@Nullable String token) {
		this.token = token;
	}

	public @Nullable String getBearerToken() {
		return this.bearerToken;
	}

	public void setBearerToken(@Nullable String bearerToken) {
		this.bearerToken = bearerToken;
	}

	public @Nullable String getTotpCode() {
		return this.totpCode;
	}

	public void setTotpCode(@Nullable String totpCode) {
		this.totpCode = totpCode;
	}

	public @Nullable String getDatabase() {
		return this.database;
	}

	public void setDatabase(@Nullable String database) {
		this.database = database;
	}

	public @Nullable String getTimeZone() {
		return this.timeZone;
	}

	public void setTimeZone(@Nullable String timeZone) {
		this.timeZone = timeZone;
	}

	public @Nullable Duration getConnectTimeout() {
		return this.connectTimeout;
	}

	public void setConnectTimeout(@Nullable Duration connectTimeout) {
		this.connectTimeout = connectTimeout;
	}

	public @Nullable Duration getRequestTimeout() {
		return this.requestTimeout;
	}

	public void setRequestTimeout(@Nullable Duration requestTimeout) {
		this.requestTimeout = requestTimeout;
	}

	public @Nullable Duration getKeepAliveTimeout() {
		return this.keepAliveTimeout;
	}

	public void setKeepAliveTimeout(@Nullable Duration keepAliveTimeout) {
		this.keepAliveTimeout = keepAliveTimeout;
	}

	public @Nullable TaosRollback getRollback() {
		return this.rollback;
	}

	public void setRollback(@Nullable TaosRollback rollback) {
		this.rollback = rollback;
	}

	public @Nullable String getAppName() {
		return this.appName;
	}

	public void setAppName(@Nullable String appName) {
		this.appName = appName;
	}

	public @Nullable Boolean getCompression() {
		return this.compression;
	}

	public void setCompression(@Nullable Boolean compression) {
		this.compression = compression;
	}

	public boolean isFailFast() {
		return this.failFast;
	}

	public void setFailFast(boolean failFast) {
		this.failFast = failFast;
	}

	public Ssl getSsl() {
		return this.ssl;
	}

	public Datasource getDatasource() {
		return this.datasource;
	}

	public Embedded getEmbedded() {
		return this.embedded;
	}

	public TaosSchemaProperties getSchema() {
		return this.schema;
	}

	public TaosBufferedProperties getBuffered() {
		return this.buffered;
	}

	public TaosSchemalessProperties getSchemaless() {
		return this.schemaless;
	}

	public TaosConsumerProperties getConsumer() {
		return this.consumer;
	}

	public TaosListenerProperties getListener() {
		return this.listener;
	}

	public TaosTopicProperties getTopic() {
		return this.topic;
	}

	public Health getHealth() {
		return this.health;
	}

	/**
	 * Properties of encryption.
	 */
	public static class Ssl {

		/**
		 * Whether connections are encrypted. The schemes taos+wss and taos+https and a
		 * bundle imply it.
		 */
		private @Nullable Boolean enabled;

		/**
		 * SSL bundle with the certificates to trust and, for a server that asks for one,
		 * the client's key and certificate. The JVM's trusted certificates if not set.
		 */
		private @Nullable String bundle;

		public @Nullable Boolean getEnabled() {
			return this.enabled;
		}

		public void setEnabled(@Nullable Boolean enabled) {
			this.enabled = enabled;
		}

		public @Nullable String getBundle() {
			return this.bundle;
		}

		public void setBundle(@Nullable String bundle) {
			this.bundle = bundle;
		}

	}

	/**
	 * Properties of the connection pool.
	 */
	public static class Datasource {

		/**
		 * Whether to create a data source for JDBC.
		 */
		private boolean enabled = true;

		/**
		 * Whether the data source is the application's main one. Otherwise it is injected
		 * by the qualifier 'taos' only, beside the main one.
		 */
		private boolean defaultCandidate = false;

		/**
		 * Most connections that the pool keeps.
		 */
		private int maximumPoolSize = 10;

		/**
		 * Fewest idle connections that the pool keeps ready.
		 */
		private int minimumIdle = 0;

		/**
		 * Time that a caller waits for a connection of the pool.
		 */
		private Duration connectionTimeout = Duration.ofSeconds(30);

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public boolean isDefaultCandidate() {
			return this.defaultCandidate;
		}

		public void setDefaultCandidate(boolean defaultCandidate) {
			this.defaultCandidate = defaultCandidate;
		}

		public int getMaximumPoolSize() {
			return this.maximumPoolSize;
		}

		public void setMaximumPoolSize(int maximumPoolSize) {
			this.maximumPoolSize = maximumPoolSize;
		}

		public int getMinimumIdle() {
			return this.minimumIdle;
		}

		public void setMinimumIdle(int minimumIdle) {
			this.minimumIdle = minimumIdle;
		}

		public Duration getConnectionTimeout() {
			return this.connectionTimeout;
		}

		public void setConnectionTimeout(Duration connectionTimeout) {
			this.connectionTimeout = connectionTimeout;
		}

	}

	/**
	 * Properties of the embedded server.
	 */
	public static class Embedded {

		/**
		 * Whether to start a TDengine-compatible server inside the application, for tests
		 * and first runs. It needs taos-embedded on the class path and does not start if
		 * 'taos.url' is set.
		 */
		private boolean enabled = false;

		/**
		 * Port of the embedded server; 0 takes a free one.
		 */
		private int port = 0;

		/**
		 * Directory in which the embedded server keeps its data, made if there is none.
		 * If not set, data is in memory only and ends with the application.
		 */
		private @Nullable Path path;

		private final EmbeddedSsl ssl = new EmbeddedSsl();

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public int getPort() {
			return this.port;
		}

		public void setPort(int port) {
			this.port = port;
		}

		public @Nullable Path getPath() {
			return this.path;
		}

		public void setPath(@Nullable Path path) {
			this.path = path;
		}

		public EmbeddedSsl getSsl() {
			return this.ssl;
		}

	}

	/**
	 * Properties of encryption by the embedded server.
	 */
	public static class EmbeddedSsl {

		/**
		 * SSL bundle with the key and certificate of the embedded server, which is
		 * encrypted then. The application's own connections trust what 'taos.ssl.bundle'
		 * trusts, or else what this bundle does.
		 */
		private @Nullable String bundle;

		public @Nullable String getBundle() {
			return this.bundle;
		}

		public void setBundle(@Nullable String bundle) {
			this.bundle = bundle;
		}

	}

	/**
	 * Properties of the health indicator.
	 */
	public static class Health {

		/**
		 * Time that the health indicator waits for an answer of TDengine.
		 */
		private Duration timeout = Duration.ofSeconds(5);

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

	}

}
