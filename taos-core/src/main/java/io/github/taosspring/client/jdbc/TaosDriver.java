package io.github.taosspring.client.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosProperty;
import org.jspecify.annotations.Nullable;

/**
 * The driver for {@link DriverManager}: takes URLs that start with {@code jdbc:taos:},
 * such as {@code jdbc:taos:ws://localhost:6041/power}, and leaves those of the vendor's
 * driver to it. Properties and URL parameters are those of {@link TaosProperty};
 * properties win. Thread-safe.
 */
public final class TaosDriver implements Driver {

	static final String PREFIX = "jdbc:taos:";

	/** A mistake that no other driver takes, so that its message is ours to give. */
	private static final String MISTAKEN = "jdbc:taos+";

	static {
		register();
	}

	private static void register() {
		try {
			DriverManager.registerDriver(new TaosDriver());
		}
		catch (SQLException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	@Override
	public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
		if (!acceptsURL(url)) {
			return null;
		}
		try {
			return open(TaosClientOptions.fromUrl(url, toMap(info)));
		}
		catch (TaosException ex) {
			throw JdbcErrors.from(ex);
		}
	}

	/**
	 * Open a connection with a client of its own.
	 */
	static TaosConnection open(TaosClientOptions options) {
		TaosClient client = TaosClient.create(options);
		try {
			return new TaosConnection(client.openSession(), options, client::close);
		}
		catch (RuntimeException ex) {
			client.close();
			throw ex;
		}
	}

	private static Map<String, String> toMap(@Nullable Properties info) {
		Map<String, String> map = new HashMap<>();
		if (info != null) {
			info.stringPropertyNames().forEach((name) -> map.put(name, info.getProperty(name)));
		}
		return map;
	}

	@Override
	public boolean acceptsURL(@Nullable String url) throws SQLException {
		if (url == null) {
			throw JdbcErrors.invalid("The URL must not be null");
		}
		return url.startsWith(PREFIX) || url.startsWith(MISTAKEN);
	}

	@Override
	public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties info) throws SQLException {
		Map<TaosProperty, String> given = new HashMap<>();
		toMap(info).forEach((key, value) -> {
			TaosProperty property = TaosProperty.find(key);
			if (property != null) {
				given.put(property, value);
			}
		});
		return Arrays.stream(TaosProperty.values())
			.map((property) -> describe(property, given.getOrDefault(property, property.defaultValue())))
			.toArray(DriverPropertyInfo[]::new);
	}

	private static DriverPropertyInfo describe(TaosProperty property, @Nullable String value) {
		DriverPropertyInfo info = new DriverPropertyInfo(property.key(), property.isSecret() ? null : value);
		info.description = property.description();
		if (property.isFlag()) {
			info.choices = new String[] { "true", "false" };
		}
		else if (property == TaosProperty.ROLLBACK) {
			info.choices = new String[] { "warn", "fail" };
		}
		return info;
	}

	@Override
	public int getMajorVersion() {
		return DriverVersion.MAJOR;
	}

	@Override
	public int getMinorVersion() {
		return DriverVersion.MINOR;
	}

	@Override
	public boolean jdbcCompliant() {
		return false;
	}

	@Override
	public Logger getParentLogger() throws SQLFeatureNotSupportedException {
		throw JdbcErrors.unsupported("Driver.getParentLogger: this driver logs by slf4j; java.util.logging");
	}

}
