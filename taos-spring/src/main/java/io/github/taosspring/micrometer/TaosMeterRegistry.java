package io.github.taosspring.micrometer;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosOperationListener;
import io.github.taosspring.client.TaosSchemalessException;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessPrecision;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessWriter;
import io.github.taosspring.client.sql.SqlLiteral;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import io.micrometer.core.instrument.util.MeterPartition;
import io.micrometer.core.instrument.util.NamedThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * A meter registry that writes to TDengine: each step a row for each meter.
 * <p>
 * A meter's name is its super table, its tags are tags, together with
 * {@code metric_type}, and its statistics are columns of type DOUBLE: {@code _value} of a
 * counter (what was added in the step) or gauge; {@code event_count}, {@code sum},
 * {@code mean} and {@code max} of a timer or summary; {@code active_tasks},
 * {@code total_duration} and {@code max} of a long task timer. Times are in milliseconds.
 * Percentiles and buckets are gauges of their own. {@link TaosNamingConvention} says how
 * names are changed.
 * <p>
 * Rows are written over a connection of the registry's own, which no operation listener
 * hears of: writing meters must not make meters. A failure is logged, once an outage, and
 * its step is lost. A super table whose points the server refuses is left out of the step
 * and the others are written.
 * <p>
 * {@link #start(TaosClientOptions)} makes it publish, on a thread of its own. It belongs
 * to its creator, who closes it: that publishes the last step, within
 * {@link TaosRegistryConfig#timeout()}. Thread-safe.
 */
public class TaosMeterRegistry extends StepMeterRegistry {

	/** What the server answers when there is no such database, or no longer. */
	private static final Set<Integer> NO_DATABASE = Set.of(0x0217, 0x0380, 0x0388, 0x2404, 0x2616);

	/** More tables that the server refuses in a step are no accident of theirs. */
	private static final int MAX_REFUSED_TABLES = 20;

	private final TaosRegistryConfig config;

	private final PublishingLog log = new PublishingLog();

	private final MeterPoints points = new MeterPoints(TimeUnit.MILLISECONDS);

	private volatile @Nullable TaosClient client;

	private boolean databaseMade;

	/**
	 * Create a registry that does not publish yet.
	 * @param config the settings
	 * @param clock the clock of steps and rows
	 * @throws io.micrometer.core.instrument.config.validate.ValidationException if a
	 * setting is invalid
	 */
	public TaosMeterRegistry(TaosRegistryConfig config, Clock clock) {
		super(config, clock);
		this.config = config;
		config().namingConvention(new TaosNamingConvention());
	}

	/**
	 * Publish from now on, unless {@link TaosRegistryConfig#enabled()} is {@code false}.
	 * It connects when there is something to write.
	 * @param options how to connect; {@link TaosRegistryConfig#database()} wins over
	 * their database, and their operation listener is not told
	 * @throws IllegalStateException if it was started before or is closed
	 */
	public void start(TaosClientOptions options) {
		if (this.client != null || isClosed()) {
			throw new IllegalStateException("The registry was started or closed before");
		}
		String database = (this.config.database() != null) ? this.config.database() : options.database();
		Duration timeout = this.config.timeout();
		this.client = TaosClient.create(options.toBuilder()
			.database(database)
			.connectTimeout((options.connectTimeout().compareTo(timeout) < 0) ? options.connectTimeout() : timeout)
			.operationListener(TaosOperationListener.NONE)
			.build());
		start(new NamedThreadFactory("taos-metrics-publisher"));
	}

	/**
	 * Publish on a thread that a factory makes, after {@link #stop()}.
	 * @param threadFactory makes the thread
	 * @throws IllegalStateException if {@link #start(TaosClientOptions)} has not been
	 * called
	 */
	@Override
	public void start(ThreadFactory threadFactory) {
		if (this.client == null) {
			throw new IllegalStateException("The registry does not know where to write; start it with options");
		}
		super.start(threadFactory);
	}

	/**
	 * Return whether {@link #start(TaosClientOptions)} was called.
	 * @return whether the registry knows where to write
	 */
	public boolean isStarted() {
		return this.client != null;
	}

	@Override
	protected TimeUnit getBaseTimeUnit() {
		return TimeUnit.MILLISECONDS;
	}

	/** Never runs twice at a time. */
	@Override
	protected void publish() {
		TaosClient to = this.client;
		if (to == null) {
			return;
		}
		try {
			new Publication(to).publish();
			this.log.succeeded();
		}
		catch (RuntimeException ex) {
			this.log.failed(ex);
		}
	}

	@Override
	public void close() {
		super.close();
		TaosClient closed = this.client;
		if (closed != null) {
			closed.close();
		}
	}

	/**
	 * All meters once, before a deadline.
	 */
	private final class Publication {

		private final TaosClient client;

		private final SchemalessWriter writer;

		private final Set<String> refusedTables = new HashSet<>();

		private final long time = TaosMeterRegistry.this.clock.wallTime();

		private final long deadline = System.nanoTime() + TaosMeterRegistry.this.config.timeout().toNanos();

		private Publication(TaosClient client) {
			this.client = client;
			this.writer = SchemalessWriter.of(client);
		}

		void publish() {
			// connecting takes its time, and then the step would be another one
			List<PointBatch> batches = MeterPartition
				.partition(TaosMeterRegistry.this, TaosMeterRegistry.this.config.batchSize())
				.stream()
				.map(this::read)
				.toList();
			makeDatabase();
			for (PointBatch lines : batches) {
				write(lines);
			}
		}

		private void makeDatabase() {
			String database = this.client.options().database();
			if (database == null || !TaosMeterRegistry.this.config.autoCreateDatabase()
					|| TaosMeterRegistry.this.databaseMade) {
				return;
			}
			// a session in that database cannot be had before it exists
			try (TaosClient outside = TaosClient.create(this.client.options().toBuilder().database(null).build())) {
				outside.execute("CREATE DATABASE IF NOT EXISTS " + SqlLiteral.identifier(database),
						QueryOptions.DEFAULTS.timeout(remaining()));
			}
			TaosMeterRegistry.this.databaseMade = true;
		}

		private PointBatch read(List<Meter> meters) {
			PointBatch lines = PointBatch.of(SchemalessProtocol.LINE);
			for (Meter meter : meters) {
				try {
					if (TaosMeterRegistry.this.points.fill(meter, config().namingConvention(), this.time)) {
						lines.add(TaosMeterRegistry.this.points.point());
					}
				}
				catch (RuntimeException ex) {
					// the application's own functions run here, and conventions
					TaosMeterRegistry.this.log.refused(meter.getId().getName(), ex);
				}
			}
			return lines;
		}

		private void write(PointBatch lines) {
			try {
				this.writer.write(lines, options());
			}
			catch (TaosException ex) {
				writeOthers(ex);
			}
		}

		private void write(List<String> lines) {
			List<String> left = lines.stream().filter((line) -> !this.refusedTables.contains(table(line))).toList();
			try {
				this.writer.write(SchemalessProtocol.LINE, left, options().precision(SchemalessPrecision.NANOSECONDS));
			}
			catch (TaosException ex) {
				writeOthers(ex);
			}
		}

		private SchemalessOptions options() {
			return SchemalessOptions.DEFAULTS.timeout(remaining())
				.ttl((int) TaosMeterRegistry.this.config.ttl().toDays());
		}

		/**
		 * One wrong line keeps the server from writing any: then the halves are written
		 * by themselves, down to the wrong one, whose table is left out.
		 */
		private void writeOthers(TaosException ex) {
			if (NO_DATABASE.contains(ex.code())) {
				TaosMeterRegistry.this.databaseMade = false;
			}
			List<String> lines = isRefusal(ex) ? ((TaosSchemalessException) ex).lines() : List.of();
			if (lines.isEmpty()) {
				throw ex;
			}
			if (lines.size() == 1) {
				refused(table(lines.get(0)), ex);
				return;
			}
			int half = lines.size() / 2;
			write(lines.subList(0, half));
			write(lines.subList(half, lines.size()));
		}

		/** Each line has a tag. */
		private static String table(String line) {
			return line.substring(0, line.indexOf(','));
		}

		private boolean isRefusal(TaosException ex) {
			return ex instanceof TaosSchemalessException && !ex.isRetryable() && !NO_DATABASE.contains(ex.code());
		}

		private void refused(String table, TaosException ex) {
			if (this.refusedTables.size() == MAX_REFUSED_TABLES) {
				throw ex;
			}
			this.refusedTables.add(table);
			TaosMeterRegistry.this.log.refused(table, ex);
		}

		private Duration remaining() {
			long nanos = this.deadline - System.nanoTime();
			if (nanos <= 0) {
				throw new IllegalStateException(
						"Not all meters were written within " + TaosMeterRegistry.this.config.timeout());
			}
			return Duration.ofNanos(nanos);
		}

	}

}
