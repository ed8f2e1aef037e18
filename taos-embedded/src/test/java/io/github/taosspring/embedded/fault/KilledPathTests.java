package io.github.taosspring.embedded.fault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessWriter;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.TaosBatchWriteException;
import io.github.taosspring.client.statement.WriteOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a server with a path acknowledged is there again after its process was killed:
 * rows by SQL, bound and schemaless, tables, columns, tags, deletes and users, written by
 * four clients until the kill comes at a moment that a seed tells. Of the statement that
 * each of them had under way then, all is there or nothing.
 */
@Tag("faults")
@Timeout(180)
class KilledPathTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int ROUNDS = 2;

	/** In milliseconds and nanoseconds. */
	private static final long START = 1_700_000_000_000L;

	private final AtomicInteger acknowledged = new AtomicInteger();

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2 })
	void whatWasAcknowledgedIsThereAgain(long seed) throws Exception {
		Random random = new Random(seed);
		RowWriter sql = new SqlRows();
		RowWriter bound = new BoundRows();
		RowWriter lines = new Lines();
		Tables tables = new Tables(seed);
		try (ServerProcess server = start(); TaosClient client = client(server)) {
			client.execute("create database d keep 36500 vgroups 3"
					+ ((seed % 2 == 0) ? " wal_level 2 wal_fsync_period 0" : ""));
			client.execute("create stable d.s (ts timestamp, v int) tags (t varchar(10))");
			client.execute("create stable d.b (ts timestamp, v int) tags (t varchar(10))");
			server.kill();
		}
		for (int round = 0; round < ROUNDS; round++) {
			int until = this.acknowledged.get() + 100 + random.nextInt(400);
			try (ServerProcess server = start()) {
				write(server, until, List.of(sql, bound, lines, tables));
			}
			try (ServerProcess server = start(); TaosClient client = client(server)) {
				for (RowWriter rows : List.of(sql, bound, lines)) {
					rows.check(client);
				}
				tables.check(client);
				server.kill();
			}
		}
		assertThat(this.acknowledged.get()).isGreaterThan(200);
	}

	private ServerProcess start() throws Exception {
		return ServerProcess.start(0, "--path=" + this.directory);
	}

	private static TaosClient client(ServerProcess server) {
		return TaosClient.create(server.options().build());
	}

	/**
	 * Let clients write until the server is killed.
	 */
	private void write(ServerProcess server, int until, List<Writer> writers) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(writers.size());
		try {
			List<Future<?>> running = new ArrayList<>();
			for (Writer writer : writers) {
				running.add(executor.submit(() -> run(server, writer)));
			}
			await().atMost(PATIENCE)
				.pollInterval(Duration.ofMillis(1))
				.until(() -> this.acknowledged.get() >= until || running.stream().anyMatch(Future::isDone));
			server.kill();
			for (Future<?> each : running) {
				each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.acknowledged.get()).isGreaterThanOrEqualTo(until);
	}

	private void run(ServerProcess server, Writer writer) {
		try (TaosClient client = TaosClient.create(server.options().database("d").build())) {
			writer.start(client);
			while (true) {
				try {
					writer.next();
				}
				catch (TaosException ex) {
					// the server is gone; it must not have refused what it can do
					assertThat(ex).isInstanceOfAny(TaosConnectionException.class, TaosBatchWriteException.class);
					return;
				}
				this.acknowledged.incrementAndGet();
			}
		}
	}

	/**
	 * Writes one statement after the other.
	 */
	private interface Writer {

		void start(TaosClient client);

		void next();

	}

	/**
	 * Writes new rows with each statement.
	 */
	private abstract static class RowWriter implements Writer {

		private final Set<String> written = new TreeSet<>();

		private Set<String> underWay = Set.of();

		private int number;

		@Override
		public final void next() {
			int next = this.number++;
			this.underWay = rows(next);
			write(next);
			this.written.addAll(this.underWay);
			this.underWay = Set.of();
		}

		abstract Set<String> rows(int statement);

		abstract void write(int statement);

		abstract String query();

		final void check(TaosClient client) {
			Set<String> found = new TreeSet<>();
			for (List<?> row : client.query(query()).toLists()) {
				assertThat(found.add(row.get(0) + " " + row.get(1))).isTrue();
			}
			Set<String> more = new TreeSet<>(found);
			more.removeAll(this.written);
			assertThat(more).as("all or nothing of what was under way").isIn(Set.of(), this.underWay);
			this.written.addAll(more);
			this.underWay = Set.of();
			assertThat(found).isEqualTo(this.written);
		}

	}

	/**
	 * Writes rows of several tables with each statement, creating tables on the way.
	 */
	private static final class SqlRows extends RowWriter {

		private @Nullable TaosClient client;

		@Override
		public void start(TaosClient started) {
			this.client = started;
		}

		@Override
		Set<String> rows(int statement) {
			Set<String> rows = new LinkedHashSet<>();
			for (int i = 0; i < 3; i++) {
				rows.add("s" + (statement / 7 + i) + " " + statement);
			}
			return rows;
		}

		@Override
		void write(int statement) {
			StringBuilder sql = new StringBuilder("insert into");
			for (int i = 0; i < 3; i++) {
				String table = "s" + (statement / 7 + i);
				sql.append(" ").append(table).append(" using s tags ('").append(table).append("') values (");
				sql.append(START + statement).append(", ").append(statement).append(")");
			}
			this.client.execute(sql.toString());
		}

		@Override
		String query() {
			return "select tbname, v from d.s";
		}

	}

	/**
	 * Writes bound rows.
	 */
	private static final class BoundRows extends RowWriter {

		/** Long enough for a slow machine, short for one who tries again in vain. */
		private static final WriteOptions ONCE = WriteOptions.DEFAULTS.timeout(Duration.ofSeconds(3));

		private @Nullable BatchWriter writer;

		private @Nullable ColumnBatch batch;

		@Override
		public void start(TaosClient client) {
			this.writer = BatchWriter.of(client);
			this.batch = ColumnBatch.of(this.writer.schema("d.b"));
		}

		@Override
		Set<String> rows(int statement) {
			Set<String> rows = new LinkedHashSet<>();
			for (int i = 0; i < 20; i++) {
				rows.add("b" + (statement + i) % 9 + " " + (statement * 20 + i));
			}
			return rows;
		}

		@Override
		void write(int statement) {
			this.batch.clear();
			for (int i = 0; i < 20; i++) {
				String table = "b" + (statement + i) % 9;
				if (this.batch.beginTable(table)) {
					this.batch.tag(0).appendString(table);
				}
				this.batch.column(0).appendLong(START + statement * 20L + i);
				this.batch.column(1).appendInt(statement * 20 + i);
				this.batch.endRow();
			}
			this.writer.write(this.batch, ONCE);
		}

		@Override
		String query() {
			return "select tbname, v from d.b";
		}

	}

	/**
	 * Writes lines, which make tables and columns.
	 */
	private static final class Lines extends RowWriter {

		private @Nullable SchemalessWriter writer;

		@Override
		public void start(TaosClient client) {
			this.writer = SchemalessWriter.of(client);
		}

		@Override
		Set<String> rows(int statement) {
			return new LinkedHashSet<>(List.of("h" + statement % 5 + " " + statement, "x " + statement));
		}

		@Override
		void write(int statement) {
			long time = (START + statement) * 1_000_000;
			this.writer.write(SchemalessProtocol.LINE,
					List.of("m,host=h" + statement % 5 + " v=" + statement + "i,f" + statement / 50 + "=1 " + time,
							"m,host=x v=" + statement + "i " + time));
		}

		@Override
		String query() {
			return "select `host`, v from d.m";
		}

	}

	/**
	 * Creates, alters and drops tables and users, and deletes rows.
	 */
	private static final class Tables implements Writer {

		private final Random random;

		private final TreeMap<String, String> expected = new TreeMap<>();

		/** The table that a statement is about, and what is expected of it then. */
		private @Nullable String about;

		private @Nullable String after;

		private int number;

		private @Nullable TaosClient client;

		Tables(long seed) {
			this.random = new Random(seed);
		}

		@Override
		public void start(TaosClient started) {
			this.client = started;
		}

		@Override
		public void next() {
			int statement = this.number++;
			int kind = this.random.nextInt(5);
			if (this.expected.isEmpty() || kind == 0) {
				execute("create table d.t" + statement + " (ts timestamp, a int)", "t" + statement, "a:");
				return;
			}
			String table = new ArrayList<>(this.expected.keySet()).get(this.random.nextInt(this.expected.size()));
			String before = this.expected.get(table);
			if (table.startsWith("u")) {
				execute("drop user " + table, table, null);
				return;
			}
			String columns = before.substring(0, before.indexOf(':') + 1);
			switch (kind) {
				case 1 -> execute(
						"insert into d." + table + " (ts, a) values (" + (START + statement) + ", " + statement + ")",
						table, before + "," + statement);
				case 2 -> execute("delete from d." + table + " where ts >= " + START, table, columns);
				case 3 -> execute("alter table d." + table + " add column c" + statement + " int", table,
						columns.replace(":", ",c" + statement + ":") + before.substring(columns.length()));
				default -> {
					if (this.random.nextBoolean()) {
						execute("drop table d." + table, table, null);
					}
					else {
						execute("create user u" + statement + " pass 'secret-pass-" + statement + "'", "u" + statement,
								"");
					}
				}
			}
		}

		private void execute(String sql, String name, @Nullable String then) {
			this.about = name;
			this.after = then;
			this.client.execute(sql);
			take(then);
		}

		private void take(@Nullable String then) {
			if (then != null) {
				this.expected.put(this.about, then);
			}
			else {
				this.expected.remove(this.about);
			}
			this.about = null;
		}

		void check(TaosClient reader) {
			TreeMap<String, String> found = new TreeMap<>();
			for (List<?> row : reader.query("select name from information_schema.ins_users where name <> 'root'")
				.toLists()) {
				found.put((String) row.get(0), "");
			}
			for (List<?> row : reader
				.query("select table_name from information_schema.ins_tables where db_name = 'd' "
						+ "and type = 'NORMAL_TABLE'")
				.toLists()) {
				String table = (String) row.get(0);
				StringBuilder text = new StringBuilder();
				reader.query("describe d." + table)
					.toLists()
					.stream()
					.skip(1)
					.forEach((column) -> text.append(text.isEmpty() ? "" : ",").append(column.get(0)));
				text.append(':');
				reader.query("select a from d." + table)
					.toLists()
					.forEach((value) -> text.append(",").append(value.get(0)));
				found.put(table, text.toString());
			}
			if (this.about != null && !found.equals(this.expected)) {
				take(this.after);
			}
			this.about = null;
			assertThat(found).isEqualTo(this.expected);
		}

	}

}
