package io.github.taosspring.embedded;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.embedded.fault.Faults;
import io.github.taosspring.embedded.internal.engine.Engine;
import io.github.taosspring.embedded.internal.fault.RequestGate;
import io.github.taosspring.embedded.internal.file.ServerFiles;
import io.github.taosspring.embedded.internal.server.HttpServer;
import io.github.taosspring.embedded.internal.server.ServerTls;
import io.github.taosspring.embedded.journal.Journal;

/**
 * A server that speaks the REST and WebSocket protocols of TDengine's taosAdapter and
 * keeps its data in memory: for tests and first runs. It is not TDengine: it has part of
 * its SQL, one copy of its data and none of its scale, and says so in the log when it
 * starts.
 * <p>
 * With a {@linkplain Builder#path(Path) path}, what was acknowledged is in files as well
 * and there again after the next start, also if the process was killed. All of it must
 * fit into memory all the same.
 * <p>
 * Clients see version {@value #VERSION}, user {@code root} with password
 * {@code taosdata}. What the server doesn't have it refuses by name. <pre>
 * try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().start()) {
 *     String url = server.url();
 * }
 * </pre> Thread-safe. Several servers in one JVM share nothing.
 */
public final class EmbeddedTaosServer implements AutoCloseable {

	/** The version of TDengine that the server claims to be, unless told otherwise. */
	public static final String VERSION = Engine.SERVER_VERSION;

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedTaosServer.class);

	private final ZoneId zone;

	private final String version;

	private final RequestGate gate;

	private final ReentrantLock lock = new ReentrantLock();

	private final InetSocketAddress address;

	private final @Nullable ServerTls tls;

	private final @Nullable Path path;

	private Engine engine;

	private HttpServer http;

	private boolean closed;

	private EmbeddedTaosServer(Builder builder) {
		this.zone = builder.zone;
		this.tls = builder.tls();
		this.version = builder.version;
		this.gate = new RequestGate(builder.journalCapacity);
		this.path = builder.path;
		this.engine = openEngine();
		try {
			this.http = serve(new InetSocketAddress(builder.host, builder.port));
		}
		catch (RuntimeException ex) {
			this.engine.close();
			throw ex;
		}
		this.address = new InetSocketAddress(builder.host, this.http.port());
		if (this.path == null) {
			logger.warn("The embedded server on {} is a stand-in for TDengine, for tests and first runs: "
					+ "its data is in memory and ends with it", hostAndPort());
		}
		else {
			logger.warn("The embedded server on {} is a stand-in for TDengine, for tests and first runs: "
					+ "its data is in memory, and in one copy in {}", hostAndPort(), this.path);
		}
	}

	private Engine openEngine() {
		if (this.path == null) {
			return new Engine(this.version);
		}
		try {
			return new Engine(this.version, ServerFiles.open(this.path));
		}
		catch (UncheckedIOException ex) {
			throw pathFailure(ex);
		}
	}

	private EmbeddedTaosPathException pathFailure(UncheckedIOException ex) {
		String message = (ex.getCause() instanceof FileSystemException)
				? "The path " + this.path + " can't be used: " + ex.getCause() : ex.getCause().getMessage();
		return new EmbeddedTaosPathException(message, ex.getCause());
	}

	private HttpServer serve(InetSocketAddress where) {
		return new HttpServer(this.engine, where, this.zone, this.version, this.gate, this.tls);
	}

	/**
	 * Begin to configure a server.
	 * @return a builder with the defaults: loopback, a free port, the JVM's time zone
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return the address that is listened on.
	 * @return the address with the real port
	 */
	public InetSocketAddress address() {
		return this.address;
	}

	/**
	 * Return the port that is listened on.
	 * @return the port, never 0
	 */
	public int port() {
		return this.address.getPort();
	}

	/**
	 * Return a URL for {@code TaosClient} and {@code taos.url}, without user and
	 * password.
	 * @return the URL, such as {@code taos+ws://127.0.0.1:6041}; under TLS
	 * {@code taos+wss://localhost:6041}, as certificates rarely hold addresses
	 */
	public String url() {
		return ((this.tls != null) ? "taos+wss://" : "taos+ws://") + hostAndPort();
	}

	/**
	 * Return the base of REST requests.
	 * @return the URL, such as {@code http://127.0.0.1:6041}, under TLS
	 * {@code https://localhost:6041}
	 */
	public String httpUrl() {
		return ((this.tls != null) ? "https://" : "http://") + hostAndPort();
	}

	private String hostAndPort() {
		InetAddress host = this.address.getAddress();
		String name;
		if (host == null || host.isAnyLocalAddress()) {
			name = (host == null) ? this.address.getHostString() : loopback("127.0.0.1");
		}
		else if (host.isLoopbackAddress()) {
			name = loopback(host.getHostAddress());
		}
		else {
			name = host.getHostAddress();
		}
		return ((name.indexOf(':') >= 0) ? "[" + name + "]" : name) + ":" + port();
	}

	private String loopback(String address) {
		return (this.tls != null) ? "localhost" : address;
	}

	/**
	 * Return the version of TDengine that the server claims to be.
	 * @return such as {@value #VERSION}
	 */
	public String version() {
		return this.version;
	}

	/**
	 * Return the faults of this server, for tests of its clients.
	 * @return the faults, none of them in force at first
	 */
	public Faults faults() {
		return this.gate;
	}

	/**
	 * Return the journal of the latest requests.
	 * @return the journal
	 * @throws IllegalStateException if the server was built without one
	 */
	public Journal journal() {
		Journal journal = this.gate.journal();
		if (journal == null) {
			throw new IllegalStateException("This server was built without a journal: see Builder.journalCapacity");
		}
		return journal;
	}

	/**
	 * End and start again on the same port, as a server does that crashed: all
	 * connections are cut, their results and sessions are gone, and for a moment new ones
	 * are refused. Databases and users are kept, in memory: files of a
	 * {@linkplain Builder#path(Path) path} are written on, not read again. Faults and
	 * journal are kept too.
	 * @throws IllegalStateException if the server is closed
	 * @throws java.io.UncheckedIOException if somebody else took the port meanwhile; the
	 * server is closed then
	 */
	public void restart() {
		restart(false);
	}

	/**
	 * End and start again on the same port like {@link #restart()}, but without any
	 * database and with the first user only; the files of a
	 * {@linkplain Builder#path(Path) path} are deleted.
	 * @throws IllegalStateException if the server is closed
	 * @throws EmbeddedTaosPathException if the path can't be used any more; the server is
	 * closed then
	 * @throws java.io.UncheckedIOException if somebody else took the port meanwhile; the
	 * server is closed then
	 */
	public void restartEmpty() {
		restart(true);
	}

	private void restart(boolean empty) {
		this.lock.lock();
		try {
			if (this.closed) {
				throw new IllegalStateException(this + " is closed");
			}
			this.gate.dropConnections();
			this.http.close();
			if (empty) {
				this.engine.close();
			}
			try {
				if (empty) {
					this.engine = emptyEngine();
				}
				this.http = serve(this.address);
			}
			catch (RuntimeException ex) {
				this.closed = true;
				this.engine.close();
				throw ex;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private Engine emptyEngine() {
		if (this.path != null) {
			try {
				ServerFiles.clear(this.path);
			}
			catch (UncheckedIOException ex) {
				throw pathFailure(ex);
			}
		}
		return openEngine();
	}

	/**
	 * Close all connections, end all threads and drop all data in memory, within seconds;
	 * files of a {@linkplain Builder#path(Path) path} are brought to the disk and stay,
	 * for which a checkpoint that is under way is waited for, two minutes at most. Safe
	 * to call more than once.
	 */
	@Override
	public void close() {
		this.lock.lock();
		try {
			if (this.closed) {
				return;
			}
			this.closed = true;
			try {
				this.http.close();
			}
			finally {
				this.engine.close();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public String toString() {
		return "EmbeddedTaosServer[" + hostAndPort() + "]";
	}

	/**
	 * Configures a server. Not thread-safe.
	 */
	public static final class Builder {

		private InetAddress host = InetAddress.getLoopbackAddress();

		private int port;

		private ZoneId zone = named(ZoneId.systemDefault());

		private @Nullable SSLContext sslContext;

		private ServerTls.ClientAuth clientAuth = ServerTls.ClientAuth.NONE;

		private String version = VERSION;

		private int journalCapacity = 1000;

		private @Nullable Path path;

		private Builder() {
		}

		/**
		 * Set the address to listen on. Whoever can reach it can log in with the
		 * well-known password, so think before you choose any but the loopback.
		 * @param host the address, {@code 0.0.0.0} for all of the machine's
		 * @return this builder
		 */
		public Builder host(InetAddress host) {
			this.host = host;
			return this;
		}

		/**
		 * Set the port to listen on.
		 * @param port the port, 0 for a free one
		 * @return this builder
		 * @throws IllegalArgumentException if it is not from 0 to 65535
		 */
		public Builder port(int port) {
			if (port < 0 || port > 0xffff) {
				throw new IllegalArgumentException("port must be from 0 to 65535, not " + port);
			}
			this.port = port;
			return this;
		}

		/**
		 * Set the zone in which the server reads and shows local times for connections
		 * that don't name one.
		 * @param zone a region, or an offset
		 * @return this builder
		 */
		public Builder zone(ZoneId zone) {
			this.zone = named(zone);
			return this;
		}

		/**
		 * Claim another version of TDengine, for tests of clients with older and newer
		 * servers. What clients tell versions apart by is that version's then: what the
		 * server calls itself, which requests and arguments of requests there are, and
		 * what replies name. Statements are those of {@value EmbeddedTaosServer#VERSION}
		 * all the same.
		 * @param version such as {@code 3.3.2.0}; numbers left out at the end are 0
		 * @return this builder
		 * @throws IllegalArgumentException if it is no version from 3.0 to 3.4
		 */
		public Builder version(String version) {
			if (!version.matches("3\\.[0-4](\\.\\d{1,4}){0,2}([.-][a-z][a-z0-9]*)?")) {
				throw new IllegalArgumentException(
						"version must be one from 3.0 to 3.4, such as 3.3.2.0, not '" + version + "'");
			}
			String full = version;
			while (full.matches("\\d+(\\.\\d+){0,2}")) {
				full += ".0";
			}
			this.version = full;
			return this;
		}

		/**
		 * Set how many requests the journal keeps.
		 * @param requests the number, 0 for no journal; 1000 if not set
		 * @return this builder
		 * @throws IllegalArgumentException if it is negative
		 */
		public Builder journalCapacity(int requests) {
			if (requests < 0) {
				throw new IllegalArgumentException("requests must not be negative, was " + requests);
			}
			this.journalCapacity = requests;
			return this;
		}

		/**
		 * Keep what was acknowledged in files: databases, tables, rows, users, topics,
		 * groups and committed offsets are there again after the next start with the same
		 * directory.
		 * <p>
		 * A change is with the operating system before it is acknowledged, so it survives
		 * the end of the process, however it comes. The loss of power survives what is on
		 * the disk: changes of databases and users at once; all else when the server is
		 * closed, and now and then. In databases with {@code wal_level} 2, tables and
		 * rows are on the disk after {@code wal_fsync_period} milliseconds, or at once if
		 * that is 0; {@code FLUSH DATABASE} waits for them.
		 * @param directory the directory, made if there is none; for one server at a time
		 * @return this builder
		 */
		public Builder path(Path directory) {
			this.path = Objects.requireNonNull(directory, "directory");
			return this;
		}

		/**
		 * Return the zone under an id that means the same to TDengine, where an offset
		 * has the sign of POSIX.
		 */
		private static ZoneId named(ZoneId zone) {
			ZoneId normalized = zone.normalized();
			if (!(normalized instanceof ZoneOffset offset)) {
				return zone;
			}
			int seconds = offset.getTotalSeconds();
			if (seconds == 0) {
				return ZoneId.of("UTC");
			}
			if (seconds % 3600 != 0) {
				throw new IllegalArgumentException("zone must be a region or an offset of whole hours, not " + zone);
			}
			return ZoneId.of(String.format(Locale.ROOT, "Etc/GMT%+d", -seconds / 3600));
		}

		/**
		 * Encrypt all connections: the server speaks HTTPS and WSS only.
		 * @param sslContext holds the server's key and certificate
		 * @return this builder
		 */
		public Builder tls(SSLContext sslContext) {
			this.sslContext = Objects.requireNonNull(sslContext, "sslContext");
			return this;
		}

		/**
		 * Ask clients for a certificate that the trust managers of the
		 * {@linkplain #tls(SSLContext) context} trust, and take clients that have none.
		 * @return this builder
		 */
		public Builder wantClientCertificate() {
			this.clientAuth = ServerTls.ClientAuth.WANT;
			return this;
		}

		/**
		 * Take only clients with a certificate that the trust managers of the
		 * {@linkplain #tls(SSLContext) context} trust.
		 * @return this builder
		 */
		public Builder needClientCertificate() {
			this.clientAuth = ServerTls.ClientAuth.NEED;
			return this;
		}

		private @Nullable ServerTls tls() {
			if (this.sslContext != null) {
				return new ServerTls(this.sslContext, this.clientAuth);
			}
			if (this.clientAuth != ServerTls.ClientAuth.NONE) {
				throw new IllegalStateException("Certificates of clients need TLS: call tls(SSLContext) too");
			}
			return null;
		}

		/**
		 * Start the server.
		 * @return the server, ready for connections
		 * @throws EmbeddedTaosPathException if the path can't be used
		 * @throws java.io.UncheckedIOException if the port cannot be bound
		 * @throws IllegalStateException if certificates of clients are wanted without TLS
		 */
		public EmbeddedTaosServer start() {
			return new EmbeddedTaosServer(this);
		}

	}

}
