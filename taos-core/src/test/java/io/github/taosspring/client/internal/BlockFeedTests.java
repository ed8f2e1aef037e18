package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosResultException;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.RemoteResult;
import io.github.taosspring.client.wire.BlockEncoder;
import io.github.taosspring.client.wire.RawBlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link BlockFeed}: what is asked for when, and what the server is told.
 */
@Timeout(60)
class BlockFeedTests {

	private final Remote remote = new Remote();

	private final BlockFeed feed = new BlockFeed(this.remote, 1);

	private static Deadline soon() {
		return Deadline.after(Duration.ofMillis(20));
	}

	private static Deadline later() {
		return Deadline.after(Duration.ofSeconds(20));
	}

	@Test
	void oneBlockIsAskedForAheadOfTheReaderAndNoMore() {
		this.feed.start();
		assertThat(this.remote.fetches).hasValue(1);
		RawBlock first = block(1);
		this.remote.listener().onBlock(first);
		assertThat(this.remote.fetches).as("nobody has taken the first block").hasValue(1);
		assertThat(this.feed.next(later())).isSameAs(first);
		assertThat(this.remote.fetches).as("the second is fetched while the first is read").hasValue(2);
		this.remote.listener().onBlock(block(2));
		assertThat(this.remote.fetches).as("the second waits").hasValue(2);
		assertThat(this.feed.next(later())).isNotNull();
		assertThatExceptionOfType(TaosResultException.class).isThrownBy(() -> first.getInt(0, 0));
		this.remote.listener().onEnd();
		assertThat(this.feed.next(later())).isNull();
		this.feed.close("closed");
		assertThat(this.remote.frees).as("the server frees what was read to its end").hasValue(0);
	}

