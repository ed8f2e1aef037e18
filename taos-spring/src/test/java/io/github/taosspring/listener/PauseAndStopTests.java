package io.github.taosspring.listener;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for pauses, for what outlasts {@code max.poll.interval.ms}, and for stops.
 */
class PauseAndStopTests extends ContainerTestSupport {

	private static void withPollInterval(TaosContainerProperties properties, Duration interval) {
		properties.setTmqOptions(properties.getTmqOptions().toBuilder().maxPollInterval(interval).build());
	}

	@Test
	void aPausedContainerDeliversNothing() {
		DefaultTaosMessageListenerContainer container = container(receiving());
		container.start();
		container.pause();
		await().until(container::isPaused);
		this.server.append(1, 1);
		int polls = this.server.last().polls.size();
		assertThat(container.isPauseRequested()).isTrue();
		container.resume();
		awaitReceived(1);
		assertThat(this.server.last().polls.size()).isGreaterThan(polls);
		assertThat(container.isPaused()).isFalse();
		assertThat(this.server.consumers).hasSize(1);
	}

	@Test
	void aPauseLastsOverARestart() {
		DefaultTaosMessageListenerContainer container = container(receiving());
		container.pause();
		container.start();
		await().until(container::isPaused);
		container.stop();
		container.start();
		this.server.append(1, 1);
		await().until(container::isPaused);
		assertThat(this.received).isEmpty();
		container.resume();
		awaitReceived(1);
	}

	@Test
	void acknowledgmentsAreCommittedDuringAPause() {
		List<TaosAcknowledgment> acknowledgments = new CopyOnWriteArrayList<>();
		DefaultTaosMessageListenerContainer container = container((message, acknowledgment, consumer) -> {
			acknowledgments.add(acknowledgment);
		}, (properties) -> properties.setAckMode(AckMode.MANUAL));
		this.server.append(1, 1);
		container.start();
		await().until(() -> acknowledgments.size() == 1);
		container.pause();
		await().until(container::isPaused);
		acknowledgments.get(0).acknowledge();
		awaitCommitted(1, 10);
	}

	@Test
	void aLongPauseGivesUpTheAssignmentAndComesBackAsANewConsumer() {
		List<TaosAcknowledgment> acknowledgments = new CopyOnWriteArrayList<>();
		DefaultTaosMessageListenerContainer container = container((message, acknowledgment, consumer) -> {
			this.received.addAll(FakeTmq.values(message));
			acknowledgments.add(acknowledgment);
		}, (properties) -> {
			properties.setAckMode(AckMode.MANUAL);
			withPollInterval(properties, Duration.ofSeconds(1));
		});
		this.server.append(1, 1);
		this.server.append(1, 2);
		container.start();
		awaitReceived(1, 2);
		acknowledgments.get(0).acknowledge();
		container.pause();
		await().until(() -> this.server.last().closedWithin != null);
		await().until(container::isPaused);
		assertThat(container.assignments()).isEmpty();
		assertThat(events(TaosAssignmentChangedEvent.class)).last()
			.satisfies((event) -> assertThat(event.assignments()).isEmpty());
		acknowledgments.get(1).acknowledge();
		assertThat(this.server.commits).containsExactly("1:10");
		assertThat(container.metrics().droppedAcknowledgments()).isEqualTo(1);
		container.resume();
		awaitReceived(1, 2, 2);
		assertThat(this.server.consumers).hasSize(2);
		acknowledgments.get(2).acknowledge();
		awaitCommitted(1, 20);
	}

	@Test
	void aListenerThatTakesTooLongGetsItsMessageAgain() {
		AtomicInteger deliveries = new AtomicInteger();
		DefaultTaosMessageListenerContainer container = container((message, acknowledgment, consumer) -> {
			if (deliveries.incrementAndGet() == 1) {
				LockSupport.parkNanos(Duration.ofMillis(1_300).toNanos());
			}
			this.received.addAll(FakeTmq.values(message));
		}, (properties) -> withPollInterval(properties, Duration.ofSeconds(1)));
		this.server.append(1, 1);
		container.start();
		awaitReceived(1, 1);
		awaitCommitted(1, 10);
		assertThat(this.server.commits).containsExactly("1:10");
		assertThat(container.metrics().droppedAcknowledgments()).isEqualTo(1);
		assertThat(this.server.consumers).hasSize(2);
		assertThat(this.server.consumers.get(0).closedWithin).isNotNull();
	}

	@Test
	void aStopEndsAPoll() {
		DefaultTaosMessageListenerContainer container = container(receiving(),
				(properties) -> properties.setPollTimeout(Duration.ofMinutes(1)));
		container.start();
		await().until(() -> !this.server.consumers.isEmpty() && !this.server.last().polls.isEmpty());
		stopsWithin(container, Duration.ofSeconds(2));
	}

