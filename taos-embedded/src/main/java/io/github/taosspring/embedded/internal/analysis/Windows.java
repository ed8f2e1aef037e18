package io.github.taosspring.embedded.internal.analysis;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.function.Timestamps;
import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.plan.WindowSpec;
import io.github.taosspring.embedded.internal.sql.Duration;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.WindowClause;
import org.jspecify.annotations.Nullable;

/**
 * Checks window clauses.
 */
final class Windows {

	private Windows() {
	}

	static WindowSpec resolve(WindowClause clause, ExpressionBinder binder) {
		TaosPrecision precision = binder.context().precision();
		if (clause instanceof WindowClause.Interval interval) {
			return interval(interval, precision);
		}
		if (clause instanceof WindowClause.Session session) {
			Expr time = binder.scope().time();
			if (!binder.bind(session.column()).equals(time)) {
				throw new SqlException(0x262C, "Only support SESSION on primary timestamp column");
			}
			return new WindowSpec.Session(units(session.gap(), precision));
		}
		if (clause instanceof WindowClause.State state) {
			return new WindowSpec.State(binder.bind(state.state()), optional(state.trueFor(), precision));
		}
		if (clause instanceof WindowClause.Event event) {
			return new WindowSpec.Event(binder.bind(event.start()), binder.bind(event.end()),
					optional(event.trueFor(), precision));
		}
		if (clause instanceof WindowClause.Count count && count.columns().isEmpty()) {
			long sliding = (count.sliding() != null) ? count.sliding() : count.count();
			if (count.count() < 2 || sliding < 1 || sliding > count.count()) {
				throw new SqlException(0x2600, "syntax error near \"count_window\"");
			}
			return new WindowSpec.Count(count.count(), sliding);
		}
		throw Errors
			.unsupported((clause instanceof WindowClause.Count) ? "count_window with columns" : "anomaly_window");
	}

	private static WindowSpec.Interval interval(WindowClause.Interval clause, TaosPrecision precision) {
		if (clause.autoOffset()) {
			throw Errors.unsupported("interval with auto offset");
		}
		Duration length = clause.interval();
		Duration sliding = (clause.sliding() != null) ? clause.sliding() : length;
		long units = units(length, precision);
		if (units <= 0) {
			throw new SqlException(0x2615, "Interval cannot be less than 1 " + precision.sqlName());
		}
		long step = units(sliding, precision);
		if (step <= 0 || approximate(sliding) > approximate(length)) {
			throw new SqlException(0x2631, "sliding value no larger than the interval value");
		}
		long offset = (clause.offset() != null) ? units(clause.offset(), precision) : 0;
		return new WindowSpec.Interval(units, length.unit().isCalendar(), step, sliding.unit().isCalendar(), offset);
	}

	private static double approximate(Duration duration) {
		double nanos = switch (duration.unit()) {
			case MONTH -> 28 * 86_400e9;
			case YEAR -> 365 * 86_400e9;
			default -> duration.unit().nanos();
		};
		return nanos * duration.value();
	}

	private static long units(Duration duration, TaosPrecision precision) {
		return duration.unit().isCalendar() ? Timestamps.months(duration) : Timestamps.units(duration, precision);
	}

	private static long optional(@Nullable Duration duration, TaosPrecision precision) {
		return (duration != null) ? Timestamps.units(duration, precision) : 0;
	}

}
