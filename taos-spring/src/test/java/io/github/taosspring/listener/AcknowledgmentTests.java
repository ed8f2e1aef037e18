package io.github.taosspring.listener;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.taosspring.client.TaosErrors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for acknowledgements and commits of a container.
 */
class AcknowledgmentTests extends ContainerTestSupport {

	private final List<TaosAcknowledgment> acknowledgments = new CopyOnWriteArrayList<>();

	private DefaultTaosMessageListenerContainer manual() {
		return manual((properties) -> {
		});
	}

	private DefaultTaosMessageListenerContainer manual(Consumer<TaosContainerProperties> customizer) {
		return container((message, acknowledgment, consumer) -> {
			this.acknowledgments.add(acknowledgment);
			this.received.addAll(FakeTmq.values(message));
		}, (properties) -> {
			properties.setAckMode(AckMode.MANUAL);
			customizer.accept(properties);
		});
	}

	@Test
	void aLaterAcknowledgmentWaitsForTheGapsBeforeIt() {
		DefaultTaosMessageListenerContainer container = manual();
		this.server.append(1, 1);
		this.server.append(1, 2);
		this.server.append(1, 3);
		container.start();
		awaitReceived(1, 2, 3);
		this.acknowledgments.get(2).acknowledge();
		this.acknowledgments.get(1).acknowledge();
		assertThat(this.server.commits).isEmpty();
		this.acknowledgments.get(0).acknowledge();
		assertThat(this.server.commits).containsExactly("1:30");
		this.acknowledgments.get(0).acknowledge();
		assertThat(container.metrics().acknowledgments()).isEqualTo(3);
	}

	@Test
	void noMoreAreTakenThanMayBePending() {
		DefaultTaosMessageListenerContainer container = manual();
		container.getContainerProperties().setMaxPending(3);
		this.server.append(1, 1);
		this.server.append(1, 2);
		container.start();
		awaitReceived(1, 2);
		this.server.append(2, 3);
		awaitReceived(1, 2, 3);
		awaitNoPolls();
		this.server.append(2, 4);
		this.server.append(2, 5);
		this.acknowledgments.get(1).acknowledge();
		awaitNoPolls();
		assertThat(this.received).containsExactly(1, 2, 3);
		this.acknowledgments.get(2).acknowledge();
		awaitReceived(1, 2, 3, 4);
		this.acknowledgments.get(0).acknowledge();
		awaitReceived(1, 2, 3, 4, 5);
		assertThat(this.server.commits).containsExactly("2:10", "1:20");
		assertThat(this.server.consumers).hasSize(1);
	}

	@Test
	void whatIsRefusedComesAgainThoughNoMoreMayBePending() {
		manual((properties) -> properties.setMaxPending(1)).start();
		this.server.append(1, 1);
		this.server.append(1, 2);
		awaitReceived(1);
		this.acknowledgments.get(0).nack(Duration.ofMillis(50));
		awaitReceived(1, 1);
		awaitNoPolls();
		this.acknowledgments.get(1).acknowledge();
		awaitReceived(1, 1, 2);
		awaitCommitted(1, 10);
	}

	@Test
	void acknowledgmentsThatDoNotComeWithinThePollIntervalCostTheAssignment() {
		manual((properties) -> {
			properties.setMaxPending(1);
			properties
				.setTmqOptions(properties.getTmqOptions().toBuilder().maxPollInterval(Duration.ofSeconds(1)).build());
		}).start();
		this.server.append(1, 1);
		awaitReceived(1, 1);
		this.acknowledgments.get(0).acknowledge();
		assertThat(this.server.consumers.get(0).closedWithin).isNotNull();
		assertThat(this.server.commits).isEmpty();
		this.acknowledgments.get(1).acknowledge();
		awaitCommitted(1, 10);
	}

	@Test
	void aStopAndAPauseDoNotWaitForRoom() {
		DefaultTaosMessageListenerContainer container = manual((properties) -> {
			properties.setMaxPending(1);
			properties.setPollTimeout(Duration.ofMinutes(1));
		});
		this.server.append(1, 1);
		container.start();
		awaitReceived(1);
		awaitNoPolls();
		container.pause();
		await().until(container::isPaused);
		container.resume();
		await().until(() -> !container.isPaused());
		this.acknowledgments.get(0).acknowledge();
		awaitCommitted(1, 10);
		this.server.append(1, 2);
		awaitReceived(1, 2);
		Thread stopping = new Thread(container::stop);
		stopping.start();
		await().until(() -> !container.isRunning());
		this.acknowledgments.get(1).acknowledge();
		await().until(() -> !stopping.isAlive());
		assertThat(this.server.commits).containsExactly("1:10", "1:20");
	}

