package io.github.taosspring.sample.store;

import java.time.Instant;
import java.util.List;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.mapping.Column;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.Ts;
import io.github.taosspring.sample.measure.Kind;
import io.github.taosspring.sample.measure.Measurement;
import io.github.taosspring.sample.measure.Sample;
import org.jspecify.annotations.Nullable;

/**
 * The rows that samples are stored as: a record for each {@link Kind}, whose super table
 * it defines. Child tables are named by a hash of host and device, which may have any
 * characters.
 */
final class Rows {

	private Rows() {
	}

	/**
	 * Make the rows of a sample.
	 * @param sample the sample
	 * @return a row for each of its measurements
	 */
	static List<Object> of(Sample sample) {
		return sample.measurements()
			.stream()
			.map((measurement) -> of(measurement, sample.host(), sample.time()))
			.toList();
	}

	private static Object of(Measurement measurement, String host, Instant ts) {
		String device = measurement.device();
		Values v = new Values(measurement.values());
		return switch (measurement.kind()) {
			case CPU -> new Cpu(host, device, ts, v.gauge(0), v.gauge(1), v.gauge(2), v.gauge(3));
			case MEMORY -> new Memory(host, device, ts, v.gauge(0), v.count(1), v.count(2), v.count(3));
			case DISK -> new Disk(host, device, ts, v.gauge(0), v.gauge(1), v.gauge(2), v.gauge(3), v.gauge(4),
					v.count(5), v.count(6));
			case FILESYSTEM -> new Filesystem(host, device, ts, v.gauge(0), v.count(1), v.count(2), v.count(3));
			case NETWORK -> new Network(host, device, ts, v.gauge(0), v.gauge(1), v.gauge(2), v.gauge(3), v.gauge(4),
					v.count(5), v.count(6));
			case PROCESS -> new Process(host, device, ts, v.count(0), v.count(1), v.gauge(2), v.gauge(3), v.gauge(4),
					v.gauge(5), v.gauge(6), v.count(7), v.count(8));
		};
	}

	/**
	 * Return the record of a kind.
	 * @param kind the kind
	 * @return the type annotated with {@link SuperTable}
	 */
	static Class<?> type(Kind kind) {
		return switch (kind) {
			case CPU -> Cpu.class;
			case MEMORY -> Memory.class;
			case DISK -> Disk.class;
			case FILESYSTEM -> Filesystem.class;
			case NETWORK -> Network.class;
			case PROCESS -> Process.class;
		};
	}

	/** Values in the order of the kind's metrics. */
	private record Values(List<@Nullable Number> values) {

		@Nullable Double gauge(int metric) {
			Number value = this.values.get(metric);
			return (value != null) ? value.doubleValue() : null;
		}

		@Nullable Long count(int metric) {
			Number value = this.values.get(metric);
			return (value != null) ? value.longValue() : null;
		}

	}

	@SuperTable
	record Cpu(@Tag(type = TaosType.NCHAR, length = 128) String host,
			@Tag(type = TaosType.NCHAR, length = 256) String device, @Ts Instant ts, @Nullable Double busy,
			@Nullable Double user, @Nullable Double system, @Nullable Double iowait) {

	}

	@SuperTable
	record Memory(@Tag(type = TaosType.NCHAR, length = 128) String host,
			@Tag(type = TaosType.NCHAR, length = 256) String device, @Ts Instant ts, @Nullable Double usedPercent,
			@Nullable Long used, @Nullable Long available, @Nullable Long total) {

	}

	@SuperTable
	record Disk(@Tag(type = TaosType.NCHAR, length = 128) String host,
			@Tag(type = TaosType.NCHAR, length = 256) String device, @Ts Instant ts, @Nullable Double readRate,
			@Nullable Double writeRate, @Nullable Double reads, @Nullable Double writes, @Nullable Double active,
			@Nullable Long readTotal, @Nullable Long writeTotal) {

	}

	@SuperTable
	record Filesystem(@Tag(type = TaosType.NCHAR, length = 128) String host,
			@Tag(type = TaosType.NCHAR, length = 256) String device, @Ts Instant ts, @Nullable Double usedPercent,
			@Nullable Long used, @Nullable Long usable, @Nullable Long total) {

	}

	@SuperTable
	record Network(@Tag(type = TaosType.NCHAR, length = 128) String host,
			@Tag(type = TaosType.NCHAR, length = 256) String device, @Ts Instant ts, @Nullable Double receiveRate,
			@Nullable Double sendRate, @Nullable Double packetsIn, @Nullable Double packetsOut, @Nullable Double errors,
			@Nullable Long receiveTotal, @Nullable Long sendTotal) {

	}

	@SuperTable
	record Process(@Tag(type = TaosType.NCHAR, length = 128) String host,
			@Tag(type = TaosType.NCHAR, length = 256) String device, @Ts Instant ts, @Nullable Long processes,
			@Nullable Long threads, @Column("load_1m") @Nullable Double load1m,
			@Column("load_5m") @Nullable Double load5m, @Column("load_15m") @Nullable Double load15m,
			@Nullable Double contextSwitches, @Nullable Double interrupts, @Nullable Long openFiles,
			@Nullable Long uptime) {

	}

}
