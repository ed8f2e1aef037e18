package io.github.taosspring.client.internal.rest;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import javax.net.ssl.SSLHandshakeException;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosCapability;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosLimits;
import io.github.taosspring.client.TaosRestOptions;
import io.github.taosspring.client.TaosRestResponse;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.TaosVersion;
import io.github.taosspring.client.internal.ConnectAdvice;
import io.github.taosspring.client.internal.UseStatement;
import io.github.taosspring.client.schemaless.SchemalessResult;
import io.github.taosspring.client.spi.ConnectRequest;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.InsertRequest;
import io.github.taosspring.client.spi.RemoteResult;
import io.github.taosspring.client.spi.RestStatements;
import io.github.taosspring.client.spi.StatementReply;
import io.github.taosspring.client.spi.TaosConnection;
import io.github.taosspring.client.wire.RawBlock;

/**
 * What HTTP has instead of a connection: who asks, where, in which zone and database. The
 * server keeps nothing between two requests, so login, zone and database go with each.
 * <p>
 * The adapter selects the database in front of every statement and ignores a failure of
 * that ({@code controller/rest/restful.go}); a database is therefore tried by {@code USE}
 * once, when it becomes the current one.
 * <p>
 * A request that cannot be sent, or has no answer because its socket broke, ends this
 * connection for further statements, so that clients connect again, to another endpoint
 * where there is one. Results that are being read go on.
 * <p>
 * Threads are made as needed, named after the endpoint, and end when they are idle. The
 * HTTP client is shared, see {@link HttpClients}.
 */
final class RestConnection implements TaosConnection, RestStatements {

	private static final String VERSION = "select server_version()";

	/** The adapter's code for a kind of Authorization that it does not have. */
	private static final int UNKNOWN_AUTHORIZATION = 0x1122;

	private static final long IDLE_SECONDS = 5;

	private final TaosEndpoint endpoint;

	private final ConnectAdvice advice;

	private final String zone;

	private final RestRequests requests;

	private final ThreadPoolExecutor executor;

	private final Set<RestCall<?>> calls = ConcurrentHashMap.newKeySet();

	private final AtomicReference<@Nullable RestEnd> end = new AtomicReference<>();

	private final CompletableFuture<TaosException> ended = new CompletableFuture<>();

	private final HttpClients.Lease http;

	private volatile @Nullable String database;

	private volatile boolean loggedIn;

	private volatile boolean closed;

	private TaosVersion serverVersion = TaosVersion.UNKNOWN;

