package io.github.taosspring.listener;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.tmq.TmqAssignment;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqOptions;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

import org.springframework.util.backoff.FixedBackOff;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for containers with a server: the embedded one, or the one at
 * {@code -Dtaos.test.url=…}.
 */
class ListenerContainerServerTests {

	private static final String DATABASE = "containers_srv";

	private static EmbeddedTaosServer embedded;

	private static TaosClient client;

	private static int topics;

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private final List<String> received = new CopyOnWriteArrayList<>();

	private final AtomicReference<TaosMessageListener> listener = new AtomicReference<>(
			(message, acknowledgment, consumer) -> {
				for (TmqBlock block : message.blocks()) {
					for (int row = 0; row < block.block().rows(); row++) {
						this.received.add(block.tableName() + ":" + block.block().getLong(1, row));
					}
				}
			});

	private String topic;

	private ConcurrentTaosMessageListenerContainer container;

	@BeforeAll
	static void start() {
		String url = System.getProperty("taos.test.url");
		if (url == null) {
			embedded = EmbeddedTaosServer.builder().start();
			url = embedded.url();
		}
		client = TaosClient.connect(url);
		client.execute("create database if not exists " + DATABASE + " vgroups 2 buffer 3 wal_retention_period 3600");
		client.execute("create stable if not exists " + DATABASE + ".m (ts timestamp, v bigint) tags (g int)");
	}

	@AfterAll
	static void stop() {
		eventually().ignoreExceptionsInstanceOf(TaosException.class).until(() -> {
			client.execute("drop database if exists " + DATABASE);
			return true;
		});
		client.close();
		if (embedded != null) {
			embedded.close();
		}
	}

	private static ConditionFactory eventually() {
		return Awaitility.await().atMost(Duration.ofSeconds(40));
	}

	@BeforeEach
	void prepare() {
		this.topic = "containers_srv_" + ++topics;
		this.container = container(new TaosContainerProperties(this.topic));
	}

	private ConcurrentTaosMessageListenerContainer container(TaosContainerProperties properties) {
		properties.setGroupId(this.topic + "_g");
		properties.setAssignmentInterval(Duration.ofMillis(300));
		ConcurrentTaosMessageListenerContainer created = new ConcurrentTaosMessageListenerContainer(
				TmqConsumerFactory.of(client), properties);
		created.setListenerId("server");
		created.setApplicationEventPublisher(this.events::add);
		created.setMessageListener((message, acknowledgment, consumer) -> this.listener.get()
			.onMessage(message, acknowledgment, consumer));
		return created;
	}

	@AfterEach
	void cleanUp() {
		this.container.stop();
		eventually().ignoreExceptionsInstanceOf(TaosException.class).until(() -> {
			client.execute("drop topic if exists " + this.topic);
			return true;
		});
		eventually().untilAsserted(() -> assertThat(ContainerTestSupport.listenerThreads()).isEmpty());
	}

	private void createTopic() {
		client.execute("create topic " + this.topic + " as stable " + DATABASE + ".m");
	}

	private static void insert(String table, long value) {
		client.execute("insert into " + DATABASE + "." + table + " using " + DATABASE + ".m tags (1) values ("
				+ (1_700_000_000_000L + value) + ", " + value + ")");
	}

	@Test
	void rowsComeWithTheirTablesAndAreNotRepeatedAfterARestart() {
		createTopic();
		insert("restart_a", 1);
		this.container.start();
		eventually().until(() -> this.received.contains("restart_a:1"));
		this.container.stop();
		assertThat(this.events)
			.anyMatch((event) -> event instanceof TaosListenerStoppedEvent stopped && stopped.unacknowledged() == 0);
		this.received.clear();
		insert("restart_b", 2);
		this.container.start();
		eventually().until(() -> this.received.contains("restart_b:2"));
		assertThat(this.received).doesNotContain("restart_a:1");
	}

	@Test
	void consumersShareTheVgroupsAndTheLagFallsToNothing() {
		createTopic();
		this.container.setConcurrency(2);
		this.container.start();
		eventually().untilAsserted(() -> assertThat(this.container.getContainers())
			.allSatisfy((single) -> assertThat(single.assignments()).hasSize(1)));
		assertThat(this.container.assignments()).extracting(TmqAssignment::vgroup).doesNotHaveDuplicates();
		for (int i = 0; i < 20; i++) {
			insert("shared_" + i, i);
		}
		eventually()
			.until(() -> this.received.stream().filter((row) -> row.startsWith("shared_")).distinct().count() == 20);
		eventually().untilAsserted(() -> assertThat(this.container.metrics().lag()).hasSize(2)
			.allSatisfy((partition, lag) -> assertThat(lag).isZero()));
	}

	@Test
	void aTopicThatIsMissingIsWaitedFor() {
		this.container.getContainerProperties().setRestartBackOff(new FixedBackOff(200, Long.MAX_VALUE));
		this.container.start();
		eventually().until(() -> this.events.stream().anyMatch((event) -> event instanceof TaosListenerFailedEvent));
		createTopic();
		insert("missing", 7);
		eventually().until(() -> this.received.contains("missing:7"));
		assertThat(this.container.isRunning()).isTrue();
	}

	@Test
	void aListenerThatTakesLongerThanThePollIntervalGetsItsMessageAgain() {
		createTopic();
		this.container.getContainerProperties()
			.setTmqOptions(TmqOptions.builder().maxPollInterval(Duration.ofSeconds(2)).build());
		TaosMessageListener receiving = this.listener.get();
		this.listener.set((message, acknowledgment, consumer) -> {
			receiving.onMessage(message, acknowledgment, consumer);
			if (this.received.contains("slow:5")) {
				this.listener.set(receiving);
				LockSupport.parkNanos(Duration.ofMillis(3_500).toNanos());
			}
		});
		insert("slow", 5);
		this.container.start();
		eventually().until(() -> this.received.stream().filter("slow:5"::equals).count() == 2);
		assertThat(this.container.metrics().droppedAcknowledgments()).isEqualTo(1);
		eventually().until(() -> this.container.metrics().commits() > 0);
	}

	@Test
	@DisabledIfSystemProperty(named = "taos.test.url", matches = ".+")
	void aStopTakesNoLongerThanAllowedWhileTheServerIsSilent() {
		createTopic();
		this.container.getContainerProperties().setShutdownTimeout(Duration.ofSeconds(2));
		this.container.start();
		insert("silent", 1);
		eventually().until(() -> this.received.contains("silent:1"));
		embedded.faults().silence();
		try {
			long begin = System.nanoTime();
			this.container.stop();
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(3_500));
			eventually().untilAsserted(() -> assertThat(ContainerTestSupport.listenerThreads()).isEmpty());
		}
		finally {
			embedded.faults().clear();
			embedded.faults().dropConnections();
		}
	}

}
