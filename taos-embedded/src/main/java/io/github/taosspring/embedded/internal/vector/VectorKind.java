package io.github.taosspring.embedded.internal.vector;

/**
 * How a vector holds its values.
 */
public enum VectorKind {

	/**
	 * In a {@code long[]}: BOOL (0 or 1), integers (BIGINT UNSIGNED as bits), TIMESTAMP.
	 */
	LONG,

	/** In a {@code double[]}: FLOAT (widened) and DOUBLE. */
	DOUBLE,

	/**
	 * In an {@code Object[]}: {@code BigDecimal} for DECIMAL, {@code byte[]} for all else
	 * (text, NCHAR too, as UTF-8). NULL is {@code null}.
	 */
	OBJECT

}
