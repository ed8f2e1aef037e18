package io.github.taosspring.embedded.internal.engine;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.taosspring.embedded.internal.catalog.Catalog;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.DatabaseOptions;
import io.github.taosspring.embedded.internal.sql.DatabaseStatement;
import io.github.taosspring.embedded.internal.sql.Duration;
import io.github.taosspring.embedded.internal.sql.Literal;
import io.github.taosspring.embedded.internal.sql.Option;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.tmq.TopicRegistry;

/**
 * Runs the statements about databases.
 */
final class DatabaseStatements {

	private static final Set<String> RESERVED = Set.of("information_schema", "performance_schema");

	private static final int LONGEST_NAME = 64;

	/** The ranges of the options that are numbers. */
	private static final Map<String, long[]> RANGES = Map.ofEntries(Map.entry("buffer", range(3, 16384)),
			Map.entry("cachesize", range(1, 65536)), Map.entry("comp", range(0, 2)),
			Map.entry("wal_fsync_period", range(0, 180000)), Map.entry("maxrows", range(10, 1000000)),
			Map.entry("minrows", range(10, 1000000)), Map.entry("stt_trigger", range(1, 16)),
			Map.entry("pages", range(64, Integer.MAX_VALUE)), Map.entry("pagesize", range(1, 16384)),
			Map.entry("replica", range(1, 3)), Map.entry("wal_level", range(1, 2)),
			Map.entry("vgroups", range(1, 1024)), Map.entry("single_stable", range(0, 1)),
			Map.entry("table_prefix", range(-191, 191)), Map.entry("table_suffix", range(-191, 191)),
			Map.entry("tsdb_pagesize", range(1, 16384)), Map.entry("wal_retention_period", range(0, Integer.MAX_VALUE)),
			Map.entry("wal_retention_size", range(-1, Long.MAX_VALUE)), Map.entry("keep_time_offset", range(0, 23)));

	private static final Map<String, Set<String>> WORDS = Map.of("precision", Set.of("ms", "us", "ns"), "cachemodel",
			Set.of("none", "last_row", "last_value", "both"), "encrypt_algorithm", Set.of("none"));

	/** What can't be changed once a database is there. */
	private static final Set<String> FIXED = Set.of("precision", "vgroups", "pagesize", "tsdb_pagesize", "comp",
			"maxrows", "single_stable", "table_prefix", "table_suffix", "duration");

	private DatabaseStatements() {
	}

	private static long[] range(long least, long most) {
		return new long[] { least, most };
	}

	static Update run(DatabaseStatement statement, Catalog catalog, TopicRegistry topics, EngineSession session) {
		if (statement instanceof DatabaseStatement.CreateDatabase create) {
			create(create, catalog);
		}
		else if (statement instanceof DatabaseStatement.AlterDatabase alter) {
			Database database = catalog.require(alter.database());
			for (Option option : alter.options()) {
				if (FIXED.contains(option.name())) {
					throw invalid(option.name() + " can't be altered");
				}
			}
			DatabaseOptions changed = apply(database.options(), alter.options());
			if (changed.get("wal_retention_period").equals("0")) {
				topics.checkNoRetention(database);
			}
			catalog.alter(database, changed);
		}
		else if (statement instanceof DatabaseStatement.DropDatabase drop) {
			Database database = drop.ifExists() ? catalog.find(drop.database()) : catalog.require(drop.database());
			if (database != null) {
				topics.checkDrop(database);
				catalog.drop(drop.database());
			}
		}
		else if (statement instanceof DatabaseStatement.UseDatabase use) {
			session.use(use.database());
		}
		else if (statement instanceof DatabaseStatement.MaintainDatabase maintain) {
			maintain(maintain, catalog);
		}
		return new Update(0);
	}

	private static void create(DatabaseStatement.CreateDatabase create, Catalog catalog) {
		if (create.database().length() > LONGEST_NAME || RESERVED.contains(create.database())) {
			throw new SqlException(0x0383, "Invalid database name");
		}
		DatabaseOptions options = apply(DatabaseOptions.defaults(), create.options());
		if (create.ifNotExists() && catalog.find(create.database()) != null) {
			return;
		}
		catalog.create(create.database(), options);
	}

	/**
	 * FLUSH makes a checkpoint if there are files; nothing expires. Compaction is refused
	 * by the community's TDengine.
	 */
	private static void maintain(DatabaseStatement.MaintainDatabase maintain, Catalog catalog) {
		Database database = catalog.require(maintain.database());
		if (maintain.action().equals("FLUSH")) {
			database.flush();
		}
		else if (!maintain.action().equals("TRIM")) {
			throw new SqlException(0x0100, "Operation not supported");
		}
	}

	private static DatabaseOptions apply(DatabaseOptions options, List<Option> changes) {
		DatabaseOptions result = options;
		for (Option option : changes) {
			if (!DatabaseOptions.exists(option.name())) {
				throw new SqlException(0x0100, "Operation not supported: database option " + option.name());
			}
			result = result.with(option.name(), value(option));
		}
		return result;
	}

	private static String value(Option option) {
		String name = option.name();
		if (name.equals("keep")) {
			String values = option.values().stream().map(DatabaseStatements::days).collect(Collectors.joining(","));
			return switch (option.values().size()) {
				case 1 -> values + "," + values + "," + values;
				case 2 -> values + values.substring(values.indexOf(','));
				default -> values;
			};
		}
		Set<String> words = WORDS.get(name);
		if (words != null) {
			String word = text(option.value()).toLowerCase(Locale.ROOT);
			if (!words.contains(word)) {
				throw invalid(name + ": " + text(option.value()));
			}
			return word;
		}
		long[] range = RANGES.get(name);
		if (range != null) {
			if (!(option.value() instanceof Literal.IntegerLiteral number)) {
				throw invalid(name + ": " + text(option.value()));
			}
			if (number.value() < range[0] || number.value() > range[1]) {
				throw invalid(name + ": " + number.value() + ", valid range: [" + range[0] + ", " + range[1] + "]");
			}
			return Long.toString(number.value());
		}
		return option.values().stream().map(DatabaseStatements::text).collect(Collectors.joining(","));
	}

	private static String days(Literal literal) {
		if (literal instanceof Literal.IntegerLiteral number) {
			return number.value() + "d";
		}
		if (literal instanceof Literal.DurationLiteral length) {
			Duration duration = length.duration();
			return switch (duration.unit()) {
				case MINUTE, HOUR, DAY, WEEK ->
					Math.max(1, duration.value() * (duration.unit().nanos() / 1_000_000_000L) / 86_400) + "d";
				default -> throw invalid("keep: " + text(literal));
			};
		}
		throw invalid("keep: " + text(literal));
	}

	private static String text(Literal literal) {
		if (literal instanceof Literal.StringLiteral string) {
			return string.value();
		}
		if (literal instanceof Literal.IntegerLiteral number) {
			return Long.toString(number.value());
		}
		if (literal instanceof Literal.FloatLiteral number) {
			return number.digits();
		}
		if (literal instanceof Literal.DurationLiteral length) {
			return length.duration().value() + String.valueOf(length.duration().unit().letter()).strip();
		}
		return literal.toString();
	}

	private static SqlException invalid(String what) {
		return new SqlException(0x2619, "Invalid option " + what);
	}

}
