package io.github.taosspring.embedded.internal.function;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Functions that give several rows: {@code top}, {@code bottom}, {@code unique},
 * {@code tail}, {@code sample}.
 */
final class RowsFunctions {

	private static final long MOST_TOP = 100;

	private static final long MOST_TAIL = 100;

	private static final long MOST_SAMPLE = 1000;

	private RowsFunctions() {
	}

	static List<AggregateFunction> all() {
		return List.of(top("top", 1), top("bottom", -1), unique(), tail(), sample(), Histograms.function());
	}

	private static AggregateFunction top(String name, int sign) {
		return AggregateFunctions.of(name, AggregateFunction.Kind.ROWS, (arguments) -> {
			Arguments.count(name, arguments, 2, 2);
			Arguments.numeric(name, arguments.get(0));
			count(name, arguments.get(1), 1, MOST_TOP);
			return arguments.get(0).type();
		}, (arguments, type, context) -> new Top(type, sign, (int) count(name, arguments.get(1), 1, MOST_TOP)));
	}

	private static AggregateFunction unique() {
		return AggregateFunctions.of("unique", AggregateFunction.Kind.ROWS, (arguments) -> {
			Arguments.count("unique", arguments, 1, 1);
			return arguments.get(0).type();
		}, (arguments, type, context) -> new Unique());
	}

	private static AggregateFunction tail() {
		return AggregateFunctions.of("tail", AggregateFunction.Kind.ROWS, (arguments) -> {
			Arguments.count("tail", arguments, 2, 3);
			count("tail", arguments.get(1), 1, MOST_TAIL);
			if (arguments.size() == 3) {
				count("tail", arguments.get(2), 0, MOST_TAIL);
			}
			return arguments.get(0).type();
		}, (arguments, type, context) -> new Tail((int) count("tail", arguments.get(1), 1, MOST_TAIL),
				(arguments.size() == 3) ? (int) count("tail", arguments.get(2), 0, MOST_TAIL) : 0));
	}

	private static AggregateFunction sample() {
		return AggregateFunctions.of("sample", AggregateFunction.Kind.ROWS, (arguments) -> {
			Arguments.count("sample", arguments, 2, 2);
			count("sample", arguments.get(1), 1, MOST_SAMPLE);
			return arguments.get(0).type();
		}, (arguments, type, context) -> new Sample((int) count("sample", arguments.get(1), 1, MOST_SAMPLE)));
	}

	private static long count(String name, Argument argument, long least, long most) {
		if (!(argument.value() instanceof Long count) || argument.type().type() == TaosType.BOOL) {
			throw Arguments.wrongType(name);
		}
		if (count < least || count > most) {
			throw Arguments.wrongValue(name);
		}
		return count;
	}

	/**
	 * A row of a result.
	 *
	 * @param value the function's value
	 * @param time its time, 0 if there is none
	 * @param companions the other columns
	 */
	private record Entry(@Nullable Object value, long time, @Nullable Object[] companions) {

	}

	/**
	 * A result that is a list of rows.
	 */
	abstract static class Entries implements Accumulator {

		private @Nullable List<Entry> finished;

		abstract List<Entry> entries();

		private List<Entry> result() {
			List<Entry> result = this.finished;
			if (result == null) {
				result = entries();
				this.finished = result;
			}
			return result;
		}

		@Override
		public int rows() {
			return result().size();
		}

		@Override
		public void result(int index, Vector target, int row) {
			target.set(row, result().get(index).value());
		}

		@Override
		public @Nullable Object[] companions(int index) {
			return result().get(index).companions();
		}

		static long time(@Nullable Vector time, int row) {
			return (time != null) ? time.longs[row] : 0;
		}

	}

	/**
	 * Keeps the largest or smallest values.
	 */
	private static final class Top extends Entries {

		private final List<Entry> kept = new ArrayList<>();

		private final Comparator<Entry> order;

		private final int most;

		Top(ColumnType type, int sign, int most) {
			Comparisons.Comparer comparer = Comparisons.comparer(type, type);
			Vector left = new Vector(type, 1);
			Vector right = new Vector(type, 1);
			this.order = (a, b) -> {
				left.set(0, a.value());
				right.set(0, b.value());
				return sign * comparer.compare(left, 0, right, 0);
			};
			this.most = most;
		}

