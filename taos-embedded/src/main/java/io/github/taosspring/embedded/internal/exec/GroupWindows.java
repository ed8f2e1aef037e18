package io.github.taosspring.embedded.internal.exec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;

import io.github.taosspring.embedded.internal.function.Accumulator;
import io.github.taosspring.embedded.internal.function.Comparisons;
import io.github.taosspring.embedded.internal.plan.WindowSpec;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one group. All but intervals need the group's rows in time order.
 */
abstract class GroupWindows {

	final LongFunction<Window> factory;

	final List<Window> windows = new ArrayList<>();

	GroupWindows(LongFunction<Window> factory) {
		this.factory = factory;
	}

	static GroupWindows of(@Nullable WindowSpec spec, LongFunction<Window> factory, QueryRun run) {
		if (spec == null) {
			return new Whole(factory);
		}
		if (spec instanceof WindowSpec.Interval interval) {
			return new Intervals(factory, interval, new IntervalMath(interval, run.context().precision()));
		}
		if (spec instanceof WindowSpec.Session session) {
			return new Sessions(factory, session.gap());
		}
		if (spec instanceof WindowSpec.State state) {
			return new States(factory, state.trueFor());
		}
		if (spec instanceof WindowSpec.Event event) {
			return new Events(factory, event.trueFor());
		}
		return new Counts(factory, (WindowSpec.Count) spec);
	}

	/**
	 * Take a run of rows of this group.
	 */
	abstract void add(AggregateOperator.Frame frame, int from, int to);

	/**
	 * Return the windows in the order of their starts.
	 */
	List<Window> finished() {
		return this.windows;
	}

	/**
	 * Make sure that there is a window even without rows.
	 */
	void touch(@Nullable Object[] companions) {
		if (this.windows.isEmpty()) {
			open(0).companions = (companions.length > 0) ? companions : null;
		}
	}

	Window open(long start) {
		Window window = this.factory.apply(start);
		window.end = start;
		this.windows.add(window);
		return window;
	}

	static long time(AggregateOperator.Frame frame, int row) {
		return Objects.requireNonNull(frame.time).longs[row];
	}

	/**
	 * One window for all rows.
	 */
	private static final class Whole extends GroupWindows {

		Whole(LongFunction<Window> factory) {
			super(factory);
		}

		@Override
		void add(AggregateOperator.Frame frame, int from, int to) {
			if (this.windows.isEmpty()) {
				open(0);
			}
			this.windows.get(0).add(frame, from, to);
		}

	}

	/**
	 * Windows at multiples of a step.
	 */
	private static final class Intervals extends GroupWindows {

		private final IntervalMath math;

		private final boolean overlapping;

		private final Map<Long, Window> byStart = new HashMap<>();

		Intervals(LongFunction<Window> factory, WindowSpec.Interval spec, IntervalMath math) {
			super(factory);
			this.math = math;
			this.overlapping = spec.length() != spec.sliding() || spec.calendarLength() != spec.calendarSliding();
		}

		@Override
		void add(AggregateOperator.Frame frame, int from, int to) {
			for (int row = from; row < to;) {
				long time = time(frame, row);
				long start = this.math.lastStart(time);
				if (this.overlapping) {
					for (long each = start; this.math.end(each) > time; each = this.math.step(each, -1)) {
						window(each).add(frame, row, row + 1);
					}
					row++;
					continue;
				}
				Window window = window(start);
				int end = row + 1;
				while (end < to && time(frame, end) >= start && time(frame, end) < window.end) {
					end++;
				}
				window.add(frame, row, end);
				row = end;
			}
		}

		private Window window(long start) {
			Window window = this.byStart.get(start);
			if (window == null) {
				window = open(start);
				window.end = this.math.end(start);
				this.byStart.put(start, window);
			}
			return window;
		}

		@Override
		List<Window> finished() {
			this.windows.sort(Comparator.comparingLong(Window::start));
			for (int i = 0; i < this.windows.size(); i++) {
				Window window = this.windows.get(i);
				for (Accumulator accumulator : window.accumulators) {
					accumulator.window(window.start, window.end, i == 0, i == this.windows.size() - 1);
				}
			}
			return this.windows;
		}

	}

	/**
	 * Windows that end with a pause.
	 */
	private static final class Sessions extends GroupWindows {

		private final long gap;

		private @Nullable Window current;

		Sessions(LongFunction<Window> factory, long gap) {
			super(factory);
			this.gap = gap;
		}

		@Override
		void add(AggregateOperator.Frame frame, int from, int to) {
			for (int row = from; row < to; row++) {
				long time = time(frame, row);
				Window window = this.current;
				if (window == null || time - window.end > this.gap) {
					window = open(time);
					this.current = window;
				}
				window.end = time;
				window.add(frame, row, row + 1);
			}
		}

	}

