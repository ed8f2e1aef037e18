package io.github.taosspring.embedded.internal.catalog;

/**
 * A change of what exists on a server besides tables. Immutable.
 */
public sealed interface CatalogChange {

	/**
	 * A new database.
	 *
	 * @param database the database
	 * @param options its options
	 */
	record CreateDatabase(Database database, DatabaseOptions options) implements CatalogChange {
	}

	/**
	 * Other options of a database.
	 *
	 * @param database the database
	 * @param options its options now
	 */
	record AlterDatabase(Database database, DatabaseOptions options) implements CatalogChange {
	}

	/**
	 * A database that is dropped with all its tables.
	 *
	 * @param database the database
	 */
	record DropDatabase(Database database) implements CatalogChange {
	}

	/**
	 * A new user, or another password or other rights of one.
	 *
	 * @param user the user now
	 */
	record PutUser(User user) implements CatalogChange {
	}

	/**
	 * A user that is dropped.
	 *
	 * @param name the name
	 */
	record DropUser(String name) implements CatalogChange {
	}

	/**
	 * A new or changed record of {@link CatalogRecords}.
	 *
	 * @param kind what it is about
	 * @param key the key
	 * @param value the value; not changed any more
	 */
	record PutRecord(String kind, String key, byte[] value) implements CatalogChange {
	}

	/**
	 * A record of {@link CatalogRecords} that is removed.
	 *
	 * @param kind what it is about
	 * @param key the key
	 */
	record RemoveRecord(String kind, String key) implements CatalogChange {
	}

}
