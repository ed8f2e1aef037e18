package io.github.taosspring.client.schemaless;

/**
 * The unit of the timestamps in lines of InfluxDB's protocol. It need not be that of the
 * database, to which the server converts; what that cannot hold is cut off there.
 * <p>
 * OpenTSDB's protocols do not know it: of their timestamps, 10 digits are seconds and 13
 * are milliseconds, nothing else is accepted.
 */
public enum SchemalessPrecision {

	/** As the protocol has it: nanoseconds in lines, by the digits in OpenTSDB's. */
	NOT_CONFIGURED(""),

	/** Hours. */
	HOURS("h"),

	/** Minutes. */
	MINUTES("m"),

	/** Seconds. */
	SECONDS("s"),

	/** Milliseconds. */
	MILLISECONDS("ms"),

	/** Microseconds; {@code us} would not be understood. */
	MICROSECONDS("u"),

	/** Nanoseconds. */
	NANOSECONDS("ns");

	private final String wireName;

	SchemalessPrecision(String wireName) {
		this.wireName = wireName;
	}

	/**
	 * Return the name of this unit on the wire.
	 * @return the name, empty if not configured
	 */
	public String wireName() {
		return this.wireName;
	}

}
