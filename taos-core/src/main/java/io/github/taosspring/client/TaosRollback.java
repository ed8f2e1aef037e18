package io.github.taosspring.client;

/**
 * What a JDBC connection does when it is rolled back after statements that wrote.
 * TDengine has no transactions: they stay written either way.
 */
public enum TaosRollback {

	/**
	 * Add a {@link java.sql.SQLWarning} to the connection and log a warning. Frameworks
	 * roll back because of an exception of the application, which an exception of the
	 * rollback would replace.
	 */
	WARN,

	/** Throw an {@link java.sql.SQLException}, also log a warning. */
	FAIL

}
