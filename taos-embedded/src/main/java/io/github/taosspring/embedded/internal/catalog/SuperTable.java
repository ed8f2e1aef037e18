package io.github.taosspring.embedded.internal.catalog;

import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A schema with tags that child tables share.
 */
public final class SuperTable extends Table {

	private final ConcurrentSkipListMap<Long, DataTable> children = new ConcurrentSkipListMap<>();

	private volatile TableSchema schema;

	SuperTable(Database database, Identity identity, TableSchema schema, TableOptions options) {
		super(database, identity, options);
		this.schema = schema;
	}

	@Override
	public TableSchema schema() {
		return this.schema;
	}

	void schema(TableSchema next) {
		this.schema = next;
	}

	/**
	 * Return the child tables in the order of their creation.
	 * @return a view that others may change while it is read
	 */
	public Collection<DataTable> children() {
		return this.children.values();
	}

	void add(DataTable child) {
		this.children.put(child.uid(), child);
	}

	void remove(DataTable child) {
		this.children.remove(child.uid());
	}

}
