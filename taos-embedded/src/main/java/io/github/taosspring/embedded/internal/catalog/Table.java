package io.github.taosspring.embedded.internal.catalog;

import java.time.Instant;

/**
 * A table of any kind.
 */
public abstract sealed class Table permits SuperTable, DataTable {

	private final Database database;

	private final String name;

	private final long uid;

	private final Instant created = Instant.now();

	private volatile String comment = "";

	private volatile int ttl;

	Table(Database database, String name, long uid) {
		this.database = database;
		this.name = name;
		this.uid = uid;
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
		return this.comment;
	}

	public void comment(String text) {
		this.comment = text;
	}

	/**
	 * Return after how many days the table is dropped; kept, but not acted upon.
	 * @return days, 0 for never
	 */
	public int ttl() {
		return this.ttl;
	}

	public void ttl(int days) {
		this.ttl = days;
	}

	/**
	 * Return the columns and tags as they are now.
	 * @return the newest version
	 */
	public abstract TableSchema schema();

}
