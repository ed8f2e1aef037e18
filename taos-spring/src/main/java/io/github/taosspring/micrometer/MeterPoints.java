package io.github.taosspring.micrometer;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.schemaless.Point;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.NamingConvention;

/**
 * Makes a point of a meter, its statistics as fields. All are DOUBLE, those that count
 * too: a column keeps the type of its first value, and meters of several kinds may share
 * a name. No field is called {@code value}, {@code count} or {@code duration}, which are
 * keywords in TDengine's SQL and would want back-quotes in each query; {@code _value} is
 * the column in tables of OpenTSDB's protocol too.
 */
final class MeterPoints {

	static final String TYPE = "metric_type";

	static final String VALUE = "_value";

	static final String COUNT = "event_count";

	static final String SUM = "sum";

	static final String MEAN = "mean";

	static final String MAX = "max";

	static final String ACTIVE = "active_tasks";

	static final String DURATION = "total_duration";

	private final Point point = Point.measurement("");

	private final TimeUnit unit;

	private boolean filled;

	MeterPoints(TimeUnit unit) {
		this.unit = unit;
	}

	/**
	 * Fill the point with a meter.
	 * @param time milliseconds since 1970 began
	 * @return whether there is something to write: a gauge whose object is gone has not
	 */
	boolean fill(Meter meter, NamingConvention names, long time) {
		Meter.Id id = meter.getId();
		this.point.reset(id.getConventionName(names)).time(time, TaosPrecision.MILLISECOND);
		this.filled = false;
		addTags(id.getConventionTags(names));
		this.point.tag(TYPE, id.getType().name().toLowerCase(Locale.ROOT));
		meter.use(this::gauge, this::counter, this::timer, this::summary, this::longTaskTimer, this::timeGauge,
				this::functionCounter, this::functionTimer, this::other);
		return this.filled;
	}

	/**
	 * Return the point, which the next meter fills anew.
	 */
	Point point() {
		return this.point;
	}

	/** Names that were different before the convention must not become one. */
	private void addTags(List<Tag> tags) {
		Set<String> keys = new HashSet<>();
		for (Tag tag : tags) {
			String key = tag.getKey();
			for (int i = 2; !keys.add(key); i++) {
				key = tag.getKey() + "_" + i;
			}
			// the server has no empty tag
			if (!tag.getValue().isEmpty()) {
				this.point.tag(key, tag.getValue());
			}
		}
	}

	private void add(String name, double value) {
		// no line can hold others
		if (Double.isFinite(value)) {
			this.point.field(name, value);
			this.filled = true;
		}
	}

	private void gauge(Gauge gauge) {
		add(VALUE, gauge.value());
	}

	private void timeGauge(TimeGauge gauge) {
		add(VALUE, gauge.value(this.unit));
	}

	private void counter(Counter counter) {
		add(VALUE, counter.count());
	}

	private void functionCounter(FunctionCounter counter) {
		add(VALUE, counter.count());
	}

	private void timer(Timer timer) {
		statistics(timer.count(), timer.totalTime(this.unit), timer.mean(this.unit));
		add(MAX, timer.max(this.unit));
	}

	private void summary(DistributionSummary summary) {
		statistics(summary.count(), summary.totalAmount(), summary.mean());
		add(MAX, summary.max());
	}

	private void functionTimer(FunctionTimer timer) {
		statistics(timer.count(), timer.totalTime(this.unit), timer.mean(this.unit));
	}

	private void statistics(double count, double sum, double mean) {
		add(COUNT, count);
		add(SUM, sum);
		add(MEAN, mean);
	}

	private void longTaskTimer(LongTaskTimer timer) {
		add(ACTIVE, timer.activeTasks());
		add(DURATION, timer.duration(this.unit));
		add(MAX, timer.max(this.unit));
	}

	private void other(Meter meter) {
		Set<String> names = new HashSet<>();
		for (Measurement measurement : meter.measure()) {
			String name = switch (measurement.getStatistic()) {
				case VALUE, UNKNOWN -> VALUE;
				case TOTAL, TOTAL_TIME -> SUM;
				case COUNT -> COUNT;
				case MAX -> MAX;
				case ACTIVE_TASKS -> ACTIVE;
				case DURATION -> DURATION;
			};
			String unique = name;
			for (int i = 2; !names.add(unique); i++) {
				unique = name + "_" + i;
			}
			add(unique, measurement.getValue());
		}
	}

}
