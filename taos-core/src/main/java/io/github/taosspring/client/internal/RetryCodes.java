package io.github.taosspring.client.internal;

import java.util.Locale;
import java.util.Set;

import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosTimeoutException;

/**
 * What the codes of a bound statement's failure ask for.
 */
final class RetryCodes {

	private static final int ADAPTER = 0xFFFF;

	/** SQLState of a wait that was interrupted. */
	private static final String INTERRUPTED = "HY008";

	/**
	 * Retry needed, table schema is old, invalid table id, statement cache error, table
	 * does not exist (seen on 3.3.7.5 when a super table was made anew): what the
	 * statement knows of the table is out of date.
	 */
	private static final Set<Integer> PREPARE_AGAIN = Set.of(0x0125, 0x061B, 0x0600, 0x0230, 0x2603, 0x0618);

	/**
	 * Table does not exist. Also comes, even with the text "success", for one that was
	 * dropped and is there again, until the statement is prepared anew (seen on 3.3.7.5).
	 */
	private static final Set<Integer> TABLE = Set.of(0x2603, 0x0618);

	/**
	 * Value too long, timestamp out of range, table of another super table, bad tag, NULL
	 * key, identifier, number, binary and the like: what one row or table is to blame
	 * for.
	 */
	private static final Set<Integer> ROW = Set.of(0x0200, 0x060B, 0x061D, 0x0224, 0x013D, 0x0127, 0x2605, 0x2610,
			0x2617, 0x2635, 0x263E, 0x2653, 0x266A, 0x267B, 0x267C, 0x3250);

	/** What only a data node finds, when it writes its part. */
	private static final int TIMESTAMP_OUT_OF_RANGE = 0x060B;

	private RetryCodes() {
	}

	/**
	 * Return whether the same call can succeed with a statement prepared anew. None of
	 * these codes comes after anything was written.
	 */
	static boolean asksToPrepareAgain(TaosException ex) {
		if (ex.code() == ADAPTER) {
			String text = String.valueOf(ex.getMessage()).toLowerCase(Locale.ROOT);
			return text.contains("stmt2 is nil") || text.contains("stmt is nil");
		}
		return PREPARE_AGAIN.contains(ex.code());
	}

	/**
	 * Return whether a table is missing, which is to blame once the statement was
	 * prepared anew.
	 */
	static boolean missesTable(TaosException ex) {
		return TABLE.contains(ex.code());
	}

	/**
	 * Return whether a row or a table is to blame, so that the others can be written.
	 */
	static boolean blamesRow(TaosException ex) {
		return ROW.contains(ex.code());
	}

	/**
	 * Return whether the server may have written although its caller was told of a
	 * failure: there was no reply in time, or none at all, or one part of the cluster had
	 * none from another.
	 */
	static boolean leavesOutcomeOpen(TaosException ex) {
		if (ex instanceof TaosConnectionException connection) {
			return connection.isOutcomeUnknown() || ex.code() != 0;
		}
		return ex instanceof TaosTimeoutException || INTERRUPTED.equals(ex.sqlState());
	}

	/**
	 * Return whether one of the vgroups refused its part, which does not keep the others
	 * from writing theirs (seen on 3.3.7.5, by SQL text: of eight tables one was too old,
	 * those of other vgroups were written).
	 */
	static boolean leavesOtherPartsOpen(TaosException ex) {
		return ex.code() == TIMESTAMP_OUT_OF_RANGE;
	}

}
