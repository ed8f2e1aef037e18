package io.github.taosspring.client.schemaless;

/**
 * In which format lines are written.
 */
public enum SchemalessProtocol {

	/**
	 * InfluxDB's line protocol with TDengine's types:
	 * {@code measurement,tag=value field=1i32,other="text" 1626006833639}. A line that
	 * begins with {@code #} is a comment.
	 */
	LINE(1, "InfluxDB line protocol"),

	/**
	 * OpenTSDB's telnet lines, with or without {@code put}:
	 * {@code metric 1626006833639 18 host=web01}. One value, at least one tag, no
	 * escapes.
	 */
	TELNET(2, "OpenTSDB telnet protocol"),

	/**
	 * OpenTSDB's JSON: an object or an array of objects with {@code metric},
	 * {@code timestamp}, {@code value} and {@code tags}.
	 */
	JSON(3, "OpenTSDB JSON protocol");

	private final int code;

	private final String title;

	SchemalessProtocol(int code, String title) {
		this.code = code;
		this.title = title;
	}

	/**
	 * Return the code of this protocol on the wire.
	 * @return 1, 2 or 3
	 */
	public int code() {
		return this.code;
	}

	/**
	 * Return the name of this protocol for messages.
	 * @return the name
	 */
	public String title() {
		return this.title;
	}

}
