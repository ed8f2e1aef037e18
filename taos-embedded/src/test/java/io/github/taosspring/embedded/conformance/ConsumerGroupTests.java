package io.github.taosspring.embedded.conformance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.github.taosspring.embedded.fault.Fault;
import io.github.taosspring.embedded.journal.RecordedRequest;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What consumers of a group take from each other, and how they lose it; the answers are
 * those of TDengine 3.3.7.5.
 */
@Timeout(120)
class ConsumerGroupTests {

	private static final long NOTHING_COMMITTED = -2147467247;

	private EmbeddedTaosServer server = EmbeddedTaosServer.builder().start();

	private final List<ConsumerCaller> consumers = new ArrayList<>();

	@BeforeEach
	void createTopic() {
		run("create database d vgroups 2 keep 36500");
		run("create stable d.m (ts timestamp, v int) tags (g int)");
		for (int i = 0; i < 10; i++) {
			run("create table d.t" + i + " using d.m tags (" + i + ")");
		}
		run("create topic t as select ts, v, tbname from d.m");
	}

	@AfterEach
	void close() {
		this.consumers.forEach(ConsumerCaller::close);
		this.server.close();
	}

	private Map<String, @Nullable Object> run(String sql) {
		Map<String, @Nullable Object> answer = new RestCaller(this.server).run(sql);
		assertThat(JsonTree.number(answer, "code")).as(sql).isZero();
		return answer;
	}

	private void write(int value) {
		StringBuilder sql = new StringBuilder("insert into");
		for (int i = 0; i < 10; i++) {
			sql.append(" d.t").append(i).append(" values (").append(1_700_000_000_000L + value).append(", ");
			sql.append(value).append(')');
		}
		run(sql.toString());
	}

	private ConsumerCaller consumer(String group, String more) {
		ConsumerCaller consumer = new ConsumerCaller(this.server);
		this.consumers.add(consumer);
		return consumer.subscribe(group, "t", more);
	}

	private List<@Nullable Object> rows(String sql) {
		return JsonTree.list(run(sql), "data");
	}

	@Test
	void aConsumerThatClosesItsSocketLeavesItsVgroupsToTheOthers() {
		ConsumerCaller first = consumer("g", "");
		assertThat(first.vgroups("t")).hasSize(2);
		ConsumerCaller second = consumer("g", "");
		assertThat(second.vgroups("t")).hasSize(1);
		first.poll(0);
		assertThat(first.vgroups("t")).hasSize(1).doesNotContainAnyElementsOf(second.vgroups("t"));
		second.close();
		Awaitility.await().untilAsserted(() -> {
			first.poll(0);
			assertThat(first.vgroups("t")).hasSize(2);
		});
		assertThat(rows("show consumers")).hasSize(1);
	}

	@Test
	void moreConsumersThanVgroupsWait() {
		ConsumerCaller first = consumer("g", "");
		ConsumerCaller second = consumer("g", "");
		ConsumerCaller third = consumer("g", "");
		write(1);
		assertThat(first.drain()).hasSize(1);
		assertThat(second.drain()).hasSize(1);
		assertThat(third.drain()).isEmpty();
		assertThat(third.vgroups("t")).isEmpty();
		first.close();
		Awaitility.await().untilAsserted(() -> assertThat(third.drain()).hasSize(1));
	}

	@Test
	void aVgroupThatMovesGoesOnAtItsCommittedOffset() {
		ConsumerCaller first = consumer("g", "");
		write(1);
		assertThat(first.drain()).hasSize(2);
		first.call("commit", "\"message_id\":0");
		write(2);
		assertThat(first.drain()).hasSize(2);
		ConsumerCaller second = consumer("g", "");
		List<Map<String, @Nullable Object>> again = second.drain();
		assertThat(again).hasSize(1);
		int vgroup = JsonTree.number(again.get(0), "vgroup_id");
		assertThat(second.committed("t", vgroup)).isLessThan(second.position("t", vgroup));
		assertThat(JsonTree.number(again.get(0), "offset")).isEqualTo((int) second.committed("t", vgroup));
		assertThat(first.drain()).isEmpty();
	}

