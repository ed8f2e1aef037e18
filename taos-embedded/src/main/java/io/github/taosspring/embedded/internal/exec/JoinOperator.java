package io.github.taosspring.embedded.internal.exec;

import java.util.Arrays;
import java.util.List;

import io.github.taosspring.embedded.internal.function.Comparisons;
import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.plan.PlanNode;
import io.github.taosspring.embedded.internal.sql.TableReference.JoinKind;
import io.github.taosspring.embedded.internal.sql.TableReference.JoinSide;
import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Joins two inputs by time: both are read and sorted, then each row of the driving side
 * looks up its partners' range by binary search.
 */
final class JoinOperator implements Operator {

	private final QueryRun run;

	private final Operator left;

	private final Operator right;

	private final PlanNode.Join node;

	private @Nullable Side leftRows;

	private @Nullable Side rightRows;

	private int[] leftPairs = new int[64];

	private int[] rightPairs = new int[64];

	private int pairs;

	private int position;

	JoinOperator(QueryRun run, Operator left, Operator right, PlanNode.Join node) {
		this.run = run;
		this.left = left;
		this.right = right;
		this.node = node;
	}

	@Override
	public @Nullable Batch next() {
		if (this.leftRows == null) {
			Side a = Side.read(this.run, this.left, this.node.left(), this.node.leftTime());
			Side b = Side.read(this.run, this.right, this.node.right(), this.node.rightTime());
			this.leftRows = a;
			this.rightRows = b;
			if (this.node.side() == JoinSide.RIGHT) {
				match(b, a, true);
			}
			else {
				match(a, b, false);
			}
		}
		if (this.position == this.pairs) {
			return null;
		}
		int count = Math.min(Vector.SIZE, this.pairs - this.position);
		Batch batch = pairBatch(this.position, count);
		this.position += count;
		return batch;
	}

	private Batch pairBatch(int from, int count) {
		Side a = this.leftRows;
		Side b = this.rightRows;
		if (a == null || b == null) {
			throw new IllegalStateException("Nothing was read yet");
		}
		Batch leftPart = a.rows.gather(this.leftPairs, from, count);
		Batch rightPart = b.rows.gather(this.rightPairs, from, count);
		Vector[] columns = Arrays.copyOf(leftPart.columns(), leftPart.columns().length + rightPart.columns().length);
		System.arraycopy(rightPart.columns(), 0, columns, leftPart.columns().length, rightPart.columns().length);
		return new Batch(count, columns);
	}

	private void match(Side driver, Side other, boolean swapped) {
		boolean[] otherMatched = new boolean[other.rows.size()];
		boolean keeps = this.node.side() != JoinSide.INNER && this.node.kind() != JoinKind.SEMI;
		for (int i = 0; i < driver.order.length; i++) {
			int row = driver.order[i];
			int start = this.pairs;
			if (!driver.times.isNull(row)) {
				addCandidates(driver, row, other, swapped);
			}
			keepMatching(start, swapped, otherMatched);
			if (this.node.kind() == JoinKind.ANTI) {
				boolean none = this.pairs == start;
				this.pairs = start;
				if (none) {
					addPair(row, -1, swapped);
				}
			}
			else if (this.node.kind() == JoinKind.SEMI) {
				this.pairs = Math.min(this.pairs, start + 1);
			}
			else if (this.pairs == start && keeps) {
				addPair(row, -1, swapped);
			}
		}
		if (this.node.side() == JoinSide.FULL) {
			for (int row : other.order) {
				if (!otherMatched[row]) {
					addPair(-1, row, swapped);
				}
			}
		}
	}

	private void addCandidates(Side driver, int row, Side other, boolean swapped) {
		long time = driver.times.longs[row];
		switch (this.node.kind()) {
			case ASOF -> addClosest(row, time, other, swapped);
			case WINDOW -> {
				int to = other.firstAfter(time + this.node.windowEnd());
				int from = other.firstAt(time + this.node.windowStart());
				long limit = Math.min(to, from + this.node.limit());
				for (int i = from; i < limit; i++) {
					addPair(row, other.order[i], swapped);
				}
			}
			default -> {
				int to = other.firstAfter(time);
				for (int i = other.firstAt(time); i < to; i++) {
					addPair(row, other.order[i], swapped);
				}
			}
		}
	}

	private void addClosest(int row, long time, Side other, boolean swapped) {
		int order = swapped ? -this.node.order() : this.node.order();
		if (order >= 0) {
			int end = (order > 0 && !this.node.orEqual()) ? other.firstAt(time) : other.firstAfter(time);
			int least = (order == 0) ? other.firstAt(time) : 0;
			int start = (int) Math.max(least, end - this.node.limit());
			for (int i = start; i < end; i++) {
				addPair(row, other.order[i], swapped);
			}
		}
		else {
			int start = this.node.orEqual() ? other.firstAt(time) : other.firstAfter(time);
			long end = Math.min(other.order.length, start + this.node.limit());
			for (int i = start; i < end; i++) {
				addPair(row, other.order[i], swapped);
			}
		}
	}

	private void addPair(int driverRow, int otherRow, boolean swapped) {
		if (this.pairs == this.leftPairs.length) {
			this.run.charge(8L * this.pairs);
			this.run.check();
			this.leftPairs = Arrays.copyOf(this.leftPairs, this.pairs * 2);
			this.rightPairs = Arrays.copyOf(this.rightPairs, this.pairs * 2);
		}
		this.leftPairs[this.pairs] = swapped ? otherRow : driverRow;
		this.rightPairs[this.pairs++] = swapped ? driverRow : otherRow;
	}

	private void keepMatching(int start, boolean swapped, boolean[] otherMatched) {
		Expr condition = this.node.condition();
		int kept = start;
		Vector holds = null;
		if (condition != null && this.pairs > start) {
			holds = condition.evaluate(this.run.context(), pairBatch(start, this.pairs - start));
		}
		for (int i = start; i < this.pairs; i++) {
			if (holds == null || Comparisons.isTrue(holds, i - start)) {
				this.leftPairs[kept] = this.leftPairs[i];
				this.rightPairs[kept] = this.rightPairs[i];
				otherMatched[swapped ? this.leftPairs[i] : this.rightPairs[i]] = true;
				kept++;
			}
		}
		this.pairs = kept;
	}

	@Override
	public void close() {
		this.left.close();
		this.right.close();
	}

	/**
	 * The rows of a side in time order.
	 *
	 * @param rows the rows
	 * @param times their times
	 * @param order their positions in time order
	 */
	private record Side(RowBuffer rows, Vector times, int[] order) {

		static Side read(QueryRun run, Operator input, PlanNode node, Expr time) {
			RowBuffer rows = RowBuffer.readAll(run, input, node.types());
			Vector times = time.evaluate(run.context(), new Batch(rows.size(), rows.columns()));
			int column = (time instanceof Expr.Column direct) ? direct.index() : -1;
			if (column < 0) {
				throw new IllegalStateException("A join needs a column of time");
			}
			int[] order = RowOrder.sort(rows, List.of(new PlanNode.SortColumn(column, false, false)));
			return new Side(rows, times, order);
		}

		int firstAt(long time) {
			int low = 0;
			int high = this.order.length;
			while (low < high) {
				int middle = (low + high) >>> 1;
				int row = this.order[middle];
				if (!this.times.isNull(row) && this.times.longs[row] < time) {
					low = middle + 1;
				}
				else {
					high = middle;
				}
			}
			return low;
		}

		int firstAfter(long time) {
			return (time == Long.MAX_VALUE) ? this.order.length : firstAt(time + 1);
		}

	}

}
