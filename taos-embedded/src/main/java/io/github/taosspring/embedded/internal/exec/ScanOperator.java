package io.github.taosspring.embedded.internal.exec;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.plan.PlanNode;
import io.github.taosspring.embedded.internal.plan.ScanColumn;
import io.github.taosspring.embedded.internal.store.Snapshot;
import io.github.taosspring.embedded.internal.store.SnapshotCursor;
import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Reads the snapshots of some tables, taken all at once.
 */
final class ScanOperator implements Operator {

	private final QueryRun run;

	private final PlanNode.Scan node;

	private final List<Snapshot> snapshots;

	private final List<SnapshotCursor.SlotColumn> dataColumns = new ArrayList<>();

	private final BitSet withoutValue = new BitSet();

	private @Nullable SnapshotCursor cursor;

	private int table = -1;

	ScanOperator(QueryRun run, PlanNode.Scan node) {
		this.run = run;
		this.node = node;
		this.snapshots = node.database().snapshots(node.tables());
		for (ScanColumn column : node.columns()) {
			if (column.kind() == ScanColumn.Kind.DATA) {
				this.dataColumns.add(new SnapshotCursor.SlotColumn(column.slot(), column.type()));
			}
		}
		if (this.dataColumns.isEmpty()) {
			this.dataColumns.add(new SnapshotCursor.SlotColumn(0, ColumnType.TIMESTAMP));
		}
	}

	@Override
	public @Nullable Batch next() {
		this.run.check();
		while (true) {
			SnapshotCursor current = this.cursor;
			Batch data = (current != null) ? current.next() : null;
			if (data != null) {
				return withTags(endOnly(data));
			}
			if (++this.table >= this.snapshots.size()) {
				this.table = this.snapshots.size();
				return null;
			}
			this.cursor = new SnapshotCursor(this.snapshots.get(this.table), this.dataColumns, this.node.from(),
					this.node.to(), this.node.end() != PlanNode.Scan.End.ALL);
			this.withoutValue.set(0, this.dataColumns.size());
		}
	}

	/**
	 * Stop reading a table as soon as its last row, or a value of each column, was read.
	 */
	private Batch endOnly(Batch data) {
		if (this.node.end() == PlanNode.Scan.End.LAST_ROW) {
			this.cursor = null;
			return data.slice(data.size() - 1, data.size());
		}
		if (this.node.end() == PlanNode.Scan.End.LAST_VALUES) {
			for (int i = this.withoutValue.nextSetBit(0); i >= 0; i = this.withoutValue.nextSetBit(i + 1)) {
				Vector column = data.columns()[i];
				for (int row = 0; row < data.size(); row++) {
					if (!column.isNull(row)) {
						this.withoutValue.clear(i);
						break;
					}
				}
			}
			if (this.withoutValue.isEmpty()) {
				this.cursor = null;
			}
		}
		return data;
	}

	private Batch withTags(Batch data) {
		DataTable source = this.node.tables().get(this.table);
		List<ScanColumn> columns = this.node.columns();
		Vector[] vectors = new Vector[columns.size()];
		int next = 0;
		for (int i = 0; i < vectors.length; i++) {
			ScanColumn column = columns.get(i);
			vectors[i] = (column.kind() == ScanColumn.Kind.DATA) ? data.columns()[next++]
					: Vector.constant(column.type(), TagRows.value(source, column), data.size());
		}
		return new Batch(data.size(), vectors);
	}

}