	@Test
	void whoDoesNotPollInTimeIsThrownOutForGood() {
		ConsumerCaller slow = consumer("g", ",\"max_poll_interval_ms\":\"1000\"");
		write(1);
		assertThat(slow.drain()).hasSize(2);
		int vgroup = slow.vgroups("t").get(0);
		Awaitility.await().untilAsserted(() -> assertThat(rows("show consumers")).isEmpty());
		assertThat(JsonTree.number(slow.poll(100), "code")).isEqualTo(0x03E6);
		assertThat(slow.poll(100)).containsEntry("message", "Consumer not exist");
		assertThat(
				JsonTree.number(slow.call("seek", "\"topic\":\"t\",\"vgroup_id\":" + vgroup + ",\"offset\":0"), "code"))
			.isEqualTo(0x4001);
		assertThat(JsonTree.number(slow.call("unsubscribe", ""), "code")).isZero();
		slow.subscribe("g", "t", "");
		assertThat(JsonTree.number(slow.poll(100), "code")).isEqualTo(0x03E6);
		assertThat(consumer("g", "").drain()).hasSize(2);
	}

	/**
	 * A real server lets it happen: whoever acknowledges late must know by itself that
	 * the vgroup is another's.
	 */
	@Test
	void whoWasThrownOutCanStillMoveItsGroup() {
		ConsumerCaller slow = consumer("g", ",\"max_poll_interval_ms\":\"1000\"");
		write(1);
		assertThat(slow.drain()).hasSize(2);
		int vgroup = slow.vgroups("t").get(0);
		Awaitility.await().untilAsserted(() -> assertThat(rows("show consumers")).isEmpty());
		ConsumerCaller next = consumer("g", "");
		assertThat(next.vgroups("t")).contains(vgroup);
		assertThat(next.committed("t", vgroup)).isEqualTo(NOTHING_COMMITTED);
		assertThat(JsonTree.number(slow.commit("t", vgroup, 1), "code")).isZero();
		assertThat(next.committed("t", vgroup)).isEqualTo(1);
	}

	@Test
	void aPollThatWaitsIsNoReasonToBeThrownOut() {
		ConsumerCaller consumer = consumer("g", ",\"max_poll_interval_ms\":\"1000\"");
		assertThat(consumer.poll(2500)).containsEntry("have_message", false);
		write(1);
		assertThat(consumer.poll(1000)).containsEntry("have_message", true);
	}

	@Test
	void offsetsThatTheLogLostAreReplacedSilently() {
		run("create database short vgroups 1 keep 36500 wal_retention_period 1");
		run("create table short.n (ts timestamp, v int)");
		run("create topic s as select * from short.n");
		run("insert into short.n values (1700000000000, 1)");
		ConsumerCaller consumer = new ConsumerCaller(this.server);
		this.consumers.add(consumer);
		consumer.subscribe("g", "s", "");
		assertThat(consumer.drain()).hasSize(1);
		int vgroup = consumer.vgroups("s").get(0);
		assertThat(JsonTree.number(consumer.commit("s", vgroup, 0), "code")).isZero();
		consumer.close();
		long[] begin = { 0 };
		Awaitility.await().pollInterval(Duration.ofMillis(400)).untilAsserted(() -> {
			run("insert into short.n values (1700000000001, 2)");
			ConsumerCaller looks = new ConsumerCaller(this.server);
			this.consumers.add(looks);
			looks.subscribe("other", "s", "");
			begin[0] = JsonTree.number(
					JsonTree.object(JsonTree.list(looks.call("assignment", "\"topic\":\"s\""), "assignment").get(0)),
					"begin");
			looks.close();
			assertThat(begin[0]).isGreaterThan(1);
		});
		ConsumerCaller again = new ConsumerCaller(this.server);
		this.consumers.add(again);
		again.subscribe("g", "s", "");
		assertThat(again.committed("s", vgroup)).isZero();
		Map<String, @Nullable Object> message = again.poll(1000);
		assertThat(message).containsEntry("have_message", true);
		assertThat(JsonTree.number(message, "offset")).isGreaterThanOrEqualTo((int) begin[0]);
	}

