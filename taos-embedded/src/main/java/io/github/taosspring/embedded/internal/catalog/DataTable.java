package io.github.taosspring.embedded.internal.catalog;

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

	DataTable(Database database, Identity identity, TableSchema schema, TableOptions options) {
		super(database, identity, options);
		this.parent = null;
		this.schema = schema;
		this.tags = new Object[0];
	}

	DataTable(SuperTable parent, Identity identity, @Nullable Object[] tags, TableOptions options) {
		super(parent.database(), identity, options);
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

	void schema(TableSchema next) {
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
	 * Return the values of all tags.
	 * @return the values by slot, not to be changed; slots behind its end are NULL
	 */
	public @Nullable Object[] tags() {
		return this.tags;
	}

	void tags(@Nullable Object[] changed) {
		this.tags = changed;
	}

	/**
	 * Return which of its database's vgroups this table belongs to.
	 * @return the index from 0
	 */
	public int vgroup() {
		return Math.floorMod(name().hashCode(), database().options().vgroups());
	}

}
