package io.github.taosspring.embedded.internal.analysis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.function.AggregateFunctions;
import io.github.taosspring.embedded.internal.function.Comparisons;
import io.github.taosspring.embedded.internal.function.Conversions;
import io.github.taosspring.embedded.internal.function.EvaluationContext;
import io.github.taosspring.embedded.internal.function.JsonValues;
import io.github.taosspring.embedded.internal.function.Operators;
import io.github.taosspring.embedded.internal.function.Patterns;
import io.github.taosspring.embedded.internal.function.ScalarFunction;
import io.github.taosspring.embedded.internal.function.ScalarFunctions;
import io.github.taosspring.embedded.internal.function.SeriesFunctions;
import io.github.taosspring.embedded.internal.function.Timestamps;
import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.sql.BinaryOperator;
import io.github.taosspring.embedded.internal.sql.DataType;
import io.github.taosspring.embedded.internal.sql.Expression;
import io.github.taosspring.embedded.internal.sql.Literal;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import io.github.taosspring.embedded.internal.vector.VectorKind;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the names and types of expressions. What is constant is calculated at once.
 */
class ExpressionBinder {

	private static final Batch ONE_ROW = new Batch(1, new Vector[0]);

	private final Scope scope;

	private final EvaluationContext context;

	ExpressionBinder(Scope scope, EvaluationContext context) {
		this.scope = scope;
		this.context = context;
	}

	Scope scope() {
		return this.scope;
	}

	EvaluationContext context() {
		return this.context;
	}

	/**
	 * Return what stands for an expression here, {@code null} to look at its parts.
	 */
	@Nullable Expr replace(Expression expression) {
		return null;
	}

	Expr bind(Expression expression) {
		Expr replaced = replace(expression);
		if (replaced != null) {
			return replaced;
		}
		if (expression instanceof Literal literal) {
			return literal(literal);
		}
		if (expression instanceof Expression.ColumnReference reference) {
			return this.scope.column(reference.table(), reference.name());
		}
		if (expression instanceof Expression.PseudoColumn pseudo) {
			return pseudoColumn(pseudo);
		}
		if (expression instanceof Expression.FunctionCall call) {
			return function(call);
		}
		if (expression instanceof Expression.Cast cast) {
			return fold(Expr.Call.of(Conversions.cast(type(cast.type())), List.of(bind(cast.operand()))));
		}
		if (expression instanceof Expression.Trim trim) {
			return trim(trim);
		}
		if (expression instanceof Expression.Case branches) {
			return branches(branches);
		}
		if (expression instanceof Expression.Unary unary) {
			return unary(unary);
		}
		if (expression instanceof Expression.Binary binary) {
			return binary(binary.operator(), bind(binary.left()), bind(binary.right()));
		}
		if (expression instanceof Expression.Between between) {
			return between(between);
		}
		if (expression instanceof Expression.In in) {
			return in(in);
		}
		if (expression instanceof Expression.IsNull isNull) {
			return fold(Expr.Call.of(Comparisons.isNull(isNull.negated()), List.of(bind(isNull.operand()))));
		}
		if (expression instanceof Expression.Placeholder) {
			throw new SqlException(0x2600, "syntax error near \"?\"");
		}
		throw new SqlException(0x2600, "syntax error near \"*\"");
	}

	private Expr literal(Literal literal) {
		if (literal instanceof Literal.IntegerLiteral integer) {
			return new Expr.Constant(
					integer.unsigned() ? ColumnType.fixed(TaosType.BIGINT_UNSIGNED) : ColumnType.BIGINT,
					integer.value());
		}
		if (literal instanceof Literal.FloatLiteral number) {
			return new Expr.Constant(ColumnType.DOUBLE, number.value());
		}
		if (literal instanceof Literal.BooleanLiteral bool) {
			return new Expr.Constant(ColumnType.BOOL, bool.value() ? 1L : 0L);
		}
		if (literal instanceof Literal.StringLiteral text) {
			byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
			return new Expr.Constant(ColumnType.varchar(bytes.length), bytes);
		}
		if (literal instanceof Literal.TimestampLiteral time) {
			return time(time.value());
		}
		if (literal instanceof Literal.DurationLiteral length) {
			long units = length.duration().unit().isCalendar() ? length.duration().value()
					: Timestamps.units(length.duration(), this.context.precision());
			return new Expr.Constant(ColumnType.BIGINT, units, length.duration());
		}
		return new Expr.Constant(ColumnType.NULL, null);
	}

