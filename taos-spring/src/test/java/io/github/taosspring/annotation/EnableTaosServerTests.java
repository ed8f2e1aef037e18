package io.github.taosspring.annotation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.tmq.TmqAssignment;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqMeta;
import io.github.taosspring.config.ConcurrentTaosListenerContainerFactory;
import io.github.taosspring.config.TaosListenerEndpointRegistry;
import io.github.taosspring.listener.SeekAwareTaosListener;
import io.github.taosspring.listener.TaosInterceptor;
import io.github.taosspring.listener.TaosMessageFilter;
import io.github.taosspring.listener.TaosMessageListenerContainer;
import io.github.taosspring.listener.TaosSeekCallback;
import io.github.taosspring.mapping.TableName;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.support.TaosHeaders;
import io.github.taosspring.testing.TestServer;
import io.github.taosspring.topic.TaosTopic;
import io.github.taosspring.topic.TaosTopicAdmin;
import io.github.taosspring.topic.TaosTopicInitializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.Header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for listeners without Spring Boot, with a server.
 */
@Timeout(180)
class EnableTaosServerTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private static final String DATABASE = "taos_spring_enable";

	private static final String STABLE = "taos_spring_enable_stable";

	private static final Instant TIME = Instant.parse("2026-11-27T08:00:00Z");

	private TestServer server;

	private TaosClient client;

	private AnnotationConfigApplicationContext context;

	@BeforeEach
	void start() {
		this.server = new TestServer(DATABASE);
		this.client = TaosClient.connect(this.server.databaseUrl());
		this.client.execute("create stable meters (ts timestamp, voltage int, note varchar(10)) tags (location int)");
		this.client.execute("create table d1 using meters tags (1)");
		this.client.execute("create table d2 using meters tags (2)");
		this.context = new AnnotationConfigApplicationContext();
		this.context.registerBean(TaosClient.class, () -> this.client);
		this.context.register(Listeners.class);
		this.context.refresh();
	}

	@AfterEach
	void stop() {
		// and with it the client
		this.context.close();
		try (TaosClient other = TaosClient.connect(this.server.url())) {
			new TaosTopicAdmin(other, new TaosMappingContext()).drop(STABLE);
		}
		this.server.close();
	}

	@Test
	void eachListenerGetsWhatItsMethodTakes() {
		Listeners listeners = this.context.getBean(Listeners.class);
		this.client.execute("insert into d1 (ts, voltage, note) values ('" + TIME
				+ "', 1, 'a') d2 (ts, voltage) values ('" + TIME + "', 2)");
		this.client.execute("create table d3 using meters tags (3)");
		List<Reading> expected = List.of(new Reading("d1", TIME, 1, "a"), new Reading("d2", TIME, 2, null));
		await().atMost(LONG)
			.untilAsserted(() -> assertThat(listeners.readings).containsExactlyInAnyOrderElementsOf(expected));
		await().atMost(LONG).untilAsserted(() -> assertThat(listeners.maps).hasSize(2));
		assertThat(listeners.maps).anySatisfy((map) -> assertThat(map).containsEntry("note", "a"))
			.anySatisfy((map) -> assertThat(map).containsEntry("tbname", "d2").doesNotContainKey("note"));
		await().atMost(LONG).untilAsserted(() -> assertThat(listeners.tables).contains("d1", "d2"));
		await().atMost(LONG)
			.untilAsserted(
					() -> assertThat(listeners.metas).extracting(TmqMeta.CreateChildTable::tableName).contains("d3"));
		assertThat(listeners.assigned).isNotEmpty();
		assertThat(this.context.getBean(Recorder.class).messages).isNotEmpty();
		await().atMost(LONG)
			.untilAsserted(() -> assertThat(container("filtered").metrics().acknowledgments()).isPositive());
		assertThat(listeners.filtered).isEmpty();
	}

	@Test
	void aListenerThatDoesNotStartByItselfIsStartedByTheRegistry() {
		Listeners listeners = this.context.getBean(Listeners.class);
		TaosMessageListenerContainer container = container("lazy");
		assertThat(container.isRunning()).isFalse();
		this.client.execute("insert into d1 (ts, voltage) values ('" + TIME + "', 1)");
		container.start();
		await().atMost(LONG).untilAsserted(() -> assertThat(listeners.lazy).hasSize(1));
		container.pause();
		await().atMost(LONG).until(container::isPaused);
		container.resume();
		this.client.execute("insert into d1 (ts, voltage) values ('" + TIME.plusSeconds(1) + "', 2)");
		await().atMost(LONG).untilAsserted(() -> assertThat(listeners.lazy).hasSize(2));
	}

	private TaosMessageListenerContainer container(String id) {
		TaosMessageListenerContainer container = this.context.getBean(TaosListenerEndpointRegistry.class)
			.getListenerContainer(id);
		assertThat(container).isNotNull();
		return container;
	}

	record Reading(@TableName String table, Instant ts, int voltage, @Nullable String note) {

	}

	static class Recorder implements TaosInterceptor {

		private final List<TmqMessage> messages = new CopyOnWriteArrayList<>();

		@Override
		public void success(TmqMessage message, TmqConsumer consumer) {
			this.messages.add(message);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTaos
	static class Listeners implements SeekAwareTaosListener {

		private final List<Reading> readings = new CopyOnWriteArrayList<>();

		private final List<Map<String, Object>> maps = new CopyOnWriteArrayList<>();

		private final List<String> tables = new CopyOnWriteArrayList<>();

		private final List<TmqMeta.CreateChildTable> metas = new CopyOnWriteArrayList<>();

		private final List<TmqAssignment> assigned = Collections.synchronizedList(new ArrayList<>());

		private final List<Object> filtered = new CopyOnWriteArrayList<>();

		private final List<Reading> lazy = new CopyOnWriteArrayList<>();

		@Bean
		Recorder recorder() {
			return new Recorder();
		}

		@Bean
		TaosMessageFilter nothing() {
			return (message) -> false;
		}

		@Bean
		TaosTopicInitializer topics(TaosClient client) {
			return new TaosTopicInitializer(new TaosTopicAdmin(client, new TaosMappingContext()),
					List.of(TaosTopic.named(STABLE).asStable("meters").withMeta()));
		}

		@Bean
		ConcurrentTaosListenerContainerFactory taosListenerContainerFactory(TaosClient client, Recorder recorder) {
			ConcurrentTaosListenerContainerFactory factory = new ConcurrentTaosListenerContainerFactory(client);
			factory.getContainerProperties().setPollTimeout(Duration.ofMillis(200));
			factory.setInterceptors(List.of(recorder));
			return factory;
		}

		@Override
		public void onAssigned(List<TmqAssignment> assignments, TaosSeekCallback callback) {
			this.assigned.addAll(assignments);
		}

		@TaosListener(id = "rows", topics = STABLE)
		void onRow(Reading reading) {
			this.readings.add(reading);
		}

		@TaosListener(id = "maps", topics = STABLE)
		void onMaps(List<Map<String, Object>> rows) {
			this.maps.addAll(rows);
		}

		@TaosListener(id = "blocks", topics = STABLE)
		void onBlocks(List<TmqBlock> blocks, @Header(TaosHeaders.TABLE) List<String> tables) {
			this.tables.addAll(tables);
		}

		@TaosListener(id = "metas", topics = STABLE)
		void onMeta(TmqMeta.CreateChildTable created) {
			this.metas.add(created);
		}

		@TaosListener(id = "filtered", topics = STABLE, filter = "nothing")
		void onFiltered(TmqMessage message) {
			this.filtered.add(message);
		}

		@TaosListener(id = "lazy", topics = STABLE, autoStartup = "false")
		void onLazy(Reading reading) {
			this.lazy.add(reading);
		}

	}

}
