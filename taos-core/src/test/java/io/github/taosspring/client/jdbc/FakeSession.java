package io.github.taosspring.client.jdbc;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosOutcome;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.TaosVersion;

/**
 * A session that notes what it is asked and answers what it was told to.
 */
final class FakeSession implements TaosSession {

	final List<String> statements = new ArrayList<>();

	final List<QueryOptions> options = new ArrayList<>();

	final Deque<Supplier<TaosOutcome>> answers = new ArrayDeque<>();

	final List<Long> cancelled = new ArrayList<>();

	final List<Duration> probes = new ArrayList<>();

	String database;

	boolean valid = true;

	boolean lost;

	int closes;

	int resets;

	FakeSession answer(TaosResult result) {
		this.answers.add(() -> new TaosOutcome(result, 0));
		return this;
	}

	FakeSession answer(long count) {
		this.answers.add(() -> new TaosOutcome(null, count));
		return this;
	}

	FakeSession fail(TaosException ex) {
		this.answers.add(() -> {
			throw ex;
		});
		return this;
	}

	@Override
	public TaosOutcome run(String sql, QueryOptions options) {
		this.statements.add(sql);
		this.options.add(options);
		return this.answers.remove().get();
	}

	@Override
	public boolean cancel(long reqId) {
		this.cancelled.add(reqId);
		return true;
	}

	@Override
	public long execute(String sql, QueryOptions options) {
		throw new UnsupportedOperationException();
	}

	@Override
	public TaosResult query(String sql, QueryOptions options) {
		throw new UnsupportedOperationException();
	}

	@Override
	public TaosVersion serverVersion() {
		return TaosVersion.parse("ver:3.3.7.5");
	}

	@Override
	public void use(String database) {
		this.database = database;
	}

	@Override
	public String database() {
		return this.database;
	}

	@Override
	public void reset() {
		this.resets++;
	}

	@Override
	public boolean isValid(Duration timeout) {
		this.probes.add(timeout);
		return this.valid;
	}

	@Override
	public boolean isClosed() {
		return this.closes > 0 || this.lost;
	}

	@Override
	public void close() {
		this.closes++;
	}

}