	@Test
	void withoutABoundAllAreTaken() {
		manual((properties) -> properties.setMaxPending(0)).start();
		Integer[] values = new Integer[1_100];
		for (int i = 0; i < values.length; i++) {
			values[i] = i;
			this.server.append(1, i);
		}
		awaitReceived(values);
	}

	/** Wait until the consumer has not polled for longer than its polls take. */
	private void awaitNoPolls() {
		List<Duration> polls = this.server.last().polls;
		AtomicInteger last = new AtomicInteger(-1);
		await().during(Duration.ofMillis(150)).until(() -> last.getAndSet(polls.size()) == polls.size());
	}

	@Test
	void vgroupsDoNotWaitForEachOther() {
		DefaultTaosMessageListenerContainer container = manual();
		this.server.append(1, 1);
		container.start();
		awaitReceived(1);
		this.server.append(2, 2);
		awaitReceived(1, 2);
		this.acknowledgments.get(1).acknowledge();
		assertThat(this.server.commits).containsExactly("2:10");
	}

	@Test
	void pollsAreShortWhileAcknowledgmentsAreAwaited() {
		DefaultTaosMessageListenerContainer container = manual();
		this.server.append(1, 1);
		container.start();
		awaitReceived(1);
		List<Duration> polls = this.server.last().polls;
		int before = polls.size();
		await().until(() -> polls.size() > before + 2);
		assertThat(polls.get(before + 1)).isEqualTo(Duration.ofMillis(20));
		this.acknowledgments.get(0).acknowledge();
		int after = polls.size();
		await().until(() -> polls.size() > after + 1);
		assertThat(polls.get(after + 1)).isEqualTo(Duration.ofMillis(200));
	}

	@Test
	void byTimeTheLastOfManyIsCommitted() {
		container(receiving(), (properties) -> {
			properties.setAckMode(AckMode.TIME);
			properties.setAckTime(Duration.ofMillis(300));
		}).start();
		for (int i = 1; i <= 5; i++) {
			this.server.append(1, i);
		}
		awaitReceived(1, 2, 3, 4, 5);
		awaitCommitted(1, 50);
		assertThat(this.server.commits).hasSizeLessThanOrEqualTo(2);
	}

	@Test
	void byTimeAStopCommitsWhatIsLeft() {
		DefaultTaosMessageListenerContainer container = container(receiving(), (properties) -> {
			properties.setAckMode(AckMode.TIME);
			properties.setAckTime(Duration.ofHours(1));
		});
		this.server.append(1, 1);
		container.start();
		awaitReceived(1);
		assertThat(this.server.commits).isEmpty();
		container.stop();
		assertThat(this.server.commits).containsExactly("1:10");
	}

	@Test
	void whileACommitIsUnderWayTheNextOnesBecomeOne() {
		DefaultTaosMessageListenerContainer container = container(receiving());
		container.start();
		await().until(() -> this.server.consumers.size() == 1);
		this.server.last().holdCommits = true;
		for (int i = 1; i <= 4; i++) {
			this.server.append(1, i);
		}
		awaitReceived(1, 2, 3, 4);
		await().until(() -> container.metrics().acknowledgments() == 4);
		this.server.last().answerCommits();
		assertThat(this.server.commits).containsExactly("1:10", "1:40");
	}

	@Test
	void aCommitThatFailsIsTriedAgain() {
		DefaultTaosMessageListenerContainer container = container(receiving());
		this.server.commitFailures.add(TaosErrors.timeout("no answer", 1));
		this.server.append(1, 1);
		container.start();
		awaitCommitted(1, 10);
		assertThat(container.metrics().failedCommits()).isEqualTo(1);
		assertThat(container.metrics().commits()).isEqualTo(1);
	}

