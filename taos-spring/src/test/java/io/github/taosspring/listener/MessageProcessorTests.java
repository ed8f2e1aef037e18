package io.github.taosspring.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MessageProcessor}, on the test's own thread.
 */
class MessageProcessorTests {

	private final FakeTmq server = new FakeTmq(1);

	private final ListenerParts parts = new ListenerParts();

	private final TaosContainerProperties properties = new TaosContainerProperties(FakeTmq.TOPIC);

	private final LoopSignals signals = new LoopSignals();

	private final ListenerCounters counters = new ListenerCounters();

	private final FailureMemory memory = new FailureMemory();

	private final List<Integer> received = new ArrayList<>();

	private Subscription subscription;

	private MessageProcessor processor;

	@BeforeEach
	void subscribe() {
		this.properties.setGroupId("g");
		this.properties.setTmqOptions(TmqOptions.builder().maxPollInterval(Duration.ofSeconds(10)).build());
		this.parts.listener = (message, acknowledgment, consumer) -> this.received.addAll(FakeTmq.values(message));
		begin();
	}

	private void begin() {
		this.server.consumers.forEach(FakeConsumer::close);
		LoopContext context = new LoopContext("unit", this.properties, this.parts, this.counters, this.signals,
				new ListenerEvents(this.parts, "unit", "unit", "g"), new SeekQueue(),
				new DefaultTaosMessageListenerContainer(this.server, this.properties));
		this.subscription = new Subscription(context, this.server.createConsumer(this.properties.getTmqOptions()));
		this.subscription.subscribe();
		this.processor = new MessageProcessor(context, new ListenerInvoker(this.parts, "unit", "g"), this.memory);
	}

	private MessageProcessor.Result process() throws InterruptedException {
		this.server.append(1, 1, 2);
		Delivery delivery = this.subscription.next(Long.MAX_VALUE);
		assertThat(delivery).isNotNull();
		return this.processor.process(this.subscription, delivery);
	}

	@Test
	void whatTheListenerReturnedFromIsAcknowledged() throws InterruptedException {
		assertThat(process()).isEqualTo(MessageProcessor.Result.DONE);
		assertThat(this.server.commits).containsExactly("1:10");
	}

	@Test
	void inManualModeItIsNotUnlessItWasFilteredOut() throws InterruptedException {
		this.properties.setAckMode(AckMode.MANUAL);
		begin();
		assertThat(process()).isEqualTo(MessageProcessor.Result.DONE);
		assertThat(this.subscription.tracker().pending()).isEqualTo(1);
		this.parts.filter = (message) -> false;
		assertThat(process()).isEqualTo(MessageProcessor.Result.DONE);
		assertThat(this.subscription.tracker().pending()).isEqualTo(1);
		assertThat(this.received).containsExactly(1, 2);
	}

	@Test
	void aWaitThatDoesNotFitBetweenTwoPollsIsNotBegun() throws InterruptedException {
		this.parts.listener = (message, acknowledgment, consumer) -> acknowledgment.nack(Duration.ofSeconds(10));
		begin();
		long before = System.nanoTime();
		assertThat(process()).isEqualTo(MessageProcessor.Result.OUT_OF_TIME);
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
		assertThat(Duration.ofNanos(this.processor.notBefore() - before))
			.isGreaterThanOrEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void aStopEndsTheAttempts() throws InterruptedException {
		this.parts.errorHandler = (failure) -> {
			this.signals.stop(0);
			return FailureAction.retry(Duration.ZERO);
		};
		this.parts.listener = (message, acknowledgment, consumer) -> {
			throw new IllegalStateException("no");
		};
		begin();
		assertThat(process()).isEqualTo(MessageProcessor.Result.STOPPING);
		assertThat(this.subscription.tracker().awaited()).isZero();
		assertThat(this.subscription.tracker().pending()).isEqualTo(1);
	}

	@Test
	void anInterruptedListenerEndsTheLoop() {
		this.parts.listener = (message, acknowledgment, consumer) -> {
			throw new InterruptedException("enough");
		};
		begin();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this::process);
		assertThat(this.server.commits).isEmpty();
	}

	@Test
	void aMessageThatSucceedsAtLastIsForgotten() throws InterruptedException {
		int[] attempts = new int[1];
		this.parts.errorHandler = (failure) -> {
			assertThat(failure.attempts()).isEqualTo(attempts[0]);
			return FailureAction.retry(Duration.ZERO);
		};
		this.parts.listener = (message, acknowledgment, consumer) -> {
			if (++attempts[0] < 4) {
				throw new IllegalStateException("no");
			}
		};
		begin();
		assertThat(process()).isEqualTo(MessageProcessor.Result.DONE);
		assertThat(attempts[0]).isEqualTo(4);
		assertThat(this.memory.find(FakeTmq.message(1, 10))).isNull();
		assertThat(this.counters.failures.sum()).isEqualTo(3);
	}

	@Test
	void attemptsAtAMessageOfASnapshotAreCountedThoughItHasNoOffset() throws InterruptedException {
		List<Integer> attempts = new ArrayList<>();
		this.parts.errorHandler = (failure) -> {
			attempts.add(failure.attempts());
			return (attempts.size() < 3) ? FailureAction.retry(Duration.ZERO) : FailureAction.recovered();
		};
		this.parts.listener = (message, acknowledgment, consumer) -> {
			throw new IllegalStateException("no");
		};
		begin();
		Delivery delivery = this.subscription.tracker().delivered(FakeTmq.message(1, -1, 1, 2));
		assertThat(this.processor.process(this.subscription, delivery)).isEqualTo(MessageProcessor.Result.DONE);
		assertThat(attempts).containsExactly(1, 2, 3);
	}

	@Test
	void attemptsGoOnCountingWhenRowsFailByTurns() throws InterruptedException {
		List<Integer> attempts = new ArrayList<>();
		this.parts.errorHandler = (failure) -> {
			attempts.add(failure.attempts());
			return (attempts.size() < 5) ? FailureAction.retry(Duration.ZERO) : FailureAction.recovered();
		};
		this.parts.listener = (message, acknowledgment, consumer) -> {
			throw new TaosRowsFailedException(attempts.size() % 2, new IllegalStateException("no"));
		};
		begin();
		assertThat(process()).isEqualTo(MessageProcessor.Result.DONE);
		assertThat(attempts).containsExactly(1, 1, 2, 3, 4);
	}

	@Test
	void inManualModeARecoveredRowAcknowledgesNoneOfThoseBefore() throws InterruptedException {
		this.properties.setAckMode(AckMode.MANUAL);
		List<Integer> done = new ArrayList<>();
		this.parts.errorHandler = (failure) -> FailureAction.recovered();
		this.parts.listener = new TaosRowsListener() {

			@Override
			public void onRows(TmqMessage message, int firstRow, TaosAcknowledgment acknowledgment,
					TmqConsumer consumer) {
				throw new TaosRowsFailedException(1, new IllegalStateException("no"));
			}

			@Override
			public boolean onRecovered(TmqMessage message, int nextRow, TaosAcknowledgment acknowledgment) {
				done.add(nextRow);
				return false;
			}

		};
		begin();
		assertThat(process()).isEqualTo(MessageProcessor.Result.DONE);
		assertThat(done).containsExactly(2);
		assertThat(this.server.commits).isEmpty();
	}

}
