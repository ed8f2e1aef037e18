package io.github.taosspring.sample.summary;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.sample.measure.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Repository;

/**
 * Computes summaries from the stored rows and keeps them. All methods throw
 * {@link org.springframework.dao.DataAccessException} if the server is away or refuses.
 */
@Repository
public class SummaryStore {

	private static final Duration LENGTH = Duration.ofMinutes(1);

	private final TaosTemplate taos;

	SummaryStore(TaosTemplate taos) {
		this.taos = taos;
	}

	/**
	 * Compute and write the summaries of one minute; doing it again overwrites them.
	 * @param kind the kind of devices
	 * @param metric the metric to sum up
	 * @param host the host
	 * @param devices the devices, at least one
	 * @param start the minute's begin
	 */
	void summarize(Kind kind, String metric, String host, Set<String> devices, Instant start) {
		String column = "`" + metric + "`";
		String sql = "select `device`, count(" + column + ") as samples, min(" + column + ") as low, avg(" + column
				+ ") as mean, max(" + column + ") as high from `" + kind.id()
				+ "` where `host` = ? and `ts` >= ? and `ts` < ? and `device` in ("
				+ String.join(", ", Collections.nCopies(devices.size(), "?")) + ") partition by `device`";
		List<Object> arguments = new ArrayList<>(List.of(host, start, start.plus(LENGTH)));
		arguments.addAll(devices);
		List<Summary> summaries = new ArrayList<>();
		for (Values values : this.taos.query(sql, Values.class, arguments.toArray())) {
			if (values.low() != null && values.mean() != null && values.high() != null) {
				summaries.add(new Summary(host, values.device(), kind.id(), start, values.samples(), values.low(),
						values.mean(), values.high()));
			}
		}
		this.taos.insertAll(summaries);
	}

	/**
	 * Find summaries.
	 * @param kind the kind of device
	 * @param host the host
	 * @param from the first minute
	 * @return the summaries by time and device
	 */
	public List<Summary> find(Kind kind, String host, Instant from) {
		return this.taos.query(
				"select `host`, `device`, `kind`, `ts`, `samples`, `low`, `mean`, `high` from `summary`"
						+ " where `host` = ? and `kind` = ? and `ts` >= ? order by `ts`, `device`",
				Summary.class, host, kind.id(), from);
	}

	/**
	 * What a device was in a minute; {@code null} if it has no values.
	 */
	record Values(String device, long samples, @Nullable Double low, @Nullable Double mean, @Nullable Double high) {

	}

}
