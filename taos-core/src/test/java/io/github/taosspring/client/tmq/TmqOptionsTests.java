package io.github.taosspring.client.tmq;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosProtocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link TmqOptions} and of the keys of TDengine's other clients.
 */
class TmqOptionsTests {

	private static final TaosClientOptions BASE = TaosClientOptions.fromUrl("taos+ws://me:mine@base:1234/db");

	@Test
	void theDefaultsAreSafe() {
		TmqOptions options = TmqOptions.group("g");
		assertThat(options.groupId()).isEqualTo("g");
		assertThat(options.offsetReset()).isEqualTo(TmqOffsetReset.EARLIEST);
		assertThat(options.withTableName()).isTrue();
		assertThat(options.prefetch()).isTrue();
		assertThat(options.autoCommitInterval()).isNull();
		assertThat(options.snapshot()).isFalse();
		assertThat(options.connection(BASE)).isSameAs(BASE);
	}

	@Test
	void aCopyIsEqualInAllItsOptions() {
		TmqOptions options = TmqOptions.builder()
			.groupId("g")
			.clientId("c")
			.offsetReset(TmqOffsetReset.LATEST)
			.withTableName(false)
			.snapshot(true)
			.batchMeta(true)
			.consumeExcluded(true)
			.replay(true)
			.prefetch(false)
			.autoCommitInterval(Duration.ofSeconds(1))
			.sessionTimeout(Duration.ofSeconds(12))
			.heartbeatInterval(Duration.ofSeconds(3))
			.maxPollInterval(Duration.ofSeconds(60))
			.fetchMaxWait(Duration.ofMillis(100))
			.minPollRows(7)
			.raw(Map.of("some.key", "v", "td.connect.user", "u"))
			.build();
		assertThat(options.toBuilder().build()).usingRecursiveComparison().isEqualTo(options);
	}

	@Test
	void readsTheKeysOfOtherClients() {
		TmqOptions options = TmqOptions.fromMap(Map.ofEntries(Map.entry("group.id", "g"), Map.entry("client.id", "c"),
				Map.entry("auto.offset.reset", "latest"), Map.entry("enable.auto.commit", "true"),
				Map.entry("auto.commit.interval.ms", "1500"), Map.entry("msg.with.table.name", "false"),
				Map.entry("experimental.snapshot.enable", "true"), Map.entry("msg.enable.batchmeta", "1"),
				Map.entry("session.timeout.ms", "12000"), Map.entry("heartbeat.interval.ms", "3000"),
				Map.entry("max.poll.interval.ms", "60000"), Map.entry("fetch.max.wait.ms", "100"),
				Map.entry("min.poll.rows", "7"), Map.entry("enable.replay", "true"), Map.entry("td.connect.type", "ws"),
				Map.entry("msg.consume.rawdata", "0"), Map.entry("client.secret", "")));
		assertThat(options).usingRecursiveComparison()
			.isEqualTo(TmqOptions.builder()
				.groupId("g")
				.clientId("c")
				.offsetReset(TmqOffsetReset.LATEST)
				.withTableName(false)
				.snapshot(true)
				.batchMeta(true)
				.replay(true)
				.autoCommitInterval(Duration.ofMillis(1500))
				.sessionTimeout(Duration.ofSeconds(12))
				.heartbeatInterval(Duration.ofSeconds(3))
				.maxPollInterval(Duration.ofSeconds(60))
				.fetchMaxWait(Duration.ofMillis(100))
				.minPollRows(7)
				.build());
	}

