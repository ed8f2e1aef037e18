package io.github.taosspring.embedded.internal.file;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.TableOptions;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.vector.ColumnType;

/**
 * Schemas and options of tables in records.
 */
final class SchemaFormat {

	private SchemaFormat() {
	}

	static void write(RecordBuffer target, TableSchema schema) {
		target.putInt(schema.version());
		target.putInt(schema.nextSlot());
		target.putInt(schema.nextTagSlot());
		write(target, schema.columns());
		write(target, schema.tags());
	}

	private static void write(RecordBuffer target, List<SchemaColumn> columns) {
		target.putInt(columns.size());
		for (SchemaColumn column : columns) {
			target.putText(column.name());
			write(target, column.type());
			target.putInt(column.slot());
			target.putByte(column.key() ? 1 : 0);
			target.putText(column.encode());
			target.putText(column.compress());
			target.putText(column.level());
		}
	}

	static TableSchema read(RecordInput source) {
		int version = source.getInt();
		int nextSlot = source.getInt();
		int nextTagSlot = source.getInt();
		List<SchemaColumn> columns = readColumns(source);
		return new TableSchema(columns, readColumns(source), version, nextSlot, nextTagSlot);
	}

	private static List<SchemaColumn> readColumns(RecordInput source) {
		int count = source.getCount();
		List<SchemaColumn> columns = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			String name = source.getText();
			ColumnType type = readType(source);
			int slot = source.getInt();
			boolean key = source.getByte() != 0;
			String encode = source.getText();
			String compress = source.getText();
			columns.add(new SchemaColumn(name, type, slot, key, encode, compress, source.getText()));
		}
		return List.copyOf(columns);
	}

	static void write(RecordBuffer target, ColumnType type) {
		target.putByte(type.type().code());
		target.putInt(type.length());
		target.putByte(type.precision());
		target.putByte(type.scale());
	}

	static ColumnType readType(RecordInput source) {
		TaosType type = TaosType.fromCode(source.getByte());
		int length = source.getInt();
		int precision = source.getByte();
		return new ColumnType(type, length, precision, source.getByte());
	}

	static void write(RecordBuffer target, TableOptions options) {
		target.putText(options.comment());
		target.putInt(options.ttl());
	}

	static TableOptions readOptions(RecordInput source) {
		String comment = source.getText();
		return new TableOptions(comment, source.getInt());
	}

}
