package io.github.taosspring.client.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.spi.RemoteConsumer;

/**
 * Makes a new consumer in place of one that was lost, in a thread of its own, because
 * subscribing takes longer than many a poll waits: attempts follow each other, with
 * growing pauses, until one succeeds or fails for good, or this is stopped.
 */
final class ConsumerConnecting {

	private static final Logger logger = LoggerFactory.getLogger(ConsumerConnecting.class);

	private final Supplier<RemoteConsumer> connect;

	private final CompletableFuture<RemoteConsumer> result = new CompletableFuture<>();

	private final Thread thread;

	private volatile boolean stopped;

	/**
	 * Create attempts.
	 * @param connect makes one attempt
	 * @param first the pause before the first attempt, in nanoseconds
	 */
	ConsumerConnecting(String group, Supplier<RemoteConsumer> connect, long first) {
		this.connect = connect;
		this.thread = new Thread(() -> run(first), "taos-tmq-connect-" + group);
		this.thread.setDaemon(true);
	}

	/**
	 * Begin.
	 * @return the new consumer, or a failure that no further attempt mends
	 */
	CompletableFuture<RemoteConsumer> start() {
		this.thread.start();
		return this.result;
	}

	private void run(long first) {
		BackOff backOff = new BackOff(() -> ThreadLocalRandom.current().nextDouble());
		try {
			pause(first);
			while (!this.stopped) {
				RemoteConsumer connected = attempt();
				if (connected != null) {
					if (!this.result.complete(connected)) {
						connected.close();
					}
					return;
				}
				if (!this.result.isDone()) {
					pause(backOff.nextNanos());
				}
				else {
					return;
				}
			}
		}
		catch (InterruptedException ex) {
			logger.debug("Stopped connecting");
		}
		catch (RuntimeException | Error ex) {
			this.result.completeExceptionally(ex);
		}
		finally {
			this.result.cancel(false);
		}
	}

	private @Nullable RemoteConsumer attempt() {
		try {
			return this.connect.get();
		}
		catch (TaosException ex) {
			if (!ex.isRetryable()) {
				this.result.completeExceptionally(ex);
			}
			else {
				logger.debug("Not subscribed", ex);
			}
			return null;
		}
	}

	private static void pause(long nanos) throws InterruptedException {
		if (nanos > 0) {
			TimeUnit.NANOSECONDS.sleep(nanos);
		}
	}

	/**
	 * Stop, and close what was connected and not taken.
	 */
	void stop() {
		this.stopped = true;
		this.thread.interrupt();
		if (!this.result.cancel(false) && !this.result.isCompletedExceptionally()) {
			this.result.join().close();
		}
	}

}
