package io.github.taosspring.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.github.taosspring.client.TaosErrors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.backoff.FixedBackOff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link DefaultTaosMessageListenerContainer} with a scripted consumer.
 */
class DefaultTaosMessageListenerContainerTests {

	private final FakeTmq server = new FakeTmq(2);

	private final List<Object> events = new CopyOnWriteArrayList<>();

	/** What the listener got, in its order. */
	private final List<Integer> received = new CopyOnWriteArrayList<>();

	private final List<DefaultTaosMessageListenerContainer> containers = new ArrayList<>();

	@AfterEach
	void stop() {
		this.containers.forEach(DefaultTaosMessageListenerContainer::stop);
		await().untilAsserted(() -> assertThat(listenerThreads()).isEmpty());
	}

	private static List<String> listenerThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("taos-listener-"))
			.toList();
	}

	private DefaultTaosMessageListenerContainer container(TaosMessageListener listener,
			Consumer<TaosContainerProperties> customizer) {
		TaosContainerProperties properties = new TaosContainerProperties(FakeTmq.TOPIC);
		properties.setGroupId("alarms");
		properties.setRestartBackOff(new FixedBackOff(10, Long.MAX_VALUE));
		customizer.accept(properties);
		DefaultTaosMessageListenerContainer container = new DefaultTaosMessageListenerContainer(this.server,
				properties);
		container.setListenerId("unit");
		container.setMessageListener(listener);
		container.setApplicationEventPublisher(this.events::add);
		this.containers.add(container);
		return container;
	}

	private TaosMessageListener receiving() {
		return (message, acknowledgment, consumer) -> this.received.addAll(FakeTmq.values(message));
	}

	@Test
	void messagesAreDeliveredInOrderAndCommittedOneByOne() {
		this.server.append(1, 1, 2);
		this.server.append(1, 3);
		DefaultTaosMessageListenerContainer container = container(receiving(), (properties) -> {
		});
		container.start();
		await().untilAsserted(() -> assertThat(this.server.committed).containsEntry(FakeTmq.partition(1), 20L));
		assertThat(this.received).containsExactly(1, 2, 3);
		assertThat(this.server.commits).containsExactly("1:10", "1:20");
		this.server.append(2, 4);
		await().untilAsserted(() -> assertThat(this.server.commits).containsExactly("1:10", "1:20", "2:10"));
		assertThat(container.metrics().messages()).isEqualTo(3);
		assertThat(container.metrics().acknowledgments()).isEqualTo(3);
	}

	@Test
	void aStoppedContainerGoesOnWhereItStopped() {
		DefaultTaosMessageListenerContainer container = container(receiving(), (properties) -> {
		});
		this.server.append(1, 1);
		container.start();
		await().until(() -> this.received.size() == 1);
		container.stop();
		assertThat(container.isRunning()).isFalse();
		assertThat(this.server.last().closedWithin).isNotNull();
		this.server.append(1, 2);
		container.start();
		await().until(() -> this.received.size() == 2);
		assertThat(this.received).containsExactly(1, 2);
		assertThat(this.server.consumers).hasSize(2);
	}

	@Test
	void aSubscriptionThatFailsIsTriedAgain() {
		this.server.subscribeFailures.add(TaosErrors.cannotConnect("nobody there", null));
		this.server.subscribeFailures.add(TaosErrors.cannotConnect("nobody there", null));
		this.server.append(1, 1);
		container(receiving(), (properties) -> {
		}).start();
		await().until(() -> this.received.size() == 1);
		assertThat(this.events.stream().filter((event) -> event instanceof TaosListenerFailedEvent)).hasSize(2);
		assertThat(this.events).anyMatch((event) -> event instanceof TaosListenerStartedEvent);
	}

	@Test
	void withThePolicyStopTheStartFails() {
		this.server.subscribeFailures.add(TaosErrors.cannotConnect("nobody there", null));
		DefaultTaosMessageListenerContainer container = container(receiving(),
				(properties) -> properties.setStartupFailurePolicy(StartupFailurePolicy.STOP));
		assertThatThrownBy(container::start).hasMessage("nobody there");
		assertThat(container.isRunning()).isFalse();
	}

	@Test
	void withThePolicyContinueTheContainerStops() {
		this.server.subscribeFailures.add(TaosErrors.cannotConnect("nobody there", null));
		DefaultTaosMessageListenerContainer container = container(receiving(),
				(properties) -> properties.setStartupFailurePolicy(StartupFailurePolicy.CONTINUE));
		container.start();
		await().until(() -> !container.isRunning());
		assertThat(this.events).anySatisfy((event) -> assertThat(event)
			.isInstanceOfSatisfying(TaosListenerFailedEvent.class, (failed) -> assertThat(failed.stopped()).isTrue()));
		container.start();
		this.server.append(1, 1);
		await().until(() -> this.received.size() == 1);
	}

	@Test
	void aPollThatFailsLeadsToANewConsumer() {
		DefaultTaosMessageListenerContainer container = container(receiving(),
				(properties) -> properties.setPollTimeout(Duration.ofMillis(20)));
		container.start();
		this.server.append(1, 1);
		await().until(() -> this.received.size() == 1);
		this.server.pollFailures.add(TaosErrors.fromServer("poll", 0x03E1, "Topic not exist", 1));
		this.server.append(1, 2);
		await().until(() -> this.server.consumers.size() == 2 && this.received.contains(2));
		assertThat(this.server.consumers.get(0).closedWithin).isNotNull();
	}

}
