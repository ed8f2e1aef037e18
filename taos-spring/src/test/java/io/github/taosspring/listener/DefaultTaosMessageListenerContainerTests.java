package io.github.taosspring.listener;

import java.time.Duration;

import io.github.taosspring.client.TaosErrors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link DefaultTaosMessageListenerContainer} with a scripted consumer.
 */
class DefaultTaosMessageListenerContainerTests extends ContainerTestSupport {

	@Test
	void messagesAreDeliveredInOrderAndCommittedOneByOne() {
		this.server.append(1, 1, 2);
		this.server.append(1, 3);
		DefaultTaosMessageListenerContainer container = container(receiving());
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
		DefaultTaosMessageListenerContainer container = container(receiving());
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
		container(receiving()).start();
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