	private RestConnection(ConnectRequest request) {
		this.endpoint = request.endpoint();
		this.advice = new ConnectAdvice(this.endpoint, request.options());
		this.zone = request.zone();
		this.requests = new RestRequests(request);
		AtomicInteger number = new AtomicInteger();
		this.executor = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
				new SynchronousQueue<>(), (task) -> {
					Thread thread = new Thread(task, "taos-rest-" + this.endpoint + "-" + number.incrementAndGet());
					thread.setDaemon(true);
					return thread;
				});
		this.http = HttpClients.lease(request.options());
	}

	/**
	 * Log in, which needs no more than any statement, and try the database.
	 */
	static RestConnection connect(ConnectRequest request, Deadline deadline) {
		RestConnection connection = new RestConnection(request);
		try {
			connection.login(request, deadline);
			return connection;
		}
		catch (RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	private void login(ConnectRequest request, Deadline deadline) {
		try {
			RemoteResult rows = run("conn", VERSION, request.reqId(), deadline).rows();
			RawBlock block = (rows instanceof RestResult result) ? result.first() : null;
			String version = (block != null) ? block.getString(0, 0) : null;
			this.serverVersion = TaosVersion.parse(version);
			if (rows != null) {
				rows.free();
			}
			if (request.database() != null) {
				run("conn", "use `" + TaosLimits.checkDatabaseName(request.database()) + "`", request.reqId(),
						deadline);
			}
		}
		catch (TaosTimeoutException ex) {
			throw TaosErrors.cannotConnect(
					"Cannot connect to " + this.endpoint + ": the login had no answer within " + deadline, ex);
		}
		catch (TaosException ex) {
			throw explained(ex, request);
		}
		this.loggedIn = true;
	}

	/**
	 * Name the property behind a refusal that has no code of its own.
	 */
	private static TaosException explained(TaosException ex, ConnectRequest request) {
		String text = String.valueOf(ex.getMessage());
		if (text.startsWith("unknown time zone")) {
			return TaosErrors.unsupported("The server at " + request.endpoint() + " does not know the time zone "
					+ request.zone() + "; set 'timeZone' (taos.time-zone) to one that it knows");
		}
		if (ex.code() == UNKNOWN_AUTHORIZATION && request.options().bearerToken() != null) {
			return TaosErrors.unsupported(
					"Logging in with a token ('bearerToken') needs TDengine " + TaosCapability.BEARER_TOKEN.since()
							+ " or newer; the server at " + request.endpoint() + " does not know it");
		}
		return ex;
	}

	@Override
	public TaosEndpoint endpoint() {
		return this.endpoint;
	}

	ConnectAdvice advice() {
		return this.advice;
	}

	Executor executor() {
		return this.executor;
	}

	@Override
	public TaosVersion serverVersion() {
		return this.serverVersion;
	}

	@Override
	public boolean isOpen() {
		return this.end.get() == null;
	}

	@Override
	public StatementReply execute(String sql, long reqId, Deadline deadline) {
		return run("query", sql, reqId, deadline);
	}

	@Override
	public CompletableFuture<StatementReply> executeAsync(String sql, long reqId) {
		try {
			return send("query", sql, reqId).reply();
		}
		catch (TaosException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Return whether there is room, always: each statement has a socket of its own.
	 */
	@Override
	public boolean hasRoom() {
		return true;
	}

	private StatementReply run(String action, String sql, long reqId, Deadline deadline) {
		return send(action, sql, reqId).await(deadline);
	}

	private RestCall<StatementReply> send(String action, String sql, long reqId) {
		HttpRequest request = this.requests.sql(sql, this.database, reqId);
		return send(new RestCall<>(this, new StatementReading(action, sql, this::updated), this.zone, reqId), request,
				reqId);
	}

	@Override
	public TaosRestResponse sql(String sql, @Nullable String wanted, String ownZone, long reqId,
			TaosRestOptions options, Deadline deadline) {
		HttpRequest request = this.requests.sql(sql, wanted, ownZone, reqId, options);
		WholeReading reading = new WholeReading(sql, reqId, options.isRefusalsReturned());
		return send(new RestCall<>(this, reading, ownZone, reqId), request, reqId).await(deadline);
	}

	@Override
	public SchemalessResult insert(InsertRequest request, Deadline deadline) {
		RestCall<SchemalessResult> call = new RestCall<>(this, new InsertReading(), this.zone, request.reqId());
		return send(call, this.requests.insert(request), request.reqId()).await(deadline);
	}

	private <T> RestCall<T> send(RestCall<T> call, HttpRequest request, long reqId) {
		this.calls.add(call);
		RestEnd reason = this.end.get();
		HttpClient current = this.http.client();
		if (reason != null || current == null) {
			ended(call);
			throw ((reason != null) ? reason : closing()).toException(reqId);
		}
		call.send(current, request);
		return call;
	}

	/**
	 * Take note of an update that succeeded, before its caller is told: {@code USE} lasts
	 * no longer than its request on the server.
	 */
	private void updated(String sql) {
		String used = UseStatement.database(sql);
		if (used != null) {
			this.database = used;
		}
	}

	/**
	 * Take note that a request had no answer, and make what its caller is told.
	 */
	TaosException failed(Throwable failure, long reqId) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (!this.loggedIn) {
			return TaosErrors.cannotConnect("Cannot connect to " + this.endpoint + ": " + this.advice.reason(cause),
					cause);
		}
		RestEnd reason = new RestEnd(false, "The connection to " + this.endpoint + " broke: " + text(cause), cause);
		end(reason);
		boolean unsent = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
				|| cause instanceof SSLHandshakeException;
		return unsent ? reason.toException(reqId) : TaosErrors.outcomeUnknown(reason.message(), reqId, cause);
	}

	private static String text(Throwable failure) {
		return (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getSimpleName();
	}

	/**
	 * Forget a call that is over.
	 */
	void ended(RestCall<?> call) {
		this.calls.remove(call);
		giveBackIfUnused();
	}

	/**
	 * Give the HTTP client back after this connection has ended, as soon as no result is
	 * being read any more: a connection that broke is replaced, not closed.
	 */
	private void giveBackIfUnused() {
		if (this.end.get() != null && this.calls.isEmpty()) {
			this.http.close();
		}
	}

	private RestEnd closing() {
		return new RestEnd(true, "The connection to " + this.endpoint + " is closed", null);
	}

	private void end(RestEnd reason) {
		if (this.end.compareAndSet(null, reason)) {
			this.ended.complete(reason.toException(0));
			giveBackIfUnused();
		}
	}

	@Override
	public void close() {
		if (this.closed) {
			return;
		}
		this.closed = true;
		end(closing());
		for (RestCall<?> call : new ArrayList<>(this.calls)) {
			call.abort(closing());
		}
		this.http.close();
		// idle threads end now, the others as soon as they are idle
		this.executor.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
	}

	/**
	 * Does nothing: between two requests there is nothing to keep alive, and each request
	 * has its deadline.
	 */
	@Override
	public void keepAlive(int patience) {
	}

	@Override
	public void onEnd(Consumer<TaosException> listener) {
		this.ended.thenAccept(listener);
	}

	@Override
	public String toString() {
		return "RestConnection[" + this.endpoint + ", " + (isOpen() ? "open" : "closed") + "]";
	}

}
