package io.github.taosspring.boot;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.github.taosspring.client.buffered.OverflowPolicy;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the buffered writers of points.
 */
public class TaosSchemalessProperties {

	/**
	 * Protocol of the main buffered writer.
	 */
	private SchemalessProtocol protocol = SchemalessProtocol.LINE;

	/**
	 * Unit in which times are written: 'ms', 'us' or 'ns', best that of the database.
	 * 'taos.schema.database.precision' if not set, else 'ms'.
	 */
	private @Nullable String precision;

	/**
	 * Whether times finer than the unit are cut to it instead of being refused.
	 */
	private boolean truncateTimestamps = false;

	/**
	 * Whether each field of a point becomes a point of its own in OpenTSDB's protocols,
	 * which have one value a point. Points of several fields are refused there otherwise.
	 */
	private boolean splitFields = false;

	/**
	 * Tag whose value is the name of the child table. The server makes names up if not
	 * set.
	 */
	private @Nullable String tableNameKey;

	/**
	 * Time to live of the child tables that writes make, whole days; for ever if not set.
	 */
	@DurationUnit(ChronoUnit.DAYS)
	private @Nullable Duration ttl;

	/**
	 * Points after which a batch is sent.
	 */
	private int batchSize = 5000;

	/**
	 * Bytes after which a batch is sent.
	 */
	private DataSize batchBytes = DataSize.ofMegabytes(4);

	/**
	 * Age of its oldest point at which a batch is sent.
	 */
	private Duration linger = Duration.ofMillis(200);

	/**
	 * Most points that a writer holds, those on their way included.
	 */
	private int bufferSize = 100_000;

	/**
	 * Bytes of points at which a writer is full, those on their way included.
	 */
	private DataSize bufferBytes = DataSize.ofMegabytes(64);

	/**
	 * What becomes of points for which there is no room.
	 */
	private OverflowPolicy overflowPolicy = OverflowPolicy.BLOCK;

	/**
	 * Time that a point waits for room if the overflow policy is 'block'.
	 */
	private Duration blockTimeout = Duration.ofSeconds(10);

	/**
	 * Number of batches that are on their way at the same time. Points of one child table
	 * keep their order.
	 */
	private int concurrency = 2;

	/**
	 * Time for which a batch is tried again after failures that may pass.
	 */
	private Duration retryTimeout = Duration.ofMinutes(1);

	/**
	 * Time allowed to write what is buffered when the application stops.
	 */
	private Duration closeTimeout = Duration.ofSeconds(10);

	private final Telnet telnet = new Telnet();

	private final Json json = new Json();

	public SchemalessProtocol getProtocol() {
		return this.protocol;
	}

	public void setProtocol(SchemalessProtocol protocol) {
		this.protocol = protocol;
	}

	public @Nullable String getPrecision() {
		return this.precision;
	}

	public void setPrecision(@Nullable String precision) {
		this.precision = precision;
	}

	public boolean isTruncateTimestamps() {
		return this.truncateTimestamps;
	}

	public void setTruncateTimestamps(boolean truncateTimestamps) {
		this.truncateTimestamps = truncateTimestamps;
	}

	public boolean isSplitFields() {
		return this.splitFields;
	}

	public void setSplitFields(boolean splitFields) {
		this.splitFields = splitFields;
	}

	public @Nullable String getTableNameKey() {
		return this.tableNameKey;
	}

	public void setTableNameKey(@Nullable String tableNameKey) {
		this.tableNameKey = tableNameKey;
	}

	public @Nullable Duration getTtl() {
		return this.ttl;
	}

	public void setTtl(@Nullable Duration ttl) {
		this.ttl = ttl;
	}

	public int getBatchSize() {
		return this.batchSize;
	}

	public void setBatchSize(int batchSize) {
		this.batchSize = batchSize;
	}

	public DataSize getBatchBytes() {
		return this.batchBytes;
	}

	public void setBatchBytes(DataSize batchBytes) {
		this.batchBytes = batchBytes;
	}

	public Duration getLinger() {
		return this.linger;
	}

	public void setLinger(Duration linger) {
		this.linger = linger;
	}

	public int getBufferSize() {
		return this.bufferSize;
	}

	public void setBufferSize(int bufferSize) {
		this.bufferSize = bufferSize;
	}

	public DataSize getBufferBytes() {
		return this.bufferBytes;
	}

	public void setBufferBytes(DataSize bufferBytes) {
		this.bufferBytes = bufferBytes;
	}

	public OverflowPolicy getOverflowPolicy() {
		return this.overflowPolicy;
	}

	public void setOverflowPolicy(OverflowPolicy overflowPolicy) {
		this.overflowPolicy = overflowPolicy;
	}

	public Duration getBlockTimeout() {
		return this.blockTimeout;
	}

	public void setBlockTimeout(Duration blockTimeout) {
		this.blockTimeout = blockTimeout;
	}

	public int getConcurrency() {
		return this.concurrency;
	}

	public void setConcurrency(int concurrency) {
		this.concurrency = concurrency;
	}

	public Duration getRetryTimeout() {
		return this.retryTimeout;
	}

	public void setRetryTimeout(Duration retryTimeout) {
		this.retryTimeout = retryTimeout;
	}

	public Duration getCloseTimeout() {
		return this.closeTimeout;
	}

	public void setCloseTimeout(Duration closeTimeout) {
		this.closeTimeout = closeTimeout;
	}

	public Telnet getTelnet() {
		return this.telnet;
	}

	public Json getJson() {
		return this.json;
	}

	/**
	 * Properties of the writer over OpenTSDB's telnet lines.
	 */
	public static class Telnet {

		/**
		 * Whether to create a buffered writer over OpenTSDB's telnet lines, injected by
		 * the qualifier 'taosTelnetWriter'. It writes times in milliseconds.
		 */
		private boolean enabled = false;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

	}

	/**
	 * Properties of the writer over OpenTSDB's JSON.
	 */
	public static class Json {

		/**
		 * Whether to create a buffered writer over OpenTSDB's JSON, injected by the
		 * qualifier 'taosJsonWriter'.
		 */
		private boolean enabled = false;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

	}

}
