package io.github.taosspring.client.spi;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosProtocol;

/**
 * One road to a server; found by {@link java.util.ServiceLoader}. Stateless and
 * thread-safe.
 */
public interface TaosTransport {

	/**
	 * Return the protocol that this transport speaks.
	 * @return the protocol
	 */
	TaosProtocol protocol();

	/**
	 * Connect to one endpoint and log in.
	 * @param request where and as whom
	 * @param deadline until when all of it must be done: name resolution, TCP, TLS,
	 * upgrade and login
	 * @return an open connection
	 * @throws TaosException if the endpoint cannot be reached in time or refuses the
	 * login; the code is 0 unless the server gave one
	 */
	TaosConnection connect(ConnectRequest request, Deadline deadline);

	/**
	 * Connect to one endpoint and subscribe.
	 * @param request what to subscribe to
	 * @param deadline until when all of it must be done
	 * @return an open connection
	 * @throws TaosException if the endpoint cannot be reached in time or refuses, or the
	 * protocol has no subscriptions
	 */
	default RemoteConsumer subscribe(ConsumeRequest request, Deadline deadline) {
		throw TaosErrors.unsupported(
				"Subscriptions need WebSocket: use a URL such as taos+ws://" + request.connection().endpoint());
	}

	/**
	 * Try what comes between the first byte and the login, such as the upgrade to
	 * WebSocket, and close again.
	 * @param request where
	 * @param deadline until when all of it must be done
	 * @return whether this protocol has such a step
	 * @throws TaosException if the endpoint cannot be reached in time or refuses
	 */
	default boolean upgrade(ConnectRequest request, Deadline deadline) {
		return false;
	}

}
