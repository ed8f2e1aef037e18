package io.github.taosspring.client.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.spi.RemoteStatement;

/**
 * Prepared statements of a session that nobody uses at the moment, by their key. Who
 * takes one has it alone; who takes one of a key that is all taken prepares another.
 * Those not used for longest are closed when there are too many; those of a connection
 * that ended are forgotten.
 */
final class StatementCache {

	static final int MAX_IDLE = 64;

	private final ReentrantLock lock = new ReentrantLock();

	/** In the order of their last use. */
	private final Map<Key, Deque<RemoteStatement>> idle = new LinkedHashMap<>(16, 0.75f, true);

	private int count;

	/**
	 * Take a statement.
	 * @return the statement, {@code null} if none is idle
	 */
	@Nullable RemoteStatement take(Key key) {
		this.lock.lock();
		try {
			Deque<RemoteStatement> statements = this.idle.get(key);
			while (statements != null && !statements.isEmpty()) {
				RemoteStatement statement = statements.pop();
				this.count--;
				if (statement.isUsable()) {
					return statement;
				}
			}
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Give a statement back that did not fail.
	 */
	void giveBack(Key key, RemoteStatement statement) {
		RemoteStatement eldest = null;
		this.lock.lock();
		try {
			this.idle.computeIfAbsent(key, (absent) -> new ArrayDeque<>()).push(statement);
			if (++this.count > MAX_IDLE) {
				eldest = removeEldest();
			}
		}
		finally {
			this.lock.unlock();
		}
		if (eldest != null) {
			eldest.close();
		}
	}

	/**
	 * Close the statements of a key that nobody uses: what they know is out of date.
	 */
	void discard(Key key) {
		Deque<RemoteStatement> statements;
		this.lock.lock();
		try {
			statements = this.idle.remove(key);
			this.count -= (statements != null) ? statements.size() : 0;
		}
		finally {
			this.lock.unlock();
		}
		if (statements != null) {
			statements.forEach(RemoteStatement::close);
		}
	}

	private @Nullable RemoteStatement removeEldest() {
		Iterator<Deque<RemoteStatement>> all = this.idle.values().iterator();
		while (all.hasNext()) {
			RemoteStatement statement = all.next().pollLast();
			if (statement != null) {
				this.count--;
				return statement;
			}
			all.remove();
		}
		return null;
	}

	int size() {
		this.lock.lock();
		try {
			return this.count;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What makes two statements exchangeable.
	 *
	 * @param database the current database, {@code null} if there is none
	 * @param sql the text
	 * @param tableBoundOnce whether the server was promised that each table is bound once
	 */
	record Key(@Nullable String database, String sql, boolean tableBoundOnce) {

	}

}
