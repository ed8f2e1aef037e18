package io.github.taosspring.embedded.internal.log;

import io.github.taosspring.embedded.internal.catalog.DatabaseOptions;

/**
 * How long the entries of a database's logs are kept.
 *
 * @param period milliseconds, negative for no limit
 * @param size bytes of each vgroup's log, 0 or less for no limit
 */
record WalRetention(long period, long size) {

	/**
	 * Return what the options {@code wal_retention_period} (seconds) and
	 * {@code wal_retention_size} (KB) say.
	 */
	static WalRetention of(DatabaseOptions options) {
		return new WalRetention(Math.multiplyExact(Long.parseLong(options.get("wal_retention_period")), 1000L),
				kilobytes(Long.parseLong(options.get("wal_retention_size"))));
	}

	private static long kilobytes(long size) {
		return (size > Long.MAX_VALUE / 1024) ? 0 : size * 1024;
	}

	/**
	 * Return whether a log drops its first entry.
	 * @param entry the first entry
	 * @param bytes of all entries
	 * @param now the time in milliseconds since 1970
	 */
	boolean drops(WalEntry entry, long bytes, long now) {
		return this.period >= 0 && entry.time() < now - this.period || this.size > 0 && bytes > this.size;
	}

}