	/**
	 * Windows in which a state stays the same; rows without a state are left out.
	 */
	private static final class States extends GroupWindows {

		private final long trueFor;

		private @Nullable Window current;

		private @Nullable RowKey state;

		States(LongFunction<Window> factory, long trueFor) {
			super(factory);
			this.trueFor = trueFor;
		}

		@Override
		void add(AggregateOperator.Frame frame, int from, int to) {
			Vector states = Objects.requireNonNull(frame.state);
			for (int row = from; row < to; row++) {
				if (states.isNull(row)) {
					continue;
				}
				RowKey key = RowKey.of(new Vector[] { states }, row);
				Window window = this.current;
				if (window == null || !key.equals(this.state)) {
					window = open(time(frame, row));
					this.current = window;
					this.state = key;
				}
				window.end = time(frame, row);
				window.add(frame, row, row + 1);
			}
		}

		@Override
		List<Window> finished() {
			return this.windows.stream().filter((window) -> window.end - window.start >= this.trueFor).toList();
		}

	}

	/**
	 * Windows between two events; one that never ends is none.
	 */
	private static final class Events extends GroupWindows {

		private final long trueFor;

		private @Nullable Window current;

		Events(LongFunction<Window> factory, long trueFor) {
			super(factory);
			this.trueFor = trueFor;
		}

		@Override
		void add(AggregateOperator.Frame frame, int from, int to) {
			Vector starts = Objects.requireNonNull(frame.eventStart);
			Vector ends = Objects.requireNonNull(frame.eventEnd);
			for (int row = from; row < to; row++) {
				Window window = this.current;
				if (window == null && Comparisons.isTrue(starts, row)) {
					window = open(time(frame, row));
					this.current = window;
				}
				if (window != null) {
					window.end = time(frame, row);
					window.add(frame, row, row + 1);
					if (Comparisons.isTrue(ends, row)) {
						this.current = null;
					}
				}
			}
		}

		@Override
		List<Window> finished() {
			return this.windows.stream()
				.filter((window) -> window != this.current && window.end - window.start >= this.trueFor)
				.toList();
		}

	}

	/**
	 * Windows of a number of rows.
	 */
	private static final class Counts extends GroupWindows {

		private final WindowSpec.Count spec;

		private final List<Window> open = new ArrayList<>();

		private long rows;

		Counts(LongFunction<Window> factory, WindowSpec.Count spec) {
			super(factory);
			this.spec = spec;
		}

		@Override
		void add(AggregateOperator.Frame frame, int from, int to) {
			for (int row = from; row < to; row++) {
				long time = time(frame, row);
				if (this.rows % this.spec.sliding() == 0) {
					this.open.add(open(time));
				}
				this.rows++;
				for (Window window : this.open) {
					window.end = time;
					window.add(frame, row, row + 1);
				}
				this.open.removeIf((window) -> window.rowCount == this.spec.count());
			}
		}

	}

	/**
	 * A window and its calculations.
	 */
	static final class Window {

		private final long start;

		private final Accumulator[] accumulators;

		private final int selector;

		private long end;

		private long rowCount;

		private @Nullable Object @Nullable [] companions;

		Window(long start, Accumulator[] accumulators, int selector) {
			this.start = start;
			this.accumulators = accumulators;
			this.selector = selector;
		}

		long start() {
			return this.start;
		}

		long end() {
			return this.end;
		}

		Accumulator[] accumulators() {
			return this.accumulators;
		}

		void add(AggregateOperator.Frame frame, int from, int to) {
			this.rowCount += to - from;
			for (int i = 0; i < this.accumulators.length; i++) {
				int chosen = this.accumulators[i].add(frame.arguments[i], frame.time, from, to, frame);
				if (i == this.selector && chosen != Accumulator.NONE) {
					this.companions = frame.at(chosen);
				}
			}
			if (this.selector < 0 && this.companions == null) {
				this.companions = frame.at(from);
			}
		}

		/**
		 * Return how many rows of the result there are: none if nothing but selections
		 * found no row.
		 */
		int rows() {
			int most = (this.accumulators.length == 0) ? 1 : 0;
			for (Accumulator accumulator : this.accumulators) {
				most = Math.max(most, accumulator.rows());
			}
			return most;
		}

		@Nullable Object @Nullable [] companions(int index) {
			if (this.selector >= 0) {
				@Nullable Object @Nullable [] own = this.accumulators[this.selector].companions(index);
				if (own != null) {
					return own;
				}
			}
			return this.companions;
		}

	}

}
