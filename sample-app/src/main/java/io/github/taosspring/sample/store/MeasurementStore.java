package io.github.taosspring.sample.store;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.taosspring.core.InsertOptions;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.mapping.CurrentRow;
import io.github.taosspring.sample.measure.Kind;
import io.github.taosspring.sample.measure.Metric;
import io.github.taosspring.sample.measure.Sample;
import io.github.taosspring.schema.TaosSchemaInitializer;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Repository;

/**
 * Keeps samples in TDengine and answers questions about them. Makes its database and
 * tables before the first write, and again after one that failed, since the server may
 * have come back empty. Thread-safe. All methods throw
 * {@link org.springframework.dao.DataAccessException} if the server is away or refuses.
 */
@Repository
public class MeasurementStore {

	/** The database counts milliseconds, the clock may count less. */
	private static final InsertOptions OPTIONS = InsertOptions.DEFAULTS.truncateTimestamps(true);

	private final TaosTemplate taos;

	private final TaosSchemaInitializer schema;

	private final Statements statements = new Statements();

	private volatile boolean schemaKnown;

	private volatile @Nullable String serverVersion;

	MeasurementStore(TaosTemplate taos, TaosSchemaInitializer schema) {
		this.taos = taos;
		this.schema = schema;
	}

	/**
	 * Write a sample; writing it again overwrites it with itself.
	 * @param sample the sample
	 * @return how many rows it had
	 */
	public long write(Sample sample) {
		if (!this.schemaKnown) {
			this.schema.initialize();
			this.serverVersion = this.taos.client().serverVersion().toString();
		}
		this.schemaKnown = false;
		long rows = this.taos.insertAll(Rows.of(sample), OPTIONS).written();
		this.schemaKnown = true;
		return rows;
	}

	/**
	 * Find the last row of each device.
	 * @param kind the kind of device
	 * @param host the host
	 * @return a reading for each device, by name
	 */
	public List<DeviceReading> latest(Kind kind, String host) {
		Statement query = this.statements.latest(kind, host);
		return this.taos.query(query.sql(), (row) -> reading(kind, row), query.arguments().toArray());
	}

	/**
	 * Find a down-sampled series.
	 * @param kind the kind of device
	 * @param metric one of its metrics
	 * @param host the host
	 * @param device the device, {@code null} for all
	 * @param from the begin
	 * @param to the end, exclusive
	 * @param intervalMillis the width of a window in milliseconds
	 * @return the windows that have rows, in order of time
	 */
	public List<SeriesPoint> series(Kind kind, Metric metric, String host, @Nullable String device, Instant from,
			Instant to, long intervalMillis) {
		Statement query = this.statements.series(kind, metric, host, device, from, to, intervalMillis);
		return this.taos.query(query.sql(), SeriesPoint.class, query.arguments().toArray());
	}

	/**
	 * Find the hosts that have measurements.
	 * @return their names in order
	 */
	public List<String> hosts() {
		return this.taos.query(this.statements.hosts().sql(), String.class);
	}

	/**
	 * Return the version of the server that was last written to.
	 * @return the version, {@code null} before the first write
	 */
	public @Nullable String serverVersion() {
		return this.serverVersion;
	}

	private static DeviceReading reading(Kind kind, CurrentRow row) {
		Map<String, @Nullable Number> values = new LinkedHashMap<>();
		for (Metric metric : kind.metrics()) {
			values.put(metric.name(), (Number) row.getObject(metric.name()));
		}
		return new DeviceReading(Objects.requireNonNull(row.getString(Statements.DEVICE)),
				Objects.requireNonNull(row.getInstant(Statements.TIME)), Collections.unmodifiableMap(values));
	}

}
