package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosProtocol;
import io.github.taosspring.client.spi.ConnectRequest;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.TaosConnection;
import io.github.taosspring.client.spi.TaosTransport;

/**
 * Opens connections: tries the endpoints in their order, each within the time allowed for
 * one. What a server refuses for a reason that another would have too, such as a wrong
 * password, ends the attempt.
 */
final class Connector {

	private final TaosClientOptions options;

	private final TaosTransport transport;

	private final Operations operations;

	Connector(TaosClientOptions options, Operations operations) {
		this.options = options;
		this.transport = find(options.protocol());
		this.operations = operations;
	}

	private static TaosTransport find(TaosProtocol protocol) {
		for (TaosTransport transport : ServiceLoader.load(TaosTransport.class, Connector.class.getClassLoader())) {
			if (transport.protocol() == protocol) {
				return transport;
			}
		}
		throw TaosErrors.unsupported(
				"The protocol of taos+" + protocol.scheme(false) + ":// URLs is not supported yet; use taos+ws://");
	}

	/**
	 * Open a connection.
	 * @param within the time allowed for all endpoints together, {@code null} for no
	 * other limit than that for each of them
	 */
	TaosConnection connect(@Nullable String database, String zone, @Nullable Duration within) {
		Deadline overall = (within != null) ? Deadline.after(within) : null;
		List<TaosException> failures = new ArrayList<>();
		for (TaosEndpoint endpoint : this.options.endpoints()) {
			if (overall != null && overall.isOver() && !failures.isEmpty()) {
				break;
			}
			Deadline deadline = (overall != null) ? overall.orAfter(this.options.connectTimeout())
					: Deadline.after(this.options.connectTimeout());
			ConnectRequest request = new ConnectRequest(endpoint, this.options, database, zone, ReqId.next());
			try {
				return this.operations.observe("connect", request.reqId(),
						() -> this.transport.connect(request, deadline), (connection) -> 0);
			}
			catch (TaosException ex) {
				if (ex.code() != 0 && !ex.isRetryable() || Thread.currentThread().isInterrupted()) {
					throw ex;
				}
				failures.add(ex);
			}
		}
		throw combine(failures);
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
