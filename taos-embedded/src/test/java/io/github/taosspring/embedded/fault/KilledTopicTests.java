package io.github.taosspring.embedded.fault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqOptions;
import io.github.taosspring.client.tmq.TmqTopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A topic of a server with a path, whose process is killed while rows are written and
 * consumed: the group goes on where it committed, and no row is missing.
 */
@Tag("faults")
@Timeout(180)
class KilledTopicTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration POLL = Duration.ofMillis(200);

	@TempDir
	private Path directory;

	private final Set<Integer> written = new ConcurrentSkipListSet<>();

	private volatile int underWay;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2 })
	void aGroupGoesOnWhereItCommitted(long seed) throws Exception {
		Random random = new Random(seed);
		ExecutorService executor = Executors.newSingleThreadExecutor();
		Set<Integer> committed = new TreeSet<>();
		try (ServerProcess server = ServerProcess.start(0, "--path=" + this.directory);
				TaosClient client = TaosClient.create(server.options().build())) {
			client.execute("create database d keep 36500 vgroups 2");
			client.execute("create stable d.s (ts timestamp, v int) tags (t int)");
			client.execute("create topic killed as select ts, v from d.s");
			Future<?> writing = executor.submit(() -> write(client));
			try (TmqConsumer consumer = TmqConsumer.open(client, TmqOptions.group("g"))) {
				consume(consumer, committed, 50 + random.nextInt(100), random);
				server.kill();
			}
			writing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		finally {
			executor.shutdownNow();
		}
		try (ServerProcess server = ServerProcess.start(0, "--path=" + this.directory);
				TaosClient client = TaosClient.create(server.options().build())) {
			assertThat(client.query("show topics").toLists()).hasSize(1);
			Set<Integer> missing = new TreeSet<>(this.written);
			missing.removeAll(committed);
			assertThat(missing).isNotEmpty();
			Set<Integer> again = rest(client, missing);
			assertThat(again).as("what was committed does not come again").doesNotContainAnyElementsOf(committed);
			again.removeAll(missing);
			assertThat(again).as("nothing but what was written").isSubsetOf(Set.of(this.underWay));
			server.kill();
		}
	}

	private void write(TaosClient client) {
		try {
			while (true) {
				int value = this.underWay;
				client.execute("insert into d.c" + value % 5 + " using d.s tags (" + value % 5 + ") values ("
						+ (1_700_000_000_000L + value) + ", " + value + ")");
				this.written.add(value);
				this.underWay = value + 1;
			}
		}
		catch (TaosConnectionException ex) {
			// the server was killed
		}
	}

	/**
	 * Consume, and commit now and then, until enough rows are committed; leave some that
	 * are delivered but not committed.
	 */
	private static void consume(TmqConsumer consumer, Set<Integer> committed, int enough, Random random) {
		consumer.subscribe(List.of("killed"));
		Map<TmqTopicPartition, Set<Integer>> delivered = new HashMap<>();
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (committed.size() < enough) {
			assertThat(System.nanoTime()).as("%d rows were committed", committed.size()).isLessThan(end);
			TmqMessage message = consumer.poll(POLL);
			if (message == null) {
				continue;
			}
			Set<Integer> open = delivered.computeIfAbsent(message.partition(), (absent) -> new TreeSet<>());
			open.addAll(values(message));
			if (random.nextInt(3) == 0) {
				assertThat(consumer.commit(message)).isTrue();
				committed.addAll(open);
				open.clear();
			}
		}
	}

	private static Set<Integer> rest(TaosClient client, Set<Integer> missing) {
		Set<Integer> delivered = new TreeSet<>();
		try (TmqConsumer consumer = TmqConsumer.open(client, TmqOptions.group("g"))) {
			consumer.subscribe(List.of("killed"));
			long end = System.nanoTime() + PATIENCE.toNanos();
			while (!delivered.containsAll(missing)) {
				assertThat(System.nanoTime()).as("%s of %s", delivered, missing).isLessThan(end);
				TmqMessage message = consumer.poll(POLL);
				if (message != null) {
					delivered.addAll(values(message));
				}
			}
		}
		return delivered;
	}

	private static Set<Integer> values(TmqMessage message) {
		Set<Integer> values = new TreeSet<>();
		for (TmqBlock block : message.blocks()) {
			for (int row = 0; row < block.block().rows(); row++) {
				values.add(block.block().getInt(1, row));
			}
		}
		return values;
	}

}
