package io.github.taosspring.client.tmq;

/**
 * What a message consists of.
 */
public enum TmqMessageKind {

	/** Rows. */
	DATA,

	/** What was created, altered, dropped or deleted; from topics {@code with meta}. */
	META,

	/** Child tables that an INSERT created, and its rows. */
	META_AND_DATA

}
