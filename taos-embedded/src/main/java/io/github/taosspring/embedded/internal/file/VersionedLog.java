package io.github.taosspring.embedded.internal.file;

import java.util.List;

import io.github.taosspring.embedded.internal.catalog.Change;

/**
 * The logs of a database's vgroups in memory, as its files see them.
 */
public interface VersionedLog {

	/**
	 * Begin where a checkpoint ends.
	 * @param versions the version of each vgroup's next entry
	 */
	void begin(long[] versions);

	/**
	 * Add changes again that were applied again.
	 * @param time when they were made, in milliseconds since 1970
	 * @param changes the changes of one statement
	 */
	void replayed(long time, List<Change> changes);

	/**
	 * Return the versions of the next entries.
	 * @return the versions by vgroup
	 */
	long[] next();

	/**
	 * Return the versions of the oldest entries that are retained: files that only older
	 * ones need may go.
	 * @return the versions by vgroup
	 */
	long[] first();

}