	@Test
	void aStopEndsAPollOfASilentServer() {
		DefaultTaosMessageListenerContainer container = container(receiving(),
				(properties) -> properties.setShutdownTimeout(Duration.ofSeconds(2)));
		container.start();
		await().until(() -> !this.server.consumers.isEmpty());
		this.server.last().silent = true;
		await().until(() -> !this.server.last().polls.isEmpty());
		stopsWithin(container, Duration.ofSeconds(3));
		await().until(() -> listenerThreads().isEmpty());
	}

	@Test
	void aStopWaitsForTheMessageUnderWay() throws InterruptedException {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		DefaultTaosMessageListenerContainer container = container((message, acknowledgment, consumer) -> {
			entered.countDown();
			go.await();
			this.received.addAll(FakeTmq.values(message));
		});
		this.server.append(1, 1);
		this.server.append(1, 2);
		container.start();
		assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
		CountDownLatch stopped = new CountDownLatch(1);
		container.stop(stopped::countDown);
		await().until(() -> !container.isRunning());
		go.countDown();
		assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.received).containsExactly(1);
		assertThat(this.server.commits).containsExactly("1:10");
	}

	@Test
	void aStopWaitsForAContainerThatItsListenerHasStopped() throws InterruptedException {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		DefaultTaosMessageListenerContainer[] own = new DefaultTaosMessageListenerContainer[1];
		DefaultTaosMessageListenerContainer container = container((message, acknowledgment, consumer) -> {
			own[0].stop();
			entered.countDown();
			go.await();
			this.received.addAll(FakeTmq.values(message));
		});
		own[0] = container;
		this.server.append(1, 1);
		container.start();
		assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(container.isRunning()).isFalse();
		CountDownLatch stopped = new CountDownLatch(1);
		container.stop(stopped::countDown);
		assertThat(stopped.getCount()).isOne();
		go.countDown();
		assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.received).containsExactly(1);
		assertThat(this.server.commits).containsExactly("1:10");
	}

	@Test
	void aListenerCanStopAContainerThatSomebodyElseStops() throws InterruptedException {
		CountDownLatch entered = new CountDownLatch(1);
		DefaultTaosMessageListenerContainer[] own = new DefaultTaosMessageListenerContainer[1];
		DefaultTaosMessageListenerContainer container = container((message, acknowledgment, consumer) -> {
			entered.countDown();
			await().until(() -> !own[0].isRunning());
			own[0].stop();
			this.received.addAll(FakeTmq.values(message));
		});
		own[0] = container;
		this.server.append(1, 1);
		container.start();
		assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
		stopsWithin(container, Duration.ofSeconds(5));
		assertThat(this.received).containsExactly(1);
		assertThat(this.server.commits).containsExactly("1:10");
	}

	@Test
	void aStopInterruptsAListenerThatDoesNotReturn() {
		CountDownLatch never = new CountDownLatch(1);
		AtomicInteger handled = new AtomicInteger();
		DefaultTaosMessageListenerContainer container = container((message, acknowledgment, consumer) -> never.await(),
				(properties) -> properties.setShutdownTimeout(Duration.ofSeconds(1)));
		container.setErrorHandler((failure) -> {
			handled.incrementAndGet();
			return FailureAction.recovered();
		});
		this.server.append(1, 1);
		container.start();
		await().until(() -> container.metrics().messages() == 1);
		stopsWithin(container, Duration.ofSeconds(2));
		await().until(() -> listenerThreads().isEmpty());
		assertThat(this.server.commits).isEmpty();
		assertThat(handled).hasValue(0);
	}

	@Test
	void aStopEndsTheWaitForAnotherAttempt() {
		DefaultTaosMessageListenerContainer container = container((message, acknowledgment, consumer) -> {
			throw new IllegalStateException("no");
		});
		container.setErrorHandler((failure) -> FailureAction.retry(Duration.ofMinutes(1)));
		this.server.append(1, 1);
		container.start();
		await().until(() -> container.metrics().failures() == 1);
		stopsWithin(container, Duration.ofSeconds(2));
		assertThat(this.server.commits).isEmpty();
	}

	@Test
	void aListenerCanStopItsContainer() {
		DefaultTaosMessageListenerContainer[] self = new DefaultTaosMessageListenerContainer[1];
		self[0] = container((message, acknowledgment, consumer) -> {
			this.received.addAll(FakeTmq.values(message));
			self[0].stop();
		});
		this.server.append(1, 1);
		this.server.append(1, 2);
		self[0].start();
		await().until(() -> !events(TaosListenerStoppedEvent.class).isEmpty());
		assertThat(this.received).containsExactly(1);
		assertThat(this.server.commits).containsExactly("1:10");
	}

	private void stopsWithin(DefaultTaosMessageListenerContainer container, Duration time) {
		long begin = System.nanoTime();
		container.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(time);
		assertThat(container.isRunning()).isFalse();
	}

}
