package io.github.taosspring.embedded.internal.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.taosspring.embedded.internal.analysis.AnalysisContext;
import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.catalog.TableOptions;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.schemaless.ChildRows;
import io.github.taosspring.embedded.internal.schemaless.Field;
import io.github.taosspring.embedded.internal.schemaless.Measurement;
import io.github.taosspring.embedded.internal.schemaless.PointReader;
import io.github.taosspring.embedded.internal.schemaless.RowSet;
import io.github.taosspring.embedded.internal.schemaless.SchemalessRequest;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.store.RowBatch;
import org.jspecify.annotations.Nullable;

/**
 * Writes points: creates and changes super tables as needed, creates child tables, and
 * upserts the rows.
 * <p>
 * Changes nothing at all if any of the points is refused; a real server may have created
 * or changed super tables by then.
 */
final class SchemalessWrites {

	private final AnalysisContext context;

	SchemalessWrites(AnalysisContext context) {
		this.context = context;
	}

	Update write(SchemalessRequest request) {
		String name = this.context.evaluation().database();
		if (name == null) {
			throw new SqlException(0x2616, "Database not specified");
		}
		Database database = this.context.catalog().require(name);
		Collection<Measurement> measurements = PointReader.read(request, database.options().precision(),
				this.context.evaluation().instant());
		database.lock().lock();
		try {
			return write(database, measurements, request.ttl());
		}
		finally {
			database.lock().unlock();
		}
	}

	private Update write(Database database, Collection<Measurement> measurements, int ttl) {
		Map<Measurement, TableSchema> schemas = new LinkedHashMap<>();
		List<RowBatch> batches = new ArrayList<>();
		for (Measurement measurement : measurements) {
			TableSchema schema = SchemalessSchemas.schema(database.table(measurement.name()), measurement);
			schemas.put(measurement, schema);
			for (ChildRows child : measurement.children()) {
				for (RowSet set : child.sets()) {
					RowBatch batch = set.toBatch(slots(set.fields(), schema), schema.nextSlot());
					Writes.checkAge(this.context, database, batch);
					batches.add(batch.normalize(-1, false));
				}
			}
		}
		requireFree(database, measurements);
		List<Change> changes = new ArrayList<>();
		List<Change.TableRows> writes = new ArrayList<>();
		NewChildren children = new NewChildren(database);
		long count = 0;
		for (Map.Entry<Measurement, TableSchema> entry : schemas.entrySet()) {
			TableSchema schema = entry.getValue();
			SuperTable superTable = superTable(database, entry.getKey().name(), schema, changes);
			for (ChildRows child : entry.getKey().children()) {
				DataTable table = children.table(child.name(), superTable, schema, tags(child, schema),
						new TableOptions("", ttl));
				for (int i = 0; i < child.sets().size(); i++) {
					RowBatch rows = batches.get(writes.size());
					count += rows.size();
					writes.add(children.rows(table, schema, rows));
				}
			}
		}
		changes.addAll(children.changes(writes));
		database.apply(changes);
		return new Update(count - Writes.repeated(writes));
	}

	private static int[] slots(List<Field> fields, TableSchema schema) {
		int[] slots = new int[fields.size()];
		for (int i = 0; i < slots.length; i++) {
			slots[i] = slot(schema.column(fields.get(i).name()));
		}
		return slots;
	}

	private static int slot(@Nullable SchemaColumn column) {
		if (column == null) {
			throw new IllegalStateException("A column is missing from the schema made for it");
		}
		return column.slot();
	}

	/**
	 * Check that no child table's name is another table's.
	 */
	private static void requireFree(Database database, Collection<Measurement> measurements) {
		Map<String, Measurement> owners = new HashMap<>();
		for (Measurement measurement : measurements) {
			Table parent = database.table(measurement.name());
			for (ChildRows child : measurement.children()) {
				Table present = database.table(child.name());
				Measurement owner = owners.putIfAbsent(child.name(), measurement);
				if (owner != null && owner != measurement
						|| present != null && !(present instanceof DataTable table && table.parent() == parent)
						|| parent == null && present != null) {
					throw new SqlException(0x061D, "Table already exists in other stables");
				}
			}
			if (owners.containsKey(measurement.name())) {
				throw new SqlException(0x061D, "Table already exists in other stables");
			}
		}
	}

	private static SuperTable superTable(Database database, String name, TableSchema schema, List<Change> changes) {
		if (!(database.table(name) instanceof SuperTable present)) {
			SuperTable created = database.newSuperTable(name, schema, TableOptions.NONE);
			changes.add(new Change.CreateSuperTable(created, schema, TableOptions.NONE));
			return created;
		}
		if (schema != present.schema()) {
			changes.add(new Change.AlterSuperTable(present, present.schema(), schema));
		}
		return present;
	}

	private static @Nullable Object[] tags(ChildRows child, TableSchema schema) {
		@Nullable Object[] tags = new @Nullable Object[schema.nextTagSlot()];
		for (ChildRows.Tag tag : child.tags()) {
			tags[slot(schema.tag(tag.field().name()))] = tag.value();
		}
		return tags;
	}

}
