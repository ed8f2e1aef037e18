package io.github.taosspring.schema;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.taosspring.client.TaosLimits;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.sql.SqlLiteral;

/**
 * A database with the options that it is made with. Options that are not set are the
 * server's. Immutable.
 */
public final class DatabaseDefinition {

	private static final Pattern OPTION = Pattern.compile("[A-Z][A-Z0-9_]*");

	private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

	private static final Pattern PERIODS = Pattern.compile("[0-9]+[mhd]?(,[0-9]+[mhd]?)*");

	private final String name;

	/** Option to literal, upper case names in the order in which they were set. */
	private final Map<String, String> options;

	private DatabaseDefinition(String name, Map<String, String> options) {
		this.name = name;
		this.options = Collections.unmodifiableMap(options);
	}

	/**
	 * Return a database with the server's options.
	 * @param name the name, case kept
	 * @return the definition
	 * @throws io.github.taosspring.client.TaosException if no database can have this name
	 */
	public static DatabaseDefinition named(String name) {
		return new DatabaseDefinition(TaosLimits.checkDatabaseName(name), Map.of());
	}

	/**
	 * Return a copy that counts time in a unit; it cannot be changed later.
	 * @param precision the unit
	 * @return the copy
	 */
	public DatabaseDefinition precision(TaosPrecision precision) {
		return with("PRECISION", "'" + precision.sqlName() + "'");
	}

	/**
	 * Return a copy that keeps rows for a time.
	 * @param keep the time, whole minutes
	 * @return the copy
	 * @throws IllegalArgumentException if that is no time of whole minutes
	 */
	public DatabaseDefinition keep(Duration keep) {
		return with("KEEP", period("keep", keep));
	}

	/**
	 * Return a copy whose data files span a time.
	 * @param duration the time, whole minutes
	 * @return the copy
	 * @throws IllegalArgumentException if that is no time of whole minutes
	 */
	public DatabaseDefinition duration(Duration duration) {
		return with("DURATION", period("duration", duration));
	}

	/**
	 * Return a copy with a number of vgroups.
	 * @param vgroups the number, greater than zero
	 * @return the copy
	 */
	public DatabaseDefinition vgroups(int vgroups) {
		return with("VGROUPS", positive("vgroups", vgroups));
	}

	/**
	 * Return a copy with a number of replicas.
	 * @param replica the number, greater than zero
	 * @return the copy
	 */
	public DatabaseDefinition replica(int replica) {
		return with("REPLICA", positive("replica", replica));
	}

	/**
	 * Return a copy with a write buffer.
	 * @param megabytes its size in MiB for each vgroup, greater than zero
	 * @return the copy
	 */
	public DatabaseDefinition buffer(int megabytes) {
		return with("BUFFER", positive("buffer", megabytes));
	}

	/**
	 * Return a copy that keeps the latest rows of tables in memory.
	 * @param model {@code none}, {@code last_row}, {@code last_value} or {@code both}
	 * @return the copy
	 */
	public DatabaseDefinition cacheModel(String model) {
		return with("CACHEMODEL", SqlLiteral.of(model.toLowerCase(Locale.ROOT), ZoneOffset.UTC));
	}

	/**
	 * Return a copy that keeps the log for subscriptions.
	 * @param period the time, whole seconds; 0 makes topics impossible
	 * @return the copy
	 */
	public DatabaseDefinition walRetentionPeriod(Duration period) {
		if (period.isNegative() || period.getNano() != 0) {
			throw new IllegalArgumentException("walRetentionPeriod must be whole seconds, was " + period);
		}
		return with("WAL_RETENTION_PERIOD", Long.toString(period.toSeconds()));
	}

	/**
	 * Return a copy with any option.
	 * @param option its name in {@code CREATE DATABASE}; a dash counts as an underscore
	 * @param value its value: a number, one or more periods such as {@code 30d}, else a
	 * text
	 * @return the copy
	 * @throws IllegalArgumentException if that is no name of an option
	 */
	public DatabaseDefinition option(String option, String value) {
		String name = option.toUpperCase(Locale.ROOT).replace('-', '_');
		if (!OPTION.matcher(name).matches()) {
			throw new IllegalArgumentException("'" + option + "' is no option of a database");
		}
		boolean plain = NUMBER.matcher(value).matches() || PERIODS.matcher(value).matches();
		return with(name, plain ? value : SqlLiteral.of(value, ZoneOffset.UTC));
	}

	private DatabaseDefinition with(String option, String literal) {
		Map<String, String> options = new LinkedHashMap<>(this.options);
		options.put(option, literal);
		return new DatabaseDefinition(this.name, options);
	}

	private static String positive(String option, int value) {
		if (value <= 0) {
			throw new IllegalArgumentException(option + " must be greater than zero, was " + value);
		}
		return Integer.toString(value);
	}

	private static String period(String option, Duration value) {
		if (value.isNegative() || value.isZero() || value.toSeconds() % 60 != 0 || value.getNano() != 0) {
			throw new IllegalArgumentException(option + " must be whole minutes, was " + value);
		}
		return (value.toMinutes() % 1440 == 0) ? value.toDays() + "d" : value.toMinutes() + "m";
	}

	/**
	 * Return the name.
	 * @return the name without back-quotes
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the options that are set.
	 * @return option to literal, in the order in which they were set
	 */
	public Map<String, String> options() {
		return this.options;
	}

	/**
	 * Return the statement that makes the database if it is missing.
	 * @return one statement
	 */
	public String createSql() {
		String options = this.options.entrySet()
			.stream()
			.map((option) -> " " + option.getKey() + " " + option.getValue())
			.collect(Collectors.joining());
		return "CREATE DATABASE IF NOT EXISTS " + SqlLiteral.identifier(this.name) + options;
	}

	@Override
	public String toString() {
		return createSql();
	}

}
