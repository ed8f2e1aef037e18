package io.github.taosspring.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

import io.github.taosspring.client.Row;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosTmqException;
import io.github.taosspring.client.tmq.TmqAdmin;
import io.github.taosspring.client.tmq.TmqAssignment;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqListener;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqMessageKind;
import io.github.taosspring.client.tmq.TmqMeta;
import io.github.taosspring.client.tmq.TmqOffsetReset;
import io.github.taosspring.client.tmq.TmqOptions;
import io.github.taosspring.client.tmq.TmqTopic;
import io.github.taosspring.client.tmq.TmqTopicInfo;
import io.github.taosspring.client.tmq.TmqTopicPartition;
import io.github.taosspring.testing.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of consumers against a server: the embedded one, or with
 * {@code -Dtaos.test.url=…} a real one.
 */
@Timeout(180)
class ConsumerTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final String DATABASE = "consumer_tests";

	private static TestServer server;

	private final String topic = "consumer_tests_t";

	private final String group = "g" + UUID.randomUUID();

	private TaosClient client;

	private TmqAdmin admin;

	@BeforeAll
	static void startServer() {
		server = new TestServer("consumer_tests_main");
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@BeforeEach
	void start() {
		this.client = TaosClient.connect(server.url());
		this.admin = TmqAdmin.of(this.client);
		clean();
		this.client.execute("create database " + DATABASE + " vgroups 2 wal_retention_period 3600 keep 36500");
		this.client.execute("create stable " + DATABASE + ".m (ts timestamp, v int, note nchar(20)) tags (g int)");
	}

	private void clean() {
		await().atMost(LONG).ignoreExceptionsInstanceOf(TaosException.class).untilAsserted(() -> {
			this.admin.drop(this.topic);
			this.client.execute("drop database if exists " + DATABASE);
		});
	}

	@AfterEach
	void stop() {
		clean();
		this.client.close();
	}

	private void onQuery() {
		this.admin.create(TmqTopic.named(this.topic).as("select ts, v, note, g, tbname from " + DATABASE + ".m"));
	}

	private void write(int from, int to) {
		for (int i = from; i < to; i++) {
			this.client.execute("insert into " + DATABASE + ".d" + i % 8 + " using " + DATABASE + ".m tags (" + i % 8
					+ ") values (" + (1_700_000_000_000L + i) + ", " + i + ", '北" + i + "')");
		}
	}

	private TmqConsumer subscribe(TmqOptions options, TmqListener listener) {
		TmqConsumer consumer = TmqConsumer.open(this.client, options);
		consumer.subscribe(List.of(this.topic), listener);
		return consumer;
	}

	private TmqConsumer subscribe() {
		return subscribe(TmqOptions.group(this.group), TmqListener.NONE);
	}

	private static List<Object> values(TmqMessage message) {
		List<Object> values = new ArrayList<>();
		for (TmqBlock block : message.blocks()) {
			for (Row row : block.rows()) {
				values.add(row.get("v"));
			}
		}
		return values;
	}

	/**
	 * Consume and commit until so many different values came.
	 */
	private static List<Object> consume(TmqConsumer consumer, int count) {
		List<Object> values = new ArrayList<>();
		await().atMost(LONG).until(() -> {
			TmqMessage message = consumer.poll(Duration.ofMillis(500));
			if (message != null) {
				values.addAll(values(message));
				assertThat(consumer.commit(message)).isTrue();
			}
			return new TreeSet<>(values).size() >= count;
		});
		return values;
	}

	@Test
	void everyRowComesOnceAndAGroupGoesOnWhereItCommitted() {
		onQuery();
		write(0, 40);
		try (TmqConsumer consumer = subscribe()) {
			List<Object> values = consume(consumer, 40);
			assertThat(values).hasSize(40).doesNotHaveDuplicates();
			assertThat(consumer.listTopics()).containsExactly(this.topic);
			assertThat(consumer.assignment()).hasSize(2)
				.allSatisfy((each) -> assertThat(consumer.committed(List.of(each.partition())).get(each.partition()))
					.isBetween(each.begin(), each.end()));
		}
		write(40, 50);
		try (TmqConsumer consumer = subscribe()) {
			assertThat(consume(consumer, 10)).hasSize(10).contains(40, 49).doesNotContain(39);
		}
	}

	@Test
	void whatWasNotCommittedComesAgain() {
		onQuery();
		write(0, 10);
		try (TmqConsumer consumer = subscribe()) {
			assertThat(consumer.poll(LONG)).isNotNull();
		}
		try (TmqConsumer consumer = subscribe()) {
			assertThat(consume(consumer, 10)).hasSize(10);
		}
	}

	@Test
	void latestAndAReconnectBeforeTheFirstCommitLoseNothing() {
		onQuery();
		write(0, 5);
		TmqOptions latest = TmqOptions.builder().groupId(this.group).offsetReset(TmqOffsetReset.LATEST).build();
		try (TmqConsumer consumer = subscribe(latest, TmqListener.NONE)) {
			assertThat(consumer.poll(Duration.ofMillis(300))).isNull();
		}
		write(5, 10);
		try (TmqConsumer consumer = subscribe(latest, TmqListener.NONE)) {
			assertThat(consume(consumer, 5)).containsExactlyInAnyOrder(5, 6, 7, 8, 9);
		}
	}

	@Test
	void consumersOfAGroupShareTheVgroups() {
		onQuery();
		Assigned first = new Assigned();
		Assigned second = new Assigned();
		try (TmqConsumer one = subscribe(TmqOptions.group(this.group), first);
				TmqConsumer two = subscribe(TmqOptions.group(this.group), second)) {
			await().atMost(LONG).until(() -> {
				one.poll(Duration.ofMillis(100));
				two.poll(Duration.ofMillis(100));
				return first.partitions.size() == 1 && second.partitions.size() == 1;
			});
			assertThat(first.partitions).doesNotContainAnyElementsOf(second.partitions);
			one.close();
			await().atMost(LONG).until(() -> {
				two.poll(Duration.ofMillis(100));
				return second.partitions.size() == 2;
			});
			write(0, 20);
			assertThat(consume(two, 20)).hasSize(20);
		}
	}

	@Test
	void seeksBackAndForth() {
		onQuery();
		write(0, 20);
		try (TmqConsumer consumer = subscribe()) {
			consume(consumer, 20);
			List<TmqTopicPartition> all = consumer.assignment().stream().map(TmqAssignment::partition).toList();
			consumer.seekToBeginning(all);
			assertThat(consume(consumer, 20)).hasSize(20);
			consumer.seekToEnd(all);
			assertThat(consumer.poll(Duration.ofMillis(500))).isNull();
			assertThatExceptionOfType(TaosTmqException.class).isThrownBy(() -> consumer.seek(all.get(0), 1_000_000))
				.withMessageContaining("0x4007");
		}
	}

	@Test
	void changesOfTablesComeWithTheRows() {
		this.admin.create(TmqTopic.named(this.topic).withMeta().onDatabase(DATABASE));
		write(0, 2);
		this.client.execute("alter stable " + DATABASE + ".m add column w double");
		this.client.execute("create table " + DATABASE + ".n (ts timestamp, x bigint)");
		this.client.execute("drop table " + DATABASE + ".d0");
		List<TmqMeta> metas = new ArrayList<>();
		List<String> tables = new ArrayList<>();
		try (TmqConsumer consumer = subscribe()) {
			await().atMost(LONG).until(() -> {
				TmqMessage message = consumer.poll(Duration.ofMillis(500));
				if (message != null) {
					assertThat(message.kind() == TmqMessageKind.META).isEqualTo(message.blocks().isEmpty());
					metas.addAll(message.metas());
					message.blocks().forEach((block) -> tables.add(String.valueOf(block.tableName())));
					consumer.commit(message);
				}
				// the vgroups come in any order
				return tables.contains("d1") && metas.contains(new TmqMeta.DropTables(List.of("d0"))) && metas.stream()
					.map((meta) -> meta.getClass().getSimpleName())
					.toList()
					.containsAll(List.of("CreateSuperTable", "CreateChildTable", "AlterTable", "CreateNormalTable"));
			});
		}
	}

	@Test
	void jsonTagsAreText() {
		this.client.execute("create stable " + DATABASE + ".j (ts timestamp, v int) tags (t json)");
		this.admin.create(TmqTopic.named(this.topic).as("select ts, v, t from " + DATABASE + ".j"));
		this.client.execute("insert into " + DATABASE + ".j1 using " + DATABASE
				+ ".j tags ('{\"k\":\"值\"}') values (1700000000000, 1)");
		try (TmqConsumer consumer = subscribe()) {
			TmqMessage message = consumer.poll(LONG);
			assertThat(message).isNotNull();
			assertThat(message.blocks().get(0).block().getString(2, 0)).isEqualTo("{\"k\":\"值\"}");
			assertThat(consumer.commit(message)).isTrue();
		}
	}

	@Test
	void aConsumerThatDoesNotPollIsGivenUpAndComesBack() {
		onQuery();
		write(0, 1);
		Assigned assigned = new Assigned();
		try (TmqConsumer consumer = subscribe(
				TmqOptions.builder().groupId(this.group).maxPollInterval(Duration.ofSeconds(1)).build(), assigned)) {
			TmqMessage message = consumer.poll(LONG);
			assertThat(message).isNotNull();
			await().atMost(LONG).until(() -> !isConsuming());
			TmqMessage again = null;
			for (int i = 0; i < 20 && again == null; i++) {
				again = consumer.poll(Duration.ofMillis(500));
			}
			assertThat(again).isNotNull();
			assertThat(values(again)).containsExactly(0);
			assertThat(assigned.cause).isInstanceOf(TaosTmqException.class)
				.extracting((cause) -> ((TaosException) cause).code())
				.isEqualTo(0x03E6);
			assertThat(consumer.commit(message)).isFalse();
			assertThat(consumer.droppedCommits()).isEqualTo(1);
			assertThat(consumer.commit(again)).isTrue();
		}
	}

	private boolean isConsuming() {
		try (TaosResult consumers = this.client.query("select consumer_id from performance_schema.perf_consumers "
				+ "where consumer_group = '" + this.group + "' and status = 'ready'")) {
			return consumers.next();
		}
	}

	@Test
	void topicsAreListedAndDropped() {
		TmqTopic created = TmqTopic.named(this.topic).onSuperTable(DATABASE, "m");
		this.admin.create(created);
		this.admin.create(created);
		assertThat(this.admin.list()).filteredOn((each) -> each.name().equals(this.topic))
			.singleElement()
			.extracting(TmqTopicInfo::database)
			.isEqualTo(DATABASE);
		try (TmqConsumer consumer = subscribe()) {
			assertThatExceptionOfType(TaosException.class).isThrownBy(() -> this.admin.drop(this.topic));
		}
		await().atMost(LONG)
			.ignoreExceptionsInstanceOf(TaosException.class)
			.untilAsserted(() -> this.admin.dropGroup(this.group, this.topic));
		this.admin.drop(this.topic);
		assertThat(this.admin.list()).extracting(TmqTopicInfo::name).doesNotContain(this.topic);
	}

	@Test
	void whatTheServerRefusesIsNamed() {
		assertThatExceptionOfType(TaosTmqException.class).isThrownBy(this::subscribe)
			.withMessageContaining("0x03e1")
			.withMessageContaining(this.topic);
		TmqOptions wrong = TmqOptions.builder().groupId(this.group).raw(Map.of("td.connect.pass", "wrong")).build();
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> subscribe(wrong, TmqListener.NONE))
			.withMessageContaining("0x0357")
			.withMessageContaining("'root'");
	}

	private static final class Assigned implements TmqListener {

		private final List<TmqTopicPartition> partitions = new ArrayList<>();

		private @Nullable TaosException cause;

		@Override
		public void onAssigned(TmqConsumer consumer, List<TmqAssignment> assignments) {
			assignments.forEach((each) -> this.partitions.add(each.partition()));
		}

		@Override
		public void onLost(TmqConsumer consumer, List<TmqTopicPartition> lost, @Nullable TaosException failure) {
			this.partitions.removeAll(lost);
			this.cause = failure;
		}

	}

}
