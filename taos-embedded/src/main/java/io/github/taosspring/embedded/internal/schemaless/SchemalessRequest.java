package io.github.taosspring.embedded.internal.schemaless;

/**
 * Points to write.
 *
 * @param protocol {@value #LINE} for InfluxDB's line protocol, {@value #TELNET} for
 * OpenTSDB's telnet lines, {@value #JSON} for OpenTSDB's JSON
 * @param precision the unit of a line's timestamps: {@code h}, {@code m}, {@code s},
 * {@code ms}, {@code u} or {@code ns}; anything else means {@code ns}, and OpenTSDB's
 * protocols look at the number of digits instead
 * @param ttl the days that new child tables are kept, 0 for ever
 * @param tableNameKey the tag whose value names the child table, empty for none
 * @param data the points in UTF-8; not copied
 */
public record SchemalessRequest(int protocol, String precision, int ttl, String tableNameKey, byte[] data) {

	/** InfluxDB's line protocol. */
	public static final int LINE = 1;

	/** OpenTSDB's telnet lines. */
	public static final int TELNET = 2;

	/** OpenTSDB's JSON. */
	public static final int JSON = 3;

}
