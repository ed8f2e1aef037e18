package io.github.taosspring.embedded.internal.function;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.taosspring.embedded.internal.vector.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * The aggregate functions by name.
 */
public final class AggregateFunctions {

	private static final Map<String, AggregateFunction> FUNCTIONS = new HashMap<>();

	static {
		for (List<AggregateFunction> group : List.of(SumFunctions.all(), SelectionFunctions.all(),
				StatisticFunctions.all(), RowsFunctions.all(), TimeFunctionsOfMany.all())) {
			for (AggregateFunction function : group) {
				if (FUNCTIONS.put(function.name(), function) != null) {
					throw new IllegalStateException("Two functions are called " + function.name());
				}
			}
		}
	}

	private AggregateFunctions() {
	}

	/**
	 * Find a function.
	 * @param name the name in lower case
	 * @return the function, {@code null} if there is none
	 */
	public static @Nullable AggregateFunction find(String name) {
		return FUNCTIONS.get(name);
	}

	/**
	 * Make a function out of its parts.
	 */
	static AggregateFunction of(String name, AggregateFunction.Kind kind, Function<List<Argument>, ColumnType> resolver,
			Factory factory) {
		return new Simple(name, kind, resolver, factory);
	}

	/**
	 * Starts a calculation, see {@link AggregateFunction#accumulator}.
	 */
	@FunctionalInterface
	interface Factory {

		Accumulator create(List<Argument> arguments, ColumnType type, EvaluationContext context);

	}

	/**
	 * A function of its parts.
	 *
	 * @param name the name
	 * @param kind the kind
	 * @param resolver finds the type
	 * @param factory starts a calculation
	 */
	private record Simple(String name, Kind kind, Function<List<Argument>, ColumnType> resolver,
			Factory factory) implements AggregateFunction {

		@Override
		public ColumnType resolve(List<Argument> arguments) {
			return this.resolver.apply(arguments);
		}

		@Override
		public Accumulator accumulator(List<Argument> arguments, ColumnType type, EvaluationContext context) {
			return this.factory.create(arguments, type, context);
		}

		@Override
		public boolean countsNothing() {
			return this.name.equals("count") || this.name.equals("hyperloglog");
		}

	}

}
