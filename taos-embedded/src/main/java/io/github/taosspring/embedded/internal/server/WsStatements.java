package io.github.taosspring.embedded.internal.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * The prepared statements of one socket, of both kinds, by ids that count from 1.
 */
final class WsStatements {

	private final Map<Long, WsStatement> statements = new ConcurrentHashMap<>();

	private final AtomicLong lastId = new AtomicLong();

	private volatile boolean closed;

	/**
	 * Keep a new statement.
	 * @param statement the statement
	 * @return its id
	 */
	long add(WsStatement statement) {
		long id = this.lastId.incrementAndGet();
		this.statements.put(id, statement);
		if (this.closed) {
			free(this.statements.remove(id));
		}
		return id;
	}

	/**
	 * Find a statement.
	 * @param id its id
	 * @param kind its kind
	 * @return the statement, {@code null} if there is none of that kind
	 */
	<T extends WsStatement> @Nullable T get(long id, Class<T> kind) {
		WsStatement statement = this.statements.get(id);
		return kind.isInstance(statement) ? kind.cast(statement) : null;
	}

	/**
	 * Free a statement; an unknown id is no error.
	 * @param id its id
	 * @param kind the kind it must have
	 * @return {@code false} if it is of the other kind
	 */
	boolean free(long id, Class<? extends WsStatement> kind) {
		WsStatement statement = this.statements.get(id);
		if (statement != null && !kind.isInstance(statement)) {
			return false;
		}
		free(this.statements.remove(id));
		return true;
	}

	private static void free(@Nullable WsStatement statement) {
		if (statement == null) {
			return;
		}
		statement.lock().lock();
		try {
			statement.close();
		}
		finally {
			statement.lock().unlock();
		}
	}

	/**
	 * Free all statements, those that are still to be added as well.
	 */
	void close() {
		this.closed = true;
		for (Long id : this.statements.keySet()) {
			free(this.statements.remove(id));
		}
	}

	int size() {
		return this.statements.size();
	}

}
