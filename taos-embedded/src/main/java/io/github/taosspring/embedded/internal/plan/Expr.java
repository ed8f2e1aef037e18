package io.github.taosspring.embedded.internal.plan;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.function.Argument;
import io.github.taosspring.embedded.internal.function.EvaluationContext;
import io.github.taosspring.embedded.internal.function.ScalarFunction;
import io.github.taosspring.embedded.internal.sql.Duration;
import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * An expression over the columns of a batch, names and types resolved.
 */
public sealed interface Expr {

	/**
	 * Return the type.
	 * @return the type of the values
	 */
	ColumnType type();

	/**
	 * Calculate.
	 * @param context the statement's circumstances
	 * @param batch the rows
	 * @return a vector of at least as many values as the batch has rows
	 */
	Vector evaluate(EvaluationContext context, Batch batch);

	/**
	 * Return what functions are told of this expression as their argument.
	 * @return the argument
	 */
	default Argument argument() {
		return Argument.variable(type());
	}

	/**
	 * A column of the batch.
	 *
	 * @param index its position
	 * @param type its type
	 */
	record Column(int index, ColumnType type) implements Expr {

		@Override
		public Vector evaluate(EvaluationContext context, Batch batch) {
			return batch.columns()[this.index];
		}

	}

	/**
	 * A value that is the same for all rows.
	 *
	 * @param type its type
	 * @param value its value as {@code Vector.get} gives it
	 * @param duration the length of time as written, {@code null} if it isn't one
	 */
	record Constant(ColumnType type, @Nullable Object value, @Nullable Duration duration) implements Expr {

		/**
		 * Create a constant.
		 * @param type its type
		 * @param value its value
		 */
		public Constant(ColumnType type, @Nullable Object value) {
			this(type, value, null);
		}

		@Override
		public Vector evaluate(EvaluationContext context, Batch batch) {
			return Vector.constant(this.type, this.value, batch.size());
		}

		@Override
		public Argument argument() {
			return new Argument(this.type, true, this.value, this.duration);
		}

	}

	/**
	 * A call of a function.
	 *
	 * @param function the function
	 * @param type the type of its result
	 * @param arguments its arguments
	 */
	record Call(ScalarFunction function, ColumnType type, List<Expr> arguments) implements Expr {

		/**
		 * Return a call, its arguments checked.
		 * @param function the function
		 * @param arguments its arguments
		 * @return the call
		 */
		public static Call of(ScalarFunction function, List<Expr> arguments) {
			List<Argument> described = new ArrayList<>(arguments.size());
			for (Expr argument : arguments) {
				described.add(argument.argument());
			}
			return new Call(function, function.resolve(described), List.copyOf(arguments));
		}

		@Override
		public Vector evaluate(EvaluationContext context, Batch batch) {
			Vector[] values = new Vector[this.arguments.size()];
			for (int i = 0; i < values.length; i++) {
				values[i] = this.arguments.get(i).evaluate(context, batch);
			}
			return this.function.evaluate(context, this.type, values, batch.size());
		}

	}

}
