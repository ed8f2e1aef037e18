package io.github.taosspring.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.taosspring.client.tmq.TmqAssignment;
import io.github.taosspring.listener.TaosContainerProperties;
import io.github.taosspring.listener.TaosListenerMetrics;
import io.github.taosspring.listener.TaosMessageListenerContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TaosListenerEndpointRegistry}.
 */
class TaosListenerEndpointRegistryTests {

	private final TaosListenerEndpointRegistry registry = new TaosListenerEndpointRegistry();

	@Test
	void containersStartAndStopWithTheRegistryUnlessTheyAreNotToStart() {
		Container first = register("first", true);
		Container second = register("second", false);
		this.registry.start();
		assertThat(first.isRunning()).isTrue();
		assertThat(second.isRunning()).isFalse();
		second.start();
		this.registry.stop();
		assertThat(first.isRunning()).isFalse();
		assertThat(second.isRunning()).isFalse();
		assertThat(this.registry.isRunning()).isFalse();
	}

	@Test
	void aContainerThatIsRegisteredLaterStartsAtOnce() {
		this.registry.start();
		assertThat(register("late", true).isRunning()).isTrue();
		assertThat(register("lazy", false).isRunning()).isFalse();
	}

	@Test
	void whatWasStartedBeforeAFailureIsStopped() {
		Container first = register("first", true);
		register("second", true).failure = new IllegalStateException("no");
		assertThatIllegalStateException().isThrownBy(this.registry::start).withMessage("no");
		assertThat(first.isRunning()).isFalse();
		assertThat(this.registry.isRunning()).isFalse();
	}

	@Test
	void allContainersStopAtTheSameTime() throws InterruptedException {
		CountDownLatch both = new CountDownLatch(2);
		register("first", true).stopping = both;
		register("second", true).stopping = both;
		this.registry.start();
		CountDownLatch stopped = new CountDownLatch(1);
		this.registry.stop(stopped::countDown);
		assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(both.getCount()).isZero();
	}

	@Test
	void withoutContainersAStopIsDoneAtOnce() {
		List<String> done = new ArrayList<>();
		this.registry.stop(() -> done.add("done"));
		assertThat(done).hasSize(1);
	}

	@Test
	void containersAreFoundByTheirIdsWhichAreUnique() {
		Container container = register("one", true);
		assertThat(this.registry.getListenerContainer("one")).isSameAs(container);
		assertThat(this.registry.getListenerContainer("two")).isNull();
		assertThatIllegalStateException().isThrownBy(() -> register("one", true)).withMessageContaining("'one'");
		assertThat(this.registry.unregisterListenerContainer("one")).isSameAs(container);
		assertThat(this.registry.getListenerContainerIds()).isEmpty();
	}

	private Container register(String id, boolean autoStartup) {
		Container container = new Container(id, autoStartup);
		this.registry.registerListenerContainer(
				new SimpleTaosListenerEndpoint(id, List.of("t"), (message, acknowledgment, consumer) -> {
				}), (endpoint) -> container);
		return container;
	}

	/** Does nothing but know whether it was started. */
	private static final class Container implements TaosMessageListenerContainer {

		private final String id;

		private final boolean autoStartup;

		private volatile boolean running;

		private @Nullable RuntimeException failure;

		private CountDownLatch stopping = new CountDownLatch(0);

		private Container(String id, boolean autoStartup) {
			this.id = id;
			this.autoStartup = autoStartup;
		}

		@Override
		public void start() {
			if (this.failure != null) {
				throw this.failure;
			}
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
		}

		/** Waits for the others. */
		@Override
		public void stop(Runnable callback) {
			new Thread(() -> {
				this.stopping.countDown();
				try {
					if (this.stopping.await(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS)) {
						callback.run();
					}
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}).start();
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public boolean isAutoStartup() {
			return this.autoStartup;
		}

		@Override
		public String listenerId() {
			return this.id;
		}

		@Override
		public String groupId() {
			return "group";
		}

		@Override
		public List<String> topics() {
			return List.of("t");
		}

		@Override
		public TaosContainerProperties getContainerProperties() {
			return new TaosContainerProperties("t");
		}

		@Override
		public void pause() {
		}

		@Override
		public void resume() {
		}

		@Override
		public boolean isPauseRequested() {
			return false;
		}

		@Override
		public boolean isPaused() {
			return false;
		}

		@Override
		public List<TmqAssignment> assignments() {
			return List.of();
		}

		@Override
		public TaosListenerMetrics metrics() {
			return TaosListenerMetrics.NONE;
		}

	}

}
