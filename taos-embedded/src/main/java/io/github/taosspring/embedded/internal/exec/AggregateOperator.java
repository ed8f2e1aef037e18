package io.github.taosspring.embedded.internal.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.taosspring.embedded.internal.function.Accumulator;
import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.plan.PlanNode;
import io.github.taosspring.embedded.internal.plan.WindowSpec;
import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.Vector;
import io.github.taosspring.embedded.internal.vector.VectorKind;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows in groups and their windows.
 * <p>
 * Rows are taken in runs of one group and one window; only where a run begins is anything
 * looked up.
 */
final class AggregateOperator extends SimpleOperators.Unary {

	private final PlanNode.Aggregate node;

	private final Map<RowKey, Group> groups = new LinkedHashMap<>();

	/** Groups that were looked up lately, by a hash of their keys. */
	private final @Nullable Group[] recentGroups = new @Nullable Group[1024];

	private final long[] recentKeys = new long[1024];

	private @Nullable Operator result;

	AggregateOperator(QueryRun run, Operator input, PlanNode.Aggregate node) {
		super(run, input);
		this.node = node;
	}

	@Override
	public @Nullable Batch next() {
		Operator ready = this.result;
		if (ready == null) {
			for (Batch batch = this.input.next(); batch != null; batch = this.input.next()) {
				this.run.check();
				consume(batch);
			}
			addEmptyGroups();
			ready = finish().reader();
			this.result = ready;
		}
		return ready.next();
	}

	private void consume(Batch batch) {
		Frame frame = new Frame(this.node, this.run, batch);
		Group group = null;
		for (int row = 0; row < batch.size();) {
			int end = row + 1;
			while (end < batch.size() && RowKey.same(frame.keys, end - 1, end)) {
				end++;
			}
			group = group(frame.keys, row);
			group.windows.add(frame, row, end);
			row = end;
		}
	}

	/**
	 * Find the group of a row; a single whole number is looked up without a key.
	 */
	private Group group(Vector[] keys, int row) {
		if (keys.length != 1 || keys[0].kind() != VectorKind.LONG || keys[0].isNull(row)) {
			return group(RowKey.of(keys, row));
		}
		long value = keys[0].longs[row];
		int slot = (int) ((value * 0x9E3779B97F4A7C15L) >>> 54);
		Group recent = this.recentGroups[slot];
		if (recent == null || this.recentKeys[slot] != value) {
			recent = group(RowKey.of(keys, row));
			this.recentGroups[slot] = recent;
			this.recentKeys[slot] = value;
		}
		return recent;
	}

	private Group group(RowKey key) {
		Group group = this.groups.get(key);
		if (group == null) {
			this.run.charge(100);
			group = new Group(key, GroupWindows.of(this.node.window(), this::newWindow, this.run));
			this.groups.put(key, group);
		}
		return group;
	}

	private GroupWindows.Window newWindow(long start) {
		this.run.charge(64L * (1 + this.node.calls().size()));
		Accumulator[] accumulators = new Accumulator[this.node.calls().size()];
		for (int i = 0; i < accumulators.length; i++) {
			PlanNode.AggregateCall call = this.node.calls().get(i);
			accumulators[i] = call.function().accumulator(call.described(), call.type(), this.run.context());
		}
		return new GroupWindows.Window(start, accumulators, this.node.selector());
	}

	private void addEmptyGroups() {
		if (this.node.window() != null) {
			return;
		}
		boolean counts = this.node.calls().stream().anyMatch((call) -> call.function().countsNothing());
		if (this.node.keys().isEmpty()) {
			if (counts && this.groups.isEmpty()) {
				group(new RowKey(new Object[0])).windows.touch(new Object[0]);
			}
			return;
		}
		Supplier<List<@Nullable Object[]>> keys = this.node.emptyGroups();
		if (counts && keys != null) {
			int width = this.node.keys().size();
			for (@Nullable
			Object[] values : keys.get()) {
				GroupWindows windows = group(new RowKey(Arrays.copyOf(values, width))).windows;
				windows.touch(Arrays.copyOfRange(values, width, values.length));
			}
		}
	}

	private RowBuffer finish() {
		RowBuffer rows = new RowBuffer(this.run, this.node.types());
		long ordinal = 0;
		for (Group group : this.groups.values()) {
			for (GroupWindows.Window window : group.windows.finished()) {
				write(rows, ordinal, group, window);
			}
			ordinal++;
		}
		return rows;
	}

	private void write(RowBuffer rows, long ordinal, Group group, GroupWindows.Window window) {
		int many = window.rows();
		for (int index = 0; index < many; index++) {
			int row = rows.addRow();
			int column = 0;
			rows.column(column++).setLong(row, ordinal);
			for (Object value : group.key.values()) {
				rows.column(column++).set(row, value);
			}
			if (this.node.window() != null) {
				rows.column(column++).setLong(row, window.start());
				rows.column(column++).setLong(row, window.end());
				rows.column(column++).setLong(row, window.end() - window.start());
			}
			for (Accumulator accumulator : window.accumulators()) {
				accumulator.result(Math.min(index, accumulator.rows() - 1), rows.column(column++), row);
			}
			@Nullable Object[] companions = window.companions(index);
			for (int i = 0; i < this.node.companions().size(); i++) {
				rows.column(column++).set(row, (companions != null) ? companions[i] : null);
			}
		}
	}

	/**
	 * A group and its windows.
	 *
	 * @param key its key
	 * @param windows its windows
	 */
	private record Group(RowKey key, GroupWindows windows) {
	}

	/**
	 * A batch with all that is calculated from it.
	 */
	static final class Frame implements Accumulator.RowCapture {

		final Vector[] keys;

		final Vector[][] arguments;

		final Vector[] companions;

		final @Nullable Vector time;

		final @Nullable Vector state;

		final @Nullable Vector eventStart;

		final @Nullable Vector eventEnd;

		Frame(PlanNode.Aggregate node, QueryRun run, Batch batch) {
			this.keys = evaluate(node.keys(), run, batch);
			this.arguments = new Vector[node.calls().size()][];
			for (int i = 0; i < this.arguments.length; i++) {
				this.arguments[i] = evaluate(node.calls().get(i).arguments(), run, batch);
			}
			this.companions = evaluate(node.companions(), run, batch);
			this.time = (node.time() != null) ? node.time().evaluate(run.context(), batch) : null;
			WindowSpec window = node.window();
			this.state = (window instanceof WindowSpec.State spec) ? spec.state().evaluate(run.context(), batch) : null;
			boolean events = window instanceof WindowSpec.Event;
			this.eventStart = events ? ((WindowSpec.Event) window).start().evaluate(run.context(), batch) : null;
			this.eventEnd = events ? ((WindowSpec.Event) window).end().evaluate(run.context(), batch) : null;
		}

		private static Vector[] evaluate(List<Expr> expressions, QueryRun run, Batch batch) {
			List<Vector> result = new ArrayList<>(expressions.size());
			for (Expr expression : expressions) {
				result.add(expression.evaluate(run.context(), batch));
			}
			return result.toArray(Vector[]::new);
		}

		@Override
		public @Nullable Object[] at(int row) {
			@Nullable Object[] values = new @Nullable Object[this.companions.length];
			for (int i = 0; i < values.length; i++) {
				values[i] = this.companions[i].get(row);
			}
			return values;
		}

	}

}
