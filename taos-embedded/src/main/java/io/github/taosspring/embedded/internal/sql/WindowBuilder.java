package io.github.taosspring.embedded.internal.sql;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.sql.antlr.TaosSql;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Builds window clauses, fills and the clauses of {@code interp}.
 */
final class WindowBuilder {

	private static final int INVALID_INTERVAL = 0x2614;

	private final Source source;

	private final ExpressionBuilder expressions;

	WindowBuilder(Source source, ExpressionBuilder expressions) {
		this.source = source;
		this.expressions = expressions;
	}

	@Nullable WindowClause build(TaosSql.@Nullable WindowContext context) {
		if (context == null) {
			return null;
		}
		if (context instanceof TaosSql.IntervalWindowContext interval) {
			Duration offset = (interval.windowDuration().size() > 1) ? duration(interval.windowDuration(1)) : null;
			Duration sliding = (interval.sliding() != null) ? duration(interval.sliding().windowDuration()) : null;
			return new WindowClause.Interval(duration(interval.windowDuration(0)), offset, interval.AUTO() != null,
					sliding, fill(interval.fill()));
		}
		if (context instanceof TaosSql.SessionWindowContext session) {
			return new WindowClause.Session(this.expressions.columnReference(session.columnReference()),
					duration(session.windowDuration()));
		}
		if (context instanceof TaosSql.StateWindowContext state) {
			return new WindowClause.State(this.expressions.operand(state.operand()), trueFor(state.trueFor()));
		}
		if (context instanceof TaosSql.EventWindowContext event) {
			return new WindowClause.Event(this.expressions.condition(event.condition(0)),
					this.expressions.condition(event.condition(1)), trueFor(event.trueFor()));
		}
		if (context instanceof TaosSql.CountWindowContext count) {
			return count(count);
		}
		return new WindowClause.Anomaly(this.expressions.operand(((TaosSql.AnomalyWindowContext) context).operand()));
	}

	private WindowClause count(TaosSql.CountWindowContext context) {
		List<TerminalNode> numbers = context.INTEGER();
		Long sliding = (numbers.size() > 1) ? this.source.unsignedInteger(numbers.get(1)) : null;
		List<String> columns = new ArrayList<>();
		for (TaosSql.ColumnNameContext name : context.columnName()) {
			columns.add(this.source.columnName(name));
		}
		return new WindowClause.Count(this.source.unsignedInteger(numbers.get(0)), sliding, List.copyOf(columns));
	}

	private @Nullable Duration trueFor(TaosSql.@Nullable TrueForContext context) {
		return (context != null) ? duration(context.windowDuration()) : null;
	}

	private Duration duration(TaosSql.WindowDurationContext context) {
		String text = (context.STRING() != null) ? this.source.string(context.STRING()) : this.source.text(context);
		Duration duration = Numbers.period(SqlText.fold(text));
		if (duration == null) {
			throw new SqlException(INVALID_INTERVAL, "Invalid interval value: " + text);
		}
		return duration;
	}

	Query.@Nullable Interpolation interpolation(TaosSql.@Nullable InterpolationContext context) {
		if (context == null) {
			return null;
		}
		List<Expression> range = (context.range() != null) ? this.expressions.operands(context.range().operand())
				: List.of();
		Duration every = (context.every() != null) ? this.source.duration(context.every().DURATION(), false) : null;
		return new Query.Interpolation(at(range, 0), at(range, 1), at(range, 2), every, fill(context.fill()));
	}

	private static @Nullable Expression at(List<Expression> expressions, int index) {
		return (index < expressions.size()) ? expressions.get(index) : null;
	}

	private @Nullable Fill fill(TaosSql.@Nullable FillContext context) {
		if (context == null) {
			return null;
		}
		Fill.Mode mode = switch (context.how.getType()) {
			case TaosSql.VALUE -> Fill.Mode.VALUE;
			case TaosSql.VALUE_F -> Fill.Mode.VALUE_FORCED;
			case TaosSql.NONE -> Fill.Mode.NONE;
			case TaosSql.NULL -> Fill.Mode.NULL;
			case TaosSql.NULL_F -> Fill.Mode.NULL_FORCED;
			case TaosSql.LINEAR -> Fill.Mode.LINEAR;
			case TaosSql.PREV -> Fill.Mode.PREV;
			case TaosSql.NEXT -> Fill.Mode.NEXT;
			default -> Fill.Mode.NEAR;
		};
		return new Fill(mode, this.expressions.operands(context.operand()));
	}

}
