package io.github.taosspring.client.tmq;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.TaosTmqException;
import io.github.taosspring.client.transcript.TopicServer;
import io.github.taosspring.client.transcript.TopicServer.Request;
import io.github.taosspring.client.wire.TmqFrames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests of what a {@link TmqConsumer} must not lose, nor commit too early, when something
 * goes wrong at the wrong moment.
 */
@Timeout(120)
class TmqConsumerFaultTests {

	private static final Duration LONG = Duration.ofSeconds(10);

	private static final Duration SHORT = Duration.ofMillis(50);

	private TopicServer server;

	private TaosClient client;

	@BeforeEach
	void start() {
		this.server = TopicServer.start();
		this.client = client(Duration.ofSeconds(60));
	}

	private TaosClient client(Duration requestTimeout) {
		return TaosClient
			.create(TaosClientOptions.fromUrl(this.server.url()).toBuilder().requestTimeout(requestTimeout).build());
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	private TmqConsumer subscribe(String topic) {
		return subscribe(TmqOptions.group("g"), topic);
	}

	private TmqConsumer subscribe(TmqOptions options, String topic) {
		TmqConsumer consumer = TmqConsumer.open(this.client, options);
		consumer.subscribe(List.of(topic));
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

	private void refuseOnce(String action, int code, String message) {
		AtomicBoolean refused = new AtomicBoolean();
		this.server.intercept((request) -> {
			boolean refuse = request.action().equals(action) && refused.compareAndSet(false, true);
			if (refuse) {
				request.refuse(code, message);
			}
			return refuse;
		});
	}

	private void failFetchOnce(int code) {
		AtomicBoolean failed = new AtomicBoolean();
		this.server.intercept((request) -> {
			boolean fail = request.action().equals("fetch_raw_data") && failed.compareAndSet(false, true);
			if (fail) {
				request.send(TmqFrames
					.rawDataError(1, request.args().get("req_id").asLong(), request.args().get("message_id").asLong(),
							code, "cannot fetch")
					.array());
			}
			return fail;
		});
	}

	@Test
	void aMessageThatCouldNotBeFetchedComesAgain() {
		this.server.append("t", 1, 0, 3);
		this.server.append("t", 1, 3, 5);
		TmqConsumer consumer = subscribe("t");
		failFetchOnce(0x0102);
		assertThat(next(consumer).endOffset()).isEqualTo(3);
		assertThat(next(consumer).endOffset()).isEqualTo(5);
	}

	@Test
	void aMessageWhoseFetchIsRefusedForGoodIsNotSkipped() {
		this.server.append("t", 1, 0, 3);
		this.server.append("t", 1, 3, 5);
		TmqConsumer consumer = subscribe("t");
		failFetchOnce(0xFFFF);
		assertThatExceptionOfType(TaosTmqException.class).isThrownBy(() -> consumer.poll(LONG))
			.withMessageContaining("cannot fetch");
		assertThat(next(consumer).endOffset()).isEqualTo(3);
	}

	@Test
	void aListenerThatSeeksThrowsAwayTheMessageThatShowedTheVgroup() {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = TmqConsumer.open(this.client, TmqOptions.group("g"));
		consumer.subscribe(List.of("t"), new TmqListener() {

			@Override
			public void onAssigned(TmqConsumer assigned, List<TmqAssignment> assignments) {
				assignments.stream()
					.filter((each) -> each.vgroup() == 2)
					.forEach((each) -> assigned.seekToEnd(List.of(each.partition())));
			}

		});
		next(consumer);
		this.server.append("t", 2, 4, 6);
		assertThat(consumer.poll(Duration.ofMillis(300))).isNull();
		this.server.append("t", 2, 6, 8);
		assertThat(next(consumer).endOffset()).isEqualTo(8);
	}

	@Test
	void aSeekThatIsRefusedKeepsWhatWasFetchedAhead() {
		for (int i = 0; i < 3; i++) {
			this.server.append("t", 1, i, i + 1);
		}
		TmqConsumer consumer = subscribe("t");
		next(consumer);
		await().until(() -> this.server.journal("fetch_raw_data").size() == 2);
		assertThatExceptionOfType(TaosTmqException.class).isThrownBy(() -> consumer.seek(partition("t", 1), 99))
			.withMessageContaining("0x4007");
		assertThat(next(consumer).endOffset()).isEqualTo(2);
	}

	@Test
	void theStartOfChangesOfTablesIsNotCommittedBehindThem() {
		this.server.append("wr_t_dbmeta", 1, 0, 3);
		TmqConsumer consumer = subscribe("wr_t_dbmeta");
		next(consumer);
		this.server.record("database-topic-with-meta", "wr_t_dbmeta");
		TmqMessage message = next(consumer);
		assertThat(message.kind()).isEqualTo(TmqMessageKind.META);
		assertThat(this.server.committed("g", "wr_t_dbmeta", message.vgroup())).isLessThan(message.endOffset());
	}

	@Test
	void withoutResetNoStartIsCommitted() {
		this.server.append("t", 1, 0, 3);
		subscribe(TmqOptions.builder().groupId("g").offsetReset(TmqOffsetReset.NONE).build(), "t");
		assertThat(this.server.committed("g", "t", 1)).isEqualTo(-1);
	}

	@Test
	void aCommitGoesOnAfterVgroupsWereDistributedAnew() {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe("t");
		TmqMessage message = next(consumer);
		refuseOnce("commit_offset", 0x4010, "Assignment or poll interface need to be called first");
		assertThat(consumer.commit(message)).isTrue();
		assertThat(this.server.committed("g", "t", 1)).isEqualTo(3);
		refuseOnce("position", 0x4010, "Assignment or poll interface need to be called first");
		assertThat(consumer.position(List.of(partition("t", 1)))).containsEntry(partition("t", 1), 3L);
		refuseOnce("position", 0x4010, "Assignment or poll interface need to be called first");
		consumer.seek(partition("t", 1), 0);
		assertThat(next(consumer).endOffset()).isEqualTo(3);
	}

	@Test
	void aPollThatMeetsAMessageOfALostVgroupGoesOn() {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe("t");
		refuseOnce("poll", 0x4008, "VgId does not belong to this consumer");
		assertThat(next(consumer).endOffset()).isEqualTo(3);
		assertThat(this.server.journal("subscribe")).hasSize(1);
	}

	@Test
	void aCommitWithoutReplyFails() {
		this.server.append("t", 1, 0, 3);
		this.client.close();
		this.client = client(Duration.ofSeconds(3));
		TmqConsumer consumer = subscribe("t");
		TmqMessage message = next(consumer);
		this.server.intercept((request) -> request.action().equals("commit_offset"));
		assertThat(consumer.commitAsync(message)).failsWithin(LONG)
			.withThrowableThat()
			.withCauseInstanceOf(TaosTimeoutException.class);
		this.server.intercept((request) -> false);
		assertThat(consumer.commit(message)).isTrue();
	}

	@Test
	void closingWaitsForCommitsThatWaitForOthers() throws Exception {
		this.server.append("t", 1, 0, 3);
		this.server.append("t", 1, 3, 5);
		TmqConsumer consumer = subscribe("t");
		List<TmqMessage> messages = List.of(next(consumer), next(consumer));
		CountDownLatch held = new CountDownLatch(1);
		this.server.intercept((request) -> {
			if (request.action().equals("commit_offset")) {
				awaitLatch(held);
			}
			return false;
		});
		List<CompletableFuture<Boolean>> commits = messages.stream().map(consumer::commitAsync).toList();
		Thread closing = new Thread(() -> consumer.close(LONG));
		closing.start();
		await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
		held.countDown();
		closing.join();
		assertThat(commits).allSatisfy((commit) -> assertThat(commit.get()).isTrue());
		assertThat(this.server.committed("g", "t", 1)).isEqualTo(5);
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * A commit of a snapshot's message commits all that was polled, and a poll that was
	 * given up by its caller goes on.
	 */
	@Test
	void aMessageOfASnapshotIsNotCommittedBehindAPoll() {
		this.server.append("t", 1, 0, 3);
		AtomicInteger polls = new AtomicInteger();
		this.server.intercept((request) -> switch (request.action()) {
			case "assignment" -> {
				request.refuse(0x4006, "Offset is snapshot");
				yield true;
			}
			case "poll" -> {
				if (polls.incrementAndGet() == 1) {
					request.announce("t", 1, 1);
				}
				yield true;
			}
			case "fetch_raw_data" -> {
				sendSnapshot(request);
				yield true;
			}
			default -> false;
		});
		TmqConsumer consumer = subscribe(TmqOptions.builder().groupId("g").snapshot(true).build(), "t");
		TmqMessage message = next(consumer);
		assertThat(message.endOffset()).isEqualTo(-1);
		assertThat(consumer.poll(SHORT)).isNull();
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> consumer.commit(message))
			.withMessageContaining("before the next poll");
		assertThat(this.server.journal("commit")).isEmpty();
	}

	private static void sendSnapshot(Request request) {
		List<Byte> raw = new ArrayList<>(List.of((byte) 100, (byte) 34, (byte) 0, (byte) 0, (byte) 0));
		for (int i = 0; i < 2; i++) {
			raw.add((byte) 2);
			raw.addAll(List.of(new Byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }));
		}
		raw.addAll(List.of(new Byte[] { 0, 0, 0, 0 }));
		byte[] bytes = new byte[raw.size()];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = raw.get(i);
		}
		request.send(TmqFrames.rawData(1, request.args().get("req_id").asLong(), 1, 2, bytes).array());
	}

