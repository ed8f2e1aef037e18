package io.github.taosspring.testing;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosOutcome;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.TaosVersion;
import org.jspecify.annotations.Nullable;

/**
 * A client that answers what a test tells it to and keeps what it was asked.
 */
public final class FakeTaosClient implements TaosClient {

	private final TaosClientOptions options;

	private final List<String> statements = new ArrayList<>();

	private final List<QueryOptions> callOptions = new ArrayList<>();

	private @Nullable TaosResult result;

	private @Nullable TaosException failure;

	private long affectedRows;

	public FakeTaosClient() {
		this("Europe/Oslo");
	}

	public FakeTaosClient(String zone) {
		this.options = TaosClientOptions.builder().timeZone(ZoneId.of(zone)).build();
	}

	public FakeTaosClient answers(TaosResult result) {
		this.result = result;
		return this;
	}

	public FakeTaosClient answers(long affectedRows) {
		this.affectedRows = affectedRows;
		return this;
	}

	public FakeTaosClient fails(TaosException failure) {
		this.failure = failure;
		return this;
	}

	public List<String> statements() {
		return this.statements;
	}

	public List<QueryOptions> callOptions() {
		return this.callOptions;
	}

	@Override
	public TaosClientOptions options() {
		return this.options;
	}

	@Override
	public long execute(String sql, QueryOptions options) {
		record(sql, options);
		return this.affectedRows;
	}

	@Override
	public TaosResult query(String sql, QueryOptions options) {
		record(sql, options);
		if (this.result == null) {
			throw new IllegalStateException("The test gave no result");
		}
		return this.result;
	}

	private void record(String sql, QueryOptions options) {
		this.statements.add(sql);
		this.callOptions.add(options);
		if (this.failure != null) {
			throw this.failure;
		}
	}

	@Override
	public TaosOutcome run(String sql, QueryOptions options) {
		throw new UnsupportedOperationException("run");
	}

	@Override
	public TaosVersion serverVersion() {
		return TaosVersion.parse("3.3.7.5");
	}

	@Override
	public TaosSession openSession() {
		throw new UnsupportedOperationException("openSession");
	}

	@Override
	public void ping(Duration timeout) {
	}

	@Override
	public void close() {
	}

}
