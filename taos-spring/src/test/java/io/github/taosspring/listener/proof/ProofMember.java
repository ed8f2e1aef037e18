package io.github.taosspring.listener.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqOptions;
import io.github.taosspring.listener.AckMode;
import io.github.taosspring.listener.ConcurrentTaosMessageListenerContainer;
import io.github.taosspring.listener.DefaultTaosErrorHandler;
import io.github.taosspring.listener.TaosAcknowledgment;
import io.github.taosspring.listener.TaosContainerProperties;
import io.github.taosspring.listener.TaosListenerFailure;
import io.github.taosspring.listener.TaosListenerMetrics;
import io.github.taosspring.listener.TmqConsumerFactory;

import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * An application with a listener that fails at random, is slow at times, and in
 * {@link AckMode#MANUAL} acknowledges on other threads in any order.
 */
final class ProofMember implements AutoCloseable {

	static final Duration POLL_INTERVAL = Duration.ofSeconds(2);

	private final Ledger ledger;

	private final Random random;

	private final AckMode ackMode;

	private final ConcurrentTaosMessageListenerContainer container;

	private final ScheduledExecutorService acknowledging = Executors
		.newSingleThreadScheduledExecutor((task) -> new Thread(task, "proof-acknowledging"));

	/** Counts the lives of the application. */
	private volatile int life;

	/** Whether the application is dying: what it has in hand is lost. */
	private volatile boolean dying;

	/** Whether the next message takes longer than the poll interval. */
	private volatile boolean slow;

	ProofMember(String name, TmqConsumerFactory consumers, String topic, String group, AckMode ackMode, int concurrency,
			Ledger ledger, long seed) {
		this.ledger = ledger;
		this.random = new Random(seed);
		this.ackMode = ackMode;
		TaosContainerProperties properties = new TaosContainerProperties(topic);
		properties.setGroupId(group);
		properties.setTmqOptions(
				TmqOptions.builder().maxPollInterval(POLL_INTERVAL).sessionTimeout(Duration.ofSeconds(6)).build());
		properties.setAckMode(ackMode);
		properties.setAckTime(Duration.ofMillis(200));
		properties.setPollTimeout(Duration.ofMillis(300));
		properties.setPendingPollTimeout(Duration.ofMillis(50));
		properties.setShutdownTimeout(Duration.ofSeconds(3));
		ExponentialBackOff restart = new ExponentialBackOff(100, 2);
		restart.setMaxInterval(1_000);
		properties.setRestartBackOff(restart);
		this.container = new ConcurrentTaosMessageListenerContainer(consumers, properties);
		this.container.setListenerId(name);
		this.container.setConcurrency(concurrency);
		this.container.setErrorHandler(new DefaultTaosErrorHandler(this::recover, new FixedBackOff(5, 3)));
		this.container.setMessageListener(this::receive);
	}

	private void receive(TmqMessage message, TaosAcknowledgment acknowledgment, TmqConsumer consumer) {
		List<Long> ids = ids(message);
		this.ledger.deliver(message.partition(), ids);
		int dice = dice();
		if (this.slow) {
			this.slow = false;
			LockSupport.parkNanos(POLL_INTERVAL.plusMillis(300).toNanos());
		}
		if (dice < 8) {
			throw new IllegalStateException("at random");
		}
		if (this.dying) {
			die();
		}
		if (dice < 12) {
			look(message, consumer);
		}
		if (this.ackMode != AckMode.MANUAL) {
			if (dice < 15) {
				acknowledgment.nack(Duration.ofMillis(dice));
				return;
			}
			this.ledger.process(ids);
			return;
		}
		int now = this.life;
		this.acknowledging.schedule(() -> {
			if (now != this.life) {
				return;
			}
			if (dice < 20) {
				acknowledgment.nack(Duration.ofMillis(dice));
				return;
			}
			this.ledger.process(ids);
			acknowledgment.acknowledge();
		}, (dice < 30) ? dice * 20 : dice, TimeUnit.MILLISECONDS);
	}

	/** Hang until the container interrupts this thread. */
	private static void die() {
		while (!Thread.interrupted()) {
			LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
		}
		throw new IllegalStateException("died");
	}

	private int dice() {
		synchronized (this.random) {
			return this.random.nextInt(100);
		}
	}

	private void look(TmqMessage message, TmqConsumer consumer) {
		try {
			Map<?, Long> committed = consumer.committed(List.of(message.partition()));
			committed.values().forEach((offset) -> this.ledger.commit(message.partition(), offset));
		}
		catch (TaosException ex) {
			// the connection is lost, or the vgroup is
		}
	}

	/** What was tried four times in vain counts as processed. */
	private void recover(TaosListenerFailure failure) {
		this.ledger.process(ids(failure.message()));
	}

	private static List<Long> ids(TmqMessage message) {
		List<Long> ids = new ArrayList<>();
		for (TmqBlock tmqBlock : message.blocks()) {
			Block block = tmqBlock.block();
			for (int row = 0; row < block.rows(); row++) {
				ids.add(block.getLong(1, row));
			}
		}
		return ids;
	}

	void start() {
		this.container.start();
	}

	void stop() {
		this.container.stop();
	}

	/**
	 * End without finishing anything: what is in hand is neither processed nor
	 * acknowledged.
	 */
	void crash() {
		this.life++;
		this.dying = true;
		this.container.stop();
		this.dying = false;
	}

	void pause() {
		this.container.pause();
	}

	void resume() {
		this.container.resume();
	}

	void beSlow() {
		this.slow = true;
	}

	TaosListenerMetrics metrics() {
		return this.container.metrics();
	}

	@Override
	public void close() {
		this.container.stop();
		this.acknowledging.shutdownNow();
	}

	@Override
	public String toString() {
		return this.container.listenerId() + "(" + this.ackMode + " x" + this.container.getConcurrency() + ")";
	}

}
