package io.github.taosspring.embedded.internal.catalog;

import java.time.Instant;

/**
 * A table of any kind.
 */
public abstract sealed class Table permits SuperTable, DataTable {

	private final Database database;

	private final String name;

	private final long uid;

	private final Instant created;

	private volatile TableOptions options;

	Table(Database database, Identity identity, TableOptions options) {
		this.database = database;
		this.name = identity.name();
		this.uid = identity.uid();
		this.created = identity.created();
		this.options = options;
	}

	public Database database() {
		return this.database;
	}

	public String name() {
		return this.name;
	}

	/**
	 * Return the number that tells this table from all others, ascending by creation.
	 * @return the number
	 */
	public long uid() {
		return this.uid;
	}

	public Instant created() {
		return this.created;
	}

	public String comment() {
		return this.options.comment();
	}

	/**
	 * Return after how many days the table is dropped; kept, but not acted upon.
	 * @return days, 0 for never
	 */
	public int ttl() {
		return this.options.ttl();
	}

	public TableOptions options() {
		return this.options;
	}

	void options(TableOptions changed) {
		this.options = changed;
	}

	/**
	 * Return the columns and tags as they are now.
	 * @return the newest version
	 */
	public abstract TableSchema schema();

	/**
	 * What never changes about a table.
	 *
	 * @param name the name
	 * @param uid the number
	 * @param created when it was created
	 */
	public record Identity(String name, long uid, Instant created) {
	}

}
