package io.github.taosspring.embedded.internal.sql;

import java.util.List;

/**
 * A statement about a database.
 */
public sealed interface DatabaseStatement extends Statement {

	/**
	 * Return the name of the database.
	 * @return the name
	 */
	String database();

	/**
	 * {@code CREATE DATABASE [IF NOT EXISTS] name options}.
	 *
	 * @param database the name
	 * @param ifNotExists whether an existing database is no error
	 * @param options the options in the order written
	 */
	record CreateDatabase(String database, boolean ifNotExists, List<Option> options) implements DatabaseStatement {
	}

	/**
	 * {@code ALTER DATABASE name options}.
	 *
	 * @param database the name
	 * @param options the options in the order written
	 */
	record AlterDatabase(String database, List<Option> options) implements DatabaseStatement {
	}

	/**
	 * {@code DROP DATABASE [IF EXISTS] name}.
	 *
	 * @param database the name
	 * @param ifExists whether a missing database is no error
	 */
	record DropDatabase(String database, boolean ifExists) implements DatabaseStatement {
	}

	/**
	 * {@code USE name}.
	 *
	 * @param database the name
	 */
	record UseDatabase(String database) implements DatabaseStatement {
	}

	/**
	 * {@code FLUSH}, {@code TRIM}, {@code COMPACT} or {@code SSMIGRATE DATABASE name}.
	 *
	 * @param action the verb in upper case
	 * @param database the name
	 */
	record MaintainDatabase(String action, String database) implements DatabaseStatement {
	}

}
