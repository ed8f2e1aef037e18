package io.github.taosspring.embedded.internal.exec;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.taosspring.embedded.internal.function.Comparisons;
import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.plan.PlanNode;
import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * The operators that handle one batch at a time.
 */
final class SimpleOperators {

	/** How many rows are held beyond those that count before they are thrown out. */
	private static final int SORT_SLACK = 4096;

	private SimpleOperators() {
	}

	/**
	 * Rows from a list.
	 */
	static Operator rows(QueryRun run, List<ColumnType> types, List<@Nullable Object[]> rows) {
		RowBuffer buffer = new RowBuffer(run, types);
		for (@Nullable
		Object[] values : rows) {
			int row = buffer.addRow();
			for (int i = 0; i < values.length; i++) {
				buffer.column(i).set(row, values[i]);
			}
		}
		return buffer.reader();
	}

	/**
	 * The shared part of operators that read one other.
	 */
	abstract static class Unary implements Operator {

		final Operator input;

		final QueryRun run;

		Unary(QueryRun run, Operator input) {
			this.run = run;
			this.input = input;
		}

		@Override
		public void close() {
			this.input.close();
		}

	}

	/**
	 * Keeps rows for which a condition holds.
	 */
	static final class FilterOperator extends Unary {

		private final Expr condition;

		FilterOperator(QueryRun run, Operator input, Expr condition) {
			super(run, input);
			this.condition = condition;
		}

		@Override
		public @Nullable Batch next() {
			for (Batch batch = this.input.next(); batch != null; batch = this.input.next()) {
				Vector holds = this.condition.evaluate(this.run.context(), batch);
				int[] rows = new int[batch.size()];
				int count = 0;
				for (int row = 0; row < batch.size(); row++) {
					if (Comparisons.isTrue(holds, row)) {
						rows[count++] = row;
					}
				}
				if (count == batch.size()) {
					return batch;
				}
				if (count > 0) {
					return batch.gather(rows, count);
				}
			}
			return null;
		}

	}

	/**
	 * Calculates columns.
	 */
	static final class ProjectOperator extends Unary {

		private final List<Expr> expressions;

		ProjectOperator(QueryRun run, Operator input, List<Expr> expressions) {
			super(run, input);
			this.expressions = expressions;
		}

		@Override
		public @Nullable Batch next() {
			Batch batch = this.input.next();
			if (batch == null) {
				return null;
			}
			Vector[] columns = new Vector[this.expressions.size()];
			for (int i = 0; i < columns.length; i++) {
				columns[i] = this.expressions.get(i).evaluate(this.run.context(), batch);
			}
			return new Batch(batch.size(), columns);
		}

	}

	/**
	 * Keeps a range of rows.
	 */
	static final class LimitOperator extends Unary {

		private long skip;

		private long left;

		LimitOperator(QueryRun run, Operator input, long count, long offset) {
			super(run, input);
			this.skip = offset;
			this.left = count;
		}

		@Override
		public @Nullable Batch next() {
			while (this.left > 0) {
				Batch batch = this.input.next();
				if (batch == null) {
					return null;
				}
				int from = (int) Math.min(this.skip, batch.size());
				this.skip -= from;
				int to = (int) Math.min(batch.size(), from + this.left);
				if (from < to) {
					this.left -= to - from;
					return batch.slice(from, to);
				}
			}
			return null;
		}

	}

	/**
	 * Keeps some groups and some rows of each.
	 */
	static final class GroupLimitOperator extends Unary {

		private final PlanNode.GroupLimit node;

		private final Map<RowKey, long[]> groups = new HashMap<>();

		GroupLimitOperator(QueryRun run, Operator input, PlanNode.GroupLimit node) {
			super(run, input);
			this.node = node;
		}

