package io.github.taosspring.embedded.internal.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.analysis.AnalysisContext;
import io.github.taosspring.embedded.internal.analysis.DeleteAnalyzer;
import io.github.taosspring.embedded.internal.analysis.Output;
import io.github.taosspring.embedded.internal.analysis.QueryAnalyzer;
import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.exec.Operator;
import io.github.taosspring.embedded.internal.exec.Operators;
import io.github.taosspring.embedded.internal.exec.QueryRun;
import io.github.taosspring.embedded.internal.function.Conversions;
import io.github.taosspring.embedded.internal.function.EvaluationContext;
import io.github.taosspring.embedded.internal.insert.InsertBatch;
import io.github.taosspring.embedded.internal.insert.InsertContext;
import io.github.taosspring.embedded.internal.insert.InsertReader;
import io.github.taosspring.embedded.internal.insert.NewChild;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.Statement;
import io.github.taosspring.embedded.internal.store.RowBatch;
import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements that change rows.
 */
final class Writes {

	private final AnalysisContext context;

	private final long budget;

	Writes(AnalysisContext context, long budget) {
		this.context = context;
		this.budget = budget;
	}

	/**
	 * Run {@code INSERT … VALUES}.
	 */
	Update values(String sql) {
		return write(InsertReader.read(sql, insertContext(this.context)), false);
	}

	static InsertContext insertContext(AnalysisContext context) {
		EvaluationContext evaluation = context.evaluation();
		return new InsertContext((database, table) -> context.catalog().require(database).table(table),
				evaluation.database(), evaluation.zone(), evaluation.instant());
	}

	/**
	 * Write the rows of a statement.
	 * @param batches the rows by table
	 * @param laterNullWins whether a later row's NULL replaces the value of an earlier
	 * row of the same key
	 */
	Update write(List<InsertBatch> batches, boolean laterNullWins) {
		Map<Database, List<InsertBatch>> byDatabase = new LinkedHashMap<>();
		for (InsertBatch batch : batches) {
			Database database = this.context.catalog().require(batch.database());
			byDatabase.computeIfAbsent(database, (absent) -> new ArrayList<>()).add(batch);
		}
		long count = 0;
		for (Map.Entry<Database, List<InsertBatch>> entry : byDatabase.entrySet()) {
			count += write(entry.getKey(), entry.getValue(), laterNullWins);
		}
		return new Update(count);
	}

	private long write(Database database, List<InsertBatch> batches, boolean laterNullWins) {
		for (InsertBatch batch : batches) {
			checkAge(database, batch.rows());
		}
		database.lock().lock();
		try {
			for (InsertBatch batch : batches) {
				requireFree(database, batch.child());
			}
			long count = 0;
			List<Change.TableRows> writes = new ArrayList<>();
			NewChildren children = new NewChildren(database);
			for (InsertBatch batch : batches) {
				DataTable table = (batch.table() != null) ? batch.table() : children.table(batch.child());
				RowBatch rows = batch.rows().normalize(table.schema().keySlot(), laterNullWins);
				count += rows.size();
				if (rows.size() > 0) {
					writes.add(children.rows(table, table.schema(), rows));
				}
			}
			database.apply(children.changes(writes));
			return count - repeated(writes);
		}
		finally {
			database.lock().unlock();
		}
	}

	private static void requireFree(Database database, @Nullable NewChild child) {
		Table present = (child != null) ? database.table(child.name()) : null;
		if (present != null && !(present instanceof DataTable table && table.parent() == child.superTable())) {
			throw new SqlException(0x061D, "Table already exists in other stables");
		}
	}

	/**
	 * Count the rows whose keys came before, in another batch for the same table: they
	 * are one row.
	 */
	static long repeated(List<Change.TableRows> writes) {
		Map<DataTable, RowBatch> firsts = new HashMap<>();
		Map<DataTable, Set<Object>> keys = new HashMap<>();
		long count = 0;
		for (Change.TableRows write : writes) {
			DataTable table = write.table();
			int keySlot = table.schema().keySlot();
			RowBatch first = firsts.putIfAbsent(table, write.rows());
			if (first == null) {
				continue;
			}
			Set<Object> known = keys.computeIfAbsent(table, (absent) -> new HashSet<>(first.keys(keySlot)));
			List<Object> more = write.rows().keys(keySlot);
			known.addAll(more);
			count += more.size();
		}
		for (Map.Entry<DataTable, Set<Object>> entry : keys.entrySet()) {
			RowBatch first = firsts.get(entry.getKey());
			count -= entry.getValue().size() - ((first != null) ? first.size() : 0);
		}
		return count;
	}

