package io.github.taosspring.embedded;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

import com.taosdata.jdbc.tmq.ConsumerRecord;
import com.taosdata.jdbc.tmq.ConsumerRecords;
import com.taosdata.jdbc.tmq.OffsetAndMetadata;
import com.taosdata.jdbc.tmq.TaosConsumer;
import com.taosdata.jdbc.tmq.TopicPartition;
import io.github.taosspring.client.TaosClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The consumer of TDengine's own JDBC driver against the embedded server.
 */
@Timeout(120)
class VendorConsumerTests {

	private EmbeddedTaosServer server;

	private TaosClient client;

	@BeforeEach
	void start() {
		this.server = EmbeddedTaosServer.builder().start();
		this.client = TaosClient.connect(this.server.url());
		this.client.execute("create database power vgroups 4 keep 36500");
		this.client.execute("create stable power.meters (ts timestamp, v int, note nchar(20)) tags (g int)");
		this.client.execute("create topic readings as select ts, v, note, g, tbname from power.meters");
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	private TaosConsumer<Map<String, Object>> consumer(String group, String... more) throws SQLException {
		Properties properties = new Properties();
		properties.setProperty("td.connect.type", "ws");
		properties.setProperty("bootstrap.servers", "127.0.0.1:" + this.server.port());
		properties.setProperty("td.connect.user", "root");
		properties.setProperty("td.connect.pass", "taosdata");
		properties.setProperty("group.id", group);
		properties.setProperty("client.id", "test");
		properties.setProperty("auto.offset.reset", "earliest");
		properties.setProperty("enable.auto.commit", "false");
		properties.setProperty("msg.with.table.name", "true");
		properties.setProperty("value.deserializer", "com.taosdata.jdbc.tmq.MapDeserializer");
		for (int i = 0; i < more.length; i += 2) {
			properties.setProperty(more[i], more[i + 1]);
		}
		return new TaosConsumer<>(properties);
	}

	private void write(int from, int to) {
		StringBuilder sql = new StringBuilder("insert into");
		for (int i = from; i < to; i++) {
			sql.append(" power.d")
				.append(i % 10)
				.append(" using power.meters tags (")
				.append(i % 10)
				.append(") values (")
				.append(1_700_000_000_000L + i)
				.append(", ")
				.append(i)
				.append(", 'n")
				.append(i)
				.append("')");
		}
		this.client.execute(sql.toString());
	}

	private static List<Integer> poll(TaosConsumer<Map<String, Object>> consumer) throws SQLException {
		List<Integer> values = new ArrayList<>();
		for (ConsumerRecord<Map<String, Object>> row : consumer.poll(Duration.ofMillis(200))) {
			assertThat(row.value().get("note").toString()).isEqualTo("n" + row.value().get("v"));
			values.add((Integer) row.value().get("v"));
		}
		return values;
	}

	private static Set<Integer> drain(TaosConsumer<Map<String, Object>> consumer, int wanted) throws SQLException {
		Set<Integer> values = new TreeSet<>();
		for (int i = 0; i < 200 && values.size() < wanted; i++) {
			values.addAll(poll(consumer));
		}
		return values;
	}

	@Test
	void consumesWhatWasThereAndWhatComes() throws SQLException {
		write(0, 100);
		try (TaosConsumer<Map<String, Object>> consumer = consumer("g")) {
			consumer.subscribe(List.of("readings"));
			assertThat(drain(consumer, 100)).hasSize(100);
			write(100, 150);
			assertThat(drain(consumer, 50)).hasSize(50).contains(100, 149);
			assertThat(poll(consumer)).isEmpty();
			assertThat(consumer.subscription()).containsExactly("readings");
			consumer.unsubscribe();
		}
	}

	@Test
	void goesOnWhereItsGroupCommitted() throws SQLException {
		write(0, 100);
		try (TaosConsumer<Map<String, Object>> consumer = consumer("g")) {
			consumer.subscribe(List.of("readings"));
			assertThat(drain(consumer, 100)).hasSize(100);
			consumer.commitSync();
			write(100, 120);
			assertThat(drain(consumer, 20)).hasSize(20);
		}
		try (TaosConsumer<Map<String, Object>> consumer = consumer("g")) {
			consumer.subscribe(List.of("readings"));
			assertThat(drain(consumer, 20)).hasSize(20).contains(100, 119);
		}
		try (TaosConsumer<Map<String, Object>> consumer = consumer("other")) {
			consumer.subscribe(List.of("readings"));
			assertThat(drain(consumer, 120)).hasSize(120);
		}
	}

	@Test
	void seeksAndCommitsOffsets() throws SQLException {
		write(0, 40);
		try (TaosConsumer<Map<String, Object>> consumer = consumer("g")) {
			consumer.subscribe(List.of("readings"));
			assertThat(drain(consumer, 40)).hasSize(40);
			Map<TopicPartition, Long> begin = consumer.beginningOffsets("readings");
			Map<TopicPartition, Long> end = consumer.endOffsets("readings");
			assertThat(begin).hasSize(4).isNotEqualTo(end);
			assertThat(consumer.position("readings")).isEqualTo(end);
			consumer.seekToBeginning(begin.keySet());
			assertThat(drain(consumer, 40)).hasSize(40);
			TopicPartition first = begin.keySet().iterator().next();
			consumer.commitSync(Map.of(first, new OffsetAndMetadata(end.get(first))));
			assertThat(consumer.committed(Set.of(first)).get(first).offset()).isEqualTo(end.get(first));
			consumer.seekToEnd(begin.keySet());
			assertThat(poll(consumer)).isEmpty();
			consumer.seek(first, begin.get(first));
			assertThat(drain(consumer, 1)).isNotEmpty();
		}
	}

	@Test
	void consumersOfAGroupShareTheVgroups() throws SQLException {
		try (TaosConsumer<Map<String, Object>> first = consumer("g")) {
			first.subscribe(List.of("readings"));
			assertThat(first.assignment()).hasSize(4);
			Set<Integer> seen = new LinkedHashSet<>();
			try (TaosConsumer<Map<String, Object>> second = consumer("g")) {
				second.subscribe(List.of("readings"));
				Collection<TopicPartition> own = second.assignment();
				assertThat(own).hasSize(2);
				// a consumer takes note of it when it polls
				assertThat(poll(first)).isEmpty();
				assertThat(first.assignment()).hasSize(2).doesNotContainAnyElementsOf(own);
				write(0, 100);
				for (int i = 0; i < 100 && seen.size() < 100; i++) {
					seen.addAll(poll(first));
					seen.addAll(poll(second));
				}
				assertThat(seen).hasSize(100);
				first.commitSync();
				second.commitSync();
			}
			assertThat(poll(first)).isEmpty();
			assertThat(first.assignment()).hasSize(4);
			write(100, 200);
			assertThat(drain(first, 100)).hasSize(100).allMatch((value) -> value >= 100);
		}
	}

	@Test
	void aDatabaseHasAllItsTables() throws SQLException {
		this.client.execute("create topic everything as database power");
		this.client.execute("create table power.plain (ts timestamp, v int, note nchar(20), d double)");
		this.client.execute("insert into power.plain (ts, v, note) values (1700000000000, 7, 'n7')");
		write(8, 9);
		try (TaosConsumer<Map<String, Object>> consumer = consumer("g")) {
			consumer.subscribe(List.of("everything"));
			List<ConsumerRecord<Map<String, Object>>> rows = new ArrayList<>();
			for (int i = 0; i < 100 && rows.size() < 2; i++) {
				ConsumerRecords<Map<String, Object>> records = consumer.poll(Duration.ofMillis(200));
				records.forEach(rows::add);
			}
			assertThat(rows).extracting(ConsumerRecord::getTopic).containsOnly("everything");
			assertThat(rows).extracting(ConsumerRecord::getDbName).containsOnly("power");
			assertThat(rows).extracting((row) -> row.value().get("v")).containsExactlyInAnyOrder(7, 8);
			// neither tags nor what was not set
			assertThat(rows).allSatisfy((row) -> assertThat(row.value()).containsOnlyKeys("ts", "v", "note"));
		}
	}

}
