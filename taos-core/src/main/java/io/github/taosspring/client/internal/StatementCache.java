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
 * Prepared statements of a session that nobody uses at the moment, by their text. Who
 * takes one has it alone; who takes one of a text that is all taken prepares another.
 * Those not used for longest are closed when there are too many; those of a connection
 * that ended are forgotten.
 */
final class StatementCache {

	static final int MAX_IDLE = 64;

	private final ReentrantLock lock = new ReentrantLock();

	/** In the order of their last use. */
	private final Map<String, Deque<RemoteStatement>> idle = new LinkedHashMap<>(16, 0.75f, true);

	private int count;

	/**
	 * Take a statement.
	 * @return the statement, {@code null} if none is idle
	 */
	@Nullable RemoteStatement take(String sql) {
		this.lock.lock();
		try {
			Deque<RemoteStatement> statements = this.idle.get(sql);
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
	void giveBack(String sql, RemoteStatement statement) {
		RemoteStatement eldest = null;
		this.lock.lock();
		try {
			this.idle.computeIfAbsent(sql, (text) -> new ArrayDeque<>()).push(statement);
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

}
