package io.github.taosspring.embedded.internal.sql;

import java.util.List;

import io.github.taosspring.embedded.internal.sql.TableReference.JoinKind;
import io.github.taosspring.embedded.internal.sql.TableReference.JoinSide;
import io.github.taosspring.embedded.internal.sql.antlr.TaosSql;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tables and joins of FROM.
 */
final class TableReferenceBuilder {

	private final Source source;

	private final ExpressionBuilder expressions;

	private final QueryBuilder queries;

	TableReferenceBuilder(Source source, ExpressionBuilder expressions, QueryBuilder queries) {
		this.source = source;
		this.expressions = expressions;
		this.queries = queries;
	}

	@Nullable TableReference build(TaosSql.@Nullable FromContext context) {
		if (context == null) {
			return null;
		}
		List<TaosSql.TableReferenceContext> references = context.tableReference();
		TableReference result = reference(references.get(0));
		for (TaosSql.TableReferenceContext next : references.subList(1, references.size())) {
			result = new TableReference.Join(JoinSide.INNER, JoinKind.PLAIN, result, reference(next), null, null, null,
					null);
		}
		return result;
	}

	private TableReference reference(TaosSql.TableReferenceContext context) {
		if (context.tablePrimary() != null) {
			return primary(context.tablePrimary());
		}
		return join(reference(context.tableReference()), context.join());
	}

	private TableReference primary(TaosSql.TablePrimaryContext context) {
		String alias = this.source.optionalName(context.name());
		if (context.tableName() != null) {
			return new TableReference.Named(this.source.tableName(context.tableName()), alias);
		}
		if (context.subquery() != null) {
			return new TableReference.Derived(this.queries.build(context.subquery()), alias);
		}
		return joinInParentheses(context.joinInParentheses());
	}

	private TableReference joinInParentheses(TaosSql.JoinInParenthesesContext context) {
		if (context.joinInParentheses() != null) {
			return joinInParentheses(context.joinInParentheses());
		}
		return join(reference(context.tableReference()), context.join());
	}

	private TableReference join(TableReference left, TaosSql.JoinContext context) {
		TableReference right = primary(context.tablePrimary());
		Expression on = (context.joinOn() != null) ? this.expressions.condition(context.joinOn().condition()) : null;
		Duration start = null;
		Duration end = null;
		if (!context.signedDuration().isEmpty()) {
			start = duration(context.signedDuration(0));
			end = duration(context.signedDuration(1));
		}
		Long limit = (context.joinLimit() != null) ? this.source.unsignedInteger(context.joinLimit().INTEGER()) : null;
		return new TableReference.Join(side(context.side), kind(context.kind), left, right, on, start, end, limit);
	}

	private Duration duration(TaosSql.SignedDurationContext context) {
		return this.source.duration(context.DURATION(), context.MINUS() != null);
	}

	private static JoinSide side(@Nullable Token word) {
		if (word == null) {
			return JoinSide.INNER;
		}
		return switch (word.getType()) {
			case TaosSql.LEFT -> JoinSide.LEFT;
			case TaosSql.RIGHT -> JoinSide.RIGHT;
			default -> JoinSide.FULL;
		};
	}

	private static JoinKind kind(@Nullable Token word) {
		if (word == null) {
			return JoinKind.PLAIN;
		}
		return switch (word.getType()) {
			case TaosSql.SEMI -> JoinKind.SEMI;
			case TaosSql.ANTI -> JoinKind.ANTI;
			case TaosSql.ASOF -> JoinKind.ASOF;
			default -> JoinKind.WINDOW;
		};
	}

}
