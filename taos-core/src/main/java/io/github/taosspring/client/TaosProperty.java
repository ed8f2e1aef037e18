package io.github.taosspring.client;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * What a URL's parameters and a JDBC connection's properties may set, in one place for
 * the parser, {@link java.sql.DriverPropertyInfo} and the documentation.
 * <p>
 * Keys are compared without regard to case, {@code -} and {@code _}.
 */
public enum TaosProperty {

	/** The user. */
	USER("user", "root", "User to log in as.", (builder, value) -> builder.user(value), "username"),

	/** The password. */
	PASSWORD("password", "taosdata", "Password of the user.", (builder, value) -> builder.password(value)),

	/** The token of a cloud service. */
	TOKEN("token", null, "Token of a cloud service, whose gateway takes it in the URL of each request.",
			(builder, value) -> builder.token(value)),

	/** The token instead of user and password. */
	BEARER_TOKEN("bearerToken", null, "Token to log in with instead of user and password; needs TDengine 3.4.0.",
			(builder, value) -> builder.bearerToken(value)),

	/** The one-time code beside user and password. */
	TOTP_CODE("totpCode", null,
			"One-time code (TOTP) beside user and password, good for connections made while it is valid; needs "
					+ "TDengine 3.4.0 and WebSocket.",
			(builder, value) -> builder.totpCode(value)),

	/** The current database of new sessions. */
	DATABASE("database", null, "Current database of new sessions; it must exist.",
			(builder, value) -> builder.database(value), "dbname", "db"),

	/** The zone of local times. */
	TIME_ZONE("timeZone", null, "Time zone of local times, a region id such as Europe/Oslo; the JVM's if not set.",
			(builder, value) -> builder.timeZone(TaosPropertyValues.zone("timeZone", value))),

	/** The time allowed for connecting. */
	CONNECT_TIMEOUT("connectTimeout", "10s", "Time allowed for connecting to one endpoint, login included.",
			(builder, value) -> builder.connectTimeout(TaosPropertyValues.duration("connectTimeout", value)),
			"httpConnectTimeout"),

	/** The time allowed for a reply. */
	REQUEST_TIMEOUT("requestTimeout", "60s",
			"Time allowed for a statement's reply and, counted anew, for each block of its result.",
			(builder, value) -> builder.requestTimeout(TaosPropertyValues.duration("requestTimeout", value)),
			"messageWaitTimeout"),

	/** The time without a sign of life after which a connection is given up. */
	KEEP_ALIVE_TIMEOUT("keepAliveTimeout", "5s",
			"Time without a sign of life of the server, asked for by pings, after which a connection is given up.",
			(builder, value) -> builder.keepAliveTimeout(TaosPropertyValues.duration("keepAliveTimeout", value))),

	/** The name under which the server lists connections. */
	APP_NAME("appName", "taos-spring", "Name under which the server lists connections; it keeps the first 23 bytes.",
			(builder, value) -> builder.appName(value), "app", "applicationName"),

	/** What a rollback does. */
	ROLLBACK("rollback", "warn",
			"What a JDBC connection does when it is rolled back after statements that wrote, which stay written: "
					+ "warn or fail.",
			(builder, value) -> builder.rollback(TaosPropertyValues.rollback("rollback", value))),

	/** Whether connections are encrypted. */
	TLS("tls", "false", "Whether connections are encrypted; the schemes wss and https imply it.",
			(builder, value) -> builder.tls(TaosPropertyValues.flag("tls", value)), "useSSL"),

	/** The certificates to trust. */
	TRUST_STORE("trustStore", null,
			"File with the certificates to trust under TLS: PEM, PKCS#12 or JKS; the JVM's if not set.",
			(builder, value) -> builder.tlsStores((stores) -> stores.withTrustStore(value))),

	/** The password of the trust store. */
	TRUST_STORE_PASSWORD("trustStorePassword", null, "Password of the trust store; PEM needs none.",
			(builder, value) -> builder.tlsStores((stores) -> stores.withTrustStorePassword(value))),

	/** The client's key and certificate. */
	KEY_STORE("keyStore", null,
			"File with the client's key and certificate for servers that ask for one: PKCS#12 or JKS.",
			(builder, value) -> builder.tlsStores((stores) -> stores.withKeyStore(value))),

	/** The password of the key store. */
	KEY_STORE_PASSWORD("keyStorePassword", null, "Password of the key store and of the key in it.",
			(builder, value) -> builder.tlsStores((stores) -> stores.withKeyStorePassword(value))),