	@Test
	void aBlockThatTheReaderWaitsForSendsTheNextFetchBeforeTheReaderHasIt() throws Exception {
		this.feed.start();
		CompletableFuture<Integer> fetchesWhenTaken = CompletableFuture.supplyAsync(() -> {
			assertThat(this.feed.next(later())).isNotNull();
			return this.remote.fetches.get();
		}, (task) -> new Thread(task, "reader").start());
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.anyMatch(
					(thread) -> thread.getName().equals("reader") && thread.getState() == Thread.State.TIMED_WAITING));
		this.remote.listener().onBlock(block(1));
		assertThat(this.remote.fetches).hasValue(2);
		assertThat(fetchesWhenTaken.get(10, TimeUnit.SECONDS)).isEqualTo(2);
	}

	@Test
	void closingWhileABlockIsHeldFreesAtOnce() {
		this.feed.start();
		this.remote.listener().onBlock(block(1));
		this.feed.close("closed");
		this.feed.close("closed");
		assertThat(this.remote.frees).hasValue(1);
		assertThatExceptionOfType(TaosResultException.class).isThrownBy(() -> this.feed.next(later()));
	}

	@Test
	void closingWhileAFetchIsUnderWayFreesOnItsAnswer() {
		this.feed.start();
		this.feed.close("closed");
		assertThat(this.remote.frees).hasValue(0);
		this.remote.listener().onBlock(block(1));
		assertThat(this.remote.frees).hasValue(1);
		assertThat(this.remote.fetches).hasValue(1);
	}

	@Test
	void closingWhileTheLastFetchIsUnderWayFreesNothing() {
		this.feed.start();
		this.feed.close("closed");
		this.remote.listener().onEnd();
		assertThat(this.remote.frees).hasValue(0);
	}

	@Test
	void aDeadlineGivesTheResultUp() {
		this.feed.start();
		assertThatExceptionOfType(TaosTimeoutException.class).isThrownBy(() -> this.feed.next(soon()))
			.withMessageContaining("20 ms");
		assertThatExceptionOfType(TaosResultException.class).isThrownBy(() -> this.feed.next(later()));
		this.remote.listener().onBlock(block(1));
		assertThat(this.remote.frees).hasValue(1);
	}

	@Test
	void anErrorComesAfterTheBlocksBeforeIt() {
		this.feed.start();
		this.remote.listener().onBlock(block(1));
		assertThat(this.feed.next(later())).isNotNull();
		TaosException error = TaosErrors.malformed("damaged", null);
		this.remote.listener().onError(error, true);
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> this.feed.next(later())).isSameAs(error);
		assertThat(this.remote.frees).hasValue(1);
		assertThatExceptionOfType(TaosResultException.class).isThrownBy(() -> this.feed.next(later()))
			.withMessageContaining("damaged");
		this.feed.close("closed");
		assertThat(this.remote.frees).hasValue(1);
	}

	@Test
	void anErrorOfTheServerFreesNothing() {
		this.feed.start();
		this.remote.listener().onError(TaosErrors.fromServer("fetch_raw_block", 65535, "result is nil", 1), false);
		this.feed.close("closed");
		assertThat(this.remote.frees).hasValue(0);
	}

	@Test
	void aConnectionThatIsGoneAnswersWithinTheFetch() {
		this.remote.gone = true;
		this.feed.start();
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> this.feed.next(later()))
			.withMessageContaining("gone");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5 })
	void whateverTheTimingEachBlockComesOnceAndInOrder(int seed) throws Exception {
		Random random = new Random(seed);
		int blocks = 300;
		int closeAfter = random.nextInt(2 * blocks);
		BlockingQueue<RemoteResult.FetchListener> asked = new ArrayBlockingQueue<>(2);
		AtomicInteger underWay = new AtomicInteger();
		AtomicInteger frees = new AtomicInteger();
		List<String> faults = new ArrayList<>();
		RemoteResult result = new Remote() {

			@Override
			public void fetch(FetchListener listener) {
				if (underWay.incrementAndGet() != 1) {
					faults.add("two fetches under way");
				}
				asked.add(listener);
			}

			@Override
			public void free() {
				if (underWay.get() != 0) {
					faults.add("freed during a fetch");
				}
				frees.incrementAndGet();
			}

		};
		BlockFeed tested = new BlockFeed(result, 1);
		tested.start();
		Thread server = new Thread(() -> {
			Random pauses = new Random(seed + 1000);
			for (int i = 0; i <= blocks; i++) {
				RemoteResult.FetchListener listener;
				try {
					listener = asked.poll(5, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					return;
				}
				if (listener == null) {
					return;
				}
				spin(pauses.nextInt(20_000));
				underWay.decrementAndGet();
				if (i < blocks) {
					listener.onBlock(block(i));
				}
				else {
					listener.onEnd();
				}
			}
		});
		server.start();
		int read = 0;
		for (RawBlock block = tested.next(later()); block != null; block = tested.next(later())) {
			assertThat(block.getInt(0, 0)).isEqualTo(read++);
			spin(random.nextInt(20_000));
			if (read == closeAfter) {
				break;
			}
		}
		tested.close("closed");
		server.interrupt();
		server.join(10_000);
		assertThat(read).isEqualTo((closeAfter > 0) ? Math.min(closeAfter, blocks) : blocks);
		assertThat(faults).isEmpty();
		assertThat(frees.get()).isLessThanOrEqualTo(1);
	}

	private static void spin(int nanos) {
		long end = System.nanoTime() + nanos;
		while (System.nanoTime() < end) {
			Thread.onSpinWait();
		}
	}

	private static RawBlock block(int value) {
		List<TaosColumn> columns = List.of(new TaosColumn("v", TaosType.INT, 4, 0, 0));
		BlockEncoder encoder = new BlockEncoder(columns);
		encoder.column(0).appendLong(value);
		return RawBlock.read(encoder.finish(), columns, TaosPrecision.MILLISECOND);
	}

	private static class Remote implements RemoteResult {

		private final AtomicInteger fetches = new AtomicInteger();

		private final AtomicInteger frees = new AtomicInteger();

		private final List<FetchListener> listeners = new ArrayList<>();

		private boolean gone;

		@Override
		public List<TaosColumn> columns() {
			return List.of();
		}

		@Override
		public TaosPrecision precision() {
			return TaosPrecision.MILLISECOND;
		}

		@Override
		public void fetch(FetchListener listener) {
			this.fetches.incrementAndGet();
			this.listeners.add(listener);
			if (this.gone) {
				listener.onError(TaosErrors.connectionBroken("gone", 1, null), false);
			}
		}

		@Override
		public void free() {
			this.frees.incrementAndGet();
		}

		private FetchListener listener() {
			return this.listeners.get(this.listeners.size() - 1);
		}

	}

}
