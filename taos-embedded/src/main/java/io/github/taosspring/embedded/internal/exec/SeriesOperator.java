package io.github.taosspring.embedded.internal.exec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.taosspring.embedded.internal.function.SeriesFunction;
import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.plan.PlanNode;
import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Follows the rows of each partition.
 */
final class SeriesOperator extends SimpleOperators.Unary {

	private final PlanNode.Series node;

	private final Map<RowKey, SeriesFunction.State[]> partitions = new HashMap<>();

	SeriesOperator(QueryRun run, Operator input, PlanNode.Series node) {
		super(run, input);
		this.node = node;
	}

	@Override
	public @Nullable Batch next() {
		for (Batch batch = this.input.next(); batch != null; batch = this.input.next()) {
			Batch result = follow(batch);
			if (result.size() > 0) {
				return result;
			}
		}
		return null;
	}

	private Batch follow(Batch batch) {
		List<PlanNode.SeriesCall> calls = this.node.calls();
		Vector[] keys = evaluate(this.node.keys(), batch);
		Expr timeColumn = this.node.time();
		Vector time = (timeColumn != null) ? timeColumn.evaluate(this.run.context(), batch) : null;
		Vector[][] arguments = new Vector[calls.size()][];
		Vector[] results = new Vector[calls.size()];
		for (int i = 0; i < results.length; i++) {
			arguments[i] = evaluate(calls.get(i).arguments(), batch);
			results[i] = new Vector(calls.get(i).type(), batch.size());
		}
		int[] rows = new int[batch.size()];
		int count = 0;
		SeriesFunction.State[] states = null;
		for (int row = 0; row < batch.size(); row++) {
			if (states == null || !RowKey.same(keys, row - 1, row)) {
				states = this.partitions.computeIfAbsent(RowKey.of(keys, row), (absent) -> start());
			}
			boolean any = false;
			for (int i = 0; i < states.length; i++) {
				if (states[i].next(arguments[i], time, row, results[i], count)) {
					any = true;
				}
				else {
					results[i].setNull(count);
				}
			}
			if (any) {
				rows[count++] = row;
			}
		}
		return output(batch, keys, results, rows, count);
	}

	private Batch output(Batch batch, Vector[] keys, Vector[] results, int[] rows, int count) {
		Vector[] companions = evaluate(this.node.companions(), batch);
		Vector[] columns = new Vector[keys.length + results.length + companions.length];
		int at = 0;
		for (Vector key : keys) {
			columns[at++] = key.gather(rows, count);
		}
		for (Vector result : results) {
			columns[at++] = result.slice(0, count);
		}
		for (Vector companion : companions) {
			columns[at++] = companion.gather(rows, count);
		}
		return new Batch(count, columns);
	}

	private SeriesFunction.State[] start() {
		this.run.charge(200);
		return this.node.calls()
			.stream()
			.map((call) -> call.function().start(call.described(), this.run.context()))
			.toArray(SeriesFunction.State[]::new);
	}

	private Vector[] evaluate(List<Expr> expressions, Batch batch) {
		return expressions.stream()
			.map((expression) -> expression.evaluate(this.run.context(), batch))
			.toArray(Vector[]::new);
	}

}
