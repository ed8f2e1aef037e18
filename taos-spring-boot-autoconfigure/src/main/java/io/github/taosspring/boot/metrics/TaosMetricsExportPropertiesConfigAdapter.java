package io.github.taosspring.boot.metrics;

import java.time.Duration;

import io.github.taosspring.micrometer.TaosRegistryConfig;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.micrometer.metrics.autoconfigure.export.properties.StepRegistryPropertiesConfigAdapter;

/**
 * The properties as settings of the registry.
 */
final class TaosMetricsExportPropertiesConfigAdapter
		extends StepRegistryPropertiesConfigAdapter<TaosMetricsExportProperties> implements TaosRegistryConfig {

	TaosMetricsExportPropertiesConfigAdapter(TaosMetricsExportProperties properties) {
		super(properties);
	}

	@Override
	public String prefix() {
		return "management.taos.metrics.export";
	}

	@Override
	public @Nullable String database() {
		return get(TaosMetricsExportProperties::getDatabase, TaosRegistryConfig.super::database);
	}

	@Override
	public boolean autoCreateDatabase() {
		return obtain(TaosMetricsExportProperties::isAutoCreateDatabase, TaosRegistryConfig.super::autoCreateDatabase);
	}

	@Override
	public Duration ttl() {
		return obtain(TaosMetricsExportProperties::getTtl, TaosRegistryConfig.super::ttl);
	}

	@Override
	public Duration timeout() {
		return obtain(TaosMetricsExportProperties::getReadTimeout, TaosRegistryConfig.super::timeout);
	}

}