	private Expr time(String text) {
		Long value = Timestamps.parse(text, this.context.precision(), this.context.zone());
		if (value == null) {
			throw Errors.noTime();
		}
		return new Expr.Constant(ColumnType.TIMESTAMP, value);
	}

	private Expr pseudoColumn(Expression.PseudoColumn pseudo) {
		return switch (pseudo.kind()) {
			case TBNAME -> this.scope.tableName(pseudo.table());
			case ROW_TIMESTAMP -> {
				Expr.Column time = this.scope.time();
				if (time == null) {
					throw Errors.noColumn("_rowts");
				}
				yield time;
			}
			case WINDOW_START, WINDOW_END, WINDOW_DURATION -> throw Errors.noWindow();
			default -> throw Errors.unsupported(pseudo.kind().name().toLowerCase(Locale.ROOT));
		};
	}

	private Expr function(Expression.FunctionCall call) {
		String name = call.name();
		if ((name.equals("now") || name.equals("today")) && call.arguments().isEmpty()) {
			return new Expr.Constant(ColumnType.TIMESTAMP, name.equals("now") ? this.context.now() : today());
		}
		ScalarFunction function = ScalarFunctions.find(name);
		if (function == null) {
			if (AggregateFunctions.find(name) != null || SeriesFunctions.find(name) != null) {
				throw Errors.noAggregateHere();
			}
			throw name.equals("interp") ? Errors.unsupported("interp") : Errors.noFunction();
		}
		List<Expr> arguments = new ArrayList<>();
		for (Expression argument : call.arguments()) {
			arguments.add(bind(argument));
		}
		return fold(Expr.Call.of(function, arguments));
	}

	private long today() {
		return Timestamps.units(this.context.instant().atZone(this.context.zone()).toLocalDate().atStartOfDay(),
				this.context.precision(), this.context.zone());
	}

	/**
	 * The function {@code trim} takes the text, the characters (NULL for blanks) and the
	 * side in lower case.
	 */
	private Expr trim(Expression.Trim trim) {
		ScalarFunction function = ScalarFunctions.find("trim");
		if (function == null) {
			throw Errors.noFunction();
		}
		Expr characters = (trim.characters() != null) ? bind(trim.characters())
				: new Expr.Constant(ColumnType.NULL, null);
		byte[] side = trim.side().name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
		return fold(Expr.Call.of(function,
				List.of(bind(trim.operand()), characters, new Expr.Constant(ColumnType.varchar(side.length), side))));
	}

	private Expr branches(Expression.Case branches) {
		List<Expr> arguments = new ArrayList<>();
		Expr operand = (branches.operand() != null) ? bind(branches.operand()) : null;
		for (Expression.Branch branch : branches.branches()) {
			Expr when = bind(branch.when());
			arguments.add((operand != null) ? binary(BinaryOperator.EQUAL, operand, when) : when);
			arguments.add(bind(branch.then()));
		}
		arguments.add(
				(branches.otherwise() != null) ? bind(branches.otherwise()) : new Expr.Constant(ColumnType.NULL, null));
		return fold(Expr.Call.of(Conversions.branches(), arguments));
	}

	private Expr unary(Expression.Unary unary) {
		Expr operand = bind(unary.operand());
		if (unary.operator() == Expression.UnaryOperator.NOT) {
			return fold(Expr.Call.of(Comparisons.not(), List.of(operand)));
		}
		if (unary.operand() instanceof Literal && operand instanceof Expr.Constant constant) {
			if (constant.value() instanceof Long value) {
				return new Expr.Constant(ColumnType.BIGINT, -value);
			}
			if (constant.value() instanceof Double value) {
				return new Expr.Constant(ColumnType.DOUBLE, -value);
			}
		}
		return fold(Expr.Call.of(Operators.negate(), List.of(operand)));
	}

