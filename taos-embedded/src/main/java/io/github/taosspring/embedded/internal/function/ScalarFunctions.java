package io.github.taosspring.embedded.internal.function;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The scalar functions by name.
 */
public final class ScalarFunctions {

	private static final Map<String, ScalarFunction> FUNCTIONS = index(List.of(MathFunctions.all(),
			ExtremeFunctions.all(), TextFunctions.all(), EncodingFunctions.all(), TimeFunctions.all(),
			TimeTextFunctions.all(), CalendarFunctions.all(), GeometryFunctions.all(), SystemFunctions.all()));

	private ScalarFunctions() {
	}

	/**
	 * Find a function.
	 * @param name the name in lower case
	 * @return the function, {@code null} if there is none
	 */
	public static @Nullable ScalarFunction find(String name) {
		return FUNCTIONS.get(name);
	}

	private static Map<String, ScalarFunction> index(List<List<ScalarFunction>> groups) {
		Map<String, ScalarFunction> result = new HashMap<>();
		groups.stream().flatMap(List::stream).forEach((function) -> {
			if (result.put(function.name(), function) != null) {
				throw new IllegalStateException("Two functions are called " + function.name());
			}
		});
		return Map.copyOf(result);
	}

}