	private void checkAge(Database database, RowBatch rows) {
		checkAge(this.context, database, rows);
	}

	static void checkAge(AnalysisContext context, Database database, RowBatch rows) {
		TaosPrecision precision = database.options().precision();
		long oldest = context.evaluation().withPrecision(precision).now()
				- database.options().keepDays() * 86_400 * precision.unitsPerSecond();
		for (int row = 0; row < rows.size(); row++) {
			if (rows.timestamp(row) < oldest) {
				throw new SqlException(0x060B, "Timestamp data out of range");
			}
		}
	}

	/**
	 * Run {@code INSERT … SELECT}.
	 */
	Update select(Statement.InsertSelect insert) {
		Database database = this.context.database(insert.table());
		Table target = database.table(insert.table().name());
		if (target == null) {
			throw TableStatements.noTable();
		}
		if (target instanceof SuperTable || !(target instanceof DataTable table)) {
			throw new SqlException(0x0100, "Operation not supported: insert into a super table from a query");
		}
		Output output = new QueryAnalyzer(this.context).analyze(insert.query());
		List<SchemaColumn> columns = columns(insert.columns(), table);
		if (columns.size() != output.columns().size()) {
			throw new SqlException(0x263F, "Illegal number of columns");
		}
		RowBatch rows = read(output, columns, table);
		if (rows == null) {
			return new Update(0);
		}
		checkAge(database, rows);
		RowBatch normalized = rows.normalize(table.schema().keySlot(), true);
		database.apply(List.of(new Change.Rows(List.of(new Change.TableRows(table, normalized)))));
		return new Update(normalized.size());
	}

	private static List<SchemaColumn> columns(@Nullable List<String> names, DataTable table) {
		if (names == null) {
			return table.schema().columns();
		}
		List<SchemaColumn> result = new ArrayList<>();
		for (String name : names) {
			SchemaColumn column = table.schema().column(name);
			if (column == null) {
				throw new SqlException(0x2602, "Invalid column name: " + name);
			}
			result.add(column);
		}
		if (result.stream().noneMatch((column) -> column.slot() == 0)) {
			throw new SqlException(0x0200, "Primary timestamp column should not be null");
		}
		return result;
	}

	private @Nullable RowBatch read(Output output, List<SchemaColumn> columns, DataTable table) {
		QueryRun run = new QueryRun(this.context.evaluation().withPrecision(output.precision()), this.budget);
		@Nullable Vector[] slots = new @Nullable Vector[table.schema().nextSlot()];
		for (SchemaColumn column : columns) {
			slots[column.slot()] = new Vector(column.type(), 0);
		}
		int size = 0;
		try (Operator root = Operators.start(run, output.plan())) {
			for (Batch batch = root.next(); batch != null; batch = root.next()) {
				for (int i = 0; i < columns.size(); i++) {
					Vector target = slots[columns.get(i).slot()];
					Vector source = Conversions.convert(run.context(), batch.columns()[i], columns.get(i).type(),
							batch.size());
					append(target, size, source, batch.size(), columns.get(i));
				}
				size += batch.size();
			}
		}
		return (size == 0) ? null : new RowBatch(size, slots);
	}

	private static void append(@Nullable Vector target, int at, Vector source, int size, SchemaColumn column) {
		if (target == null) {
			throw new IllegalStateException("No column " + column.name());
		}
		target.ensureCapacity(at + size);
		for (int row = 0; row < size; row++) {
			if (column.slot() == 0 && source.isNull(row)) {
				throw new SqlException(0x0200, "Primary timestamp column should not be null");
			}
			target.copy(at + row, source, row);
		}
	}

	/**
	 * Run {@code DELETE}.
	 */
	Update delete(Statement.Delete delete) {
		DeleteAnalyzer.Deletion deletion = new DeleteAnalyzer(this.context).analyze(delete);
		return new Update(deletion.database().delete(deletion.tables(), deletion.from(), deletion.to()));
	}

}
