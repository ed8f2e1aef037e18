package io.github.taosspring.embedded.internal.sql;

import io.github.taosspring.client.TaosType;

/**
 * A data type as written in a column definition or a cast.
 *
 * @param type the type; a DECIMAL of up to 18 digits is {@link TaosType#DECIMAL64}
 * @param length the declared length (bytes, characters for NCHAR), the width for types of
 * a fixed width, {@link #NO_LENGTH} where none is written
 * @param precision the digits of a DECIMAL, 0 for others
 * @param scale the digits of a DECIMAL's fraction, 0 for others
 */
public record DataType(TaosType type, int length, int precision, int scale) {

	/** The length of a type that can have one but was written without. */
	public static final int NO_LENGTH = -1;

	/**
	 * Return a type without precision and scale.
	 * @param type the type
	 * @param length its length
	 * @return the data type
	 */
	public static DataType of(TaosType type, int length) {
		return new DataType(type, length, 0, 0);
	}

	/**
	 * Return a decimal type, 64 bits wide for up to 18 digits.
	 * @param precision the digits
	 * @param scale the digits of the fraction
	 * @return the data type
	 */
	public static DataType decimal(int precision, int scale) {
		TaosType type = (precision <= 18) ? TaosType.DECIMAL64 : TaosType.DECIMAL;
		return new DataType(type, type.width(), precision, scale);
	}

}
