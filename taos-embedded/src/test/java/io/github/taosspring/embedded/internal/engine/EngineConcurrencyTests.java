package io.github.taosspring.embedded.internal.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.wire.RawBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that statements running at the same time see each other whole or not at all.
 */
class EngineConcurrencyTests {

	@Test
	@Timeout(60)
	void aReaderSeesAllRowsOfAStatementOrNone() throws Exception {
		try (Engine engine = new Engine()) {
			EngineSession session = engine.openSession("root", "taosdata");
			session.execute("create database d keep 36500", 0);
			session.use("d");
			session.execute("create stable s (ts timestamp, v int) tags (t int)", 0);
			int tables = 8;
			for (int i = 0; i < tables; i++) {
				session.execute("create table c" + i + " using s tags (" + i + ")", 0);
			}
			AtomicBoolean done = new AtomicBoolean();
			ExecutorService threads = Executors.newFixedThreadPool(3);
			try {
				List<Future<Integer>> readers = new ArrayList<>();
				for (int i = 0; i < 2; i++) {
					readers.add(threads.submit(() -> readWhile(session, done, tables)));
				}
				Future<?> writer = threads.submit(() -> {
					for (int row = 0; row < 1500; row++) {
						StringBuilder sql = new StringBuilder("insert into");
						for (int i = 0; i < tables; i++) {
							// every third statement goes into the past and copies chunks
							long time = (row % 3 == 2) ? 1_600_000_000_000L - row : 1_700_000_000_000L + row;
							sql.append(" c").append(i).append(" values (").append(time).append(", 1)");
						}
						session.execute(sql.toString(), 0);
					}
				});
				writer.get(50, TimeUnit.SECONDS);
				done.set(true);
				for (Future<Integer> reader : readers) {
					assertThat(reader.get(10, TimeUnit.SECONDS)).isPositive();
				}
			}
			finally {
				done.set(true);
				threads.shutdownNow();
			}
			assertThat(number(session, "select count(*) from s")).isEqualTo(1500L * tables);
		}
	}

	private static int readWhile(EngineSession session, AtomicBoolean done, int tables) {
		int reads = 0;
		long last = 0;
		while (!done.get() || reads == 0) {
			long count = number(session, "select count(*) from s");
			assertThat(count % tables).isZero();
			assertThat(count).isGreaterThanOrEqualTo(last);
			last = count;
			reads++;
		}
		return reads;
	}

	private static long number(EngineSession session, String sql) {
		try (Rows rows = (Rows) session.execute(sql, 0)) {
			ByteBuffer bytes = rows.next();
			assertThat(bytes).isNotNull();
			Block block = RawBlock.read(bytes, rows.columns(), rows.precision());
			return block.getLong(0, 0);
		}
	}

}
