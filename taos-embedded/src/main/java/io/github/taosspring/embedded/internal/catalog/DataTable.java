package io.github.taosspring.embedded.internal.catalog;

import java.util.Arrays;

import io.github.taosspring.embedded.internal.store.TableStore;
import org.jspecify.annotations.Nullable;

/**
 * A table with rows: a child of a super table, or a normal table.
 */
public final class DataTable extends Table {

	private final @Nullable SuperTable parent;

	private final TableStore store = new TableStore();

	private volatile TableSchema schema;

	private volatile @Nullable Object[] tags;

	DataTable(Database database, String name, long uid, TableSchema schema) {
		super(database, name, uid);
		this.parent = null;
		this.schema = schema;
		this.tags = new Object[0];
	}

	DataTable(SuperTable parent, String name, long uid, @Nullable Object[] tags) {
		super(parent.database(), name, uid);
		this.parent = parent;
		this.schema = parent.schema();
		this.tags = tags;
	}

	/**
	 * Return the super table.
	 * @return the super table, {@code null} for a normal table
	 */
	public @Nullable SuperTable parent() {
		return this.parent;
	}

	public TableStore store() {
		return this.store;
	}

	@Override
	public TableSchema schema() {
		return (this.parent != null) ? this.parent.schema() : this.schema;
	}

	/**
	 * Change the schema of a normal table; the caller holds the database's lock for
	 * writing.
	 * @param next the next version
	 */
	public void schema(TableSchema next) {
		this.schema = next;
	}

	/**
	 * Return the value of a tag.
	 * @param slot the tag's slot
	 * @return the value as {@code Vector.get} gives it, {@code null} for NULL
	 */
	public @Nullable Object tag(int slot) {
		@Nullable Object[] values = this.tags;
		return (slot < values.length) ? values[slot] : null;
	}

	/**
	 * Set the value of a tag; the caller holds the database's lock for writing.
	 * @param slot the tag's slot
	 * @param value the value, {@code null} for NULL
	 */
	public void tag(int slot, @Nullable Object value) {
		@Nullable Object[] values = Arrays.copyOf(this.tags, Math.max(this.tags.length, slot + 1));
		values[slot] = value;
		this.tags = values;
	}

	/**
	 * Return which of its database's vgroups this table belongs to.
	 * @return the index from 0
	 */
	public int vgroup() {
		return Math.floorMod(name().hashCode(), database().options().vgroups());
	}

}
