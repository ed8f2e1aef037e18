package io.github.taosspring.embedded.internal.sql;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.sql.antlr.TaosSql;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Builds calls of functions, casts and data types.
 */
final class FunctionBuilder {

	private final Source source;

	private final ExpressionBuilder expressions;

	FunctionBuilder(Source source, ExpressionBuilder expressions) {
		this.source = source;
		this.expressions = expressions;
	}

	Expression build(TaosSql.FunctionContext context) {
		if (context instanceof TaosSql.PlainCallContext call) {
			return new Expression.FunctionCall(callee(call.callee()), this.expressions.operands(call.operand()));
		}
		if (context instanceof TaosSql.StarFunctionCallContext call) {
			return starCall(call);
		}
		if (context instanceof TaosSql.ConstantCallContext call) {
			return constant(call.constantFunction());
		}
		if (context instanceof TaosSql.CastCallContext call) {
			return new Expression.Cast(this.expressions.condition(call.condition()), castType(call.castType()));
		}
		if (context instanceof TaosSql.PositionCallContext call) {
			return new Expression.FunctionCall("position", this.expressions.operands(call.operand()));
		}
		if (context instanceof TaosSql.SubstringCallContext call) {
			return new Expression.FunctionCall(this.source.text(call.word), this.expressions.operands(call.operand()));
		}
		if (context instanceof TaosSql.TrimCallContext call) {
			return trim(call);
		}
		if (context instanceof TaosSql.ColsCallContext call) {
			return cols(call);
		}
		return new Expression.FunctionCall("rand", List.of());
	}

	private String callee(TaosSql.CalleeContext context) {
		return (context.name() != null) ? this.source.name(context.name()) : this.source.text(context);
	}

	private Expression starCall(TaosSql.StarFunctionCallContext context) {
		List<Expression> arguments = new ArrayList<>();
		if (context.STAR() != null) {
			arguments.add(new Expression.Star(null));
		}
		for (TaosSql.StarArgumentContext argument : context.starArgument()) {
			arguments.add((argument.STAR() != null) ? new Expression.Star(this.source.name(argument.name()))
					: this.expressions.operand(argument.operand()));
		}
		return new Expression.FunctionCall(this.source.text(context.starFunction), List.copyOf(arguments));
	}

	Expression.FunctionCall constant(TaosSql.ConstantFunctionContext context) {
		return new Expression.FunctionCall(this.source.text(context.getStart()), List.of());
	}

	private Expression trim(TaosSql.TrimCallContext context) {
		List<TaosSql.OperandContext> operands = context.operand();
		Expression operand = this.expressions.operand(operands.get(operands.size() - 1));
		Expression characters = (operands.size() == 2) ? this.expressions.operand(operands.get(0)) : null;
		Expression.TrimSide side = Expression.TrimSide.BOTH;
		if (context.trimSide() != null) {
			side = (context.trimSide().LEADING() != null) ? Expression.TrimSide.LEADING
					: (context.trimSide().TRAILING() != null) ? Expression.TrimSide.TRAILING : Expression.TrimSide.BOTH;
		}
		return new Expression.Trim(side, characters, operand);
	}

	private Expression cols(TaosSql.ColsCallContext context) {
		if (!(build(context.function()) instanceof Expression.FunctionCall function)) {
			throw this.source.syntaxError(context.function().getStart());
		}
		List<SelectItem> columns = new ArrayList<>();
		for (TaosSql.ColsItemContext item : context.colsItem()) {
			columns.add((item.STAR() != null) ? new SelectItem.All(null)
					: this.expressions.item(this.expressions.operand(item.operand()), item.name(), item.operand()));
		}
		return new Expression.Cols(function, List.copyOf(columns));
	}

	private DataType castType(TaosSql.CastTypeContext context) {
		if (context.dataType() != null) {
			return dataType(context.dataType());
		}
		return DataType.of(variable(context.type), DataType.NO_LENGTH);
	}

	DataType dataType(TaosSql.DataTypeContext context) {
		Token word = context.getStart();
		return switch (word.getType()) {
			case TaosSql.BOOL -> fixed(TaosType.BOOL);
			case TaosSql.TINYINT, TaosSql.SMALLINT, TaosSql.INT, TaosSql.BIGINT ->
				fixed(integer(word, context.UNSIGNED()));
			case TaosSql.INTEGER_TYPE -> fixed(TaosType.INT);
			case TaosSql.FLOAT_TYPE -> fixed(TaosType.FLOAT);
			case TaosSql.DOUBLE -> fixed(TaosType.DOUBLE);
			case TaosSql.TIMESTAMP -> fixed(TaosType.TIMESTAMP);
			case TaosSql.JSON -> DataType.of(TaosType.JSON, DataType.NO_LENGTH);
			case TaosSql.BLOB, TaosSql.MEDIUMBLOB -> DataType.of(TaosType.BLOB, DataType.NO_LENGTH);
			case TaosSql.DECIMAL -> decimal(context);
			default -> DataType.of(variable(word), length(context.INTEGER(0)));
		};
	}

	private static DataType fixed(TaosType type) {
		return DataType.of(type, type.width());
	}

	private static TaosType integer(Token word, @Nullable ParseTree unsigned) {
		TaosType type = switch (word.getType()) {
			case TaosSql.TINYINT -> (unsigned != null) ? TaosType.TINYINT_UNSIGNED : TaosType.TINYINT;
			case TaosSql.SMALLINT -> (unsigned != null) ? TaosType.SMALLINT_UNSIGNED : TaosType.SMALLINT;
			case TaosSql.INT -> (unsigned != null) ? TaosType.INT_UNSIGNED : TaosType.INT;
			default -> (unsigned != null) ? TaosType.BIGINT_UNSIGNED : TaosType.BIGINT;
		};
		return type;
	}

	private static TaosType variable(Token word) {
		return switch (word.getType()) {
			case TaosSql.BINARY, TaosSql.VARCHAR -> TaosType.VARCHAR;
			case TaosSql.NCHAR -> TaosType.NCHAR;
			case TaosSql.VARBINARY -> TaosType.VARBINARY;
			case TaosSql.GEOMETRY -> TaosType.GEOMETRY;
			default -> throw new IllegalStateException("No type: " + word);
		};
	}

	private DataType decimal(TaosSql.DataTypeContext context) {
		int scale = (context.INTEGER().size() > 1) ? length(context.INTEGER(1)) : 0;
		return DataType.decimal(length(context.INTEGER(0)), scale);
	}

	private int length(TerminalNode node) {
		return (int) Math.min(Integer.MAX_VALUE, this.source.unsignedInteger(node));
	}

}
