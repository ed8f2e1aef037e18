package io.github.taosspring.embedded.journal;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * The latest requests that the server read, those that failed included. It keeps a
 * bounded number and forgets the oldest. Thread-safe.
 */
public interface Journal {

	/**
	 * Return the requests that are kept.
	 * @return the requests, the oldest first; a copy
	 */
	List<RecordedRequest> requests();

	/**
	 * Return some of the requests that are kept.
	 * @param filter which
	 * @return the requests, the oldest first; a copy
	 */
	default List<RecordedRequest> requests(Predicate<RecordedRequest> filter) {
		return requests().stream().filter(filter).toList();
	}

	/**
	 * Return the statements of the requests that are kept.
	 * @return the SQL texts, the oldest first; a copy
	 */
	default List<String> statements() {
		return requests().stream().map(RecordedRequest::sql).filter((sql) -> sql != null).toList();
	}

	/**
	 * Wait until a number of requests is there, those included that are there already.
	 * @param count how many, at least 1
	 * @param filter which requests count
	 * @param timeout the time allowed
	 * @return the requests that count, at least as many as asked for
	 * @throws AssertionError if they are not there in time; its message lists what is
	 */
	List<RecordedRequest> await(int count, Predicate<RecordedRequest> filter, Duration timeout);

	/**
	 * Wait for a statement, one included that is there already.
	 * @param part a part of its text, case-sensitive
	 * @param timeout the time allowed
	 * @return the first request with that text
	 * @throws AssertionError if there is none in time; its message lists what is there
	 */
	default RecordedRequest awaitStatement(String part, Duration timeout) {
		return await(1, (request) -> {
			String sql = request.sql();
			return sql != null && sql.contains(part);
		}, timeout).get(0);
	}

	/**
	 * Forget all requests; their numbers go on.
	 */
	void clear();

}
