package io.github.taosspring.client.internal;

import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.spi.RemoteConsumer;
import io.github.taosspring.client.tmq.TmqOptions;

/**
 * The connection of a consumer and what makes it anew. Used by the consumer's thread;
 * only {@link #close()} and {@link #current()} by any.
 */
final class ConsumerLink {

	private final Connector connector;

	private final TmqOptions options;

	private final ConnectionEvents events;

	private final KeepAlive keepAlive;

	private volatile @Nullable RemoteConsumer remote;

	private volatile @Nullable ConsumerConnecting connecting;

	private volatile boolean closed;

	private @Nullable CompletableFuture<RemoteConsumer> attempt;

	ConsumerLink(Connector connector, TmqOptions options, ConnectionEvents events, KeepAlive keepAlive) {
		this.connector = connector;
		this.options = options;
		this.events = events;
		this.keepAlive = keepAlive;
	}

	/**
	 * Return the connection.
	 * @return the connection, {@code null} if there is none
	 */
	@Nullable RemoteConsumer current() {
		return this.remote;
	}

	/**
	 * Connect and subscribe, once.
	 * @throws TaosException if no endpoint could be connected or one refused
	 */
	RemoteConsumer connect(Collection<String> topics) {
		stopConnecting();
		RemoteConsumer connected = subscribe(topics);
		take(connected);
		this.events.tell((listener) -> listener.onConnected(connected.endpoint()));
		return connected;
	}

	private RemoteConsumer subscribe(Collection<String> topics) {
		try {
			return this.connector.subscribe(this.options, topics);
		}
		catch (TaosException ex) {
			this.events.tell((listener) -> listener.onFailed(ex));
			throw ex;
		}
	}

	private void take(RemoteConsumer connected) {
		this.keepAlive.watch(connected);
		this.remote = connected;
		if (this.closed) {
			connected.close();
			throw TaosErrors.closed("This consumer is closed");
		}
	}

	/**
	 * Begin to connect anew, unless that is under way.
	 * @param onDone called once the attempts are done
	 * @return the attempts; done with a connection that {@link #connected} takes, or with
	 * a failure that more attempts do not mend
	 */
	CompletableFuture<RemoteConsumer> reconnect(Collection<String> topics, Runnable onDone) {
		CompletableFuture<RemoteConsumer> current = this.attempt;
		if (current == null) {
			ConsumerConnecting started = new ConsumerConnecting(Objects.requireNonNull(this.options.groupId()),
					() -> subscribe(topics), 0);
			this.connecting = started;
			current = started.start();
			this.attempt = current;
			current.whenComplete((connected, failure) -> onDone.run());
			if (this.closed) {
				started.stop();
			}
		}
		return current;
	}

	/**
	 * Take what the attempts came to.
	 * @throws TaosException if they failed for good
	 */
	RemoteConsumer connected() {
		CompletableFuture<RemoteConsumer> done = Objects.requireNonNull(this.attempt);
		this.attempt = null;
		this.connecting = null;
		RemoteConsumer connected;
		try {
			connected = done.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof TaosException cause) ? cause
					: TaosErrors.malformed("Unexpected failure to subscribe: " + ex.getCause(), ex.getCause());
		}
		catch (CancellationException ex) {
			throw TaosErrors.closed("This consumer is closed");
		}
		take(connected);
		this.events.tell((listener) -> listener.onReconnected(connected.endpoint()));
		return connected;
	}

	/**
	 * Give up the connection.
	 * @param cause why, {@code null} if it is on purpose
	 */
	void drop(@Nullable TaosException cause) {
		RemoteConsumer dropped = this.remote;
		this.remote = null;
		if (dropped != null) {
			dropped.close();
			if (cause != null) {
				this.events.tell((listener) -> listener.onLost(dropped.endpoint(), cause));
			}
		}
	}

	/**
	 * End the attempts to connect anew, if there are any.
	 */
	void stopConnecting() {
		ConsumerConnecting current = this.connecting;
		this.connecting = null;
		this.attempt = null;
		if (current != null) {
			current.stop();
		}
	}

	/**
	 * End the attempts and let no more begin; the connection is left to the caller.
	 */
	void close() {
		this.closed = true;
		ConsumerConnecting current = this.connecting;
		if (current != null) {
			current.stop();
		}
	}

}