		@Override
		public @Nullable Batch next() {
			for (Batch batch = this.input.next(); batch != null; batch = this.input.next()) {
				Vector[] keys = new Vector[this.node.keys().size()];
				for (int i = 0; i < keys.length; i++) {
					keys[i] = batch.columns()[this.node.keys().get(i)];
				}
				int[] rows = new int[batch.size()];
				int count = 0;
				long[] group = null;
				for (int row = 0; row < batch.size(); row++) {
					if (group == null || !RowKey.same(keys, row - 1, row)) {
						group = group(RowKey.of(keys, row));
					}
					long ordinal = group[0];
					long seen = group[1]++;
					boolean kept = ordinal >= this.node.groupOffset()
							&& ordinal - this.node.groupOffset() < this.node.groups() && seen >= this.node.rowOffset()
							&& seen - this.node.rowOffset() < this.node.rows();
					if (kept) {
						rows[count++] = row;
					}
				}
				if (count > 0) {
					return (count == batch.size()) ? batch : batch.gather(rows, count);
				}
			}
			return null;
		}

		private long[] group(RowKey key) {
			return this.groups.computeIfAbsent(key, (absent) -> {
				this.run.charge(100);
				return new long[] { this.groups.size(), 0 };
			});
		}

	}

	/**
	 * Keeps the first of equal rows.
	 */
	static final class DistinctOperator extends Unary {

		private final Set<RowKey> seen = new HashSet<>();

		DistinctOperator(QueryRun run, Operator input) {
			super(run, input);
		}

		@Override
		public @Nullable Batch next() {
			for (Batch batch = this.input.next(); batch != null; batch = this.input.next()) {
				int[] rows = new int[batch.size()];
				int count = 0;
				for (int row = 0; row < batch.size(); row++) {
					boolean repeated = row > 0 && RowKey.same(batch.columns(), row - 1, row);
					if (!repeated && this.seen.add(RowKey.of(batch.columns(), row))) {
						rows[count++] = row;
					}
				}
				this.run.charge(64L * count * batch.columns().length);
				if (count > 0) {
					return batch.gather(rows, count);
				}
			}
			return null;
		}

	}

	/**
	 * One input after the other.
	 */
	static final class ConcatOperator implements Operator {

		private final ArrayDeque<Operator> inputs;

		ConcatOperator(List<Operator> inputs) {
			this.inputs = new ArrayDeque<>(inputs);
		}

		@Override
		public @Nullable Batch next() {
			while (!this.inputs.isEmpty()) {
				Batch batch = this.inputs.getFirst().next();
				if (batch != null) {
					return batch;
				}
				this.inputs.removeFirst().close();
			}
			return null;
		}

		@Override
		public void close() {
			this.inputs.forEach(Operator::close);
			this.inputs.clear();
		}

	}

	/**
	 * Sorts all rows.
	 */
	static final class SortOperator extends Unary {

		private final PlanNode.Sort node;

		private final long bound;

		private @Nullable RowBuffer buffer;

		private int[] order = new int[0];

		private int position;

		SortOperator(QueryRun run, Operator input, PlanNode.Sort node, long bound) {
			super(run, input);
			this.node = node;
			this.bound = bound;
		}

		@Override
		public @Nullable Batch next() {
			RowBuffer rows = this.buffer;
			if (rows == null) {
				rows = read();
				this.buffer = rows;
				this.order = RowOrder.sort(rows, this.node.keys());
			}
			if (this.position == rows.size()) {
				return null;
			}
			int count = Math.min(Vector.SIZE, rows.size() - this.position);
			Batch batch = rows.gather(this.order, this.position, count);
			this.position += count;
			return batch;
		}

		/**
		 * Read all rows; where only the first ones count, throw the others out now and
		 * then.
		 */
		private RowBuffer read() {
			RowBuffer rows = new RowBuffer(this.run, this.node.types());
			for (Batch batch = this.input.next(); batch != null; batch = this.input.next()) {
				this.run.check();
				rows.append(batch);
				if (this.bound < rows.size() / 2 - SORT_SLACK) {
					int[] best = RowOrder.sort(rows, this.node.keys());
					RowBuffer kept = new RowBuffer(this.run, this.node.types());
					kept.append(rows.gather(best, 0, (int) this.bound));
					rows.release();
					rows = kept;
				}
			}
			return rows;
		}

	}

}