	@Test
	void latestBeginsAtTheFirstPoll() {
		write(1);
		ConsumerCaller consumer = consumer("g", ",\"offset_reset\":\"latest\"");
		write(2);
		assertThat(consumer.poll(100)).containsEntry("have_message", false);
		write(3);
		assertThat(consumer.drain()).hasSize(2);
		consumer.close();
		write(4);
		// nothing was committed, so what came between is never delivered
		ConsumerCaller again = consumer("g", ",\"offset_reset\":\"latest\"");
		assertThat(again.drain()).isEmpty();
	}

	@Test
	void aTopicIsDroppedUnderItsConsumersByForceOnly() {
		ConsumerCaller consumer = consumer("g", "");
		RestCaller rest = new RestCaller(this.server);
		assertThat(JsonTree.number(rest.run("drop topic t"), "code")).isEqualTo(0x03EB);
		assertThat(JsonTree.number(rest.run("drop consumer group g on t"), "code")).isEqualTo(0x03EC);
		run("drop topic force t");
		assertThat(JsonTree.number(consumer.poll(100), "code")).isEqualTo(0x03E6);
		assertThat(rows("show subscriptions")).isEmpty();
		run("drop database d");
	}

	@Test
	void aGroupWithoutConsumersKeepsItsOffsetsUntilItIsDropped() {
		ConsumerCaller consumer = consumer("g", "");
		write(1);
		assertThat(consumer.drain()).hasSize(2);
		consumer.call("commit", "\"message_id\":0");
		consumer.close();
		Awaitility.await().untilAsserted(() -> assertThat(rows("show consumers")).isEmpty());
		assertThat(rows("show subscriptions")).hasSize(2);
		ConsumerCaller again = consumer("g", "");
		assertThat(again.drain()).isEmpty();
		again.close();
		Awaitility.await().untilAsserted(() -> assertThat(rows("show consumers")).isEmpty());
		run("drop consumer group g on t");
		assertThat(rows("show subscriptions")).isEmpty();
		assertThat(consumer("g", "").drain()).hasSize(2);
	}

