package io.github.taosspring.client.tmq;

/**
 * Where a group begins that has committed nothing: TDengine's {@code auto.offset.reset}.
 */
public enum TmqOffsetReset {

	/** At the first entry that the log has. */
	EARLIEST("earliest"),

	/** Behind the last entry. */
	LATEST("latest"),

	/**
	 * Nowhere: nothing is delivered until the consumer seeks, which is logged. The server
	 * itself (3.3.7.5) says nothing about it.
	 */
	NONE("none");

	private final String wireName;

	TmqOffsetReset(String wireName) {
		this.wireName = wireName;
	}

	/**
	 * Return the name as TDengine writes it.
	 * @return such as {@code earliest}
	 */
	public String wireName() {
		return this.wireName;
	}

}
