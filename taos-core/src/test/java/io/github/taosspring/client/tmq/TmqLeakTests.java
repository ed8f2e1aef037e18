package io.github.taosspring.client.tmq;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.transcript.Resources;
import io.github.taosspring.client.transcript.TopicServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that consumers leave nothing behind: threads, file descriptors, heap.
 */
@Timeout(300)
class TmqLeakTests {

	private static final int ROUNDS = 100;

	private static final Duration LONG = Duration.ofSeconds(20);

	private TopicServer server;

	@BeforeEach
	void start() {
		this.server = TopicServer.start();
		for (int i = 0; i < 10; i++) {
			this.server.append("t", 1, i, i + 1);
		}
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	private void consume(TmqConsumer consumer) {
		consumer.subscribe(List.of("t"));
		TmqMessage message = consumer.poll(LONG);
		assertThat(message).isNotNull();
		consumer.commitAsync(message);
	}

	@Test
	void consumersThatWereClosedLeaveNothing() {
		for (int i = 0; i < 5; i++) {
			openAndClose(i);
		}
		await().until(() -> this.server.connections() == 0);
		this.server.journal().clear();
		Resources before = Resources.used();
		for (int i = 0; i < ROUNDS; i++) {
			openAndClose(i);
		}
		this.server.journal().clear();
		await().atMost(LONG).until(before::isFlat);
		assertThat(this.server.connections()).isZero();
	}

	private void openAndClose(int round) {
		try (TmqConsumer consumer = TmqConsumer.open(this.server.url(), TmqOptions.group("g" + round % 10))) {
			consume(consumer);
			if (round % 3 == 0) {
				this.server.breakConnections();
			}
			else if (round % 3 == 1) {
				consumer.close(Duration.ZERO);
			}
		}
	}

	@Test
	void aConsumerThatConnectsAgainAndAgainLeavesNothing() {
		try (TaosClient client = TaosClient.create(TaosClientOptions.fromUrl(this.server.url()));
				TmqConsumer consumer = TmqConsumer.open(client, TmqOptions.group("g"))) {
			consume(consumer);
			reconnect(consumer, 5);
			Resources before = Resources.used();
			reconnect(consumer, ROUNDS);
			await().atMost(LONG).until(before::isFlat);
		}
		await().until(() -> this.server.connections() == 0);
	}

	private void reconnect(TmqConsumer consumer, int times) {
		for (int i = 0; i < times; i++) {
			if (i % 2 == 0) {
				this.server.breakConnections();
			}
			else {
				this.server.evict();
			}
			assertThat(consumer.poll(LONG)).isNotNull();
			this.server.journal().clear();
		}
	}

	@Test
	void closingWhileItConnectsEndsTheThread() {
		TmqConsumer consumer = TmqConsumer.open(this.server.url(), TmqOptions.group("closing"));
		consume(consumer);
		this.server.close();
		// what was fetched ahead may still come
		await().atMost(LONG).until(() -> consumer.poll(Duration.ofMillis(200)) == null && connecting() > 0);
		consumer.close();
		await().atMost(LONG).until(() -> connecting() == 0);
	}

	private static long connecting() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("taos-tmq-connect-closing"))
			.count();
	}

}
