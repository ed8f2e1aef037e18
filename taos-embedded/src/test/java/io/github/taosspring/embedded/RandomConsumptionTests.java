package io.github.taosspring.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqOffsetReset;
import io.github.taosspring.client.tmq.TmqOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random writes, and consumers that come and go: what they receive, applied in its order,
 * must be what is in the tables.
 */
class RandomConsumptionTests {

	private static final int STATEMENTS = 400;

	private static final List<String> COLUMNS = List.of("a", "b", "c");

	@ParameterizedTest
	@ValueSource(longs = { 20240101, 20240102, 20240103 })
	@Timeout(120)
	void whatIsReceivedIsWhatIsThere(long seed) throws Exception {
		ExecutorService writer = Executors.newSingleThreadExecutor();
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().start();
				TaosClient client = TaosClient.connect(server.url())) {
			client.execute("create database d vgroups 4 keep 36500");
			client.execute("create stable d.m (ts timestamp, a int, b bigint, c varchar(20)) tags (g int)");
			client.execute("create topic t as stable d.m");
			Future<?> written = writer.submit(() -> write(client, new Random(seed)));
			Map<String, Map<String, @Nullable Object>> received = receive(server, new Random(seed + 1), written);
			written.get(10, TimeUnit.SECONDS);
			receiveRest(server, received, stored(client));
			assertThat(received).isEqualTo(stored(client));
			assertThat(received).hasSizeGreaterThan(100);
		}
		finally {
			writer.shutdownNow();
			assertThat(writer.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		}
	}

	private static void write(TaosClient client, Random random) {
		for (int i = 0; i < STATEMENTS; i++) {
			StringBuilder sql = new StringBuilder("insert into");
			for (int table = 0; table <= random.nextInt(4); table++) {
				int name = random.nextInt(12);
				List<String> columns = COLUMNS.stream().filter((column) -> random.nextInt(3) > 0).toList();
				sql.append(" d.t").append(name).append(" using d.m tags (").append(name).append(") (ts");
				columns.forEach((column) -> sql.append(", ").append(column));
				sql.append(") values");
				for (int row = 0; row <= random.nextInt(3); row++) {
					sql.append(" (").append(1_700_000_000_000L + random.nextInt(40));
					columns.forEach((column) -> sql.append(", ").append(value(column, random)));
					sql.append(')');
				}
			}
			client.execute(sql.toString());
		}
	}

	private static String value(String column, Random random) {
		if (random.nextInt(6) == 0) {
			return "null";
		}
		return column.equals("c") ? "'v" + random.nextInt(1000) + "'" : Integer.toString(random.nextInt(1000));
	}

	/**
	 * Consume with one to three consumers at a time, some of which leave without having
	 * committed.
	 */
	private static Map<String, Map<String, @Nullable Object>> receive(EmbeddedTaosServer server, Random random,
			Future<?> written) throws Exception {
		Map<String, Map<String, @Nullable Object>> rows = new TreeMap<>();
		List<TmqConsumer> consumers = new ArrayList<>();
		try {
			while (!written.isDone()) {
				if (consumers.isEmpty() || consumers.size() < 3 && random.nextInt(10) == 0) {
					consumers.add(consumer(server));
				}
				int chosen = random.nextInt(consumers.size());
				TmqMessage message = consumers.get(chosen).poll(Duration.ofMillis(50));
				if (message != null) {
					apply(message, rows);
					if (random.nextInt(3) > 0) {
						consumers.get(chosen).commit(message);
					}
				}
				if (random.nextInt(15) == 0) {
					consumers.remove(chosen).close();
				}
			}
			return rows;
		}
		finally {
			consumers.forEach(TmqConsumer::close);
		}
	}

	/**
	 * Consume alone until all is there, and on until nothing comes any more.
	 */
	private static void receiveRest(EmbeddedTaosServer server, Map<String, Map<String, @Nullable Object>> rows,
			Map<String, Map<String, @Nullable Object>> stored) {
		try (TmqConsumer consumer = consumer(server)) {
			long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
			int idle = 0;
			while ((idle < 5 || !rows.equals(stored)) && System.nanoTime() < deadline) {
				TmqMessage message = consumer.poll(Duration.ofMillis(100));
				idle = (message != null) ? 0 : idle + 1;
				if (message != null) {
					apply(message, rows);
				}
			}
		}
	}

	private static TmqConsumer consumer(EmbeddedTaosServer server) {
		TmqConsumer consumer = TmqConsumer.open(server.url(),
				TmqOptions.builder()
					.groupId("g")
					.offsetReset(TmqOffsetReset.EARLIEST)
					.withTableName(true)
					.minPollRows(3)
					// a message fetched ahead may be older than what another consumer had
					// meanwhile
					.prefetch(false)
					.build());
		consumer.subscribe(List.of("t"));
		return consumer;
	}

	private static void apply(TmqMessage message, Map<String, Map<String, @Nullable Object>> rows) {
		for (TmqBlock tableBlock : message.blocks()) {
			Block block = tableBlock.block();
			List<TaosColumn> columns = tableBlock.columns();
			for (int row = 0; row < block.rows(); row++) {
				String key = tableBlock.tableName() + " " + block.getLong(0, row);
				Map<String, @Nullable Object> values = rows.computeIfAbsent(key, (absent) -> unset());
				for (int column = 1; column < columns.size(); column++) {
					values.put(columns.get(column).name(), block.getObject(column, row));
				}
			}
		}
	}

	private static Map<String, @Nullable Object> unset() {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		COLUMNS.forEach((column) -> values.put(column, null));
		return values;
	}

	private static Map<String, Map<String, @Nullable Object>> stored(TaosClient client) {
		Map<String, Map<String, @Nullable Object>> rows = new TreeMap<>();
		client.query("select tbname, cast(ts as bigint), a, b, c from d.m").toLists().forEach((row) -> {
			Map<String, @Nullable Object> values = unset();
			for (int i = 0; i < COLUMNS.size(); i++) {
				values.put(COLUMNS.get(i), row.get(2 + i));
			}
			rows.put(row.get(0) + " " + row.get(1), values);
		});
		return rows;
	}

}
