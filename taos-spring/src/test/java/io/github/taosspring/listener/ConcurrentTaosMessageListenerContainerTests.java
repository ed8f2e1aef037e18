package io.github.taosspring.listener;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.taosspring.client.TaosErrors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ConcurrentTaosMessageListenerContainer} with scripted consumers.
 */
class ConcurrentTaosMessageListenerContainerTests {

	private final FakeTmq server = new FakeTmq(4);

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private final List<Integer> received = new CopyOnWriteArrayList<>();

	private final Set<String> threads = ConcurrentHashMap.newKeySet();

	private final TaosContainerProperties properties = new TaosContainerProperties(FakeTmq.TOPIC);

	private final ConcurrentTaosMessageListenerContainer container;

	ConcurrentTaosMessageListenerContainerTests() {
		this.properties.setGroupId("alarms");
		this.properties.setPollTimeout(Duration.ofMillis(50));
		this.container = new ConcurrentTaosMessageListenerContainer(this.server, this.properties);
		this.container.setListenerId("unit");
		this.container.setApplicationEventPublisher(this.events::add);
		this.container.setMessageListener((message, acknowledgment, consumer) -> {
			this.threads.add(Thread.currentThread().getName());
			this.received.addAll(FakeTmq.values(message));
		});
	}

	@AfterEach
	void stop() {
		this.container.stop();
		await().untilAsserted(() -> assertThat(ContainerTestSupport.listenerThreads()).isEmpty());
	}

	@Test
	void eachConsumerHasAThreadThatIsNamedAfterIt() {
		this.server.shareAmong(2);
		this.container.setConcurrency(2);
		this.container.start();
		for (int vgroup = 1; vgroup <= 4; vgroup++) {
			this.server.append(vgroup, vgroup);
		}
		await().untilAsserted(() -> assertThat(this.received).containsExactlyInAnyOrder(1, 2, 3, 4));
		assertThat(this.threads).containsExactlyInAnyOrder("taos-listener-unit-0", "taos-listener-unit-1");
		assertThat(this.container.getContainers()).hasSize(2);
		assertThat(this.container.assignments()).hasSize(4);
		assertThat(this.container.metrics().messages()).isEqualTo(4);
		this.container.stop();
		assertThat(this.server.committed).hasSize(4);
		assertThat(this.container.isRunning()).isFalse();
	}

	@Test
	void eventsNameTheConsumerAndTheListener() {
		this.server.shareAmong(2);
		this.container.setConcurrency(2);
		this.container.start();
		await().untilAsserted(() -> assertThat(this.events).contains(
				new TaosListenerStartedEvent("unit-0", "unit", "alarms", List.of(FakeTmq.TOPIC)),
				new TaosListenerStartedEvent("unit-1", "unit", "alarms", List.of(FakeTmq.TOPIC))));
	}

	@Test
	void countsGoOnOverARestart() {
		this.container.start();
		this.server.append(1, 1);
		await().until(() -> this.received.size() == 1);
		this.container.stop();
		this.container.start();
		this.server.append(1, 2);
		await().until(() -> this.container.metrics().messages() == 2);
		assertThat(this.container.metrics().consumers()).isEqualTo(2);
	}

	@Test
	void moreConsumersThanVgroupsAreToldOnce() {
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		Logger logger = (Logger) LoggerFactory.getLogger(ConcurrentTaosMessageListenerContainer.class);
		appender.start();
		logger.addAppender(appender);
		try {
			this.container.setConcurrency(3);
			this.container.setSettling(Duration.ofMillis(100));
			this.container.start();
			await().until(() -> !appender.list.isEmpty());
			int polls = this.server.last().polls.size();
			await().until(() -> this.server.last().polls.size() > polls + 3);
			assertThat(appender.list).singleElement().satisfies((event) -> {
				assertThat(event.getLevel()).isEqualTo(Level.WARN);
				assertThat(event.getFormattedMessage()).contains("'unit' (3)", "2 of its consumers", "'alarms'");
			});
		}
		finally {
			logger.detachAppender(appender);
		}
	}

	@Test
	void withThePolicyStopAllStopIfOneCannotStart() {
		this.container.getContainerProperties().setStartupFailurePolicy(StartupFailurePolicy.STOP);
		this.container.setConcurrency(3);
		this.server.subscribeFailures.add(TaosErrors.cannotConnect("nobody there", null));
		assertThatThrownBy(this.container::start).hasMessage("nobody there");
		assertThat(this.container.isRunning()).isFalse();
		await().untilAsserted(() -> assertThat(ContainerTestSupport.listenerThreads()).isEmpty());
		assertThat(this.server.consumers).allMatch((consumer) -> consumer.closedWithin != null);
	}

	@Test
	void anErrorInOneStopsAll() {
		this.server.shareAmong(2);
		this.container.setConcurrency(2);
		this.container.setErrorHandler((failure) -> FailureAction.stop());
		this.container.setMessageListener((message, acknowledgment, consumer) -> {
			throw new IllegalStateException("no");
		});
		this.container.start();
		this.server.append(3, 1);
		await().until(() -> !this.container.isRunning());
		await().untilAsserted(() -> assertThat(ContainerTestSupport.listenerThreads()).isEmpty());
	}

	@Test
	void pausesReachAllConsumers() {
		this.server.shareAmong(2);
		this.container.setConcurrency(2);
		this.container.start();
		this.container.pause();
		await().until(this.container::isPaused);
		this.server.append(1, 1);
		this.server.append(2, 2);
		this.container.resume();
		await().until(() -> this.received.size() == 2);
	}

	@Test
	void allStopAtTheSameTime() {
		this.server.shareAmong(4);
		CountDownLatch never = new CountDownLatch(1);
		this.container.getContainerProperties().setShutdownTimeout(Duration.ofSeconds(2));
		this.container.setConcurrency(3);
		this.container.setMessageListener((message, acknowledgment, consumer) -> never.await());
		this.container.start();
		for (int vgroup = 1; vgroup <= 4; vgroup++) {
			this.server.append(vgroup, vgroup);
		}
		await().until(() -> this.container.metrics().messages() == 3);
		long begin = System.nanoTime();
		this.container.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
	}

	@Test
	void theExecutorCanBeGiven() {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("mine-");
		executor.setConcurrencyLimit(1);
		this.container.setTaskExecutor(executor);
		this.container.start();
		this.server.append(1, 1);
		await().until(() -> this.received.size() == 1);
		assertThat(this.threads).containsExactly("taos-listener-unit");
	}

}
