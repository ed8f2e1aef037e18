package io.github.taosspring.embedded.internal.tmq;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.analysis.TopicQuery;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.exec.TagRows;
import io.github.taosspring.embedded.internal.function.Comparisons;
import io.github.taosspring.embedded.internal.function.EvaluationContext;
import io.github.taosspring.embedded.internal.plan.ScanColumn;
import io.github.taosspring.embedded.internal.store.RowBatch;
import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * How a topic shows rows: which tables it has, and what becomes of a batch of rows.
 */
final class RowsView {

	/** The flag of a column of a table ({@code COL_SMA_ON}). */
	private static final int COLUMN = 1;

	/** The flag of a column whose type has digits ({@code COL_HAS_TYPE_MOD}). */
	private static final int DIGITS = 0x80;

	private final Topic topic;

	private final EvaluationContext evaluation;

	RowsView(Topic topic, EvaluationContext evaluation) {
		this.topic = topic;
		this.evaluation = evaluation.withPrecision(topic.database().options().precision());
	}

	/**
	 * Return whether the topic has a table.
	 */
	boolean shows(DataTable table) {
		TopicQuery query = this.topic.query();
		if (query == null) {
			return true;
		}
		if (!query.reads(table)) {
			return false;
		}
		return this.topic.kind() == Topic.Kind.COLUMN || query.condition() == null
				|| !TagRows.select(List.of(table), query.reads(), query.condition(), this.evaluation).isEmpty();
	}

	/**
	 * Return what the topic shows of rows.
	 * @param table their table
	 * @param schema its schema as of then
	 * @param rows the rows
	 * @return the block, {@code null} if no row is left
	 */
	@Nullable RowsBlock block(DataTable table, TableSchema schema, RowBatch rows) {
		TopicQuery query = this.topic.query();
		return (this.topic.kind() == Topic.Kind.COLUMN && query != null) ? calculated(query, table, rows)
				: written(table, schema, rows);
	}

	private @Nullable RowsBlock calculated(TopicQuery query, DataTable table, RowBatch rows) {
		Vector[] vectors = new Vector[query.reads().size()];
		for (int i = 0; i < vectors.length; i++) {
			ScanColumn read = query.reads().get(i);
			Vector column = (read.kind() == ScanColumn.Kind.DATA && read.slot() < rows.slots())
					? rows.column(read.slot()) : null;
			vectors[i] = (column != null) ? column
					: Vector.constant(read.type(), TagRows.value(table, read), rows.size());
		}
		Batch batch = kept(query, new Batch(rows.size(), vectors));
		if (batch.size() == 0) {
			return null;
		}
		int width = query.expressions().size();
		Vector[] results = new Vector[width];
		List<TaosColumn> columns = new ArrayList<>();
		int[] ids = new int[width];
		for (int i = 0; i < width; i++) {
			results[i] = query.expressions().get(i).evaluate(this.evaluation, batch);
			columns.add(query.columns().get(i).type().column(query.columns().get(i).name()));
			ids[i] = i + 1;
		}
		return RowsBlock.of(table.name(), columns, ids, new int[width], precision(), new Batch(batch.size(), results));
	}

	private Batch kept(TopicQuery query, Batch batch) {
		if (query.condition() == null) {
			return batch;
		}
		Vector holds = query.condition().evaluate(this.evaluation, batch);
		int[] positions = new int[batch.size()];
		int count = 0;
		for (int row = 0; row < batch.size(); row++) {
			if (Comparisons.isTrue(holds, row)) {
				positions[count++] = row;
			}
		}
		return (count == batch.size()) ? batch : batch.gather(positions, count);
	}

	/**
	 * Rows as they were written: columns that were not set are left out.
	 */
	private RowsBlock written(DataTable table, TableSchema schema, RowBatch rows) {
		List<Vector> vectors = new ArrayList<>();
		List<SchemaColumn> present = new ArrayList<>();
		for (SchemaColumn column : schema.columns()) {
			Vector values = (column.slot() < rows.slots()) ? rows.column(column.slot()) : null;
			if (values != null) {
				vectors.add(values);
				present.add(column);
			}
		}
		return RowsBlock.of(table.name(),
				present.stream().map((column) -> column.type().column(column.name())).toList(),
				present.stream().mapToInt((column) -> column.slot() + 1).toArray(),
				present.stream().mapToInt(RowsView::flags).toArray(), precision(),
				new Batch(rows.size(), vectors.toArray(new Vector[0])));
	}

	private static int flags(SchemaColumn column) {
		return column.type().type().isDecimal() ? COLUMN | DIGITS : COLUMN;
	}

	private TaosPrecision precision() {
		return this.evaluation.precision();
	}

}
