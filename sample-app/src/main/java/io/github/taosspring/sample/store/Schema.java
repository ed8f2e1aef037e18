package io.github.taosspring.sample.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

import io.github.taosspring.sample.measure.Kind;
import io.github.taosspring.sample.measure.Metric;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The names and definitions of the sample's tables. All names that get into SQL come from
 * here: from {@link Kind}, {@link Metric} and the checked database name, or made safe by
 * {@link #childTable}.
 */
class Schema {

	static final String TIME = "ts";

	static final String HOST = "host";

	static final String DEVICE = "device";

	/** Keeps a child table's name far below the server's limit of 192 bytes. */
	private static final int MAX_READABLE_NAME = 120;

	private final StoreProperties properties;

	Schema(StoreProperties properties) {
		this.properties = properties;
	}

	/**
	 * Return the statements that make what is missing.
	 * @return statements in order, each harmless if repeated
	 */
	List<String> createStatements() {
		List<String> statements = new ArrayList<>();
		statements.add("create database if not exists " + quoted(this.properties.database())
				+ " precision 'ms' duration 1d keep " + this.properties.keep().toDays() + "d vgroups 1");
		for (Kind kind : Kind.values()) {
			String columns = kind.metrics()
				.stream()
				.map((metric) -> quoted(metric.name()) + " " + metric.type().name().toLowerCase(Locale.ROOT))
				.collect(Collectors.joining(", "));
			statements.add("create stable if not exists " + superTable(kind) + " (" + quoted(TIME) + " timestamp, "
					+ columns + ") tags (" + quoted(HOST) + " nchar(128), " + quoted(DEVICE) + " nchar(256))");
		}
		return statements;
	}

	String superTable(Kind kind) {
		return quoted(this.properties.database()) + "." + quoted(kind.id());
	}

	/**
	 * Return the name of a device's table. A name with other characters than lower case
	 * letters and digits gets a checksum at its end, so that {@code /a-b} and
	 * {@code /a_b} stay apart.
	 * @param kind the kind
	 * @param host the host
	 * @param device the device
	 * @return the quoted name, with its database
	 */
	String childTable(Kind kind, String host, String device) {
		String readableHost = readable(host);
		String readableDevice = readable(device);
		String name = kind.id() + "_" + readableHost + "_" + readableDevice;
		boolean telling = isPlain(host) && isPlain(device) && name.length() <= MAX_READABLE_NAME;
		if (!telling) {
			name = name.substring(0, Math.min(name.length(), MAX_READABLE_NAME)) + "_" + checksum(host, device);
		}
		return quoted(this.properties.database()) + "." + quoted(name);
	}

	private static String readable(String text) {
		return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
	}

	private static boolean isPlain(String text) {
		return text.matches("[a-z0-9]+");
	}

	private static String checksum(String host, String device) {
		CRC32 checksum = new CRC32();
		checksum.update(host.getBytes(UTF_8));
		checksum.update(0);
		checksum.update(device.getBytes(UTF_8));
		return String.format("%08x", checksum.getValue());
	}

	static String quoted(String name) {
		return "`" + name + "`";
	}

}
