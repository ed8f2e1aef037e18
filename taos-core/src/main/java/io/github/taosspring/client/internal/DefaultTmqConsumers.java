package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosProtocol;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqConsumers;
import io.github.taosspring.client.tmq.TmqOptions;

/**
 * {@link TmqConsumers} of a client, which close with it.
 */
final class DefaultTmqConsumers implements TmqConsumers {

	private final TaosClientOptions options;

	private final Operations operations;

	private final ConnectionEvents events;

	private final KeepAlive keepAlive;

	private final BooleanSupplier closed;

	private final Set<DefaultTmqConsumer> opened = ConcurrentHashMap.newKeySet();

	/**
	 * Create the maker of consumers.
	 * @param closed tells whether the client is closed
	 */
	DefaultTmqConsumers(TaosClientOptions options, Operations operations, ConnectionEvents events, KeepAlive keepAlive,
			BooleanSupplier closed) {
		this.options = options;
		this.operations = operations;
		this.events = events;
		this.keepAlive = keepAlive;
		this.closed = closed;
	}

	@Override
	public TmqConsumer open(TmqOptions consumer) {
		if (consumer.groupId() == null) {
			throw TaosErrors.misuse("A consumer needs a group: set 'groupId' (group.id)");
		}
		TaosClientOptions connection = consumer.connection(this.options);
		if (connection.protocol() != TaosProtocol.WEBSOCKET) {
			throw TaosErrors.unsupported(
					"Subscriptions need WebSocket: use a URL such as taos+ws://" + connection.endpoints().get(0));
		}
		Connector connector = new Connector(connection, this.operations);
		DefaultTmqConsumer opening = new DefaultTmqConsumer(consumer, connection.requestTimeout(), this.operations,
				new ConsumerLink(connector, consumer, this.events, this.keepAlive), this.opened::remove);
		this.opened.add(opening);
		if (this.closed.getAsBoolean()) {
			opening.close();
			throw TaosErrors.closed("This client is closed");
		}
		return opening;
	}

	/**
	 * Close all connections, which makes the server give up the consumers.
	 */
	void close() {
		new ArrayList<>(this.opened).forEach((each) -> each.close(Duration.ZERO));
	}

}
