package io.github.taosspring.embedded.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.schemaless.ChildRows;
import io.github.taosspring.embedded.internal.schemaless.Field;
import io.github.taosspring.embedded.internal.schemaless.Measurement;
import io.github.taosspring.embedded.internal.schemaless.SchemalessErrors;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Makes the schemas that points need ({@code clientSml.c:smlModifyDBSchemas}).
 */
final class SchemalessSchemas {

	/** The tag of a super table whose points have none. */
	private static final String NO_TAG = "_tag_null";

	private static final int EXACT_LENGTH = 1024;

	private static final int LONGEST_TEXT = 65_517;

	private static final int LONGEST_NCHAR = 16_379;

	private static final int LONGEST_TAGS = 16_384;

	private static final AtomicLong requests = new AtomicLong();

	private SchemalessSchemas() {
	}

	/**
	 * Return the schema that a super table needs.
	 * @param present the table that has its name, {@code null} if there is none
	 * @param measurement its points
	 * @return the schema, the same object if it fits as it is
	 */
	static TableSchema schema(@Nullable Table present, Measurement measurement) {
		TableSchema schema;
		if (present instanceof SuperTable superTable) {
			schema = changed(superTable.schema(), measurement);
		}
		else if (present != null) {
			throw new SqlException(0x0603, "Table already exists");
		}
		else {
			schema = created(measurement);
		}
		checkLengths(schema);
		return schema;
	}

	private static TableSchema created(Measurement measurement) {
		List<SchemaColumn> columns = new ArrayList<>();
		columns.add(SchemaColumn.column(Measurement.TIMESTAMP, ColumnType.TIMESTAMP, 0, false));
		for (Field field : measurement.columns()) {
			columns.add(SchemaColumn.column(field.name(), type(field), columns.size(), false));
		}
		List<SchemaColumn> tags = new ArrayList<>();
		for (Field field : measurement.tags()) {
			tags.add(SchemaColumn.tag(field.name(), type(field), tags.size()));
		}
		if (tags.isEmpty()) {
			tags.add(SchemaColumn.tag(NO_TAG, ColumnType.nchar(1), 0));
		}
		return TableSchema.of(columns, tags);
	}

	private static TableSchema changed(TableSchema present, Measurement measurement) {
		if (present.keySlot() >= 0) {
			throw new SqlException(0x3006, "Can not insert data into table with primary key");
		}
		if (measurement.isOpenTsdb() && isAligned(present, measurement.children().get(0))
				&& !takesValues(present, measurement)) {
			throw new SqlException(SchemalessErrors.INVALID_DATA, "Invalid data format");
		}
		TableSchema schema = present;
		for (Field tag : measurement.tags()) {
			schema = with(schema, tag, true);
		}
		for (Field column : measurement.columns()) {
			schema = with(schema, column, false);
		}
		if (!schema.columns().get(0).name().equals(Measurement.TIMESTAMP)) {
			throw new SqlException(SchemalessErrors.INVALID_DATA, "Invalid data format");
		}
		return schema;
	}

	/**
	 * Return whether a point has the first tags of a table in their order. TDengine takes
	 * such a point of OpenTSDB as it is: the first column has to fit then, none is added.
	 */
	private static boolean isAligned(TableSchema schema, ChildRows child) {
		if (child.tags().size() > schema.tags().size()) {
			return false;
		}
		for (int i = 0; i < child.tags().size(); i++) {
			Field tag = child.tags().get(i).field();
			SchemaColumn column = schema.tags().get(i);
			if (!tag.name().equals(column.name()) || tag.type() != column.type().type()) {
				return false;
			}
		}
		return true;
	}

	private static boolean takesValues(TableSchema schema, Measurement measurement) {
		SchemaColumn first = schema.columns().get(1);
		Field field = measurement.columns().get(0);
		return first.name().equals(field.name()) && first.type().type() == field.type();
	}

	private static TableSchema with(TableSchema schema, Field field, boolean tag) {
		SchemaColumn column = tag ? schema.tag(field.name()) : schema.column(field.name());
		TableSchema changed = schema;
		if (column == null) {
			changed = schema.add(tag, field.name(), type(field));
		}
		else if (column.type().type() != field.type()) {
			throw otherType(column.type().type(), field);
		}
		else if (field.type().isVariable() && field.length() > column.type().length()) {
			changed = schema.replace(column, column.withType(type(field)));
		}
		if ((tag ? schema.column(field.name()) : schema.tag(field.name())) != null) {
			throw SchemalessErrors.duplicate();
		}
		return changed;
	}

	private static SqlException otherType(TaosType present, Field field) {
		String text = "SML:0x" + Long.toHexString(requests.incrementAndGet())
				+ ", smlGenerateSchemaAction point type and db type mismatch, db type:" + present.sqlName()
				+ ", point type:" + field.type().sqlName() + ", key:" + field.quoted();
		return new SqlException(SchemalessErrors.INVALID_DATA, SchemalessErrors.cut(text));
	}

	/**
	 * Return a type that is wide enough: up to a kilobyte a power of two above the
	 * longest value.
	 */
	private static ColumnType type(Field field) {
		if (!field.type().isVariable()) {
			return ColumnType.fixed(field.type());
		}
		int length = field.length();
		if (length < EXACT_LENGTH) {
			length = (length == 0) ? 1 : Integer.highestOneBit(length) << 1;
		}
		int most = (field.type() == TaosType.NCHAR) ? LONGEST_NCHAR : LONGEST_TEXT;
		return ColumnType.variable(field.type(), Math.min(length, most));
	}

	private static void checkLengths(TableSchema schema) {
		if (bytes(schema.tags()) > LONGEST_TAGS) {
			throw new SqlException(0x263D, "Tags length exceeds max length");
		}
		if (bytes(schema.columns()) > TableStatements.LONGEST_ROW) {
			throw new SqlException(0x263E, "Row length exceeds max length");
		}
		if (schema.columns().size() + schema.tags().size() > TableStatements.MOST_COLUMNS) {
			throw new SqlException(0x2640, "Too many columns");
		}
		if (schema.tags().size() > TableStatements.MOST_TAGS) {
			throw new SqlException(0x0364, "Too many tags");
		}
	}

	private static int bytes(List<SchemaColumn> columns) {
		int bytes = 0;
		for (SchemaColumn column : columns) {
			bytes += TableStatements.bytes(column.type());
		}
		return bytes;
	}

}
