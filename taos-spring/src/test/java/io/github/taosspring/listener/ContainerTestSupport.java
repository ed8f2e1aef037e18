package io.github.taosspring.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;

import org.springframework.util.backoff.FixedBackOff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Containers on a {@link FakeTmq}, stopped after each test.
 */
abstract class ContainerTestSupport {

	final FakeTmq server = new FakeTmq(2);

	final List<Object> events = new CopyOnWriteArrayList<>();

	/** What the listener got, in its order. */
	final List<Integer> received = new CopyOnWriteArrayList<>();

	final List<DefaultTaosMessageListenerContainer> containers = new ArrayList<>();

	@AfterEach
	void stopContainers() {
		this.containers.forEach(DefaultTaosMessageListenerContainer::stop);
		await().untilAsserted(() -> assertThat(listenerThreads()).isEmpty());
	}

	static List<String> listenerThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("taos-listener-"))
			.toList();
	}

	final DefaultTaosMessageListenerContainer container(TaosMessageListener listener,
			Consumer<TaosContainerProperties> customizer) {
		TaosContainerProperties properties = new TaosContainerProperties(FakeTmq.TOPIC);
		properties.setGroupId("alarms");
		properties.setPollTimeout(Duration.ofMillis(200));
		properties.setPendingPollTimeout(Duration.ofMillis(20));
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

	final TaosMessageListener receiving() {
		return (message, acknowledgment, consumer) -> this.received.addAll(FakeTmq.values(message));
	}

	final DefaultTaosMessageListenerContainer container(TaosMessageListener listener) {
		return container(listener, (properties) -> {
		});
	}

	final <T> List<T> events(Class<T> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).toList();
	}

	final void awaitCommitted(int vgroup, long offset) {
		await().untilAsserted(() -> assertThat(this.server.committed).containsEntry(FakeTmq.partition(vgroup), offset));
	}

	final void awaitReceived(Integer... values) {
		await().untilAsserted(() -> assertThat(this.received).containsExactly(values));
	}

}
