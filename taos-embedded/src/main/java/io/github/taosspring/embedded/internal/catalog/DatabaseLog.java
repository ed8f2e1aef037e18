package io.github.taosspring.embedded.internal.catalog;

import java.util.List;

/**
 * Where the changes of one database go before they are applied.
 * <p>
 * Whoever calls {@link #append} holds the database's lock for writing, so that the order
 * of the log is that of the store.
 */
public interface DatabaseLog {

	/** A log that forgets. */
	DatabaseLog NONE = (changes) -> () -> {
	};

	/**
	 * Keep the changes of one statement.
	 * @param changes the changes in their order, all of them or none
	 * @return what shows them to readers of the log, to be run once they are applied
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException if they can't be
	 * kept: they must not be applied then
	 */
	Runnable append(List<Change> changes);

	/**
	 * Take note of changed options.
	 * @param options the options now
	 */
	default void optionsChanged(DatabaseOptions options) {
	}

	/**
	 * Bring what was appended to the disk, and make a checkpoint.
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException if that fails
	 */
	default void flush() {
	}

	/**
	 * Forget everything: the database was dropped.
	 */
	default void drop() {
	}

}
