package io.github.taosspring.embedded.internal.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * The users of a server; root with the password taosdata is there from the start.
 * Thread-safe.
 */
public final class Users {

	private static final int SHORTEST_PASSWORD = 8;

	private static final int LONGEST_NAME = 23;

	private final ConcurrentSkipListMap<String, User> users = new ConcurrentSkipListMap<>();

	private final ReentrantLock lock;

	private final CatalogLog log;

	Users(ReentrantLock lock, CatalogLog log) {
		this.lock = lock;
		this.log = log;
		this.users.put("root", new User("root", Password.of("taosdata"), true, true, true, true, Instant.now()));
	}

	/**
	 * Check a login.
	 * @param name the user
	 * @param password the password
	 * @throws SqlException 0x0351, 0x0357 or 0x0315
	 */
	public void login(String name, String password) {
		User user = require(name);
		if (!user.password().matches(password)) {
			throw new SqlException(0x0357, "Authentication failure");
		}
		if (!user.enabled()) {
			throw new SqlException(0x0315, "User is disabled");
		}
	}

	/**
	 * Find a user.
	 * @param name the name
	 * @return the user
	 * @throws SqlException 0x0351 if there is none
	 */
	public User require(String name) {
		User user = this.users.get(name);
		if (user == null) {
			throw new SqlException(0x0351, "Invalid user");
		}
		return user;
	}

	/**
	 * Create a user.
	 * @param name the name
	 * @param password the password
	 * @param sysinfo whether system tables are visible
	 * @param createDb whether databases may be created
	 */
	public void create(String name, String password, boolean sysinfo, boolean createDb) {
		check(password);
		if (name.length() > LONGEST_NAME) {
			throw new SqlException(0x2610, "Name or password too long");
		}
		User user = new User(name, Password.of(password), false, true, sysinfo, createDb, Instant.now());
		this.lock.lock();
		try {
			if (this.users.containsKey(name)) {
				throw new SqlException(0x0350, "User already exists");
			}
			put(user);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void put(User user) {
		CatalogChange.PutUser change = new CatalogChange.PutUser(user);
		this.log.append(change);
		apply(change);
	}

	void apply(CatalogChange.PutUser change) {
		this.users.put(change.user().name(), change.user());
	}

	void apply(CatalogChange.DropUser change) {
		this.users.remove(change.name());
	}

	/**
	 * Change a password.
	 * @param name the user
	 * @param password the new password
	 */
	public void password(String name, String password) {
		check(password);
		change(name, (user) -> user.withPassword(Password.of(password)));
	}

	/**
	 * Put a changed user in the place of the old one.
	 * @param name the name
	 * @param change makes the changed user, with the same name
	 */
	public void change(String name, UnaryOperator<User> change) {
		this.lock.lock();
		try {
			put(change.apply(require(name)));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Drop a user.
	 * @param name the name
	 */
	public void drop(String name) {
		this.lock.lock();
		try {
			if (require(name).superUser()) {
				throw new SqlException(0x0303, "Insufficient privilege for operation");
			}
			CatalogChange.DropUser change = new CatalogChange.DropUser(name);
			this.log.append(change);
			apply(change);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return all users by name.
	 * @return a view that others may change while it is read
	 */
	public Collection<User> all() {
		return this.users.values();
	}

	private static void check(String password) {
		if (password.length() < SHORTEST_PASSWORD) {
			throw new SqlException(0x2611, "Password too short or empty");
		}
	}

}
