package io.github.taosspring.embedded.internal.exec;

import java.util.BitSet;
import java.util.List;

import io.github.taosspring.embedded.internal.plan.PlanNode;
import io.github.taosspring.embedded.internal.sql.Fill;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.Vector;
import io.github.taosspring.embedded.internal.vector.VectorKind;
import org.jspecify.annotations.Nullable;

/**
 * Adds the windows without rows to each group.
 */
final class FillOperator extends SimpleOperators.Unary {

	/** The most windows of a group ({@code MAX_INTERVAL_TIME_WINDOW}). */
	private static final long MOST_WINDOWS = 10_000_000;

	private final PlanNode.FillWindows node;

	private final IntervalMath math;

	private final BitSet added = new BitSet();

	private @Nullable Operator result;

	FillOperator(QueryRun run, Operator input, PlanNode.FillWindows node) {
		super(run, input);
		this.node = node;
		this.math = new IntervalMath(node.window(), run.context().precision());
	}

	@Override
	public @Nullable Batch next() {
		Operator ready = this.result;
		if (ready == null) {
			ready = fill().reader();
			this.result = ready;
		}
		return ready.next();
	}

	private RowBuffer fill() {
		RowBuffer rows = RowBuffer.readAll(this.run, this.input, this.node.types());
		RowBuffer filled = new RowBuffer(this.run, this.node.types());
		boolean forced = this.node.mode() == Fill.Mode.NULL_FORCED || this.node.mode() == Fill.Mode.VALUE_FORCED;
		if (rows.size() == 0) {
			if (forced) {
				fillGroup(rows, 0, 0, filled);
			}
			return filled;
		}
		Vector groups = rows.column(this.node.group());
		int from = 0;
		while (from < rows.size()) {
			int to = from + 1;
			while (to < rows.size() && groups.longs[to] == groups.longs[from]) {
				to++;
			}
			fillGroup(rows, from, to, filled);
			from = to;
		}
		return filled;
	}

	private void fillGroup(RowBuffer rows, int from, int to, RowBuffer filled) {
		Vector starts = rows.column(this.node.start());
		int first = filled.size();
		int row = from;
		long count = 0;
		for (long start = this.math.firstStart(this.node.from()); start <= this.node.to(); start = this.math.step(start,
				1)) {
			if (++count > MOST_WINDOWS) {
				throw new SqlException(0x263B, "Start(end) time of query range required or time range too large");
			}
			while (row < to && starts.longs[row] < start) {
				copy(rows, row++, filled);
			}
			if (row < to && starts.longs[row] == start) {
				copy(rows, row++, filled);
			}
			else {
				this.added.set(filled.size());
				addWindow(rows, from, to, start, filled);
			}
		}
		while (row < to) {
			copy(rows, row++, filled);
		}
		fillValues(filled, first);
	}

	private static void copy(RowBuffer rows, int row, RowBuffer filled) {
		int target = filled.addRow();
		for (int i = 0; i < rows.columns().length; i++) {
			filled.column(i).copy(target, rows.column(i), row);
		}
	}

	private void addWindow(RowBuffer rows, int from, int to, long start, RowBuffer filled) {
		int target = filled.addRow();
		List<PlanNode.FillRole> roles = this.node.roles();
		for (int i = 0; i < roles.size(); i++) {
			Vector column = filled.column(i);
			switch (roles.get(i)) {
				case START -> column.setLong(target, start);
				case END -> column.setLong(target, this.math.end(start));
				case DURATION -> column.setLong(target, this.math.end(start) - start);
				case GROUP -> {
					if (from < to) {
						column.copy(target, rows.column(i), from);
					}
					else {
						column.setNull(target);
					}
				}
				case VALUE -> column.setNull(target);
			}
		}
	}

	/**
	 * Fill what is NULL in the rows of a group, in windows that were there as well.
	 */
	private void fillValues(RowBuffer filled, int first) {
		for (int i = 0; i < this.node.roles().size(); i++) {
			if (this.node.roles().get(i) != PlanNode.FillRole.VALUE) {
				continue;
			}
			Vector column = filled.column(i);
			switch (this.node.mode()) {
				case VALUE, VALUE_FORCED -> fillConstant(column, first, filled.size(), this.node.values().get(i));
				case PREV -> fillFrom(column, first, filled.size(), 1);
				case NEXT -> fillFrom(column, filled.size() - 1, first - 1, -1);
				case LINEAR -> fillLine(column, filled.column(this.node.start()), first, filled.size());
				default -> {
					// NULL stays
				}
			}
		}
	}

	private static void fillConstant(Vector column, int from, int to, @Nullable Object value) {
		for (int row = from; row < to; row++) {
			if (column.isNull(row)) {
				column.set(row, value);
			}
		}
	}

	private static void fillFrom(Vector column, int from, int to, int step) {
		for (int row = from + step; row != to && from != to; row += step) {
			if (column.isNull(row)) {
				column.copy(row, column, row - step);
			}
		}
	}

	/**
	 * Fill between windows that have rows; their own values stay, NULL as well.
	 */
	private void fillLine(Vector column, Vector starts, int from, int to) {
		if (column.kind() == VectorKind.OBJECT) {
			return;
		}
		int before = -1;
		for (int row = from; row < to; row++) {
			if (this.added.get(row)) {
				continue;
			}
			if (before >= 0 && !column.isNull(before) && !column.isNull(row)) {
				for (int gap = before + 1; gap < row; gap++) {
					double share = (double) (starts.longs[gap] - starts.longs[before])
							/ (starts.longs[row] - starts.longs[before]);
					interpolate(column, gap, before, row, share);
				}
			}
			before = row;
		}
	}

	private static void interpolate(Vector column, int target, int before, int after, double share) {
		if (column.kind() == VectorKind.DOUBLE) {
			column.setDouble(target, column.doubles[before] + (column.doubles[after] - column.doubles[before]) * share);
		}
		else {
			column.setLong(target,
					(long) (column.longs[before] + (column.longs[after] - column.longs[before]) * share));
		}
	}

}