	/** Whether frames are compressed. */
	COMPRESSION("compression", "false", "Whether frames are compressed; not supported yet, so only false is taken.",
			(builder, value) -> builder.compression(TaosPropertyValues.flag("compression", value)),
			"enableCompression");

	private final String key;

	private final @Nullable String defaultValue;

	private final String description;

	private final BiConsumer<TaosClientOptions.Builder, String> setter;

	private final List<String> aliases;

	TaosProperty(String key, @Nullable String defaultValue, String description,
			BiConsumer<TaosClientOptions.Builder, String> setter, String... aliases) {
		this.key = key;
		this.defaultValue = defaultValue;
		this.description = description;
		this.setter = setter;
		this.aliases = List.of(aliases);
	}

	/**
	 * Return the key.
	 * @return the key as the documentation writes it, such as {@code timeZone}
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Return further keys that mean the same, taken from other clients of TDengine.
	 * @return the keys, may be empty
	 */
	public List<String> aliases() {
		return this.aliases;
	}

	/**
	 * Return the value that holds where nothing is set.
	 * @return the value, {@code null} if none is
	 */
	public @Nullable String defaultValue() {
		return this.defaultValue;
	}

	/**
	 * Return what this property sets.
	 * @return a sentence
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return whether values must not appear in logs and messages.
	 * @return whether this is a secret
	 */
	public boolean isSecret() {
		return switch (this) {
			case PASSWORD, TOKEN, BEARER_TOKEN, TOTP_CODE, TRUST_STORE_PASSWORD, KEY_STORE_PASSWORD -> true;
			default -> false;
		};
	}

	/**
	 * Return whether values are durations: a number of milliseconds, a number with
	 * {@code ms}, {@code s}, {@code m} or {@code h}, or ISO 8601.
	 * @return whether this is a duration
	 */
	public boolean isDuration() {
		return this == CONNECT_TIMEOUT || this == REQUEST_TIMEOUT || this == KEEP_ALIVE_TIMEOUT;
	}

	/**
	 * Return whether values are {@code true} or {@code false}.
	 * @return whether this is a flag
	 */
	public boolean isFlag() {
		return this == TLS || this == COMPRESSION;
	}

	void apply(TaosClientOptions.Builder builder, String value) {
		this.setter.accept(builder, value);
	}

	Duration defaultDuration() {
		if (this.defaultValue == null) {
			throw new IllegalStateException("No default of " + this.key);
		}
		return TaosPropertyValues.duration(this.key, this.defaultValue);
	}

	/**
	 * Find a property by its key or one of its aliases.
	 * @param key the key in any case
	 * @return the property, {@code null} if there is none
	 */
	public static @Nullable TaosProperty find(String key) {
		String wanted = normalize(key);
		for (TaosProperty property : values()) {
			if (normalize(property.key).equals(wanted)
					|| property.aliases.stream().anyMatch((alias) -> normalize(alias).equals(wanted))) {
				return property;
			}
		}
		return null;
	}

	/**
	 * Find the key that someone may have meant.
	 * @param key an unknown key
	 * @return the nearest key, {@code null} if none is near
	 */
	static @Nullable String nearestKey(String key) {
		String wanted = normalize(key);
		String nearest = null;
		int smallest = Math.max(2, wanted.length() / 3) + 1;
		for (TaosProperty property : values()) {
			int distance = distance(wanted, normalize(property.key));
			for (String alias : property.aliases) {
				distance = Math.min(distance, distance(wanted, normalize(alias)));
			}
			if (distance < smallest) {
				smallest = distance;
				nearest = property.key;
			}
		}
		return nearest;
	}

	/**
	 * Return the message for a key that does not exist.
	 * @param key the key
	 * @return a message that names the nearest key, or else all
	 */
	static String unknownKeyMessage(String key) {
		String nearest = nearestKey(key);
		return "Unknown connection property '" + key + "'; " + ((nearest != null) ? "did you mean '" + nearest + "'?"
				: "known are " + String.join(", ", Arrays.stream(values()).map(TaosProperty::key).toList()));
	}

	private static String normalize(String key) {
		return key.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

	private static int distance(String left, String right) {
		int[] costs = new int[right.length() + 1];
		for (int j = 0; j < costs.length; j++) {
			costs[j] = j;
		}
		for (int i = 1; i <= left.length(); i++) {
			int diagonal = costs[0];
			costs[0] = i;
			for (int j = 1; j < costs.length; j++) {
				int replaced = diagonal + ((left.charAt(i - 1) == right.charAt(j - 1)) ? 0 : 1);
				diagonal = costs[j];
				costs[j] = Math.min(replaced, Math.min(costs[j], costs[j - 1]) + 1);
			}
		}
		return costs[right.length()];
	}

}
