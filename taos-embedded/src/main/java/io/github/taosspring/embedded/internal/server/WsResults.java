package io.github.taosspring.embedded.internal.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.embedded.internal.engine.Rows;

/**
 * The open results of one socket, by ids that count from 1.
 */
final class WsResults {

	private final Map<Long, WsResult> results = new ConcurrentHashMap<>();

	private final AtomicLong lastId = new AtomicLong();

	private volatile boolean closed;

	/**
	 * Keep a result.
	 * @return its id
	 */
	long add(Rows rows) {
		long id = this.lastId.incrementAndGet();
		this.results.put(id, new WsResult(rows));
		if (this.closed) {
			free(id);
		}
		return id;
	}

	/**
	 * Use up an id for a result that there isn't.
	 * @return the id
	 */
	long skip() {
		return this.lastId.incrementAndGet();
	}

	@Nullable WsResult get(long id) {
		return this.results.get(id);
	}

	/**
	 * Free a result; an unknown id is no error.
	 */
	void free(long id) {
		WsResult result = this.results.remove(id);
		if (result != null) {
			result.close();
		}
	}

	/**
	 * Free all results, those that a statement still under way will add as well.
	 */
	void close() {
		this.closed = true;
		this.results.keySet().forEach(this::free);
	}

	int size() {
		return this.results.size();
	}

}
