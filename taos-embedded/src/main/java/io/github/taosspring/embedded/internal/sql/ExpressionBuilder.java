package io.github.taosspring.embedded.internal.sql;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.sql.antlr.TaosSql;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Builds expressions.
 * <p>
 * The grammar lets a condition stand for a value and the other way round. TDengine
 * doesn't, so this class refuses it at the token at which TDengine does: a condition
 * where only a value may stand at its first operator, a value where only a condition may
 * stand at the token that follows it.
 */
final class ExpressionBuilder {

	private final Source source;

	private final FunctionBuilder functions;

	private final Parameters parameters;

	ExpressionBuilder(Source source, Parameters parameters) {
		this.source = source;
		this.parameters = parameters;
		this.functions = new FunctionBuilder(source, this);
	}

	/** Build what may be a condition or a value. */
	Expression condition(TaosSql.ConditionContext context) {
		return condition(context, true);
	}

	/** Build a value. */
	Expression operand(TaosSql.OperandContext context) {
		return operand(context, false);
	}

	List<Expression> operands(List<TaosSql.OperandContext> contexts) {
		List<Expression> operands = new ArrayList<>(contexts.size());
		for (TaosSql.OperandContext context : contexts) {
			operands.add(operand(context));
		}
		return List.copyOf(operands);
	}

	private Expression condition(TaosSql.ConditionContext context, boolean conditionAllowed) {
		if (context instanceof TaosSql.PredicateConditionContext predicate) {
			return predicate(predicate.predicate(), conditionAllowed);
		}
		if (context instanceof TaosSql.NotConditionContext not) {
			if (!conditionAllowed) {
				throw this.source.syntaxError(not.NOT().getSymbol());
			}
			Expression operand = predicate(not.predicate(), true);
			requireCondition(operand, not);
			return new Expression.Unary(Expression.UnaryOperator.NOT, operand);
		}
		if (context instanceof TaosSql.AndConditionContext and) {
			return logical(BinaryOperator.AND, and.condition(0), and.AND(), and.condition(1), conditionAllowed);
		}
		TaosSql.OrConditionContext or = (TaosSql.OrConditionContext) context;
		return logical(BinaryOperator.OR, or.condition(0), or.OR(), or.condition(1), conditionAllowed);
	}

	private Expression logical(BinaryOperator operator, TaosSql.ConditionContext left, TerminalNode word,
			TaosSql.ConditionContext right, boolean conditionAllowed) {
		Expression first = condition(left, conditionAllowed);
		if (!isCondition(first)) {
			throw this.source.syntaxError(word.getSymbol());
		}
		Expression second = condition(right, true);
		requireCondition(second, right);
		return new Expression.Binary(operator, first, second);
	}

	private void requireCondition(Expression expression, ParserRuleContext context) {
		if (!isCondition(expression)) {
			throw SqlText.syntaxError(this.source.text(), nextToken(context));
		}
	}

	private int nextToken(ParserRuleContext context) {
		SqlScanner scanner = new SqlScanner(this.source.text());
		scanner.seek(context.getStop().getStopIndex() + 1);
		scanner.next();
		return scanner.start();
	}

	private static boolean isCondition(Expression expression) {
		if (expression instanceof Expression.Binary binary) {
			return !binary.operator().isValue();
		}
		if (expression instanceof Expression.Unary unary) {
			return unary.operator() == Expression.UnaryOperator.NOT;
		}
		return expression instanceof Expression.Between || expression instanceof Expression.In
				|| expression instanceof Expression.IsNull;
	}

	private Expression predicate(TaosSql.PredicateContext context, boolean conditionAllowed) {
		Expression left = operand(context.operand(), conditionAllowed);
		TaosSql.PredicateTailContext tail = context.predicateTail();
		if (tail == null) {
			return left;
		}
		if (!conditionAllowed || isCondition(left)) {
			throw this.source.syntaxError(tail.getStart());
		}
		if (tail instanceof TaosSql.ComparisonPredicateContext comparison) {
			return new Expression.Binary(operator(comparison.comparison()), left, operand(comparison.operand()));
		}
		if (tail instanceof TaosSql.BetweenPredicateContext between) {
			return new Expression.Between(left, operand(between.operand(0)), operand(between.operand(1)),
					between.NOT() != null);
		}
		if (tail instanceof TaosSql.InPredicateContext in) {
			List<Expression> values = new ArrayList<>(in.inValue().size());
			for (TaosSql.InValueContext value : in.inValue()) {
				values.add(inValue(value));
			}
			return new Expression.In(left, List.copyOf(values), in.NOT() != null);
		}
		return new Expression.IsNull(left, ((TaosSql.NullPredicateContext) tail).NOT() != null);
	}

