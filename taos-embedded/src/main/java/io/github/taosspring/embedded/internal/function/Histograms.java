package io.github.taosspring.embedded.internal.function;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * {@code histogram}: a row for each bin, as JSON.
 */
final class Histograms {

	private static final int MOST_BINS = 1000;

	private static final JsonFactory FACTORY = new JsonFactory();

	private Histograms() {
	}

	static AggregateFunction function() {
		return AggregateFunctions.of("histogram", AggregateFunction.Kind.ROWS, (arguments) -> {
			Arguments.count("histogram", arguments, 4, 4);
			Arguments.numeric("histogram", arguments.get(0));
			bins(arguments);
			return ColumnType.varchar(510);
		}, (arguments, type, context) -> new Bins(bins(arguments), Long.valueOf(1).equals(arguments.get(3).value())));
	}

	private static double[] bins(List<Argument> arguments) {
		String kind = arguments.get(1).text();
		String text = arguments.get(2).text();
		if (kind == null || text == null || !(arguments.get(3).value() instanceof Long)) {
			throw Arguments.wrongType("histogram");
		}
		try {
			List<Double> edges = switch (kind.toLowerCase(Locale.ROOT)) {
				case "user_input" -> numbers(text);
				case "linear_bin" -> steps(text, false);
				case "log_bin" -> steps(text, true);
				default -> throw Arguments.wrongValue("histogram");
			};
			return edges.stream().mapToDouble(Double::doubleValue).toArray();
		}
		catch (JacksonException ex) {
			throw Arguments.wrongValue("histogram");
		}
	}

	private static List<Double> numbers(String text) {
		List<Double> result = new ArrayList<>();
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
			if (parser.nextToken() != JsonToken.START_ARRAY) {
				throw Arguments.wrongValue("histogram");
			}
			while (parser.nextToken() != JsonToken.END_ARRAY) {
				double edge = parser.getDoubleValue();
				if (!result.isEmpty() && edge <= result.get(result.size() - 1)) {
					throw Arguments.wrongValue("histogram");
				}
				result.add(edge);
			}
		}
		return result;
	}

	private static List<Double> steps(String text, boolean powers) {
		Map<String, Double> values = new HashMap<>();
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				throw Arguments.wrongValue("histogram");
			}
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				JsonToken token = parser.nextToken();
				values.put(name,
						token.isBoolean() ? (token == JsonToken.VALUE_TRUE) ? 1.0 : 0.0 : parser.getDoubleValue());
			}
		}
		Double start = values.get("start");
		Double step = values.get(powers ? "factor" : "width");
		Double count = values.get("count");
		if (start == null || step == null || count == null || count < 1 || count > MOST_BINS || step == 0) {
			throw Arguments.wrongValue("histogram");
		}
		List<Double> result = new ArrayList<>();
		for (int i = 0; i <= count; i++) {
			result.add(powers ? start * Math.pow(step, i) : start + i * step);
		}
		if (values.getOrDefault("infinity", 0.0) == 1.0) {
			result.add(0, Double.NEGATIVE_INFINITY);
			result.add(Double.POSITIVE_INFINITY);
		}
		return result;
	}

	/**
	 * Counts values in bins that exclude their lower and include their upper edge.
	 */
	private static final class Bins implements Accumulator {

		private final double[] edges;

		private final boolean normalized;

		private final long[] counts;

		private long total;

		Bins(double[] edges, boolean normalized) {
			this.edges = edges;
			this.normalized = normalized;
			this.counts = new long[Math.max(0, edges.length - 1)];
		}

		@Override
		public int add(Vector[] arguments, @Nullable Vector time, int from, int to, RowCapture capture) {
			for (int row = from; row < to; row++) {
				if (!arguments[0].isNull(row)) {
					double value = Arguments.number(arguments[0], row);
					for (int bin = 0; bin < this.counts.length; bin++) {
						if (value > this.edges[bin] && value <= this.edges[bin + 1]) {
							this.counts[bin]++;
							this.total++;
							break;
						}
					}
				}
			}
			return NONE;
		}

		@Override
		public int rows() {
			return this.counts.length;
		}

		@Override
		public void result(int index, Vector target, int row) {
			String count = Long.toString(this.counts[index]);
			if (this.normalized) {
				double share = (this.total == 0) ? 0 : (double) this.counts[index] / this.total;
				count = String.format(Locale.ROOT, "%.6f", share);
			}
			target.setText(row, "{\"lower_bin\":" + RowsFunctions.print(this.edges[index]) + ", \"upper_bin\":"
					+ RowsFunctions.print(this.edges[index + 1]) + ", \"count\":" + count + "}");
		}

	}

}
