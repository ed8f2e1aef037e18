package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosProgrammingException;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.transcript.TranscriptServer;
import io.github.taosspring.client.transcript.TranscriptServer.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link BlockPublisher}.
 */
@Timeout(60)
class BlockPublisherTests {

	private static final String MANY_BLOCKS = "select * from big";

	private TranscriptServer server;

	private TaosClient client;

	@BeforeEach
	void start() {
		this.server = TranscriptServer.start();
		this.client = TaosClient.create(TaosClientOptions.fromUrl(this.server.url("wr_blk")));
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	private Subscriber subscribe(String sql, QueryOptions options) {
		Subscriber subscriber = new Subscriber();
		this.client.publish(sql, options).subscribe(subscriber);
		return subscriber;
	}

	private int fetches() {
		return this.server.journal(Kind.FETCH).size();
	}

	@Test
	void aBlockIsFetchedOnlyWhenItIsWanted() {
		Subscriber subscriber = subscribe(MANY_BLOCKS, QueryOptions.DEFAULTS);
		await().until(() -> this.server.journal(Kind.QUERY).size() == 1);
		assertThat(fetches()).isZero();
		subscriber.subscription().request(1);
		await().until(() -> subscriber.blocks.size() == 1);
		assertThat(fetches()).isEqualTo(1);
		subscriber.subscription().request(1);
		await().until(() -> subscriber.blocks.size() == 2);
		assertThat(fetches()).isEqualTo(2);
		assertThat(subscriber.blocks.get(0).getLong(0, 0)).as("earlier blocks stay valid").isEqualTo(1704067200000L);
		assertThat(subscriber.ends).hasValue(0);
	}

	@Test
	void allBlocksComeOnceAndInOrderAndThenTheEnd() {
		int rows = this.client.query(MANY_BLOCKS).toLists().size();
		Subscriber subscriber = subscribe(MANY_BLOCKS, QueryOptions.DEFAULTS);
		subscriber.subscription().request(Long.MAX_VALUE);
		await().until(() -> subscriber.ends.get() == 1);
		assertThat(subscriber.failure).isNull();
		assertThat(subscriber.blocks.stream().mapToInt(Block::rows).sum()).isEqualTo(rows);
		long expected = 1704067200000L;
		for (Block block : subscriber.blocks) {
			assertThat(block.getLong(0, 0)).isEqualTo(expected);
			expected += block.rows();
		}
		assertThat(this.server.journal(Kind.FREE)).isEmpty();
	}

	@Test
	void eachSubscriberHasAQueryOfItsOwn() {
		Flow.Publisher<Block> publisher = this.client.publish(MANY_BLOCKS, QueryOptions.DEFAULTS);
		Subscriber first = new Subscriber();
		Subscriber second = new Subscriber();
		publisher.subscribe(first);
		publisher.subscribe(second);
		first.subscription().request(Long.MAX_VALUE);
		second.subscription().request(Long.MAX_VALUE);
		await().until(() -> first.ends.get() == 1 && second.ends.get() == 1);
		assertThat(first.blocks).hasSameSizeAs(second.blocks);
	}

	@Test
	void cancellingBetweenBlocksFreesTheResult() {
		Subscriber subscriber = subscribe(MANY_BLOCKS, QueryOptions.DEFAULTS);
		subscriber.subscription().request(1);
		await().until(() -> subscriber.blocks.size() == 1);
		subscriber.subscription().cancel();
		subscriber.subscription().cancel();
		subscriber.subscription().request(1);
		await().until(() -> this.server.journal(Kind.FREE).size() == 1);
		assertThat(fetches()).isEqualTo(1);
		assertThat(subscriber.ends).hasValue(0);
	}

	@Test
	void cancellingBeforeTheReplyFreesTheResultThatComes() {
		CopyOnWriteArrayList<TranscriptServer.Request> held = new CopyOnWriteArrayList<>();
		this.server.intercept((request) -> request.sql().equals(MANY_BLOCKS) && held.add(request));
		Subscriber subscriber = subscribe(MANY_BLOCKS, QueryOptions.DEFAULTS);
		await().until(() -> held.size() == 1);
		subscriber.subscription().cancel();
		held.get(0).reply();
		await().until(() -> this.server.journal(Kind.FREE).size() == 1);
	}

	@Test
	void aFetchWithoutAnswerMeetsTheDeadline() {
		this.server.intercept((request) -> request.kind() == Kind.FETCH);
		Subscriber subscriber = subscribe(MANY_BLOCKS, QueryOptions.DEFAULTS.timeout(Duration.ofMillis(300)));
		subscriber.subscription().request(1);
		await().until(() -> subscriber.ends.get() == 1);
		assertThat(subscriber.failure).isInstanceOf(TaosTimeoutException.class);
	}

	@Test
	void aConnectionThatBreaksIsTheEnd() {
		Subscriber subscriber = subscribe(MANY_BLOCKS, QueryOptions.DEFAULTS);
		subscriber.subscription().request(1);
		await().until(() -> subscriber.blocks.size() == 1);
		this.server.breakConnections();
		subscriber.subscription().request(Long.MAX_VALUE);
		await().until(() -> subscriber.ends.get() == 1);
		assertThat(subscriber.failure).isInstanceOf(TaosConnectionException.class);
	}

	@Test
	void aRefusedQueryAndAWrongRequestAreErrors() {
		Subscriber refused = subscribe("selec 1", QueryOptions.DEFAULTS);
		await().until(() -> refused.ends.get() == 1);
		assertThat(refused.failure).isInstanceOf(TaosProgrammingException.class);
		Subscriber wrong = subscribe(MANY_BLOCKS, QueryOptions.DEFAULTS);
		wrong.subscription().request(0);
		await().until(() -> wrong.ends.get() == 1);
		assertThat(wrong.failure).isInstanceOf(IllegalArgumentException.class);
		await().until(() -> this.server.journal(Kind.FREE).size() == 1);
	}

	private static final class Subscriber implements Flow.Subscriber<Block> {

		private final List<Block> blocks = new CopyOnWriteArrayList<>();

		private final AtomicInteger ends = new AtomicInteger();

		private volatile Flow.@Nullable Subscription subscription;

		private volatile @Nullable Throwable failure;

		private Flow.Subscription subscription() {
			Flow.Subscription given = this.subscription;
			assertThat(given).isNotNull();
			return given;
		}

		@Override
		public void onSubscribe(Flow.Subscription given) {
			this.subscription = given;
		}

		@Override
		public void onNext(Block block) {
			this.blocks.add(block);
		}

		@Override
		public void onError(Throwable thrown) {
			this.failure = thrown;
			this.ends.incrementAndGet();
		}

		@Override
		public void onComplete() {
			this.ends.incrementAndGet();
		}

	}

}