		@Override
		public int add(Vector[] arguments, @Nullable Vector time, int from, int to, RowCapture capture) {
			for (int row = from; row < to; row++) {
				if (arguments[0].isNull(row)) {
					continue;
				}
				Entry candidate = new Entry(arguments[0].get(row), time(time, row), new Object[0]);
				if (this.kept.size() == this.most && this.order.compare(candidate, this.kept.get(0)) <= 0) {
					continue;
				}
				if (this.kept.size() == this.most) {
					this.kept.remove(0);
				}
				int at = 0;
				while (at < this.kept.size() && this.order.compare(this.kept.get(at), candidate) < 0) {
					at++;
				}
				this.kept.add(at, new Entry(candidate.value(), candidate.time(), capture.at(row)));
			}
			return NONE;
		}

		@Override
		List<Entry> entries() {
			return this.kept;
		}

	}

	/**
	 * Keeps the first row of each value.
	 */
	private static final class Unique extends Entries {

		private final Map<Object, Entry> kept = new HashMap<>();

		@Override
		public int add(Vector[] arguments, @Nullable Vector time, int from, int to, RowCapture capture) {
			for (int row = from; row < to; row++) {
				Object key = StatisticFunctions.Distinct.key(arguments[0], row);
				Object mapKey = (key != null) ? key : this;
				Entry present = this.kept.get(mapKey);
				if (present == null || time(time, row) < present.time()) {
					this.kept.put(mapKey, new Entry(arguments[0].get(row), time(time, row), capture.at(row)));
				}
			}
			return NONE;
		}

		@Override
		List<Entry> entries() {
			return this.kept.values().stream().sorted(Comparator.comparingLong(Entry::time)).toList();
		}

	}

	/**
	 * Keeps the last rows.
	 */
	private static final class Tail extends Entries {

		private final List<Entry> all = new ArrayList<>();

		private final int count;

		private final int offset;

		Tail(int count, int offset) {
			this.count = count;
			this.offset = offset;
		}

		@Override
		public int add(Vector[] arguments, @Nullable Vector time, int from, int to, RowCapture capture) {
			for (int row = from; row < to; row++) {
				this.all.add(new Entry(arguments[0].get(row), time(time, row), capture.at(row)));
			}
			if (this.all.size() > 4096 + 2 * (this.count + this.offset)) {
				trim();
			}
			return NONE;
		}

		private void trim() {
			this.all.sort(Comparator.comparingLong(Entry::time));
			this.all.subList(0, Math.max(0, this.all.size() - this.count - this.offset)).clear();
		}

		@Override
		List<Entry> entries() {
			trim();
			return this.all.subList(0, Math.max(0, this.all.size() - this.offset));
		}

	}

	/**
	 * Keeps rows at random, each with the same chance.
	 */
	private static final class Sample extends Entries {

		private final List<Entry> kept = new ArrayList<>();

		private final java.util.Random random = new java.util.Random();

		private final int most;

		private int seen;

		Sample(int most) {
			this.most = most;
		}

		@Override
		public int add(Vector[] arguments, @Nullable Vector time, int from, int to, RowCapture capture) {
			for (int row = from; row < to; row++) {
				if (arguments[0].isNull(row)) {
					continue;
				}
				this.seen++;
				int at = (this.kept.size() < this.most) ? this.kept.size() : this.random.nextInt(this.seen);
				if (at < this.most) {
					Entry entry = new Entry(arguments[0].get(row), time(time, row), capture.at(row));
					if (at == this.kept.size()) {
						this.kept.add(entry);
					}
					else {
						this.kept.set(at, entry);
					}
				}
			}
			return NONE;
		}

		@Override
		List<Entry> entries() {
			return this.kept;
		}

	}

	/**
	 * Prints a number as JSON shows it in a histogram.
	 */
	static String print(double value) {
		if (Double.isInfinite(value)) {
			return (value > 0) ? "inf" : "-inf";
		}
		return (value == Math.rint(value) && Math.abs(value) < 1e15) ? Long.toString((long) value)
				: String.format(Locale.ROOT, "%g", value);
	}

}
