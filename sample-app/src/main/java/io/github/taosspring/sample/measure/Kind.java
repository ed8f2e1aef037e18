package io.github.taosspring.sample.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of measurement: one super table, with a child table for each host and device.
 */
public enum Kind {

	/** Processors: {@code total} and each logical one by its number. */
	CPU("Processor", Metric.gauge("busy", "busy", Unit.PERCENT), Metric.gauge("user", "user", Unit.PERCENT),
			Metric.gauge("system", "system", Unit.PERCENT), Metric.gauge("iowait", "waiting for I/O", Unit.PERCENT)),

	/** Memory: {@code physical} and, where there is some, {@code swap}. */
	MEMORY("Memory", Metric.gauge("used_percent", "used", Unit.PERCENT), Metric.count("used", "used", Unit.BYTES),
			Metric.count("available", "available", Unit.BYTES), Metric.count("total", "total", Unit.BYTES)),

	/** Disks by name. */
	DISK("Disk", Metric.gauge("read_rate", "read", Unit.BYTES_PER_SECOND),
			Metric.gauge("write_rate", "written", Unit.BYTES_PER_SECOND),
			Metric.gauge("reads", "reads", Unit.PER_SECOND), Metric.gauge("writes", "writes", Unit.PER_SECOND),
			Metric.gauge("active", "active", Unit.PERCENT), Metric.count("read_total", "read since boot", Unit.BYTES),
			Metric.count("write_total", "written since boot", Unit.BYTES)),

	/** File systems by mount point. */
	FILESYSTEM("File system", Metric.gauge("used_percent", "used", Unit.PERCENT),
			Metric.count("used", "used", Unit.BYTES), Metric.count("usable", "usable", Unit.BYTES),
			Metric.count("total", "total", Unit.BYTES)),

	/** Network interfaces by name. */
	NETWORK("Network", Metric.gauge("receive_rate", "received", Unit.BYTES_PER_SECOND),
			Metric.gauge("send_rate", "sent", Unit.BYTES_PER_SECOND),
			Metric.gauge("packets_in", "packets in", Unit.PER_SECOND),
			Metric.gauge("packets_out", "packets out", Unit.PER_SECOND),
			Metric.gauge("errors", "errors", Unit.PER_SECOND),
			Metric.count("receive_total", "received since boot", Unit.BYTES),
			Metric.count("send_total", "sent since boot", Unit.BYTES)),

	/** What runs on the host, as one device {@code all}. */
	PROCESS("Processes", Metric.count("processes", "processes", Unit.NUMBER),
			Metric.count("threads", "threads", Unit.NUMBER), Metric.gauge("load_1m", "load, 1 min", Unit.NUMBER),
			Metric.gauge("load_5m", "load, 5 min", Unit.NUMBER), Metric.gauge("load_15m", "load, 15 min", Unit.NUMBER),
			Metric.gauge("context_switches", "context switches", Unit.PER_SECOND),
			Metric.gauge("interrupts", "interrupts", Unit.PER_SECOND),
			Metric.count("open_files", "open files", Unit.NUMBER), Metric.count("uptime", "uptime", Unit.SECONDS));

	private final String label;

	private final List<Metric> metrics;

	Kind(String label, Metric... metrics) {
		this.label = label;
		this.metrics = List.of(metrics);
	}

	/**
	 * Return the name, which is the super table's too.
	 * @return lower case letters
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return what people call it.
	 * @return the label
	 */
	public String label() {
		return this.label;
	}

	/**
	 * Return the metrics in the order of the columns.
	 * @return the metrics
	 */
	public List<Metric> metrics() {
		return this.metrics;
	}

	/**
	 * Find a metric.
	 * @param name its name
	 * @return the metric, empty if this kind has none of that name
	 */
	public Optional<Metric> metric(String name) {
		return this.metrics.stream().filter((metric) -> metric.name().equals(name)).findFirst();
	}

	/**
	 * Find a kind.
	 * @param id its name as {@link #id()} returns it
	 * @return the kind, empty if there is none of that name
	 */
	public static Optional<Kind> of(String id) {
		return Arrays.stream(values()).filter((kind) -> kind.id().equals(id)).findFirst();
	}

}
