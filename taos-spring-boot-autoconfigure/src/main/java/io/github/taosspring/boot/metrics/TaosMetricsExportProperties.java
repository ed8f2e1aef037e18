package io.github.taosspring.boot.metrics;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.properties.StepRegistryProperties;

/**
 * Properties of the export of meters to TDengine.
 */
@ConfigurationProperties("management.taos.metrics.export")
public class TaosMetricsExportProperties extends StepRegistryProperties {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

	/** Database to write meters into; the current database of the client if not set. */
	private @Nullable String database;

	/** Whether to make the database if it does not exist. */
	private boolean autoCreateDatabase;

	/**
	 * Time to live of the child tables, whole days; zero for ever.
	 */
	@DurationUnit(ChronoUnit.DAYS)
	private Duration ttl = Duration.ZERO;

	/** A login takes longer than a request over HTTP. */
	public TaosMetricsExportProperties() {
		setConnectTimeout(CONNECT_TIMEOUT);
	}

	public @Nullable String getDatabase() {
		return this.database;
	}

	public void setDatabase(@Nullable String database) {
		this.database = database;
	}

	public boolean isAutoCreateDatabase() {
		return this.autoCreateDatabase;
	}

	public void setAutoCreateDatabase(boolean autoCreateDatabase) {
		this.autoCreateDatabase = autoCreateDatabase;
	}

	public Duration getTtl() {
		return this.ttl;
	}

	public void setTtl(Duration ttl) {
		this.ttl = ttl;
	}

}
