package io.github.taosspring.embedded.internal.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.taosspring.embedded.internal.exec.TagRows;
import io.github.taosspring.embedded.internal.function.AggregateFunction;
import io.github.taosspring.embedded.internal.function.AggregateFunctions;
import io.github.taosspring.embedded.internal.function.Argument;
import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.plan.PlanNode;
import io.github.taosspring.embedded.internal.plan.WindowSpec;
import io.github.taosspring.embedded.internal.sql.Expression;
import io.github.taosspring.embedded.internal.sql.SelectItem;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Binds over groups and windows: keys, window columns, aggregates, and columns of a
 * selected row.
 */
final class AggregateBinder extends CoreBinder {

	private final ExpressionBinder rows;

	private final List<Expression> keyExpressions;

	private final List<Expr> keys;

	private final @Nullable WindowSpec window;

	private final @Nullable Expression state;

	private final boolean grouped;

	private final List<Expression.FunctionCall> callExpressions = new ArrayList<>();

	private final List<PlanNode.AggregateCall> calls = new ArrayList<>();

	private final List<Expr> companions = new ArrayList<>();

	private int selector = -1;

	private boolean selectorUsed;

	private Expression.@Nullable FunctionCall colsFunction;

	/**
	 * Create a binder.
	 * @param rows binds over the rows
	 * @param keyExpressions the keys of the groups
	 * @param window the windows, or {@code null}
	 * @param state the state of a state window, or {@code null}
	 * @param all every expression that will be bound
	 */
	AggregateBinder(ExpressionBinder rows, List<Expression> keyExpressions, @Nullable WindowSpec window,
			@Nullable Expression state, List<Expression> all) {
		super(rows);
		this.rows = rows;
		this.keyExpressions = keyExpressions;
		this.keys = new ArrayList<>();
		for (Expression key : keyExpressions) {
			Expr bound = rows.bind(key);
			this.keys.add(bound);
		}
		this.window = window;
		this.state = state;
		this.grouped = !keyExpressions.isEmpty();
		for (Expression expression : all) {
			Expressions.walk(expression, this::collect);
		}
		check();
	}

	private void collect(Expression expression) {
		if (expression instanceof Expression.FunctionCall call && AggregateFunctions.find(call.name()) != null
				&& !this.callExpressions.contains(call)) {
			this.callExpressions.add(call);
			this.calls.add(call(call));
		}
	}

	private PlanNode.AggregateCall call(Expression.FunctionCall call) {
		AggregateFunction function = AggregateFunctions.find(call.name());
		if (function == null) {
			throw Errors.noFunction();
		}
		List<Expr> arguments = new ArrayList<>();
		List<Argument> described = new ArrayList<>();
		Source.TableSource table = scope().onlyTable();
		if (call.name().equals("percentile") && table != null && table.isSuperTable()) {
			throw new SqlException(0x265F, "percentile is only supported in single table query");
		}
		for (Expression argument : call.arguments()) {
			if (argument instanceof Expression.Star) {
				continue;
			}
			Expressions.walk(argument, AggregateBinder::refuseNested);
			Expr bound = this.rows.bind(argument);
			arguments.add(bound);
			described.add(bound.argument());
		}
		ColumnType type = function.resolve(described);
		return new PlanNode.AggregateCall(function, arguments, described, type);
	}

	private static void refuseNested(Expression expression) {
		if (expression instanceof Expression.FunctionCall inner && AggregateFunctions.find(inner.name()) != null) {
			throw Errors.nestedAggregates();
		}
	}

	private void check() {
		int selections = 0;
		int others = 0;
		boolean many = false;
		for (int i = 0; i < this.calls.size(); i++) {
			AggregateFunction.Kind kind = this.calls.get(i).function().kind();
			if (kind == AggregateFunction.Kind.VALUE) {
				others++;
			}
			else {
				selections++;
				this.selector = i;
				many |= kind == AggregateFunction.Kind.ROWS;
			}
		}
		if (many && selections + others > 1) {
			throw Errors.mixedFunctions();
		}
		if (selections != 1 || (others > 0 && !many)) {
			this.selector = -1;
		}
	}

	private int windowStart() {
		return 1 + this.keys.size();
	}

	private int firstCall() {
		return windowStart() + ((this.window != null) ? 3 : 0);
	}

	@Override
	@Nullable Expr replace(Expression expression) {
		int key = this.keyExpressions.indexOf(expression);
		if (key >= 0) {
			return new Expr.Column(1 + key, this.keys.get(key).type());
		}
		if (expression.equals(this.state)) {
			return companion(this.rows.bind(expression));
		}
		if (expression instanceof Expression.FunctionCall call) {
			int index = this.callExpressions.indexOf(call);
			return (index >= 0) ? new Expr.Column(firstCall() + index, this.calls.get(index).type()) : null;
		}
		if (expression instanceof Expression.Cols cols) {
			return cols(cols);
		}
		if (expression instanceof Expression.PseudoColumn pseudo) {
			Expr column = windowColumn(pseudo);
			return (column != null) ? column
					: column(expression, pseudo.kind().name().toLowerCase(java.util.Locale.ROOT), true);
		}
		if (expression instanceof Expression.ColumnReference reference) {
			return column(expression, reference.name(), scope().isTag(reference.table(), reference.name()));
		}
		return null;
	}

