package io.github.taosspring.sample.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.taosspring.sample.measure.Kind;
import io.github.taosspring.sample.measure.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Builds the sample's queries. Values are always arguments, never text; names come from
 * {@link Kind} and {@link Metric}.
 */
class Statements {

	static final String TIME = "ts";

	static final String DEVICE = "device";

	/**
	 * Build the query for the last row of each device of a host.
	 * @param kind the kind
	 * @param host the host
	 * @return the statement; its rows have {@code device}, {@code ts} and the kind's
	 * metrics
	 */
	Statement latest(Kind kind, String host) {
		String metrics = kind.metrics()
			.stream()
			.map((metric) -> "last_row(%1$s) as %1$s".formatted(quoted(metric.name())))
			.collect(Collectors.joining(", "));
		return Statement.of("select `device`, last_row(`ts`) as `ts`, " + metrics + " from " + quoted(kind.id())
				+ " where `host` = ? partition by `device` order by `device`", host);
	}

	/**
	 * Build the query for a down-sampled series of one metric.
	 * @param kind the kind
	 * @param metric one of its metrics
	 * @param host the host
	 * @param device the device, {@code null} for all
	 * @param from the begin
	 * @param to the end, exclusive
	 * @param intervalMillis the width of a window in milliseconds, greater than zero
	 * @return the statement; its rows have {@code device}, {@code start}, {@code mean},
	 * {@code low} and {@code high}, each device's in order of time
	 */
	Statement series(Kind kind, Metric metric, String host, @Nullable String device, Instant from, Instant to,
			long intervalMillis) {
		List<@Nullable Object> arguments = new ArrayList<>(List.of(host, from, to));
		String column = quoted(metric.name());
		StringBuilder sql = new StringBuilder("select `device`, _wstart as `start`");
		sql.append(", avg(").append(column).append(") as `mean`");
		sql.append(", min(").append(column).append(") as `low`");
		sql.append(", max(").append(column).append(") as `high` from ").append(quoted(kind.id()));
		sql.append(" where `host` = ? and `ts` >= ? and `ts` < ?");
		if (device != null) {
			sql.append(" and `device` = ?");
			arguments.add(device);
		}
		sql.append(" partition by `device` interval(").append(intervalMillis).append("a) order by `start`");
		return new Statement(sql.toString(), arguments);
	}

	/**
	 * Build the query for the hosts that have measurements.
	 * @return the statement; its rows have {@code host}
	 */
	Statement hosts() {
		return Statement.of("select distinct `host` from " + quoted(Kind.CPU.id()) + " order by `host`");
	}

	private static String quoted(String name) {
		return "`" + name + "`";
	}

}
