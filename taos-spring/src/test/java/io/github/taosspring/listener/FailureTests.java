package io.github.taosspring.listener;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.taosspring.client.TaosErrors;
import org.junit.jupiter.api.Test;

import org.springframework.util.backoff.FixedBackOff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what a container does when its listener fails.
 */
class FailureTests extends ContainerTestSupport {

	private final List<String> recovered = new CopyOnWriteArrayList<>();

	private void recover(TaosListenerFailure failure) {
		this.recovered.add(failure.message().endOffset() + " rows " + failure.firstRow() + ".." + failure.endRow()
				+ " after " + failure.attempts());
	}

	private DefaultTaosErrorHandler handler(long interval, long retries) {
		return new DefaultTaosErrorHandler(this::recover, new FixedBackOff(interval, retries));
	}

	@Test
	void aMessageIsTriedAgainInMemoryAndThenRecovered() {
		DefaultTaosMessageListenerContainer container = container((message, acknowledgment, consumer) -> {
			this.received.addAll(FakeTmq.values(message));
			if (message.endOffset() == 10) {
				throw new IllegalStateException("no");
			}
		});
		container.setErrorHandler(handler(5, 2));
		this.server.append(1, 1, 2);
		this.server.append(1, 3);
		container.start();
		awaitReceived(1, 2, 1, 2, 1, 2, 3);
		awaitCommitted(1, 20);
		assertThat(this.recovered).containsExactly("10 rows 0..2 after 3");
		assertThat(container.metrics().failures()).isEqualTo(3);
		assertThat(container.metrics().recovered()).isEqualTo(1);
		assertThat(this.server.consumers).hasSize(1);
	}

	@Test
	void whatCannotSucceedIsNotTriedAgain() {
		DefaultTaosMessageListenerContainer container = container((message, acknowledgment, consumer) -> {
			this.received.addAll(FakeTmq.values(message));
			throw new IllegalStateException("wrapped", TaosErrors.conversion("Column 'v' is no Instant: 1"));
		});
		container.setErrorHandler(handler(5, 5));
		this.server.append(1, 1);
		container.start();
		awaitCommitted(1, 10);
		assertThat(this.recovered).containsExactly("10 rows 0..1 after 1");
		assertThat(this.received).containsExactly(1);
	}

	@Test
	void aRecovererThatFailsLosesNothing() {
		DefaultTaosMessageListenerContainer container = container((message, acknowledgment, consumer) -> {
			this.received.addAll(FakeTmq.values(message));
			throw new IllegalStateException("no");
		});
		container.setErrorHandler(new DefaultTaosErrorHandler((failure) -> {
			if (failure.attempts() == 1) {
				throw new IllegalStateException("the recoverer, too");
			}
			recover(failure);
		}, new FixedBackOff(5, 0)));
		this.server.append(1, 1);
		container.start();
		awaitCommitted(1, 10);
		assertThat(this.recovered).containsExactly("10 rows 0..1 after 2");
	}

	@Test
	void aListenerOfRowsGoesOnAtTheRowThatFailed() {
		List<Integer> firstRows = new CopyOnWriteArrayList<>();
		TaosRowsListener listener = (message, firstRow, acknowledgment, consumer) -> {
			firstRows.add(firstRow);
			List<Integer> values = FakeTmq.values(message);
			for (int row = firstRow; row < values.size(); row++) {
				if (values.get(row) == 13) {
					throw new TaosRowsFailedException(row, new IllegalStateException("unlucky"));
				}
				this.received.add(values.get(row));
			}
		};
		DefaultTaosMessageListenerContainer container = container(listener);
		container.setErrorHandler(handler(5, 1));
		this.server.append(1, 1, 13, 2, 13);
		this.server.append(1, 3);
		container.start();
		awaitReceived(1, 2, 3);
		awaitCommitted(1, 20);
		assertThat(this.recovered).containsExactly("10 rows 1..2 after 2", "10 rows 3..4 after 2");
		assertThat(firstRows).containsExactly(0, 1, 2, 3, 0);
	}

	@Test
	void anotherListenerGetsAllRowsAgainAndLosesNone() {
		DefaultTaosMessageListenerContainer container = container((message, acknowledgment, consumer) -> {
			this.received.addAll(FakeTmq.values(message));
			throw new TaosRowsFailedException(1, new IllegalStateException("unlucky"));
		});
		container.setErrorHandler(handler(5, 1));
		this.server.append(1, 1, 2, 3);
		container.start();
		awaitCommitted(1, 10);
		assertThat(this.received).containsExactly(1, 2, 3, 1, 2, 3);
		assertThat(this.recovered).containsExactly("10 rows 1..3 after 2");
	}

	@Test
	void anErrorHandlerCanStopTheContainer() {
		DefaultTaosMessageListenerContainer container = container((message, acknowledgment, consumer) -> {
			throw new IllegalStateException("no");
		});
		container.setErrorHandler((failure) -> FailureAction.stop());
		this.server.append(1, 1);
		container.start();
		await().until(() -> !container.isRunning() && !events(TaosListenerStoppedEvent.class).isEmpty());
		assertThat(this.server.commits).isEmpty();
		assertThat(events(TaosListenerStoppedEvent.class).get(0).unacknowledged()).isEqualTo(1);
		assertThat(events(TaosListenerFailedEvent.class)).singleElement().satisfies((event) -> {
			assertThat(event.stopped()).isTrue();
			assertThat(event.error()).hasMessage("no");
		});
	}

	@Test
	void anErrorOfTheJvmStopsTheContainer() {
		DefaultTaosMessageListenerContainer container = container((message, acknowledgment, consumer) -> {
			throw new StackOverflowError("deep");
		});
		this.server.append(1, 1);
		container.start();
		await().until(() -> !container.isRunning());
		await().untilAsserted(() -> assertThat(events(TaosListenerFailedEvent.class)).singleElement()
			.satisfies((event) -> assertThat(event.stopped()).isTrue()));
		assertThat(this.server.commits).isEmpty();
	}

	@Test
	void attemptsGoOnCountingWhenTheAssignmentIsGivenUpInBetween() {
		DefaultTaosMessageListenerContainer container = container((message, acknowledgment, consumer) -> {
			this.received.addAll(FakeTmq.values(message));
			throw new IllegalStateException("no");
		}, (properties) -> properties
			.setTmqOptions(properties.getTmqOptions().toBuilder().maxPollInterval(Duration.ofSeconds(1)).build()));
		container.setErrorHandler(handler(1_200, 2));
		this.server.append(1, 1);
		container.start();
		awaitCommitted(1, 10);
		assertThat(this.received).containsExactly(1, 1, 1);
		assertThat(this.recovered).containsExactly("10 rows 0..1 after 3");
		assertThat(this.server.consumers).hasSize(3);
	}

	@Test
	void aHandlerOfOtherFailuresIsTold() {
		List<Exception> others = new CopyOnWriteArrayList<>();
		DefaultTaosMessageListenerContainer container = container(receiving());
		container.setErrorHandler(new DefaultTaosErrorHandler() {

			@Override
			public void handleOther(Exception error, TaosMessageListenerContainer source) {
				others.add(error);
				throw new IllegalStateException("does not matter");
			}

		});
		this.server.subscribeFailures.add(TaosErrors.cannotConnect("nobody there", null));
		this.server.append(1, 1);
		container.start();
		awaitReceived(1);
		assertThat(others).singleElement().satisfies((error) -> assertThat(error).hasMessage("nobody there"));
	}

}
