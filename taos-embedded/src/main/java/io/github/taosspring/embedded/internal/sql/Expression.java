package io.github.taosspring.embedded.internal.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An expression. Two expressions are equal if they mean the same, however they are
 * written.
 */
public sealed interface Expression
		permits Literal, Expression.ColumnReference, Expression.PseudoColumn, Expression.Star, Expression.FunctionCall,
		Expression.Cols, Expression.Cast, Expression.Trim, Expression.Case, Expression.Unary, Expression.Binary,
		Expression.Between, Expression.In, Expression.IsNull, Expression.Placeholder {

	/**
	 * A column.
	 *
	 * @param table its table or alias, or null
	 * @param name its name
	 */
	record ColumnReference(@Nullable String table, String name) implements Expression {
	}

	/**
	 * {@code tbname}, {@code _wstart} and the like.
	 *
	 * @param table its table or alias, or null; only tbname can have one
	 * @param kind which one
	 */
	record PseudoColumn(@Nullable String table, PseudoColumnKind kind) implements Expression {
	}

	/**
	 * {@code *} or {@code t.*} as the argument of {@code count}, {@code first},
	 * {@code last} and {@code last_row}, or {@code *} of {@code cols}.
	 *
	 * @param table the table or alias, null for all
	 */
	record Star(@Nullable String table) implements Expression {
	}

	/**
	 * A call of a function. {@code now} and {@code today} without parentheses,
	 * {@code position(a in b)} and {@code substr(a from 1 for 2)} are calls as well.
	 *
	 * @param name the name in lower case
	 * @param arguments the arguments
	 */
	record FunctionCall(String name, List<Expression> arguments) implements Expression {
	}

	/**
	 * {@code COLS(max(a), b, c AS d)}: several columns of the row that a function
	 * selects.
	 *
	 * @param function the function that selects the row
	 * @param columns the columns with their labels
	 */
	record Cols(FunctionCall function, List<SelectItem> columns) implements Expression {
	}

	/**
	 * {@code CAST(operand AS type)}.
	 *
	 * @param operand what to cast
	 * @param type the type, without a length if none is written
	 */
	record Cast(Expression operand, DataType type) implements Expression {
	}

	/**
	 * {@code TRIM([side] [characters] FROM operand)}.
	 *
	 * @param side where to trim
	 * @param characters what to trim, null for blanks
	 * @param operand the string
	 */
	record Trim(TrimSide side, @Nullable Expression characters, Expression operand) implements Expression {
	}

	/** Sides of a string. */
	enum TrimSide {

		/** The start. */
		LEADING,

		/** The end. */
		TRAILING,

		/** Both. */
		BOTH

	}

	/**
	 * {@code CASE [operand] WHEN … THEN … ELSE … END}.
	 *
	 * @param operand what is compared with each condition, or null
	 * @param branches the branches in order
	 * @param otherwise the value if no branch matches, null for NULL
	 */
	record Case(@Nullable Expression operand, List<Branch> branches,
			@Nullable Expression otherwise) implements Expression {
	}

	/**
	 * A branch of a {@link Case}.
	 *
	 * @param when the condition, or the value to compare with
	 * @param then the result
	 */
	record Branch(Expression when, Expression then) {
	}

	/**
	 * An operator with one operand.
	 *
	 * @param operator the operator
	 * @param operand the operand
	 */
	record Unary(UnaryOperator operator, Expression operand) implements Expression {
	}

	/** Operators with one operand; a plus sign leaves no trace. */
	enum UnaryOperator {

		/** {@code -}. */
		NEGATE,

		/** {@code NOT}. */
		NOT

	}

	/**
	 * An operator with two operands.
	 *
	 * @param operator the operator
	 * @param left the left operand
	 * @param right the right operand
	 */
	record Binary(BinaryOperator operator, Expression left, Expression right) implements Expression {
	}

	/**
	 * {@code operand [NOT] BETWEEN low AND high}.
	 *
	 * @param operand the operand
	 * @param low the lower bound, included
	 * @param high the upper bound, included
	 * @param negated whether NOT was written
	 */
	record Between(Expression operand, Expression low, Expression high, boolean negated) implements Expression {
	}

	/**
	 * {@code operand [NOT] IN (…)}.
	 *
	 * @param operand the operand
	 * @param values literals, {@code now} and the like
	 * @param negated whether NOT was written
	 */
	record In(Expression operand, List<Expression> values, boolean negated) implements Expression {
	}

	/**
	 * {@code operand IS [NOT] NULL}.
	 *
	 * @param operand the operand
	 * @param negated whether NOT was written
	 */
	record IsNull(Expression operand, boolean negated) implements Expression {
	}

	/**
	 * {@code ?}.
	 *
	 * @param index its position, from 0
	 */
	record Placeholder(int index) implements Expression {
	}

}