	private static BinaryOperator operator(TaosSql.ComparisonContext context) {
		boolean negated = context.NOT() != null;
		Token word = context.getStop();
		return switch (word.getType()) {
			case TaosSql.EQUAL -> BinaryOperator.EQUAL;
			case TaosSql.NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
			case TaosSql.LESS -> BinaryOperator.LESS;
			case TaosSql.LESS_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
			case TaosSql.GREATER -> BinaryOperator.GREATER;
			case TaosSql.GREATER_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
			case TaosSql.LIKE -> negated ? BinaryOperator.NOT_LIKE : BinaryOperator.LIKE;
			case TaosSql.MATCH -> BinaryOperator.MATCH;
			case TaosSql.NMATCH -> BinaryOperator.NOT_MATCH;
			case TaosSql.REGEXP -> negated ? BinaryOperator.NOT_MATCH : BinaryOperator.MATCH;
			case TaosSql.CONTAINS -> BinaryOperator.CONTAINS;
			default -> throw new IllegalStateException("No comparison: " + word);
		};
	}

	private Expression inValue(TaosSql.InValueContext context) {
		boolean negative = context.MINUS() != null;
		if (context.INTEGER() != null) {
			return this.source.integer(context.INTEGER(), negative);
		}
		if (context.FLOAT() != null) {
			return floating(context.FLOAT(), negative);
		}
		if (context.constantFunction() != null) {
			return this.functions.constant(context.constantFunction());
		}
		return literal(context);
	}

	private Expression operand(TaosSql.OperandContext context, boolean conditionAllowed) {
		if (context instanceof TaosSql.PrimaryOperandContext primary) {
			return primary(primary.primary(), conditionAllowed);
		}
		if (context instanceof TaosSql.SignedOperandContext signed) {
			Expression operand = operand(signed.operand(), false);
			return (signed.op.getType() == TaosSql.MINUS) ? negate(operand) : operand;
		}
		TaosSql.ArithmeticOperandContext arithmetic = (TaosSql.ArithmeticOperandContext) context;
		Expression left = operand(arithmetic.operand(0), conditionAllowed);
		if (isCondition(left)) {
			throw this.source.syntaxError(arithmetic.op);
		}
		return new Expression.Binary(arithmeticOperator(arithmetic.op), left, operand(arithmetic.operand(1), false));
	}

	private static BinaryOperator arithmeticOperator(Token token) {
		return switch (token.getType()) {
			case TaosSql.PLUS -> BinaryOperator.ADD;
			case TaosSql.MINUS -> BinaryOperator.SUBTRACT;
			case TaosSql.STAR -> BinaryOperator.MULTIPLY;
			case TaosSql.SLASH -> BinaryOperator.DIVIDE;
			case TaosSql.PERCENT -> BinaryOperator.REMAINDER;
			case TaosSql.AMPERSAND -> BinaryOperator.BIT_AND;
			case TaosSql.PIPE -> BinaryOperator.BIT_OR;
			default -> throw new IllegalStateException("No operator: " + token);
		};
	}

	/** A sign before a number makes a negative number, as in TDengine. */
	private static Expression negate(Expression operand) {
		if (operand instanceof Literal.IntegerLiteral integer) {
			if (integer.unsigned()) {
				return Literal.IntegerLiteral.of(Long.MIN_VALUE);
			}
			return Literal.IntegerLiteral.of(-integer.value());
		}
		if (operand instanceof Literal.FloatLiteral number) {
			String digits = number.digits();
			return new Literal.FloatLiteral(-number.value(),
					digits.startsWith("-") ? digits.substring(1) : "-" + digits);
		}
		if (operand instanceof Literal.DurationLiteral literal) {
			Duration duration = literal.duration();
			return new Literal.DurationLiteral(new Duration(-duration.value(), duration.unit()));
		}
		return new Expression.Unary(Expression.UnaryOperator.NEGATE, operand);
	}

	private Expression primary(TaosSql.PrimaryContext context, boolean conditionAllowed) {
		if (context instanceof TaosSql.LiteralPrimaryContext literal) {
			return literal(literal.literal());
		}
		if (context instanceof TaosSql.ColumnPrimaryContext column) {
			Expression reference = columnReference(column.columnReference());
			return (column.ARROW() == null) ? reference : new Expression.Binary(BinaryOperator.JSON_VALUE, reference,
					new Literal.StringLiteral(this.source.string(column.STRING())));
		}
		if (context instanceof TaosSql.PseudoColumnPrimaryContext pseudo) {
			return (pseudo.PSEUDO_COLUMN() != null)
					? new Expression.PseudoColumn(null, PseudoColumns.kind(this.source.text(pseudo.PSEUDO_COLUMN())))
					: new Expression.PseudoColumn(this.source.optionalName(pseudo.name()), PseudoColumnKind.TBNAME);
		}
		if (context instanceof TaosSql.ParenthesesPrimaryContext parentheses) {
			return condition(parentheses.condition(), conditionAllowed);
		}
		if (context instanceof TaosSql.FunctionPrimaryContext function) {
			return this.functions.build(function.function());
		}
		return caseExpression((TaosSql.CasePrimaryContext) context);
	}