	@Test
	void allElseWaitsBehindAPoll() {
		ConsumerCaller consumer = consumer("g", "");
		consumer.socket().send("{\"action\":\"poll\",\"args\":{\"req_id\":1,\"blocking_time\":60000}}");
		awaitPoll();
		consumer.socket().send("{\"action\":\"poll\",\"args\":{\"req_id\":2,\"blocking_time\":10}}");
		consumer.socket().send("{\"action\":\"list_topics\",\"args\":{\"req_id\":3}}");
		consumer.socket().send("{\"action\":\"poll\",\"args\":{\"req_id\":4,\"blocking_time\":10}}");
		this.server.journal().await(1, (request) -> request.reqId() == 4, Duration.ofSeconds(20));
		assertThat(consumer.socket().hasReceived()).isFalse();
		write(1);
		List<Integer> answered = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			answered.add(JsonTree.number(JsonTree.parseObject((String) consumer.socket().receive()), "req_id"));
		}
		// the second poll lost its place to the last one, and is never answered
		assertThat(answered).containsExactly(1, 3, 4);
	}

	private static void awaitPoll() {
		Awaitility.await()
			.until(() -> Thread.getAllStackTraces()
				.entrySet()
				.stream()
				.filter((thread) -> thread.getKey().getName().startsWith("taos-embedded-tmq-"))
				.flatMap((thread) -> Arrays.stream(thread.getValue()))
				.anyMatch((frame) -> frame.getMethodName().equals("parkNanos")));
	}

	@Test
	void faultsReachSubscriptionsAndTheJournalHasThem() {
		write(1);
		ConsumerCaller consumer = consumer("g", "");
		this.server.faults().inject(Fault.error(0x000B, "Unable to establish connection").action("poll").times(1));
		assertThat(JsonTree.number(consumer.poll(100), "code")).isEqualTo(0x000B);
		this.server.faults().inject(Fault.noReply().action("poll").times(1));
		consumer.socket().send("{\"action\":\"poll\",\"args\":{\"req_id\":7,\"blocking_time\":100,\"message_id\":0}}");
		// the message of the lost reply comes again
		Map<String, @Nullable Object> message = consumer.poll(100);
		assertThat(message).containsEntry("have_message", true);
		assertThat(JsonTree.number(message, "message_id")).isEqualTo(1);
		this.server.faults().inject(Fault.truncate(30).action("fetch_raw_data").times(1));
		consumer.socket().send("{\"action\":\"fetch_raw_data\",\"args\":{\"req_id\":8,\"message_id\":1}}");
		assertThat((byte[]) consumer.socket().receive()).hasSize(30);
		this.server.faults().inject(Fault.error(0x0B00, "broken").action("fetch_raw_data").times(1));
		consumer.socket().send("{\"action\":\"fetch_raw_data\",\"args\":{\"req_id\":9,\"message_id\":1}}");
		assertThat(TmqFrame.rawData((byte[]) consumer.socket().receive()).head()).contains(" 9 2816 broken 1");
		assertThat(this.server.journal().requests((request) -> request.path().equals("/rest/tmq")))
			.extracting(RecordedRequest::action)
			.containsExactly("upgrade", "subscribe", "poll", "poll", "poll", "fetch_raw_data", "fetch_raw_data");
		assertThat(this.server.journal().requests((request) -> request.action().equals("poll")))
			.extracting(RecordedRequest::user)
			.containsOnly("root");
	}

	@Test
	void anIntervalOfCommitsMayBeAsLongAsANumber() {
		ConsumerCaller consumer = consumer("g",
				",\"auto_commit\":\"true\",\"auto_commit_interval_ms\":\"" + Long.MAX_VALUE + "\"");
		write(1);
		assertThat(JsonTree.number(consumer.poll(1000), "code")).isZero();
	}

	@Test
	void aRestartEndsConsumersButNotTheirGroups() {
		ConsumerCaller consumer = consumer("g", "");
		write(1);
		assertThat(consumer.drain()).hasSize(2);
		consumer.call("commit", "\"message_id\":0");
		this.consumers.clear();
		this.server.restart();
		assertThat(rows("show consumers")).isEmpty();
		write(2);
		assertThat(consumer("g", "").drain()).hasSize(2);
		this.consumers.forEach(ConsumerCaller::close);
		Awaitility.await()
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("taos-embedded-tmq-")));
		this.server.restartEmpty();
		assertThat(rows("show topics")).isEmpty();
	}

	@Test
	void aRestartedServerKnowsTopicsGroupsAndOffsets(@TempDir Path directory) {
		this.server.close();
		this.server = EmbeddedTaosServer.builder().path(directory).start();
		createTopic();
		run("create topic everything as select * from d.m");
		ConsumerCaller consumer = consumer("g", "");
		write(1);
		assertThat(consumer.drain()).hasSize(2);
		consumer.call("commit", "\"message_id\":0");
		run("alter stable d.m add column later int");
		run("insert into d.t1 values (1700000000002, 2, 3)");
		List<@Nullable Object> topics = rows("select * from information_schema.ins_topics");
		consumer.close();
		this.server.close();
		this.server = EmbeddedTaosServer.builder().path(directory).start();
		assertThat(rows("select * from information_schema.ins_topics")).isEqualTo(topics);
		assertThat(rows("select topic_name, consumer_group, consumer_id from information_schema.ins_subscriptions"))
			.containsExactly(Arrays.asList("t", "g", null), Arrays.asList("t", "g", null));
		ConsumerCaller again = consumer("g", "");
		List<Map<String, @Nullable Object>> messages = again.drain();
		assertThat(messages).isNotEmpty();
		assertThat(again.committed("t", JsonTree.number(messages.get(0), "vgroup_id"))).isPositive();
		assertThat(JsonTree.number(new RestCaller(this.server).run("alter stable d.m drop column v"), "code"))
			.isEqualTo(0x03C4);
	}

}