	private Expr binary(BinaryOperator operator, Expr left, Expr right) {
		if (operator == BinaryOperator.AND || operator == BinaryOperator.OR) {
			return fold(Expr.Call.of(Comparisons.logic(operator == BinaryOperator.AND), List.of(left, right)));
		}
		if (operator.isComparison()) {
			return fold(Expr.Call.of(Comparisons.of(operator),
					List.of(comparable(left, right.type()), comparable(right, left.type()))));
		}
		ScalarFunction function = switch (operator) {
			case LIKE -> Patterns.like(false);
			case NOT_LIKE -> Patterns.like(true);
			case MATCH -> Patterns.match(false);
			case NOT_MATCH -> Patterns.match(true);
			case CONTAINS -> JsonValues.contains();
			case JSON_VALUE -> JsonValues.get();
			default -> Operators.of(operator);
		};
		Expr calendar = plusCalendar(operator, left, right);
		return (calendar != null) ? calendar : fold(Expr.Call.of(function, List.of(left, right)));
	}

	private @Nullable Expr plusCalendar(BinaryOperator operator, Expr left, Expr right) {
		boolean additive = operator == BinaryOperator.ADD || operator == BinaryOperator.SUBTRACT;
		if (additive && right instanceof Expr.Constant length && Operators.isCalendar(length.duration())
				&& length.duration() != null) {
			long months = Timestamps.months(length.duration());
			return fold(Expr.Call.of(Operators.plusMonths((operator == BinaryOperator.ADD) ? months : -months),
					List.of(left)));
		}
		return null;
	}

	/**
	 * A text that meets a time is read as a time.
	 */
	private Expr comparable(Expr expression, ColumnType other) {
		if (!other.isTimestamp() || !expression.type().isText()) {
			return expression;
		}
		if (expression instanceof Expr.Constant constant && constant.value() instanceof byte[] bytes) {
			return time(new String(bytes, StandardCharsets.UTF_8));
		}
		return Expr.Call.of(Conversions.cast(ColumnType.TIMESTAMP), List.of(expression));
	}

	private Expr between(Expression.Between between) {
		Expr operand = bind(between.operand());
		Expr low = bind(between.low());
		Expr high = bind(between.high());
		if (between.negated()) {
			return binary(BinaryOperator.OR, binary(BinaryOperator.LESS, operand, low),
					binary(BinaryOperator.GREATER, operand, high));
		}
		return binary(BinaryOperator.AND, binary(BinaryOperator.GREATER_OR_EQUAL, operand, low),
				binary(BinaryOperator.LESS_OR_EQUAL, operand, high));
	}

	private Expr in(Expression.In in) {
		List<Expr> arguments = new ArrayList<>();
		Expr operand = bind(in.operand());
		arguments.add(operand);
		for (Expression value : in.values()) {
			arguments.add(comparable(bind(value), operand.type()));
		}
		return fold(Expr.Call.of(Comparisons.in(in.negated()), arguments));
	}

	/**
	 * Calculate a call of constants.
	 */
	private Expr fold(Expr.Call call) {
		if (call.function().name().equals("rand")
				|| !call.arguments().stream().allMatch((argument) -> argument instanceof Expr.Constant)) {
			return call;
		}
		Vector value = call.evaluate(this.context, ONE_ROW);
		return new Expr.Constant(value.type(), value.get(0));
	}

	/**
	 * Return the type that a query names; a length that is not written follows TDengine's
	 * defaults for casts.
	 */
	static ColumnType type(DataType type) {
		if (type.type().isDecimal()) {
			return ColumnType.decimal(type.precision(), type.scale());
		}
		ColumnType plain = new ColumnType(type.type(), type.length(), 0, 0);
		if (plain.kind() != VectorKind.OBJECT) {
			return ColumnType.fixed(type.type());
		}
		if (type.type() == TaosType.JSON) {
			return ColumnType.JSON;
		}
		if (type.type() == TaosType.BLOB) {
			return ColumnType.variable(TaosType.BLOB, 4194304);
		}
		return (type.length() == DataType.NO_LENGTH) ? ColumnType.variable(type.type(), 65517) : plain;
	}

}
