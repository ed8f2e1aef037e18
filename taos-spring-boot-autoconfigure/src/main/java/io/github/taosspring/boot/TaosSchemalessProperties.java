package io.github.taosspring.boot;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.github.taosspring.client.schemaless.SchemalessProtocol;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationUnit;

/**
 * Properties of the buffered writers of points.
 */
public class TaosSchemalessProperties extends TaosBufferProperties {

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
