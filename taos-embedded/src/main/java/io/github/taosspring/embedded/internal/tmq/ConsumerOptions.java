package io.github.taosspring.embedded.internal.tmq;

import java.time.Duration;
import java.util.Locale;

/**
 * What a consumer asks for. Immutable.
 *
 * @param group the group
 * @param clientId the consumer's own name
 * @param user the user
 * @param reset where it begins without a committed offset
 * @param tableNames whether rows carry the names of their tables
 * @param snapshot whether the rows that were there before the log come first
 * @param batchMeta whether successive changes of tables come in one message
 * @param leastRows the rows after which a message is complete
 * @param maxPollInterval how long it may not poll before it loses its assignment
 * @param commitInterval how often it commits by itself, as {@code SHOW CONSUMERS} shows
 */
public record ConsumerOptions(String group, String clientId, String user, Reset reset, boolean tableNames,
		boolean snapshot, boolean batchMeta, long leastRows, Duration maxPollInterval, Duration commitInterval) {

	/** Where consumers begin. */
	public enum Reset {

		/** At the begin of the log. */
		EARLIEST,

		/** At its end. */
		LATEST,

		/** Nowhere. */
		NONE;

		String text() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	String parameters() {
		return "tbname:" + (this.tableNames ? 1 : 0) + ",commit:0,interval:" + this.commitInterval.toMillis()
				+ "ms,reset:" + this.reset.text();
	}

}
