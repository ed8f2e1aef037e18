package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosCapability;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosProtocol;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.TaosTmqException;
import io.github.taosspring.client.spi.ConnectRequest;
import io.github.taosspring.client.spi.ConsumeRequest;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.RemoteConsumer;
import io.github.taosspring.client.spi.TaosConnection;
import io.github.taosspring.client.spi.TaosTransport;
import io.github.taosspring.client.tmq.TmqOptions;

/**
 * Opens connections: tries the endpoints from a random one on, each within the time
 * allowed for one, login and time zone included. What a server refuses for a reason that
 * another would have too, such as a wrong password, ends the attempt.
 */
final class Connector {

	/** SQLState of a failure to connect. */
	private static final String CANNOT_CONNECT = "08001";

	/** The adapter's words for a login that failed within a subscription. */
	private static final String NO_LOGIN = "init tscObj failed";

	private final TaosClientOptions options;

	private final TaosTransport transport;

	private final Operations operations;

	/** Endpoints that could not be connected when last tried. */
	private final Set<TaosEndpoint> failing = ConcurrentHashMap.newKeySet();

	Connector(TaosClientOptions options, Operations operations) {
		this.options = options;
		this.transport = find(options.protocol());
		this.operations = operations;
	}

	static TaosTransport find(TaosProtocol protocol) {
		for (TaosTransport transport : ServiceLoader.load(TaosTransport.class, Connector.class.getClassLoader())) {
			if (transport.protocol() == protocol) {
				return transport;
			}
		}
		throw TaosErrors.unsupported("The protocol of taos+" + protocol.scheme(false)
				+ ":// URLs is not supported yet; use taos+ws:// or taos+http://");
	}

	/**
	 * Open a connection.
	 * @param within the time allowed for all endpoints together, {@code null} for no
	 * other limit than that for each of them
	 */
	TaosConnection connect(@Nullable String database, String zone, @Nullable Duration within) {
		return connect("connect", database, zone, within, this::connectAndCheck);
	}

	/**
	 * Open a connection that is subscribed.
	 */
	RemoteConsumer subscribe(TmqOptions consumer, Collection<String> topics) {
		return connect("subscribe", null, ZoneNames.of(this.options.timeZone()), null,
				(request, deadline) -> subscribe(new ConsumeRequest(request, consumer, topics), deadline));
	}

	private <T> T connect(String operation, @Nullable String database, String zone, @Nullable Duration within,
			BiFunction<ConnectRequest, Deadline, T> connect) {
		Deadline overall = (within != null) ? Deadline.after(within) : null;
		List<TaosException> failures = new ArrayList<>();
		for (TaosEndpoint endpoint : inTurn()) {
			if (overall != null && overall.isOver() && !failures.isEmpty()) {
				break;
			}
			Deadline deadline = (overall != null) ? overall.orAfter(this.options.connectTimeout())
					: Deadline.after(this.options.connectTimeout());
			ConnectRequest request = new ConnectRequest(endpoint, this.options, database, zone, ReqId.next());
			try {
				T connection = this.operations.observe(new Call(operation, "", request.reqId(), deadline.allowed()),
						() -> connect(request, deadline, connect), (value) -> 0);
				this.failing.remove(endpoint);
				return connection;
			}
			catch (TaosException ex) {
				boolean refused = ex.code() != 0 && !ex.isRetryable() || "0A000".equals(ex.sqlState());
				if (refused || Thread.currentThread().isInterrupted()) {
					throw ex;
				}
				failures.add(ex);
				this.failing.add(endpoint);
			}
		}
		throw combine(failures);
	}

	/**
	 * Connect. An end or a deadline in the middle of the login is a failure to connect
	 * and leaves nothing open: the statement that wants the connection was not sent.
	 */
	private static <T> T connect(ConnectRequest request, Deadline deadline,
			BiFunction<ConnectRequest, Deadline, T> connect) {
		try {
			return connect.apply(request, deadline);
		}
		catch (TaosTimeoutException ex) {
			throw (ex.code() != 0) ? ex : TaosErrors.cannotConnect(
					"Cannot connect to " + request.endpoint() + ": the login was not complete within " + deadline, ex);
		}
		catch (TaosConnectionException ex) {
			throw (ex.code() != 0 || CANNOT_CONNECT.equals(ex.sqlState())) ? ex
					: TaosErrors.cannotConnect(
							"Cannot connect to " + request.endpoint() + ": the connection broke during the login"
									+ ((ex.getCause() != null) ? ", " + ex.getCause().getMessage() : ""),
							ex);
		}
	}

	/**
	 * Subscribe. The adapter has the same words for a wrong password and for a server
	 * that is down; a login tells which of them it is.
	 */
	private RemoteConsumer subscribe(ConsumeRequest request, Deadline deadline) {
		try {
			return this.transport.subscribe(request, deadline);
		}
		catch (TaosTmqException ex) {
			if (!String.valueOf(ex.getMessage()).startsWith(NO_LOGIN)) {
				throw ex;
			}
			try {
				this.transport.connect(request.connection(), deadline).close();
			}
			catch (TaosException why) {
				why.addSuppressed(ex);
				throw why;
			}
			throw TaosErrors
				.cannotConnect("Cannot subscribe at " + request.connection().endpoint() + ": " + ex.getMessage(), ex);
		}
	}

	private TaosConnection connectAndCheck(ConnectRequest request, Deadline deadline) {
		TaosConnection connection = this.transport.connect(request, deadline);
		try {
			TaosCapability.CONNECTING.check(connection.serverVersion());
			new ZoneCheck(connection, this.options.timeZone(), request.zone()).run(deadline);
			return connection;
		}
		catch (RuntimeException | Error ex) {
			connection.close();
			throw ex;
		}
	}

	/**
	 * Return the endpoints by chance, so that clients spread over them, those that failed
	 * last time behind the others.
	 */
	private List<TaosEndpoint> inTurn() {
		List<TaosEndpoint> endpoints = new ArrayList<>(this.options.endpoints());
		Collections.shuffle(endpoints, ThreadLocalRandom.current());
		Set<TaosEndpoint> last = Set.copyOf(this.failing);
		endpoints.sort(Comparator.comparing(last::contains));
		return endpoints;
	}

	private static TaosException combine(List<TaosException> failures) {
		TaosException last = failures.get(failures.size() - 1);
		if (failures.size() == 1) {
			return last;
		}
		TaosConnectionException combined = TaosErrors
			.cannotConnect("None of " + failures.size() + " endpoints can be reached: "
					+ String.join("; ", failures.stream().map(TaosException::getMessage).toList()), last);
		failures.subList(0, failures.size() - 1).forEach(combined::addSuppressed);
		return combined;
	}

}
