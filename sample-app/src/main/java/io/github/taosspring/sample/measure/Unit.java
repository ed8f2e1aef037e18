package io.github.taosspring.sample.measure;

/**
 * What a metric's numbers count.
 */
public enum Unit {

	/** Hundredths of a whole, 0 to 100. */
	PERCENT("%"),

	/** Bytes. */
	BYTES("B"),

	/** Bytes in a second. */
	BYTES_PER_SECOND("B/s"),

	/** Events in a second. */
	PER_SECOND("1/s"),

	/** Seconds. */
	SECONDS("s"),

	/** A plain number. */
	NUMBER("");

	private final String symbol;

	Unit(String symbol) {
		this.symbol = symbol;
	}

	/**
	 * Return the symbol that stands behind a number.
	 * @return the symbol, empty for plain numbers
	 */
	public String symbol() {
		return this.symbol;
	}

}
