package io.github.taosspring.client.tmq;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosTmqException;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.transcript.TopicServer;
import io.github.taosspring.client.transcript.TopicServer.Request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link TmqConsumer} on the recorded messages of a real server.
 */
@Timeout(120)
class TmqConsumerTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private static final Duration SHORT = Duration.ofMillis(50);

	private final Events events = new Events();

	private TopicServer server;

	private TaosClient client;

	@BeforeEach
	void start() {
		this.server = TopicServer.start();
		this.client = TaosClient.create(options().build());
	}

	private TaosClientOptions.Builder options() {
		return TaosClientOptions.fromUrl(this.server.url()).toBuilder();
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	private TmqConsumer subscribe(String... topics) {
		return subscribe(TmqOptions.group("g"), topics);
	}

	private TmqConsumer subscribe(TmqOptions options, String... topics) {
		TmqConsumer consumer = TmqConsumer.open(this.client, options);
		consumer.subscribe(List.of(topics), this.events);
		return consumer;
	}

	private static TmqMessage next(TmqConsumer consumer) {
		TmqMessage message = consumer.poll(LONG);
		assertThat(message).isNotNull();
		return message;
	}

	private static TmqTopicPartition partition(String topic, int vgroup) {
		return new TmqTopicPartition(topic, vgroup);
	}

	@Test
	void deliversTheMessagesOfSeveralTopics() {
		this.server.record("two-topics", "wr_t_query");
		this.server.record("two-topics", "wr_t_types");
		TmqConsumer consumer = subscribe("wr_t_query", "wr_t_types");
		assertThat(consumer.subscription()).containsExactlyInAnyOrder("wr_t_query", "wr_t_types");
		assertThat(consumer.listTopics()).containsExactlyInAnyOrder("wr_t_query", "wr_t_types");
		List<TmqMessage> messages = List.of(next(consumer), next(consumer));
		assertThat(messages).extracting(TmqMessage::topic).containsExactlyInAnyOrder("wr_t_query", "wr_t_types");
		TmqMessage query = messages.stream().filter((each) -> each.topic().equals("wr_t_query")).findFirst().get();
		assertThat(query.database()).isEqualTo("wr_tmq");
		assertThat(query.vgroup()).isEqualTo(675);
		assertThat(query.kind()).isEqualTo(TmqMessageKind.DATA);
		assertThat(query.rows()).isEqualTo(7);
		assertThat(query.blocks().get(0).tableName()).isNull();
		assertThat(query.blocks().get(0).rows().get(1).toMap()).containsEntry("a", 3).containsEntry("tbname", "d1");
		assertThat(consumer.poll(SHORT)).isNull();
	}

	@Test
	void blocksTellTheirTableAndSchema() {
		this.server.record("snapshot", "wr_t_stb");
		TmqMessage message = next(subscribe("wr_t_stb"));
		assertThat(message.blocks()).extracting(TmqBlock::tableName).contains("d1", "d2");
		TmqBlock altered = message.blocks().get(message.blocks().size() - 1);
		assertThat(altered.schemaVersion()).isEqualTo(3);
		assertThat(altered.columns()).extracting((column) -> column.name() + " " + column.type())
			.contains("ts TIMESTAMP", "a INT", "d INT");
	}

	@Test
	void deliversChangesOfTablesAndTheRowsWithThem() {
		this.server.record("database-topic-with-meta", "wr_t_dbmeta");
		TmqConsumer consumer = subscribe("wr_t_dbmeta");
		TmqMessage first = next(consumer);
		assertThat(first.kind()).isEqualTo(TmqMessageKind.META);
		assertThat(first.blocks()).isEmpty();
		assertThat(first.metas()).singleElement().isInstanceOf(TmqMeta.CreateSuperTable.class);
		TmqMessage message = first;
		while (message.kind() == TmqMessageKind.META) {
			message = next(consumer);
		}
		assertThat(message.kind()).isEqualTo(TmqMessageKind.META_AND_DATA);
		assertThat(message.metas()).extracting((meta) -> ((TmqMeta.CreateChildTable) meta).tableName())
			.containsExactly("d3", "j1", "j2");
		assertThat(message.rows()).isPositive();
	}

	@Test
	void deliversChangesInBatches() {
		this.server.record("database-topic-batch-meta", "wr_t_dbmeta");
		TmqMessage message = next(subscribe(TmqOptions.builder().groupId("g").batchMeta(true).build(), "wr_t_dbmeta"));
		assertThat(this.server.journal("subscribe").get(0).args().get("enable_batch_meta").asString()).isEqualTo("1");
		assertThat(message.metas()).hasSize(6);
		assertThat(message.endOffset()).isEqualTo(8);
	}

	@Test
	void readsJsonTagsBlockByBlock() {
		this.server.record("fetch-block-json", "wr_t_json");
		TmqMessage message = next(subscribe("wr_t_json"));
		assertThat(message.blocks()).hasSize(2);
		assertThat(message.blocks().get(0).columns().get(2).type()).isEqualTo(TaosType.JSON);
		assertThat(message.blocks().get(0).block().getString(2, 0)).isEqualTo("{\"k\":\"值\",\"n\":1}");
		assertThat(message.blocks().get(1).block().isNull(2, 0)).isTrue();
		assertThat(message.endOffset()).isPositive();
	}

	/**
	 * What reading allocates must not grow with the rows.
	 */
	@Test
	void readingBlocksAllocatesNothingPerRow() {
		this.server.record("all-types", "wr_t_types");
		TmqMessage message = next(subscribe("wr_t_types"));
		com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
		double sum = 0;
		for (int i = 0; i < 20_000; i++) {
			sum += sum(message);
		}
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < 100_000; i++) {
			sum += sum(message);
		}
		long allocated = threads.getCurrentThreadAllocatedBytes() - before;
		assertThat(sum).isNotZero();
		assertThat(allocated).isLessThan(100_000);
	}

	private static double sum(TmqMessage message) {
		double sum = 0;
		List<TmqBlock> blocks = message.blocks();
		for (int i = 0; i < blocks.size(); i++) {
			Block block = blocks.get(i).block();
			for (int row = 0; row < block.rows(); row++) {
				if (!block.isNull(4, row)) {
					sum += block.getLong(0, row) + block.getInt(4, row) + block.getDouble(10, row);
				}
			}
		}
		return sum;
	}

	@Test
	void messagesStayValid() {
		this.server.append("t", 1, 0, 3);
		this.server.append("t", 1, 3, 5);
		TmqConsumer consumer = subscribe("t");
		TmqMessage first = next(consumer);
		next(consumer);
		consumer.close();
		assertThat(first.blocks().get(0).block().getInt(1, 0)).isEqualTo(1);
	}

	@Test
	void theStartIsCommittedBeforeAnythingIsDelivered() {
		this.server.append("t", 1, 0, 3);
		this.server.vgroup("t", 2);
		subscribe("t");
		assertThat(this.server.committed("g", "t", 1)).isZero();
		assertThat(this.server.committed("g", "t", 2)).isZero();
		assertThat(this.server.journal("poll")).isEmpty();
		assertThat(this.events.assigned).extracting(TmqAssignment::partition)
			.containsExactly(partition("t", 1), partition("t", 2));
	}

	@Test
	void whatWasCommittedStays() {
		this.server.append("t", 1, 0, 3);
		this.server.append("t", 1, 3, 5);
		this.server.commit("g", "t", 1, 3);
		TmqConsumer consumer = subscribe("t");
		assertThat(next(consumer).endOffset()).isEqualTo(5);
		assertThat(this.server.journal("commit_offset")).isEmpty();
	}

	@Test
	void latestAndAReconnectBeforeTheFirstCommitLoseNothing() {
		this.server.append("t", 1, 0, 3);
		TmqOptions options = TmqOptions.builder().groupId("g").offsetReset(TmqOffsetReset.LATEST).build();
		try (TmqConsumer consumer = subscribe(options, "t")) {
			assertThat(consumer.poll(SHORT)).isNull();
		}
		this.server.append("t", 1, 3, 5);
		assertThat(next(subscribe(options, "t")).endOffset()).isEqualTo(5);
	}

	@Test
	void latestBeginsWhereTheEndWasAtTheAssignment() {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe(TmqOptions.builder().groupId("g").offsetReset(TmqOffsetReset.LATEST).build(),
				"t");
		this.server.append("t", 1, 3, 5);
		assertThat(next(consumer).endOffset()).isEqualTo(5);
	}

	@Test
	void commitsTheEndAndNeverGoesBack() {
		this.server.append("t", 1, 0, 3);
		this.server.append("t", 1, 3, 5);
		TmqConsumer consumer = subscribe("t");
		TmqMessage first = next(consumer);
		TmqMessage second = next(consumer);
		assertThat(consumer.commit(second)).isTrue();
		assertThat(this.server.committed("g", "t", 1)).isEqualTo(5);
		int before = this.server.journal("commit_offset").size();
		assertThat(consumer.commit(first)).isTrue();
		assertThat(consumer.commit(second)).isTrue();
		assertThat(this.server.journal("commit_offset")).hasSize(before);
		assertThat(this.server.committed("g", "t", 1)).isEqualTo(5);
		assertThat(consumer.committed(List.of(partition("t", 1)))).containsExactly(Map.entry(partition("t", 1), 5L));
		assertThat(consumer.droppedCommits()).isZero();
	}

	@Test
	void commitsWithoutWaitingAreGathered() {
		for (int i = 0; i < 20; i++) {
			this.server.append("t", 1, i, i + 1);
		}
		TmqConsumer consumer = subscribe("t");
		CountDownLatch held = new CountDownLatch(1);
		int starts = this.server.journal("commit_offset").size();
		this.server.intercept((request) -> {
			if (request.action().equals("commit_offset")) {
				awaitLatch(held);
			}
			return false;
		});
		List<TmqMessage> messages = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			messages.add(next(consumer));
		}
		List<CompletableFuture<Boolean>> commits = messages.stream().map(consumer::commitAsync).toList();
		held.countDown();
		commits.forEach((commit) -> assertThat(commit.join()).isTrue());
		assertThat(this.server.committed("g", "t", 1)).isEqualTo(20);
		assertThat(this.server.journal("commit_offset").size() - starts).isEqualTo(2);
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void pollsAreShortWhileCommitsWait() throws Exception {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe(TmqOptions.builder().groupId("g").prefetch(false).build(), "t");
		TmqMessage message = next(consumer);
		consumer.poll(SHORT);
		AtomicReference<@Nullable Request> commit = new AtomicReference<>();
		this.server.intercept((request) -> {
			boolean hold = request.action().equals("commit_offset");
			if (hold) {
				commit.set(request);
			}
			return hold;
		});
		CompletableFuture<Boolean> committing = consumer.commitAsync(message);
		int before = this.server.journal("poll").size();
		consumer.poll(Duration.ofMillis(300));
		List<Request> polls = this.server.journal("poll");
		assertThat(polls.size() - before).isGreaterThan(1);
		assertThat(polls.subList(before, polls.size()))
			.allSatisfy((poll) -> assertThat(poll.args().get("blocking_time").asLong()).isLessThanOrEqualTo(20));
		assertThat(committing).isNotDone();
		await().until(() -> commit.get() != null);
		commit.get().refuse(0, "");
		assertThat(committing.get()).isTrue();
	}

	@Test
	void oneMessageAtMostIsFetchedAhead() {
		for (int i = 0; i < 10; i++) {
			this.server.append("t", 1, i, i + 1);
		}
		TmqConsumer consumer = subscribe("t");
		next(consumer);
		await().until(() -> this.server.journal("fetch_raw_data").size() == 2);
		assertThat(consumer.position(List.of(partition("t", 1)))).containsValue(2L);
		assertThat(this.server.journal("poll")).hasSize(2);
		next(consumer);
		await().until(() -> this.server.journal("fetch_raw_data").size() == 3);
		consumer.listTopics();
		assertThat(this.server.journal("poll")).hasSize(3);
	}

	@Test
	void nothingIsFetchedAheadUnlessWanted() {
		this.server.append("t", 1, 0, 1);
		this.server.append("t", 1, 1, 2);
		TmqConsumer consumer = subscribe(TmqOptions.builder().groupId("g").prefetch(false).build(), "t");
		next(consumer);
		consumer.listTopics();
		assertThat(this.server.journal("poll")).hasSize(1);
	}

	@Test
	void anEvictedConsumerComesBackAsANewOne() {
		this.server.append("t", 1, 0, 3);
		this.server.append("t", 1, 3, 5);
		TmqConsumer consumer = subscribe("t");
		TmqMessage first = next(consumer);
		consumer.commit(first);
		TmqMessage second = next(consumer);
		this.server.evict();
		TmqMessage again = next(consumer);
		assertThat(again.endOffset()).isEqualTo(5);
		assertThat(this.events.lost).containsExactly(partition("t", 1));
		assertThat(this.events.cause).isInstanceOf(TaosTmqException.class)
			.extracting((cause) -> cause.code())
			.isEqualTo(0x03E6);
		assertThat(this.server.journal("subscribe")).hasSize(2);
		assertThat(consumer.isCurrent(second)).isFalse();
		assertThat(consumer.commit(second)).isFalse();
		assertThat(consumer.droppedCommits()).isEqualTo(1);
		assertThat(this.server.committed("g", "t", 1)).isEqualTo(3);
		assertThat(consumer.commit(again)).isTrue();
		assertThat(this.server.committed("g", "t", 1)).isEqualTo(5);
	}

	@Test
	void aLostConnectionIsMadeAnew() {
		this.server.append("t", 1, 0, 3);
		this.server.append("t", 1, 3, 5);
		TmqConsumer consumer = subscribe("t");
		TmqMessage first = next(consumer);
		this.server.breakConnections();
		TmqMessage again = next(consumer);
		assertThat(again.endOffset()).isEqualTo(3);
		assertThat(this.events.lost).containsExactly(partition("t", 1));
		assertThat(this.events.cause).isInstanceOf(TaosConnectionException.class);
		assertThat(this.events.assigned).hasSize(2);
		assertThat(consumer.commitAsync(first)).isCompletedWithValue(false);
		assertThat(next(consumer).endOffset()).isEqualTo(5);
	}

	@Test
	void aPollEndsInTimeThoughTheServerIsGone() {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe("t");
		next(consumer);
		this.server.close();
		long start = System.nanoTime();
		assertThat(consumer.poll(Duration.ofMillis(300))).isNull();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> consumer.assignment("t"))
			.withMessageContaining("not connected");
	}

	@Test
	void whatNoRetryMendsIsThrown() {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe("t");
		this.server.intercept((request) -> {
			if (request.action().equals("subscribe")) {
				request.refuse(0x03E1, "Topic not exist");
				return true;
			}
			return false;
		});
		this.server.breakConnections();
		assertThatExceptionOfType(TaosTmqException.class).isThrownBy(() -> consumer.poll(LONG))
			.withMessageContaining("Topic not exist")
			.withMessageContaining("group 'g'");
	}

	@Test
	void aSecondServerTakesOver() {
		this.server.append("t", 1, 0, 3);
		try (TopicServer other = TopicServer.start();
				TaosClient both = TaosClient.create(TaosClientOptions
					.fromUrl("taos+ws://127.0.0.1:" + this.server.port() + ",127.0.0.1:" + other.port()))) {
			other.append("t", 1, 0, 3);
			TmqConsumer consumer = TmqConsumer.open(both, TmqOptions.group("g"));
			consumer.subscribe(List.of("t"), this.events);
			next(consumer);
			TopicServer used = (this.server.connections() > 0) ? this.server : other;
			used.close();
			assertThat(next(consumer).endOffset()).isEqualTo(3);
		}
	}

	@Test
	void aTransientRefusalIsRetried() {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe("t");
		AtomicInteger refusals = new AtomicInteger();
		this.server.intercept((request) -> {
			if (request.action().equals("poll") && refusals.incrementAndGet() <= 2) {
				// the second is that of a server whose own connections fail
				request.refuse((refusals.get() == 1) ? 0x03EA : 0x000B, "try again");
				return true;
			}
			return false;
		});
		assertThat(next(consumer).endOffset()).isEqualTo(3);
		assertThat(refusals).hasValueGreaterThan(2);
		assertThat(this.events.lost).isEmpty();
	}

	@Test
	void aRefusalForGoodIsThrown() {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe("t");
		this.server.intercept((request) -> {
			if (request.action().equals("poll")) {
				request.refuse(0x4000, "TMQ refuses");
				return true;
			}
			return false;
		});
		assertThatExceptionOfType(TaosTmqException.class).isThrownBy(() -> consumer.poll(LONG))
			.withMessageContaining("TMQ refuses");
	}

	@Test
	void aMessageThatCannotBeReadIsNotSkipped() {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe("t");
		this.server.intercept((request) -> {
			if (request.action().equals("fetch_raw_data")) {
				request.send(new byte[] { 1, 2, 3 });
				return true;
			}
			return false;
		});
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> consumer.poll(LONG))
				.withMessageContaining("Truncated");
		}
		this.server.intercept((request) -> false);
		assertThat(next(consumer).endOffset()).isEqualTo(3);
	}

	@Test
	void aPollWithoutReplyCostsTheConnection() {
		this.server.append("t", 1, 0, 3);
		this.client.close();
		this.client = TaosClient.create(options().requestTimeout(Duration.ofSeconds(3)).build());
		TmqConsumer consumer = subscribe("t");
		AtomicInteger polls = new AtomicInteger();
		this.server.intercept((request) -> request.action().equals("poll") && polls.incrementAndGet() == 1);
		assertThat(next(consumer).endOffset()).isEqualTo(3);
		assertThat(this.events.cause).isInstanceOf(TaosConnectionException.class)
			.hasMessageContaining("does not answer a poll");
	}

	@Test
	void whatTheLogNoLongerHasIsTold() {
		this.server.append("t", 1, 0, 3);
		this.server.append("t", 1, 7, 9);
		this.server.commit("g", "t", 1, 2);
		this.server.trim("t", 1, 6);
		TmqConsumer consumer = subscribe("t");
		assertThat(this.events.gaps).containsExactly(new TmqOffsetGap(partition("t", 1), 2, 6));
		assertThat(next(consumer).endOffset()).isEqualTo(9);
	}

	@Test
	void aVgroupThatComesLaterIsAssignedBeforeItsFirstMessageIsDelivered() {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe("t");
		next(consumer);
		this.server.append("t", 2, 4, 6);
		assertThat(next(consumer).partition()).isEqualTo(partition("t", 2));
		assertThat(this.events.assigned).extracting(TmqAssignment::partition)
			.containsExactly(partition("t", 1), partition("t", 2));
		assertThat(this.server.committed("g", "t", 2)).isEqualTo(4);
	}

	@Test
	void aVgroupThatGoesToAnotherConsumerIsLost() {
		this.server.append("t", 1, 0, 3);
		this.server.append("t", 2, 0, 3);
		TmqConsumer consumer = subscribe("t");
		Map<Integer, TmqMessage> messages = new HashMap<>();
		for (int i = 0; i < 2; i++) {
			TmqMessage message = next(consumer);
			messages.put(message.vgroup(), message);
		}
		TmqConsumer other = TmqConsumer.open(this.client, TmqOptions.group("g"));
		other.subscribe(List.of("t"));
		// by the server's word, before it was asked for the assignment
		assertThat(consumer.commit(messages.get(2))).isFalse();
		assertThat(consumer.commit(messages.get(1))).isTrue();
		await().atMost(LONG).until(() -> {
			consumer.poll(SHORT);
			return this.events.lost.contains(partition("t", 2));
		});
		assertThat(this.events.cause).isNull();
		assertThat(next(other).vgroup()).isEqualTo(2);
	}

	@Test
	void aMessageThatCannotBeDeliveredNowIsNotLost() {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = TmqConsumer.open(this.client, TmqOptions.group("g"));
		AtomicInteger failures = new AtomicInteger();
		consumer.subscribe(List.of("t"), new TmqListener() {

			@Override
			public void onAssigned(TmqConsumer assigned, List<TmqAssignment> assignments) {
				if (assignments.get(0).vgroup() == 2) {
					failures.incrementAndGet();
					throw new IllegalStateException("a listener fails");
				}
			}

		});
		next(consumer);
		this.server.append("t", 2, 4, 6);
		AtomicInteger refusals = new AtomicInteger();
		this.server.intercept((request) -> {
			boolean refuse = request.action().equals("assignment") && refusals.incrementAndGet() <= 2;
			if (refuse) {
				request.refuse(0x03EA, "Rebalance in progress");
			}
			return refuse;
		});
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> consumer.poll(LONG))
			.withMessage("a listener fails");
		assertThat(refusals).hasValueGreaterThan(2);
		assertThat(next(consumer).partition()).isEqualTo(partition("t", 2));
		assertThat(failures).hasValue(1);
		assertThat(this.server.committed("g", "t", 2)).isEqualTo(4);
	}

	@Test
	void wakesUpFromAnotherThread() throws Exception {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe("t");
		next(consumer);
		Thread waker = new Thread(() -> {
			await().until(() -> this.server.journal("poll").size() > 2);
			consumer.wakeup();
		});
		waker.start();
		long start = System.nanoTime();
		assertThat(consumer.poll(Duration.ofMinutes(1))).isNull();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
		waker.join();
		consumer.wakeup();
		assertThat(consumer.poll(Duration.ofMinutes(1))).isNull();
		this.server.append("t", 1, 3, 5);
		assertThat(next(consumer).endOffset()).isEqualTo(5);
	}

	@Test
	void aSnapshotHasNoAssignmentUntilItIsRead() {
		this.server.record("snapshot", "wr_t_stb");
		AtomicBoolean reading = new AtomicBoolean(true);
		this.server.intercept((request) -> {
			boolean refuse = reading.get() && request.action().equals("assignment");
			if (refuse) {
				request.refuse(0x4006, "Offset is snapshot");
			}
			return refuse;
		});
		TmqConsumer consumer = subscribe(TmqOptions.builder().groupId("g").snapshot(true).build(), "wr_t_stb");
		TmqMessage message = next(consumer);
		assertThat(this.events.assigned).isEmpty();
		assertThat(consumer.isCurrent(message)).isTrue();
		assertThat(consumer.commit(message)).isTrue();
		assertThat(this.server.committed("g", "wr_t_stb", 675)).isEqualTo(message.endOffset());
		reading.set(false);
		await().atMost(LONG).until(() -> {
			consumer.poll(SHORT);
			return !this.events.assigned.isEmpty();
		});
		assertThat(this.events.assigned).extracting(TmqAssignment::partition).containsExactly(message.partition());
		assertThat(consumer.isCurrent(message)).isTrue();
	}

	@Test
	void isForOneThreadAtATime() throws Exception {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe("t");
		TmqMessage message = next(consumer);
		Thread poller = new Thread(() -> consumer.poll(Duration.ofMinutes(1)), "poller");
		poller.start();
		await().until(() -> this.server.journal("poll").size() > 2);
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> consumer.assignment("t"))
			.withMessageContaining("one thread at a time")
			.withMessageContaining("'poller'");
		assertThat(consumer.commitAsync(message).get()).isTrue();
		assertThat(consumer.isCurrent(message)).isTrue();
		consumer.wakeup();
		poller.join();
		assertThat(consumer.assignment("t")).hasSize(1);
	}

	@Test
	void seeksAndThrowsAwayWhatWasFetchedAhead() {
		for (int i = 0; i < 5; i++) {
			this.server.append("t", 1, i, i + 1);
		}
		TmqConsumer consumer = subscribe("t");
		next(consumer);
		next(consumer);
		consumer.seek(partition("t", 1), 0);
		assertThat(next(consumer).endOffset()).isEqualTo(1);
		consumer.seekToEnd(List.of(partition("t", 1)));
		assertThat(consumer.poll(SHORT)).isNull();
		consumer.seekToBeginning(List.of(partition("t", 1)));
		assertThat(next(consumer).endOffset()).isEqualTo(1);
		assertThatExceptionOfType(TaosTmqException.class).isThrownBy(() -> consumer.seek(partition("t", 1), 99))
			.withMessageContaining("0x4007");
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> consumer.seekToEnd(List.of(partition("t", 9))))
			.withMessageContaining("t/9");
	}

	@Test
	void aSeekKeepsWhatWasFetchedAheadOfAnotherVgroup() {
		this.server.append("t", 1, 0, 3);
		this.server.append("t", 2, 0, 3);
		TmqConsumer consumer = subscribe("t");
		TmqMessage first = next(consumer);
		await().until(() -> this.server.journal("fetch_raw_data").size() == 2);
		consumer.seek(first.partition(), 0);
		List<TmqTopicPartition> delivered = List.of(next(consumer).partition(), next(consumer).partition());
		assertThat(delivered).containsExactlyInAnyOrder(partition("t", 1), partition("t", 2));
	}

	@Test
	void aMessageFromBeforeASeekIsNotDelivered() {
		this.server.append("t", 1, 0, 3);
		this.server.append("t", 1, 3, 5);
		TmqConsumer consumer = subscribe(TmqOptions.builder().groupId("g").prefetch(false).build(), "t");
		next(consumer);
		AtomicInteger seeks = new AtomicInteger();
		// as a real server does: what it had fetched ahead still comes
		this.server.intercept((request) -> {
			if (request.action().equals("seek") && seeks.incrementAndGet() == 1) {
				request.refuse(0, "");
				return true;
			}
			return false;
		});
		consumer.seek(partition("t", 1), 0);
		assertThat(next(consumer).endOffset()).isEqualTo(3);
		assertThat(seeks).hasValue(2);
		assertThat(next(consumer).endOffset()).isEqualTo(5);
	}

	@Test
	void aListenerCanSeekButNotPoll() {
		this.server.append("t", 1, 0, 3);
		this.server.append("t", 1, 3, 5);
		this.server.commit("g", "t", 1, 5);
		TmqConsumer consumer = TmqConsumer.open(this.client, TmqOptions.group("g"));
		consumer.subscribe(List.of("t"), new TmqListener() {

			@Override
			public void onAssigned(TmqConsumer assigned, List<TmqAssignment> assignments) {
				assigned.seekToBeginning(assignments.stream().map(TmqAssignment::partition).toList());
			}

			@Override
			public void onLost(TmqConsumer lost, List<TmqTopicPartition> partitions, @Nullable TaosException cause) {
				assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> lost.poll(SHORT));
			}

		});
		assertThat(next(consumer).endOffset()).isEqualTo(3);
		this.server.breakConnections();
		assertThat(next(consumer).endOffset()).isEqualTo(3);
	}

	@Test
	void commitsByItselfWhatEarlierPollsReturned() {
		this.server.append("t", 1, 0, 3);
		this.server.append("t", 1, 3, 5);
		TmqConsumer consumer = subscribe(
				TmqOptions.builder().groupId("g").autoCommitInterval(Duration.ofMillis(1)).build(), "t");
		next(consumer);
		assertThat(this.server.committed("g", "t", 1)).isZero();
		next(consumer);
		await().until(() -> this.server.committed("g", "t", 1) == 3);
		consumer.close();
		assertThat(this.server.committed("g", "t", 1)).isEqualTo(3);
		assertThat(this.server.journal("subscribe").get(0).args().get("auto_commit").asString()).isEqualTo("false");
	}

	@Test
	void topicsCanBeChanged() {
		this.server.append("t", 1, 0, 3);
		this.server.append("u", 1, 0, 3);
		TmqConsumer consumer = subscribe("t");
		TmqMessage message = next(consumer);
		consumer.subscribe(List.of("u"), this.events);
		assertThat(this.events.lost).containsExactly(partition("t", 1));
		assertThat(next(consumer).topic()).isEqualTo("u");
		assertThat(consumer.commit(message)).isFalse();
		consumer.unsubscribe();
		assertThat(consumer.subscription()).isEmpty();
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> consumer.poll(SHORT))
			.withMessageContaining("not subscribed");
		consumer.subscribe(List.of("t"));
		assertThat(next(consumer).topic()).isEqualTo("t");
	}

	@Test
	void aMessageOfAnotherConsumerIsRefused() {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe("t");
		TmqMessage given = TmqMessage.of(partition("t", 1), "d", 3, List.of(), List.of());
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> consumer.commit(given))
			.withMessageContaining("not received by this consumer");
		TmqConsumer other = subscribe(TmqOptions.group("h"), "t");
		TmqMessage message = next(other);
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> consumer.commit(message));
	}

	@Test
	void aConsumerWithoutGroupIsRefused() {
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> TmqConsumer.open(this.client, TmqOptions.DEFAULTS))
			.withMessageContaining("group.id");
	}

	@Test
	void restHasNoSubscriptions() {
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> TmqConsumer.open("taos+http://localhost", TmqOptions.group("g")))
			.withMessageContaining("taos+ws");
	}

	@Test
	void theTokenOfACloudServiceIsSentWithTheUpgrade() {
		this.server.append("t", 1, 0, 3);
		try (TmqConsumer consumer = TmqConsumer.open(options().token("a+b/c=").build(), TmqOptions.group("g"))) {
			consumer.subscribe(List.of("t"));
			assertThat(this.server.resources()).containsExactly("/rest/tmq?token=a%2Bb%2Fc%3D");
		}
	}

	@Test
	void whatTheServerDoesNotHaveOfALoginIsRefusedByName() {
		this.server.append("t", 1, 0, 3);
		try (TmqConsumer consumer = TmqConsumer.open(options().bearerToken("s3cret").build(), TmqOptions.group("g"))) {
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> consumer.subscribe(List.of("t")))
				.withMessageContaining("3.4.0");
		}
		try (TmqConsumer consumer = TmqConsumer.open(options().totpCode("123456").build(), TmqOptions.group("g"))) {
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> consumer.subscribe(List.of("t")))
				.withMessageContaining("totpCode");
		}
		assertThat(this.server.journal("subscribe")).isEmpty();
	}

	@Test
	void theOptionsAreSentAsStrings() {
		this.server.append("t", 1, 0, 3);
		TmqOptions options = TmqOptions.builder()
			.groupId("g")
			.clientId("c")
			.offsetReset(TmqOffsetReset.LATEST)
			.withTableName(false)
			.consumeExcluded(true)
			.replay(true)
			.sessionTimeout(Duration.ofSeconds(12))
			.heartbeatInterval(Duration.ofSeconds(3))
			.maxPollInterval(Duration.ofSeconds(60))
			.fetchMaxWait(Duration.ofMillis(100))
			.minPollRows(7)
			.raw(Map.of("some.key", "v"))
			.build();
		TmqConsumer consumer = subscribe(options, "t");
		assertThat(consumer.options()).isSameAs(options);
		JsonNode sent = this.server.journal("subscribe").get(0).args();
		Map<String, String> fields = new HashMap<>();
		sent.properties().forEach((field) -> fields.put(field.getKey(), field.getValue().asString("")));
		assertThat(fields).containsEntry("group_id", "g")
			.containsEntry("client_id", "c")
			.containsEntry("offset_reset", "latest")
			.containsEntry("with_table_name", "false")
			.containsEntry("msg_consume_excluded", "1")
			.containsEntry("session_timeout_ms", "12000")
			.containsEntry("max_poll_interval_ms", "60000")
			.containsEntry("auto_commit", "false");
		Map<String, String> config = new HashMap<>();
		sent.get("config").properties().forEach((field) -> config.put(field.getKey(), field.getValue().asString()));
		assertThat(config).containsExactlyInAnyOrderEntriesOf(Map.of("enable.replay", "true", "heartbeat.interval.ms",
				"3000", "fetch.max.wait.ms", "100", "min.poll.rows", "7", "some.key", "v"));
	}

	@Test
	void aClosedConsumerSaysSo() {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe("t");
		TmqMessage message = next(consumer);
		consumer.close();
		consumer.close();
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> consumer.poll(SHORT))
			.withMessageContaining("closed");
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> consumer.commitAsync(message));
		assertThat(this.server.committed("g", "t", 1)).isZero();
		assertThat(this.server.journal("unsubscribe")).hasSize(1);
	}

	@Test
	void closingEndsAPollOfAnotherThread() throws Exception {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe("t");
		next(consumer);
		AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
		Thread poller = new Thread(() -> {
			try {
				consumer.poll(Duration.ofMinutes(1));
			}
			catch (TaosException ex) {
				failure.set(ex);
			}
		});
		poller.start();
		await().until(() -> this.server.journal("poll").size() > 2);
		consumer.close();
		poller.join();
		assertThat(failure.get()).isInstanceOf(TaosConnectionException.class).hasMessageContaining("closed");
	}

	@Test
	void closingIsBounded() {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe("t");
		this.server.intercept((request) -> request.action().equals("unsubscribe"));
		long start = System.nanoTime();
		consumer.close(Duration.ofMillis(200));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		await().until(() -> this.server.connections() == 0);
	}

	@Test
	void theClientClosesItsConsumers() {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe("t");
		this.client.close();
		await().until(() -> this.server.connections() == 0);
		assertThatExceptionOfType(TaosConnectionException.class).isThrownBy(() -> consumer.poll(SHORT));
		assertThatExceptionOfType(TaosConnectionException.class)
			.isThrownBy(() -> TmqConsumer.open(this.client, TmqOptions.group("g")));
	}

	@Test
	void aConsumerOfAUrlClosesItsClient() {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = TmqConsumer.open(this.server.url(), TmqOptions.group("g"));
		consumer.subscribe(List.of("t"));
		next(consumer);
		consumer.close();
		await().until(() -> this.server.connections() == 0);
	}

	@Test
	void anInterruptedPollSaysSo() {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe("t");
		next(consumer);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> consumer.poll(LONG))
			.withMessageContaining("Interrupted");
		assertThat(Thread.interrupted()).isTrue();
		this.server.append("t", 1, 3, 5);
		assertThat(next(consumer).endOffset()).isEqualTo(5);
	}

	private static final class Events implements TmqListener {

		private final List<TmqAssignment> assigned = new ArrayList<>();

		private final List<TmqTopicPartition> lost = new ArrayList<>();

		private final List<TmqOffsetGap> gaps = new ArrayList<>();

		private @Nullable TaosException cause;

		@Override
		public void onAssigned(TmqConsumer consumer, List<TmqAssignment> assignments) {
			this.assigned.addAll(assignments);
		}

		@Override
		public void onLost(TmqConsumer consumer, List<TmqTopicPartition> partitions, @Nullable TaosException failure) {
			this.lost.addAll(partitions);
			this.cause = failure;
		}

		@Override
		public void onOffsetGap(TmqConsumer consumer, TmqOffsetGap gap) {
			this.gaps.add(gap);
		}

	}

}