	Expression.ColumnReference columnReference(TaosSql.ColumnReferenceContext context) {
		List<TaosSql.NameContext> names = context.name();
		return (names.size() == 2)
				? new Expression.ColumnReference(this.source.name(names.get(0)), this.source.shortName(names.get(1)))
				: new Expression.ColumnReference(null, this.source.shortName(names.get(0)));
	}

	private Expression caseExpression(TaosSql.CasePrimaryContext context) {
		Expression operand = null;
		Expression otherwise = null;
		boolean afterElse = false;
		for (ParseTree child : context.children) {
			if (child instanceof TerminalNode word && word.getSymbol().getType() == TaosSql.ELSE) {
				afterElse = true;
			}
			else if (child instanceof TaosSql.ConditionContext condition) {
				if (afterElse) {
					otherwise = condition(condition);
				}
				else {
					operand = condition(condition);
				}
			}
		}
		List<Expression.Branch> branches = new ArrayList<>();
		for (TaosSql.WhenThenContext branch : context.whenThen()) {
			branches.add(new Expression.Branch(condition(branch.condition(0)), condition(branch.condition(1))));
		}
		return new Expression.Case(operand, List.copyOf(branches), otherwise);
	}

	/** Build the literal that a rule consists of, all signs aside. */
	private Expression literal(ParserRuleContext context) {
		Token last = context.getStop();
		TerminalNode node = (TerminalNode) context.getChild(context.getChildCount() - 1);
		return switch (last.getType()) {
			case TaosSql.INTEGER -> this.source.integer(node, false);
			case TaosSql.FLOAT -> floating(node, false);
			case TaosSql.STRING -> {
				String value = this.source.string(node);
				yield (context.getChildCount() > 1) ? new Literal.TimestampLiteral(value)
						: new Literal.StringLiteral(value);
			}
			case TaosSql.DURATION -> new Literal.DurationLiteral(this.source.duration(node, false));
			case TaosSql.TRUE -> new Literal.BooleanLiteral(true);
			case TaosSql.FALSE -> new Literal.BooleanLiteral(false);
			case TaosSql.NULL -> new Literal.NullLiteral();
			case TaosSql.QUESTION -> parameter(last);
			default -> throw new IllegalStateException("No literal: " + last);
		};
	}

	/** Return what a question mark stands for. */
	Expression parameter(Token questionMark) {
		return this.parameters.at(questionMark.getStartIndex());
	}

	private Literal.FloatLiteral floating(TerminalNode node, boolean negative) {
		String digits = negative ? "-" + this.source.text(node) : this.source.text(node);
		return new Literal.FloatLiteral(Double.parseDouble(digits), digits);
	}

	/** Build a value of {@code TAGS (…)} or {@code SET TAG}. */
	Expression tagValue(TaosSql.TagValueContext context) {
		Expression base = tagBase(context);
		if (context.DURATION() == null) {
			return base;
		}
		// the sign before the duration is the last one of the rule itself
		BinaryOperator operator = context.MINUS() != null ? BinaryOperator.SUBTRACT : BinaryOperator.ADD;
		return new Expression.Binary(operator, base,
				new Literal.DurationLiteral(this.source.duration(context.DURATION(), false)));
	}

	private Expression tagBase(TaosSql.TagValueContext context) {
		if (context.tagNumber() != null) {
			TaosSql.TagNumberContext number = context.tagNumber();
			TerminalNode digits = (TerminalNode) number.getChild(number.getChildCount() - 1);
			return this.source.integer(digits, number.MINUS() != null);
		}
		if (context.STRING() != null) {
			return new Literal.StringLiteral(this.source.string(context.STRING()));
		}
		if (context.constantFunction() != null) {
			return this.functions.constant(context.constantFunction());
		}
		if (context.FLOAT() != null) {
			return floating(context.FLOAT(), context.MINUS() != null);
		}
		return literal(context);
	}

	/** Return an item of a select list with its label. */
	SelectItem.Value item(Expression expression, TaosSql.@Nullable NameContext alias, ParserRuleContext written) {
		return new SelectItem.Value(expression, this.source.optionalName(alias), label(expression, written));
	}

	private String label(Expression expression, ParserRuleContext written) {
		if (expression instanceof Expression.ColumnReference column) {
			return column.name();
		}
		String text = this.source.text(written);
		return text.startsWith("`") ? text.substring(1) : text;
	}

}
