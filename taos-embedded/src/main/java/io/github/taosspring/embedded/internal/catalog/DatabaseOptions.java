package io.github.taosspring.embedded.internal.catalog;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.taosspring.client.TaosPrecision;

/**
 * The options of a database as texts by name, in the order of SHOW CREATE DATABASE.
 * Immutable.
 */
public final class DatabaseOptions {

	private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

	static {
		DEFAULTS.put("buffer", "256");
		DEFAULTS.put("cachesize", "1");
		DEFAULTS.put("cachemodel", "none");
		DEFAULTS.put("comp", "2");
		DEFAULTS.put("duration", "10d");
		DEFAULTS.put("wal_fsync_period", "3000");
		DEFAULTS.put("maxrows", "4096");
		DEFAULTS.put("minrows", "100");
		DEFAULTS.put("stt_trigger", "2");
		DEFAULTS.put("keep", "3650d,3650d,3650d");
		DEFAULTS.put("pages", "256");
		DEFAULTS.put("pagesize", "4");
		DEFAULTS.put("precision", "ms");
		DEFAULTS.put("replica", "1");
		DEFAULTS.put("wal_level", "1");
		DEFAULTS.put("vgroups", "2");
		DEFAULTS.put("single_stable", "0");
		DEFAULTS.put("table_prefix", "0");
		DEFAULTS.put("table_suffix", "0");
		DEFAULTS.put("tsdb_pagesize", "4");
		DEFAULTS.put("wal_retention_period", "3600");
		DEFAULTS.put("wal_retention_size", "0");
		DEFAULTS.put("keep_time_offset", "0");
		DEFAULTS.put("encrypt_algorithm", "none");
		DEFAULTS.put("ss_chunkpages", "131072");
		DEFAULTS.put("ss_keeplocal", "525600m");
		DEFAULTS.put("ss_compact", "1");
		DEFAULTS.put("compact_interval", "0d");
		DEFAULTS.put("compact_time_range", "0d,0d");
		DEFAULTS.put("compact_time_offset", "0h");
	}

	private final Map<String, String> values;

	private final TaosPrecision precision;

	private final int vgroups;

	private final long keepDays;

	private DatabaseOptions(Map<String, String> values) {
		this.values = values;
		this.precision = switch (get("precision")) {
			case "us" -> TaosPrecision.MICROSECOND;
			case "ns" -> TaosPrecision.NANOSECOND;
			default -> TaosPrecision.MILLISECOND;
		};
		this.vgroups = Integer.parseInt(get("vgroups"));
		String keep = get("keep");
		String last = keep.substring(keep.lastIndexOf(',') + 1);
		this.keepDays = Long.parseLong(last.substring(0, last.length() - 1));
	}

	/**
	 * Return the options of a database that was created without any.
	 * @return the defaults of TDengine 3.3.7.5
	 */
	public static DatabaseOptions defaults() {
		return new DatabaseOptions(DEFAULTS);
	}

	/**
	 * Return whether there is an option.
	 * @param name the name in lower case
	 * @return whether there is
	 */
	public static boolean exists(String name) {
		return DEFAULTS.containsKey(name);
	}

	/**
	 * Return these options with one changed.
	 * @param name the name in lower case
	 * @param value the value, checked before
	 * @return the changed options
	 */
	public DatabaseOptions with(String name, String value) {
		Map<String, String> changed = new LinkedHashMap<>(this.values);
		changed.put(name, value);
		return new DatabaseOptions(changed);
	}

	/**
	 * Return a value.
	 * @param name the name in lower case
	 * @return the value
	 */
	public String get(String name) {
		String value = this.values.get(name);
		if (value == null) {
			throw new IllegalArgumentException("No option " + name);
		}
		return value;
	}

	/**
	 * Return all options.
	 * @return the values by name, in the order of SHOW CREATE DATABASE
	 */
	public Map<String, String> all() {
		return this.values;
	}

	/**
	 * Return the unit of timestamps.
	 * @return the precision
	 */
	public TaosPrecision precision() {
		return this.precision;
	}

	/**
	 * Return how many vgroups the database has.
	 * @return at least 1
	 */
	public int vgroups() {
		return this.vgroups;
	}

	/**
	 * Return how old rows may be.
	 * @return days
	 */
	public long keepDays() {
		return this.keepDays;
	}

}