	private @Nullable Expr windowColumn(Expression.PseudoColumn pseudo) {
		int offset = switch (pseudo.kind()) {
			case WINDOW_START -> 0;
			case WINDOW_END -> 1;
			case WINDOW_DURATION -> 2;
			default -> -1;
		};
		if (offset < 0) {
			return null;
		}
		if (this.window == null) {
			throw Errors.noWindow();
		}
		return new Expr.Column(windowStart() + offset, (offset == 2) ? ColumnType.BIGINT : ColumnType.TIMESTAMP);
	}

	private Expr cols(Expression.Cols cols) {
		int index = this.callExpressions.indexOf(cols.function());
		if (index < 0 || this.calls.get(index).function().kind() == AggregateFunction.Kind.VALUE) {
			throw Errors.notSingleGroup();
		}
		if (this.colsFunction != null && !this.colsFunction.equals(cols.function())) {
			throw Errors.unsupported("cols of several functions");
		}
		this.colsFunction = cols.function();
		this.selector = index;
		this.selectorUsed = true;
		Expression wanted = ((SelectItem.Value) cols.columns().get(0)).expression();
		return companion(this.rows.bind(wanted));
	}

	/**
	 * A column as such: a key in another guise, or a column of the selected row.
	 */
	private Expr column(Expression expression, String name, boolean tag) {
		Expr bound = this.rows.bind(expression);
		if (bound instanceof Expr.Constant) {
			return bound;
		}
		int key = this.keys.indexOf(bound);
		if (key >= 0) {
			return new Expr.Column(1 + key, bound.type());
		}
		boolean sameForGroup = tag
				&& this.keyExpressions.stream().anyMatch((each) -> each instanceof Expression.PseudoColumn);
		if (sameForGroup) {
			return companion(bound);
		}
		if (this.selector >= 0) {
			this.selectorUsed = true;
			return companion(bound);
		}
		if (this.window != null) {
			throw Errors.wrongUse(name);
		}
		throw this.grouped ? Errors.notGrouped() : Errors.notSingleGroup();
	}

	private Expr companion(Expr bound) {
		int index = this.companions.indexOf(bound);
		if (index < 0) {
			index = this.companions.size();
			this.companions.add(bound);
		}
		return new Expr.Column(firstCall() + this.calls.size() + index, bound.type());
	}

	@Override
	boolean isGroupConstant(Expr expression) {
		boolean[] result = { true };
		Expressions.columns(expression,
				(column) -> result[0] &= column.index() >= 1 && column.index() <= this.keys.size());
		return result[0];
	}

	int windowStartColumn() {
		return windowStart();
	}

	boolean hasCalls() {
		return !this.calls.isEmpty();
	}

	@Override
	PlanNode plan(PlanNode input) {
		boolean timed = this.window != null || this.calls.stream().anyMatch((call) -> !call.arguments().isEmpty());
		Expr time = timed ? scope().time() : null;
		PlanNode ordered = input;
		boolean needsOrder = this.window != null && !(this.window instanceof WindowSpec.Interval);
		if (needsOrder && time instanceof Expr.Column column) {
			ordered = new PlanNode.Sort(input, List.of(new PlanNode.SortColumn(column.index(), false, true)));
		}
		int selecting = (this.selectorUsed || (this.selector >= 0
				&& this.calls.get(this.selector).function().kind() == AggregateFunction.Kind.ROWS)) ? this.selector
						: -1;
		if (input instanceof PlanNode.Scan scan && this.window == null) {
			ordered = endOnly(scan);
		}
		return new PlanNode.Aggregate(ordered, this.keys, this.calls, this.companions, selecting, time, this.window,
				emptyGroups());
	}

	/**
	 * Where nothing but the last rows or values of groups of whole tables are asked for,
	 * only the ends of the tables are read.
	 */
	private PlanNode endOnly(PlanNode.Scan scan) {
		Source.TableSource table = scope().onlyTable();
		if (table == null || scan.tagsOnly() || this.calls.isEmpty()
				|| !this.keys.stream().allMatch(table::dependsOnTagsOnly)) {
			return scan;
		}
		boolean lastRows = this.calls.stream().allMatch((call) -> call.function().name().equals("last_row"));
		boolean lastValues = this.calls.stream().allMatch((call) -> call.function().name().startsWith("last"));
		if (lastRows) {
			return scan.withEnd(PlanNode.Scan.End.LAST_ROW);
		}
		return lastValues ? scan.withEnd(PlanNode.Scan.End.LAST_VALUES) : scan;
	}

	private @Nullable Supplier<List<@Nullable Object[]>> emptyGroups() {
		Source.TableSource table = scope().onlyTable();
		if (table == null || !table.isSuperTable() || this.keys.isEmpty() || this.window != null
				|| !this.keys.stream().allMatch(table::dependsOnTagsOnly)) {
			return null;
		}
		List<Expr> wanted = new ArrayList<>(this.keys);
		// tags beside the table's name are known even without rows
		this.companions.forEach((companion) -> wanted
			.add(table.dependsOnTagsOnly(companion) ? companion : new Expr.Constant(companion.type(), null)));
		return () -> TagRows.evaluate(table.tables, table.columns(), wanted, context());
	}

}