	@Test
	void unsubscribingEndsTheAttemptsToConnect() {
		this.server.append("t", 1, 0, 3);
		TmqConsumer consumer = subscribe(TmqOptions.group("unsubscribing"), "t");
		next(consumer);
		this.server.close();
		await().atMost(LONG).until(() -> consumer.poll(SHORT) == null && connecting() > 0);
		consumer.unsubscribe();
		await().atMost(LONG).until(() -> connecting() == 0);
	}

	@Test
	void aTokenThatIsRefusedIsNotRepeated() {
		this.server.append("t", 1, 0, 3);
		this.client.close();
		this.client = TaosClient
			.create(TaosClientOptions.fromUrl(this.server.url()).toBuilder().bearerToken("s3cret-token").build());
		this.server.intercept((request) -> {
			if (request.action().equals("version")) {
				request.version("3.4.0.0");
			}
			else {
				request.refuse(0x0118, "invalid value for key 'td.connect.token': s3cret-token");
			}
			return true;
		});
		assertThatThrownBy(() -> subscribe("t")).hasMessageContaining("td.connect.token")
			.hasMessageNotContaining("s3cret")
			.hasNoCause();
	}

	private static long connecting() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("taos-tmq-connect-unsubscribing"))
			.count();
	}

	@Test
	void aSubscriptionWithoutReplyCanBeTriedAgain() {
		this.server.append("t", 1, 0, 3);
		this.server.append("u", 1, 0, 3);
		this.client.close();
		this.client = client(Duration.ofSeconds(3));
		TmqConsumer consumer = subscribe("t");
		AtomicBoolean subscribed = new AtomicBoolean();
		this.server.intercept((request) -> {
			if (request.action().equals("version")) {
				// another connection
				this.server.intercept((other) -> false);
			}
			else if (request.action().equals("subscribe") && !subscribed.compareAndSet(false, true)) {
				request.refuse(0xFFFF, "tmq should have unsubscribed first");
			}
			return request.action().equals("subscribe");
		});
		assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(() -> consumer.subscribe(List.of("u")));
		consumer.subscribe(List.of("u"));
		assertThat(next(consumer).topic()).isEqualTo("u");
	}

}
