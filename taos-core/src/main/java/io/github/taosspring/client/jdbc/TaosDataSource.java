package io.github.taosspring.client.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;

import javax.sql.DataSource;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosException;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections of a client, one session each, without pooling. Thread-safe.
 * <p>
 * Made from a client, it leaves the client to its owner. Made from options or a URL, it
 * makes a client when the first connection is asked for and closes it with
 * {@link #close()}, and with it all connections.
 */
public final class TaosDataSource implements DataSource, AutoCloseable {

	private final ReentrantLock lock = new ReentrantLock();

	private final TaosClientOptions options;

	private final boolean ownsClient;

	private @Nullable TaosClient client;

	private boolean closed;

	private volatile int loginTimeout;

	private volatile @Nullable PrintWriter logWriter;

	/**
	 * Create a data source of a client.
	 * @param client the client, which stays the caller's to close
	 */
	public TaosDataSource(TaosClient client) {
		this.client = Objects.requireNonNull(client, "client");
		this.options = client.options();
		this.ownsClient = false;
	}

	/**
	 * Create a data source with a client of its own.
	 * @param options how to connect
	 */
	public TaosDataSource(TaosClientOptions options) {
		this.options = Objects.requireNonNull(options, "options");
		this.ownsClient = true;
	}

	/**
	 * Create a data source with a client of its own.
	 * @param url see {@link TaosClientOptions#fromUrl(String)}
	 * @throws io.github.taosspring.client.TaosInterfaceException if the URL is wrong
	 */
	public TaosDataSource(String url) {
		this(TaosClientOptions.fromUrl(url));
	}

	@Override
	public Connection getConnection() throws SQLException {
		try {
			return new TaosConnection(client().openSession(), this.options, () -> {
			});
		}
		catch (TaosException ex) {
			throw JdbcErrors.from(ex);
		}
	}

	/**
	 * Open a connection as another user, with a client of its own.
	 */
	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		try {
			return TaosDriver.open(withLoginTimeout().toBuilder().user(username).password(password).build());
		}
		catch (TaosException ex) {
			throw JdbcErrors.from(ex);
		}
	}

	private TaosClient client() throws SQLException {
		this.lock.lock();
		try {
			if (this.closed) {
				throw new SQLException("The data source is closed", "08003");
			}
			if (this.client == null) {
				this.client = TaosClient.create(withLoginTimeout());
			}
			return this.client;
		}
		finally {
			this.lock.unlock();
		}
	}

	private TaosClientOptions withLoginTimeout() {
		Duration limit = Duration.ofSeconds(this.loginTimeout);
		return (limit.isZero() || limit.compareTo(this.options.connectTimeout()) >= 0) ? this.options
				: this.options.toBuilder().connectTimeout(limit).build();
	}

	/**
	 * Close the client if it is this data source's own; more than once is harmless.
	 */
	@Override
	public void close() {
		TaosClient own = null;
		this.lock.lock();
		try {
			this.closed = true;
			if (this.ownsClient) {
				own = this.client;
				this.client = null;
			}
		}
		finally {
			this.lock.unlock();
		}
		if (own != null) {
			own.close();
		}
	}

	/**
	 * Limit the time for connecting; it shortens the options' connect timeout, and counts
	 * until the first connection is asked for.
	 */
	@Override
	public void setLoginTimeout(int seconds) throws SQLException {
		if (seconds < 0) {
			throw JdbcErrors.invalid("The timeout must not be negative, was " + seconds);
		}
		this.loginTimeout = seconds;
	}

	@Override
	public int getLoginTimeout() {
		return this.loginTimeout;
	}

	@Override
	public @Nullable PrintWriter getLogWriter() {
		return this.logWriter;
	}

	@Override
	public void setLogWriter(@Nullable PrintWriter out) {
		this.logWriter = out;
	}

	@Override
	public Logger getParentLogger() throws SQLFeatureNotSupportedException {
		throw JdbcErrors.unsupported("DataSource.getParentLogger: this driver logs by slf4j; java.util.logging");
	}

	@Override
	public <T> T unwrap(Class<T> type) throws SQLException {
		return JdbcWrapper.unwrap(type, this);
	}

	@Override
	public boolean isWrapperFor(Class<?> type) {
		return JdbcWrapper.isWrapperFor(type, this);
	}

	@Override
	public String toString() {
		return "TaosDataSource[" + this.options + "]";
	}

}
