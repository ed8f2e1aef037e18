package io.github.taosspring.embedded.internal.catalog;

/**
 * Where the changes of a catalogue go before they are applied.
 */
public interface CatalogLog {

	/** A log that forgets. */
	CatalogLog NONE = new CatalogLog() {

		@Override
		public void append(CatalogChange change) {
		}

		@Override
		public DatabaseLog open(Database database) {
			return DatabaseLog.NONE;
		}

		@Override
		public DatabaseLog reopen(Database database) {
			return DatabaseLog.NONE;
		}

	};

	/**
	 * Keep a change.
	 * @param change the change
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException if it can't be
	 * kept: it must not be applied then
	 */
	void append(CatalogChange change);

	/**
	 * Open the log of a database that is about to be created.
	 * @param database the database
	 * @return its log
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException if there can't be
	 * one
	 */
	DatabaseLog open(Database database);

	/**
	 * Open the log of a database that there was before.
	 * @param database the database, empty, to be filled from the log
	 * @return its log
	 * @throws java.io.UncheckedIOException if it can't be read
	 */
	DatabaseLog reopen(Database database);

}
