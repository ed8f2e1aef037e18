package io.github.taosspring.topic;

import java.time.Instant;
import java.util.List;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.TableName;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.Ts;
import io.github.taosspring.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TaosTopicAdmin} and {@link TaosTopicInitializer} with a server.
 */
class TaosTopicServerTests {

	private static final String DATABASE = "taos_spring_topics";

	private static final String TOPIC = "taos_spring_Topic";

	private static TestServer server;

	private static TaosClient client;

	private static TaosTopicAdmin admin;

	@BeforeAll
	static void start() {
		server = new TestServer(DATABASE);
		client = TaosClient.connect(server.databaseUrl());
		client.execute("create stable `Meters` (ts timestamp, voltage int) tags (location varchar(24))");
		client.execute("create table d1 using `Meters` tags ('Oslo')");
		admin = new TaosTopicAdmin(client, new TaosMappingContext());
	}

	@AfterEach
	void dropTopic() {
		admin.drop(TOPIC);
	}

	@AfterAll
	static void stop() {
		client.close();
		server.close();
	}

	@Test
	void aTopicOfEachKindIsThereAndItsOwnTwin() {
		List<TaosTopic> topics = List.of(TaosTopic.named(TOPIC).as("select ts, voltage from `Meters` where voltage>2"),
				TaosTopic.named(TOPIC).of(Reading.class).where("voltage > 240"),
				TaosTopic.named(TOPIC).of(Reading.class).inDatabase(DATABASE),
				TaosTopic.named(TOPIC).asStable("Meters"),
				TaosTopic.named(TOPIC).asStable(Reading.class).where("location = 'Oslo'").withMeta(),
				TaosTopic.named(TOPIC).asDatabase().withMeta(), TaosTopic.named(TOPIC).asDatabase(DATABASE));
		for (TaosTopic topic : topics) {
			assertThat(admin.create(topic)).isTrue();
			TaosTopicDescription description = admin.describe(TOPIC);
			assertThat(description).isNotNull();
			assertThat(description.kind()).isEqualTo(topic.kind());
			assertThat(description.database()).isEqualTo(DATABASE);
			assertThat(description.meta()).isEqualTo(topic.meta() == TaosTopic.Meta.WITH);
			assertThat(admin.create(topic)).isTrue();
			admin.drop(TOPIC);
			assertThat(admin.describe(TOPIC)).isNull();
		}
	}

	@Test
	void theColumnsOfAMappedTypeAreThose() {
		admin.create(TaosTopic.named(TOPIC).of(Reading.class));
		assertThat(admin.describeAll()).filteredOn((topic) -> topic.name().equals(TOPIC))
			.singleElement()
			.satisfies((topic) -> assertThat(topic.columns()).extracting(TaosColumn::name)
				.containsExactly("tbname", "ts", "voltage", "location"))
			.satisfies((topic) -> assertThat(topic.columns()).extracting(TaosColumn::type)
				.containsExactly(TaosType.VARCHAR, TaosType.TIMESTAMP, TaosType.INT, TaosType.VARCHAR));
	}

	@Test
	void aDifferentTopicIsKeptUnlessItIsToBeReplaced() {
		admin.create(TaosTopic.named(TOPIC).asStable("Meters"));
		TaosTopic other = TaosTopic.named(TOPIC).asStable("Meters").withMeta();
		assertThat(admin.create(other)).isFalse();
		assertThat(admin.describe(TOPIC).meta()).isFalse();
		assertThat(admin.create(other.replaceDifferent())).isTrue();
		assertThat(admin.describe(TOPIC).meta()).isTrue();
	}

	@Test
	void whatTheServerRefusesIsThrownWithTheTopicsName() {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> admin.create(TaosTopic.named(TOPIC).as("select count(*) from `Meters`")))
			.withMessageContaining("topic '" + TOPIC + "'");
	}

	@Test
	void topicsAreCreatedOnceTheServerIsThere() {
		TaosTopicInitializer initializer = new TaosTopicInitializer(admin,
				List.of(TaosTopic.named(TOPIC).asStable("Meters")));
		initializer.start();
		assertThat(initializer.isPending()).isFalse();
		assertThat(admin.describe(TOPIC)).isNotNull();
		initializer.stop();
		assertThat(initializer.isRunning()).isFalse();
	}

	@Test
	void aServerThatIsAwayIsTriedAgainUntilTheStop() {
		try (TaosClient away = TaosClient.create(TaosClientOptions.fromUrl("taos+ws://localhost:1/x"))) {
			TaosTopicInitializer initializer = new TaosTopicInitializer(
					new TaosTopicAdmin(away, new TaosMappingContext()),
					List.of(TaosTopic.named(TOPIC).asStable("Meters")));
			initializer.start();
			assertThat(initializer.isPending()).isTrue();
			initializer.stop();
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).doesNotContain("taos-topics");
			initializer.setFailFast(true);
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(initializer::start);
			assertThat(initializer.isRunning()).isFalse();
		}
	}

	@SuperTable("Meters")
	record Reading(@TableName String table, @Ts Instant ts, int voltage, @Tag String location) {

	}

}