	@Test
	void automaticCommitsAreOffUnlessAskedFor() {
		assertThat(TmqOptions.fromMap(Map.of("auto.commit.interval.ms", "1000")).autoCommitInterval()).isNull();
		assertThat(TmqOptions.fromMap(Map.of("enable.auto.commit", "false")).autoCommitInterval()).isNull();
		assertThat(TmqOptions.fromMap(Map.of("enable.auto.commit", "true")).autoCommitInterval())
			.isEqualTo(Duration.ofSeconds(5));
		TmqOptions.Builder typed = TmqOptions.builder().autoCommitInterval(Duration.ofSeconds(1));
		assertThat(typed.raw(Map.of("group.id", "g")).build().autoCommitInterval()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void unknownKeysArePassedOn() {
		assertThat(TmqOptions.fromMap(Map.of("some.key", "v")).config()).isEqualTo(Map.of("some.key", "v"));
	}

	@Test
	void readsWhereToConnect() {
		TaosClientOptions connection = TmqOptions
			.fromMap(Map.of("td.connect.ip", "h", "td.connect.port", "6041", "td.connect.user", "u", "td.connect.pass",
					"p", "td.connect.websocket.scheme", "wss"))
			.connection(BASE);
		assertThat(connection.endpoints()).containsExactly(new TaosEndpoint("h", 6041));
		assertThat(connection.user()).isEqualTo("u");
		assertThat(connection.password()).isEqualTo("p");
		assertThat(connection.tls()).isTrue();
		assertThat(connection.protocol()).isEqualTo(TaosProtocol.WEBSOCKET);
	}

	@Test
	void aHostAloneHasTheUsualPort() {
		assertThat(TmqOptions.fromMap(Map.of("td.connect.ip", "h")).connection(BASE).endpoints())
			.containsExactly(new TaosEndpoint("h", 6041));
		assertThat(TmqOptions.fromMap(Map.of("td.connect.user", "u")).connection(BASE).endpoints())
			.containsExactly(new TaosEndpoint("base", 1234));
	}

	@Test
	void readsSeveralServers() {
		assertThat(TmqOptions.fromMap(Map.of("bootstrap.servers", "a:1, b ,[::1]:3")).connection(BASE).endpoints())
			.containsExactly(new TaosEndpoint("a", 1), new TaosEndpoint("b", 6041), new TaosEndpoint("::1", 3));
	}

	@Test
	void readsAUrl() {
		TaosClientOptions connection = TmqOptions
			.fromMap(Map.of("url", "jdbc:TAOS-WS://h:6042/db?user=u&password=p", "messageWaitTimeout", "2500"))
			.connection(BASE);
		assertThat(connection.endpoints()).containsExactly(new TaosEndpoint("h", 6042));
		assertThat(connection.user()).isEqualTo("u");
		assertThat(connection.requestTimeout()).isEqualTo(Duration.ofMillis(2500));
	}

	@ParameterizedTest
	@CsvSource({ "auto.offset.reset, sometimes", "session.timeout.ms, soon", "session.timeout.ms, 5",
			"msg.with.table.name, maybe", "group.id, a:b", "value.deserializer, com.example.D", "td.connect.type, jni",
			"msg.consume.rawdata, 1", "max.poll.interval.ms, 999" })
	void refusesByName(String key, String value) {
		String name = switch (key) {
			case "session.timeout.ms", "max.poll.interval.ms" ->
				"(?s).*(session.timeout|sessionTimeout|maxPollInterval).*";
			case "group.id" -> "(?s).*group.id.*";
			default -> "(?s).*" + key + ".*";
		};
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> TmqOptions.fromMap(Map.of(key, value)))
			.withMessageMatching(name);
	}

	@Test
	void noSecretIsShown() {
		TmqOptions options = TmqOptions.fromMap(
				Map.of("group.id", "g", "td.connect.pass", "hunter2", "td.connect.token", "hunter2", "x", "hunter2"));
		assertThat(options.toString()).doesNotContain("hunter2").contains("g").contains("x");
		assertThat(options.connection(BASE).toString()).doesNotContain("hunter2");
	}

	@Test
	void aHeartbeatMustFitIntoTheSession() {
		TmqOptions.Builder builder = TmqOptions.builder()
			.sessionTimeout(Duration.ofSeconds(6))
			.heartbeatInterval(Duration.ofSeconds(6));
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(builder::build)
			.withMessageContaining("heartbeatInterval");
	}

	@Test
	void aGivenMessageTellsWhatItIs() {
		TmqTopicPartition partition = new TmqTopicPartition("t", 3);
		TmqMessage meta = TmqMessage.of(partition, "d", 5, List.of(), List.of(new TmqMeta.Delete("delete")));
		assertThat(meta.kind()).isEqualTo(TmqMessageKind.META);
		assertThat(meta.topic()).isEqualTo("t");
		assertThat(meta.vgroup()).isEqualTo(3);
		assertThat(meta.endOffset()).isEqualTo(5);
		assertThat(meta.rows()).isZero();
		assertThat(TmqMessage.of(partition, "d", 5, List.of(), List.of()).kind()).isEqualTo(TmqMessageKind.DATA);
	}

	@Test
	void topicsAreQuoted() {
		assertThat(TmqTopic.named("A b").as("select * from d.t").toSql(true))
			.isEqualTo("create topic if not exists `A b` as select * from d.t");
		assertThat(TmqTopic.named("t").withMeta().onSuperTable("d", "M", "g > 1").toSql(false))
			.isEqualTo("create topic `t` with meta as stable `d`.`M` where g > 1");
		assertThat(TmqTopic.named("t").onDatabase("d").toSql(false)).isEqualTo("create topic `t` as database `d`");
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> TmqTopic.named("a`b"));
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> TmqTopic.named("t").withMeta().as("select 1"))
			.withMessageContaining("with meta");
	}

}
