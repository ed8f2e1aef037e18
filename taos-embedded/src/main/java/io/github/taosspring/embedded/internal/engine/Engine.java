package io.github.taosspring.embedded.internal.engine;

import io.github.taosspring.embedded.internal.catalog.Catalog;
import io.github.taosspring.embedded.internal.file.ServerFiles;
import io.github.taosspring.embedded.internal.log.ServerWal;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.tmq.ConsumerGroups;
import io.github.taosspring.embedded.internal.tmq.TopicRecords;
import io.github.taosspring.embedded.internal.tmq.TopicRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The SQL engine: databases, users and data of one server, in memory, and in files if it
 * has a path.
 * <p>
 * Thread-safe.
 */
public final class Engine implements AutoCloseable {

	/** The version that the server claims to be; clients parse it. */
	public static final String SERVER_VERSION = "3.3.7.5";

	private final ServerWal wal;

	private final Catalog catalog;

	private final ConsumerGroups groups;

	private final TopicRegistry topics;

	private final String version;

	private final long queryBudget = Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4);

	private volatile boolean closed;

	/**
	 * Create an engine that says it is {@value #SERVER_VERSION}.
	 */
	public Engine() {
		this(SERVER_VERSION);
	}

	/**
	 * Create an engine.
	 * @param version the version that it says it is
	 */
	public Engine(String version) {
		this(version, null);
	}

	/**
	 * Create an engine.
	 * @param version the version that it says it is
	 * @param files what keeps what was acknowledged, {@code null} for memory only; closed
	 * with the engine, also if there will be none
	 * @throws java.io.UncheckedIOException if the files are damaged or can't be read
	 */
	public Engine(String version, @Nullable ServerFiles files) {
		this.version = version;
		this.wal = new ServerWal(files);
		this.catalog = new Catalog(this.wal);
		TopicRecords records = new TopicRecords(this.catalog.records());
		this.groups = new ConsumerGroups(this.wal, records);
		this.topics = new TopicRegistry(this.groups, records);
		try {
			this.wal.restore(this.catalog);
			new TopicRestore(this, records).run();
		}
		catch (RuntimeException | Error ex) {
			// also if there is more in the files than fits into memory
			close();
			throw ex;
		}
	}

	/**
	 * Return the version that this engine says it is.
	 * @return such as {@value #SERVER_VERSION}
	 */
	public String version() {
		return this.version;
	}

	/**
	 * Check a login.
	 * @param user the user's name
	 * @param password the password
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException 0x0351 if there is
	 * no such user, 0x0357 if the password is wrong
	 */
	public void checkLogin(String user, String password) {
		this.catalog.users().login(user, password);
	}

	/**
	 * Open a session, without a database and in the JVM's time zone.
	 * @param user the user's name
	 * @param password the password
	 * @return the session
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException as
	 * {@link #checkLogin(String, String)}
	 */
	public EngineSession openSession(String user, String password) {
		checkLogin(user, password);
		return new EngineSession(this, user);
	}

	/**
	 * Free all data in memory; open results end.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.groups.close();
		this.wal.close();
		this.catalog.clear();
	}

	/**
	 * Return the logs of the databases.
	 * @return the logs
	 */
	public ServerWal wal() {
		return this.wal;
	}

	/**
	 * Return what exists.
	 * @return the catalogue
	 * @throws SqlException 0x000B if the engine was closed
	 */
	public Catalog catalog() {
		if (this.closed) {
			throw new SqlException(0x000B, "Unable to establish connection: the engine was closed");
		}
		return this.catalog;
	}

	ConsumerGroups groups() {
		return this.groups;
	}

	TopicRegistry topics() {
		return this.topics;
	}

	/**
	 * Return the bytes that the sorts, groups and joins of one query may hold.
	 * @return a quarter of the heap
	 */
	long queryBudget() {
		return this.queryBudget;
	}

}
