package io.github.taosspring.client.schemaless;

/**
 * What a schemaless write came to.
 *
 * @param affectedRows the rows that the server wrote, of which equal keys count as one;
 * {@link #UNKNOWN} over REST, which does not tell
 * @param totalRows the lines that the server read, 1 for each document in JSON;
 * {@link #UNKNOWN} over REST
 */
public record SchemalessResult(long affectedRows, long totalRows) {

	/** In place of a count that the server does not give. */
	public static final long UNKNOWN = -1;

	/** Nothing was written. */
	public static final SchemalessResult EMPTY = new SchemalessResult(0, 0);

	/**
	 * Return whether the server counted.
	 * @return whether the counts are known
	 */
	public boolean isCounted() {
		return this.affectedRows != UNKNOWN;
	}

	/**
	 * Return the counts of this and another write.
	 * @param other the other one
	 * @return the sums, unknown if one of both is
	 */
	public SchemalessResult plus(SchemalessResult other) {
		return (isCounted() && other.isCounted())
				? new SchemalessResult(this.affectedRows + other.affectedRows, this.totalRows + other.totalRows)
				: new SchemalessResult(UNKNOWN, UNKNOWN);
	}

}
