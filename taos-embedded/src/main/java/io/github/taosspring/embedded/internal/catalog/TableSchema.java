package io.github.taosspring.embedded.internal.catalog;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.vector.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * The columns and tags of a table in one version. Immutable.
 *
 * @param columns the columns, the timestamp first
 * @param tags the tags, empty for a normal table
 * @param version counts the changes from 1
 * @param nextSlot the slot of the next new column
 * @param nextTagSlot the slot of the next new tag
 */
public record TableSchema(List<SchemaColumn> columns, List<SchemaColumn> tags, int version, int nextSlot,
		int nextTagSlot) {

	/**
	 * Create a schema.
	 * @param columns the columns
	 * @param tags the tags
	 * @return the first version
	 */
	public static TableSchema of(List<SchemaColumn> columns, List<SchemaColumn> tags) {
		return new TableSchema(List.copyOf(columns), List.copyOf(tags), 1, columns.size(), tags.size());
	}

	/**
	 * Return the slot of the second part of a composite key.
	 * @return the slot, -1 if the timestamp alone is the key
	 */
	public int keySlot() {
		for (SchemaColumn column : this.columns) {
			if (column.key()) {
				return column.slot();
			}
		}
		return -1;
	}

	/**
	 * Find a column.
	 * @param name the name
	 * @return the column, {@code null} if there is none
	 */
	public @Nullable SchemaColumn column(String name) {
		return find(this.columns, name);
	}

	/**
	 * Find a tag.
	 * @param name the name
	 * @return the tag, {@code null} if there is none
	 */
	public @Nullable SchemaColumn tag(String name) {
		return find(this.tags, name);
	}

	private static @Nullable SchemaColumn find(List<SchemaColumn> columns, String name) {
		for (SchemaColumn column : columns) {
			if (column.name().equals(name)) {
				return column;
			}
		}
		return null;
	}

	/**
	 * Add a column or tag at the end.
	 * @param tag whether it is a tag
	 * @param name the name
	 * @param type the type
	 * @return the next version
	 */
	public TableSchema add(boolean tag, String name, ColumnType type) {
		List<SchemaColumn> changed = new ArrayList<>(tag ? this.tags : this.columns);
		changed.add(tag ? SchemaColumn.tag(name, type, this.nextTagSlot)
				: SchemaColumn.column(name, type, this.nextSlot, false));
		return new TableSchema(tag ? this.columns : List.copyOf(changed), tag ? List.copyOf(changed) : this.tags,
				this.version + 1, tag ? this.nextSlot : this.nextSlot + 1,
				tag ? this.nextTagSlot + 1 : this.nextTagSlot);
	}

	/**
	 * Drop a column or tag.
	 * @param dropped the column
	 * @return the next version
	 */
	public TableSchema drop(SchemaColumn dropped) {
		return new TableSchema(without(this.columns, dropped), without(this.tags, dropped), this.version + 1,
				this.nextSlot, this.nextTagSlot);
	}

	private static List<SchemaColumn> without(List<SchemaColumn> columns, SchemaColumn dropped) {
		return columns.stream().filter((column) -> column != dropped).toList();
	}

	/**
	 * Change a column or tag in place.
	 * @param column the column as it is
	 * @param changed the column as it shall be
	 * @return the next version
	 */
	public TableSchema replace(SchemaColumn column, SchemaColumn changed) {
		return new TableSchema(swap(this.columns, column, changed), swap(this.tags, column, changed), this.version + 1,
				this.nextSlot, this.nextTagSlot);
	}

	private static List<SchemaColumn> swap(List<SchemaColumn> columns, SchemaColumn column, SchemaColumn changed) {
		return columns.stream().map((each) -> (each == column) ? changed : each).toList();
	}

}
