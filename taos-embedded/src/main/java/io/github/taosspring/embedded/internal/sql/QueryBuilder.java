package io.github.taosspring.embedded.internal.sql;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.sql.antlr.TaosSql;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Builds queries.
 */
final class QueryBuilder {

	private final Source source;

	private final ExpressionBuilder expressions;

	private final TableReferenceBuilder tables;

	private final WindowBuilder windows;

	QueryBuilder(Source source, ExpressionBuilder expressions) {
		this.source = source;
		this.expressions = expressions;
		this.tables = new TableReferenceBuilder(source, expressions, this);
		this.windows = new WindowBuilder(source, expressions);
	}

	Query build(TaosSql.QueryOrSubqueryContext context) {
		return (context.query() != null) ? build(context.query()) : build(context.subquery());
	}

	Query build(TaosSql.SubqueryContext context) {
		return (context.query() != null) ? build(context.query()) : build(context.subquery());
	}

	private Query build(TaosSql.QueryContext context) {
		List<Query.SortKey> orderBy = orderBy(context.orderBy());
		Query.Limit partitionLimit = partitionLimit(context.partitionLimit());
		Query.Limit limit = limit(context.limit());
		TaosSql.QuerySimpleContext simple = context.querySimple();
		if (simple.select() != null) {
			return select(simple.select(), orderBy, partitionLimit, limit);
		}
		return union(simple, orderBy, partitionLimit, limit);
	}

	private Query union(TaosSql.QuerySimpleContext context, List<Query.SortKey> orderBy,
			Query.@Nullable Limit partitionLimit, Query.@Nullable Limit limit) {
		Query result = operand(context.queryOperand(0));
		int operands = context.queryOperand().size();
		List<Boolean> all = unionAll(context);
		for (int i = 1; i < operands; i++) {
			boolean last = i == operands - 1;
			result = new Query.Union(all.get(i - 1), result, operand(context.queryOperand(i)),
					last ? orderBy : List.of(), last ? partitionLimit : null, last ? limit : null);
		}
		return result;
	}

	private static List<Boolean> unionAll(TaosSql.QuerySimpleContext context) {
		List<Boolean> all = new ArrayList<>();
		for (ParseTree child : context.children) {
			if (child instanceof TerminalNode word) {
				if (word.getSymbol().getType() == TaosSql.UNION) {
					all.add(false);
				}
				else {
					all.set(all.size() - 1, true);
				}
			}
		}
		return all;
	}

	private Query operand(TaosSql.QueryOperandContext context) {
		return (context.select() != null) ? select(context.select(), List.of(), null, null) : build(context.subquery());
	}

	private Query.Select select(TaosSql.SelectContext context, List<Query.SortKey> orderBy,
			Query.@Nullable Limit partitionLimit, Query.@Nullable Limit limit) {
		List<SelectItem> items = new ArrayList<>();
		for (TaosSql.SelectItemContext item : context.selectItem()) {
			items.add(item(item));
		}
		return new Query.Select(context.DISTINCT() != null, context.TAGS() != null, List.copyOf(items),
				this.tables.build(context.from()), where(context.where()), partitionBy(context.partitionBy()),
				this.windows.interpolation(context.interpolation()), this.windows.build(context.window()),
				(context.groupBy() != null) ? this.expressions.operands(context.groupBy().operand()) : List.of(),
				(context.having() != null) ? this.expressions.condition(context.having().condition()) : null, orderBy,
				partitionLimit, limit);
	}

	private SelectItem item(TaosSql.SelectItemContext context) {
		if (context.STAR() != null) {
			return new SelectItem.All(this.source.optionalName(context.name()));
		}
		return this.expressions.item(this.expressions.condition(context.condition()), context.name(),
				context.condition());
	}

	@Nullable Expression where(TaosSql.@Nullable WhereContext context) {
		return (context != null) ? this.expressions.condition(context.condition()) : null;
	}

	private List<SelectItem.Value> partitionBy(TaosSql.@Nullable PartitionByContext context) {
		if (context == null) {
			return List.of();
		}
		List<SelectItem.Value> keys = new ArrayList<>();
		for (TaosSql.PartitionItemContext item : context.partitionItem()) {
			keys.add(this.expressions.item(this.expressions.operand(item.operand()), item.name(), item.operand()));
		}
		return List.copyOf(keys);
	}

	private List<Query.SortKey> orderBy(TaosSql.@Nullable OrderByContext context) {
		if (context == null) {
			return List.of();
		}
		List<Query.SortKey> keys = new ArrayList<>();
		for (TaosSql.SortKeyContext key : context.sortKey()) {
			boolean descending = key.direction != null && key.direction.getType() == TaosSql.DESC;
			Boolean nullsFirst = (key.nulls != null) ? key.nulls.getType() == TaosSql.FIRST : null;
			keys.add(new Query.SortKey(this.expressions.operand(key.operand()), descending, nullsFirst));
		}
		return List.copyOf(keys);
	}

	private Query.@Nullable Limit partitionLimit(TaosSql.@Nullable PartitionLimitContext context) {
		return (context != null) ? limit(context.rowCount(), context.COMMA() != null) : null;
	}

	private Query.@Nullable Limit limit(TaosSql.@Nullable LimitContext context) {
		return (context != null) ? limit(context.rowCount(), context.COMMA() != null) : null;
	}

	private Query.Limit limit(List<TaosSql.RowCountContext> numbers, boolean offsetFirst) {
		long first = rowCount(numbers.get(0));
		if (numbers.size() == 1) {
			return new Query.Limit(first, 0);
		}
		long second = rowCount(numbers.get(1));
		return offsetFirst ? new Query.Limit(second, first) : new Query.Limit(first, second);
	}

	private long rowCount(TaosSql.RowCountContext context) {
		if (context.INTEGER() != null) {
			return this.source.unsignedInteger(context.INTEGER());
		}
		if (this.expressions.parameter(context.getStart()) instanceof Literal.IntegerLiteral count
				&& count.value() >= 0) {
			return count.value();
		}
		throw this.source.syntaxError(context.getStart());
	}

}