	@Test
	void aMessageThatIsRefusedIsTheNextOneAgain() {
		AtomicBoolean refused = new AtomicBoolean();
		long[] times = new long[2];
		DefaultTaosMessageListenerContainer container = container((message, acknowledgment, consumer) -> {
			this.received.addAll(FakeTmq.values(message));
			if (refused.compareAndSet(false, true)) {
				times[0] = System.nanoTime();
				acknowledgment.nack(Duration.ofMillis(150));
			}
			else if (times[1] == 0) {
				times[1] = System.nanoTime();
			}
		});
		this.server.append(1, 1);
		this.server.append(1, 2);
		container.start();
		awaitReceived(1, 1, 2);
		assertThat(Duration.ofNanos(times[1] - times[0])).isGreaterThanOrEqualTo(Duration.ofMillis(150));
		awaitCommitted(1, 20);
	}

	@Test
	void aMessageThatIsRefusedLaterComesAgainWhileOthersGoOn() {
		DefaultTaosMessageListenerContainer container = manual();
		this.server.append(1, 1);
		this.server.append(1, 2);
		container.start();
		awaitReceived(1, 2);
		this.acknowledgments.get(0).nack(Duration.ofMillis(100));
		this.acknowledgments.get(1).acknowledge();
		this.server.append(1, 3);
		await().until(() -> this.received.size() == 4);
		assertThat(this.received.subList(2, 4)).containsExactlyInAnyOrder(1, 3);
		assertThat(this.server.commits).isEmpty();
		this.acknowledgments.get(2).acknowledge();
		this.acknowledgments.get(3).acknowledge();
		awaitCommitted(1, 30);
	}

	@Test
	void acknowledgingNeedsTheManualMode() {
		DefaultTaosMessageListenerContainer container = container((message, acknowledgment, consumer) -> {
			assertThatIllegalStateException().isThrownBy(acknowledgment::acknowledge).withMessageContaining("MANUAL");
			assertThatIllegalArgumentException().isThrownBy(() -> acknowledgment.nack(Duration.ofMillis(-1)));
			this.acknowledgments.add(acknowledgment);
			this.received.addAll(FakeTmq.values(message));
		});
		this.server.append(1, 1);
		container.start();
		awaitReceived(1);
		awaitCommitted(1, 10);
		assertThatIllegalStateException().isThrownBy(() -> this.acknowledgments.get(0).nack(Duration.ZERO));
	}

	@Test
	void whatTheServerTookAwayIsNotAcknowledgedAnyMore() {
		DefaultTaosMessageListenerContainer container = manual();
		this.server.append(1, 1);
		container.start();
		awaitReceived(1);
		this.server.last().evict(TaosErrors.fromServer("poll", 0x03E6, "Consumer not ready", 1));
		awaitReceived(1, 1);
		this.acknowledgments.get(0).acknowledge();
		assertThat(this.server.commits).isEmpty();
		assertThat(container.metrics().droppedAcknowledgments()).isEqualTo(1);
		this.acknowledgments.get(1).acknowledge();
		awaitCommitted(1, 10);
		assertThat(events(TaosListenerFailedEvent.class)).singleElement()
			.satisfies((event) -> assertThat(event.stopped()).isFalse());
	}

	@Test
	void aStopWaitsForAcknowledgments() {
		DefaultTaosMessageListenerContainer container = manual();
		this.server.append(1, 1);
		container.start();
		awaitReceived(1);
		Thread stopping = new Thread(container::stop);
		stopping.start();
		await().until(() -> !container.isRunning());
		this.acknowledgments.get(0).acknowledge();
		await().until(() -> !stopping.isAlive());
		assertThat(this.server.commits).containsExactly("1:10");
		assertThat(events(TaosListenerStoppedEvent.class)).singleElement()
			.satisfies((event) -> assertThat(event.unacknowledged()).isZero());
	}

	@Test
	void aStopDoesNotWaitForEver() {
		DefaultTaosMessageListenerContainer container = container(
				(message, acknowledgment, consumer) -> this.received.addAll(FakeTmq.values(message)), (properties) -> {
					properties.setAckMode(AckMode.MANUAL);
					properties.setShutdownTimeout(Duration.ofSeconds(2));
				});
		this.server.append(1, 1);
		container.start();
		awaitReceived(1);
		long begin = System.nanoTime();
		container.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
		assertThat(events(TaosListenerStoppedEvent.class)).singleElement()
			.satisfies((event) -> assertThat(event.unacknowledged()).isEqualTo(1));
		assertThat(this.server.commits).isEmpty();
	}

}
