package io.github.taosspring.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.tmq.TmqAssignment;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for events of a container, its lag, and listeners that seek.
 */
class EventsAndSeeksTests extends ContainerTestSupport {

	@Test
	void startAssignmentAndStopAreTold() {
		DefaultTaosMessageListenerContainer container = container(receiving());
		container.start();
		await().until(() -> !events(TaosListenerStartedEvent.class).isEmpty());
		assertThat(events(TaosListenerStartedEvent.class))
			.containsExactly(new TaosListenerStartedEvent("unit", "unit", "alarms", List.of(FakeTmq.TOPIC)));
		assertThat(events(TaosAssignmentChangedEvent.class).get(0).assignments()).hasSize(2);
		container.stop();
		assertThat(this.events).last().isEqualTo(new TaosListenerStoppedEvent("unit", "unit", "alarms", 0));
	}

	@Test
	void vgroupsThatGoToOthersAreTold() {
		DefaultTaosMessageListenerContainer container = container(receiving());
		container.start();
		await().until(() -> container.assignments().size() == 2);
		container.pause();
		await().until(container::isPaused);
		this.server.last().lose(2);
		assertThat(container.assignments()).extracting(TmqAssignment::vgroup).containsExactly(1);
		assertThat(events(TaosAssignmentChangedEvent.class)).hasSize(2);
		assertThat(events(TaosListenerFailedEvent.class)).isEmpty();
	}

	@Test
	void messagesThatTheLogDroppedAreTold() {
		DefaultTaosMessageListenerContainer container = container(receiving());
		container.start();
		await().until(() -> container.assignments().size() == 2);
		container.pause();
		await().until(container::isPaused);
		this.server.last().gap(1, 20, 70);
		assertThat(events(TaosOffsetGapEvent.class))
			.containsExactly(new TaosOffsetGapEvent("unit", "unit", "alarms", FakeTmq.TOPIC, 1, 20, 70));
	}

	@Test
	void idleTimesAreToldAgainAndAgain() {
		DefaultTaosMessageListenerContainer container = container(receiving(),
				(properties) -> properties.setIdleEventInterval(Duration.ofMillis(50)));
		container.start();
		await().until(() -> events(TaosListenerIdleEvent.class).size() >= 3);
		List<TaosListenerIdleEvent> idle = events(TaosListenerIdleEvent.class);
		assertThat(idle.get(0).idleTime()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
		assertThat(idle.get(2).idleTime()).isGreaterThan(idle.get(0).idleTime());
		assertThat(idle.get(0).paused()).isFalse();
		container.pause();
		await().until(() -> events(TaosListenerIdleEvent.class).stream().anyMatch(TaosListenerIdleEvent::paused));
	}

	@Test
	void aConsumerThatFailedIsToldToBeWellThoughOthersHaveAllVgroups() {
		DefaultTaosMessageListenerContainer container = container(receiving(),
				(properties) -> properties.setAssignmentInterval(Duration.ZERO));
		container.start();
		await().until(() -> container.assignments().size() == 2);
		assertThat(events(TaosListenerResubscribedEvent.class)).isEmpty();
		this.server.share = 0;
		this.server.pollFailures.add(TaosErrors.misuse("no"));
		await().until(() -> events(TaosListenerResubscribedEvent.class).size() == 1);
		assertThat(container.assignments()).isEmpty();
		assertThat(events(TaosListenerFailedEvent.class)).hasSize(1);
	}

	@Test
	void anEventListenerThatFailsDoesNotEndTheContainer() {
		DefaultTaosMessageListenerContainer container = container(receiving());
		container.setApplicationEventPublisher((event) -> {
			throw new IllegalStateException("no");
		});
		container.start();
		this.server.append(1, 1);
		awaitReceived(1);
	}

	@Test
	void theLagIsWhatIsBehindTheLastMessage() {
		DefaultTaosMessageListenerContainer container = container(receiving(),
				(properties) -> properties.setAssignmentInterval(Duration.ofMillis(20)));
		this.server.append(1, 1);
		container.start();
		awaitReceived(1);
		container.pause();
		await().until(container::isPaused);
		this.server.append(1, 2);
		this.server.append(1, 3);
		await().untilAsserted(() -> assertThat(container.metrics().lag()).containsEntry(FakeTmq.partition(1), 20L)
			.containsEntry(FakeTmq.partition(2), 0L));
		assertThat(container.metrics().totalLag()).isEqualTo(20);
		container.resume();
		await().untilAsserted(() -> assertThat(container.metrics().totalLag()).isZero());
	}

	@Test
	void aListenerCanSeekWhenItIsAssigned() {
		this.server.append(1, 1);
		this.server.append(1, 2);
		this.server.append(1, 3);
		container(new SeekingListener() {

			@Override
			public void onAssigned(List<TmqAssignment> assignments, TaosSeekCallback callback) {
				callback.seek(FakeTmq.TOPIC, 1, 20);
			}

		}).start();
		awaitReceived(3);
		awaitCommitted(1, 30);
	}

	@Test
	void aSeekOfAnotherThreadIsDoneBeforeTheNextPoll() {
		List<TaosSeekCallback> callbacks = new ArrayList<>();
		container(new SeekingListener() {

			@Override
			public void registerSeekCallback(TaosSeekCallback callback) {
				callbacks.add(callback);
			}

		}).start();
		this.server.append(1, 1);
		this.server.append(1, 2);
		awaitReceived(1, 2);
		callbacks.get(0).seekToBeginning(FakeTmq.TOPIC, 1);
		awaitReceived(1, 2, 1, 2);
		callbacks.get(0).seek(FakeTmq.TOPIC, 1, 10);
		awaitReceived(1, 2, 1, 2, 2);
		assertThat(this.server.committed).containsEntry(FakeTmq.partition(1), 20L);
		callbacks.get(0).seekToEnd(FakeTmq.TOPIC, 1);
		this.server.append(1, 3);
		await().until(() -> this.server.committed.get(FakeTmq.partition(1)) == 20L || this.received.contains(3));
	}

	@Test
	void aSeekAwareListenerIsToldOfIdleTimesAndLosses() {
		List<String> calls = new CopyOnWriteArrayList<>();
		DefaultTaosMessageListenerContainer container = container(new SeekingListener() {

			@Override
			public void onIdle(Duration idleTime, List<TmqAssignment> assignments, TaosSeekCallback callback) {
				calls.add("idle " + assignments.size());
			}

			@Override
			public void onRevoked(List<TmqAssignment> assignments) {
				calls.add("revoked " + assignments.size());
				throw new IllegalStateException("is logged");
			}

		}, (properties) -> properties.setIdleEventInterval(Duration.ofMillis(20)));
		container.start();
		await().until(() -> calls.contains("idle 2"));
		container.stop();
		assertThat(calls).last().isEqualTo("revoked 2");
		assertThat(this.server.last().closedWithin).isNotNull();
	}

	/**
	 * Receives and seeks.
	 */
	private class SeekingListener implements TaosMessageListener, SeekAwareTaosListener {

		@Override
		public void onMessage(TmqMessage message, TaosAcknowledgment acknowledgment, TmqConsumer consumer) {
			EventsAndSeeksTests.this.received.addAll(FakeTmq.values(message));
		}

	}

}
