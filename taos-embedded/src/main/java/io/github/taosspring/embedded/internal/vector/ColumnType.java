package io.github.taosspring.embedded.internal.vector;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;

/**
 * The type of a column or expression.
 *
 * @param type the data type
 * @param length the declared length: bytes for VARCHAR, VARBINARY, GEOMETRY and BLOB,
 * characters for NCHAR and JSON, the width of a value for all others
 * @param precision the digits of a DECIMAL, 0 for all others
 * @param scale the digits of a DECIMAL's fraction, 0 for all others
 */
public record ColumnType(TaosType type, int length, int precision, int scale) {

	/** The type of a literal NULL. */
	public static final ColumnType NULL = new ColumnType(TaosType.NULL, 0, 0, 0);

	/** True or false. */
	public static final ColumnType BOOL = fixed(TaosType.BOOL);

	/** A 32-bit integer. */
	public static final ColumnType INT = fixed(TaosType.INT);

	/** A 64-bit integer. */
	public static final ColumnType BIGINT = fixed(TaosType.BIGINT);

	/** A double. */
	public static final ColumnType DOUBLE = fixed(TaosType.DOUBLE);

	/** A point in time. */
	public static final ColumnType TIMESTAMP = fixed(TaosType.TIMESTAMP);

	/** A document of a tag. */
	public static final ColumnType JSON = new ColumnType(TaosType.JSON, 4095, 0, 0);

	/** The digits of the widest decimal. */
	public static final int MAX_DECIMAL_PRECISION = 38;

	/**
	 * Return the type of a fixed width.
	 * @param type a type that is neither variable nor a decimal
	 * @return the column type
	 */
	public static ColumnType fixed(TaosType type) {
		return new ColumnType(type, type.width(), 0, 0);
	}

	/**
	 * Return a VARCHAR.
	 * @param bytes the length in bytes
	 * @return the column type
	 */
	public static ColumnType varchar(int bytes) {
		return new ColumnType(TaosType.VARCHAR, bytes, 0, 0);
	}

	/**
	 * Return an NCHAR.
	 * @param characters the length in characters
	 * @return the column type
	 */
	public static ColumnType nchar(int characters) {
		return new ColumnType(TaosType.NCHAR, characters, 0, 0);
	}

	/**
	 * Return a type of variable length.
	 * @param type the type
	 * @param length its declared length
	 * @return the column type
	 */
	public static ColumnType variable(TaosType type, int length) {
		return new ColumnType(type, length, 0, 0);
	}

	/**
	 * Return a decimal in the narrowest type that holds its precision.
	 * @param precision the total digits, 1 to 38
	 * @param scale the digits of the fraction
	 * @return the column type
	 */
	public static ColumnType decimal(int precision, int scale) {
		TaosType type = (precision <= 18) ? TaosType.DECIMAL64 : TaosType.DECIMAL;
		return new ColumnType(type, type.width(), precision, scale);
	}

	/**
	 * Return how vectors of this type hold their values.
	 * @return the kind
	 */
	public VectorKind kind() {
		return switch (this.type) {
			case BOOL, TINYINT, SMALLINT, INT, BIGINT, TIMESTAMP, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED,
					BIGINT_UNSIGNED ->
				VectorKind.LONG;
			case FLOAT, DOUBLE -> VectorKind.DOUBLE;
			default -> VectorKind.OBJECT;
		};
	}

	/**
	 * Return whether this is one of the eight integers.
	 * @return whether it is; BOOL and TIMESTAMP are not
	 */
	public boolean isInteger() {
		return switch (this.type) {
			case TINYINT, SMALLINT, INT, BIGINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED, BIGINT_UNSIGNED ->
				true;
			default -> false;
		};
	}

	/**
	 * Return whether this is FLOAT or DOUBLE.
	 * @return whether it is
	 */
	public boolean isFloating() {
		return kind() == VectorKind.DOUBLE;
	}

	/**
	 * Return whether values are numbers.
	 * @return whether it is an integer, FLOAT, DOUBLE or DECIMAL
	 */
	public boolean isNumeric() {
		return isInteger() || isFloating() || this.type.isDecimal();
	}

	/**
	 * Return whether values are text.
	 * @return whether it is VARCHAR or NCHAR
	 */
	public boolean isText() {
		return this.type == TaosType.VARCHAR || this.type == TaosType.NCHAR;
	}

	/**
	 * Return whether this is the type of a literal NULL.
	 * @return whether it is
	 */
	public boolean isNull() {
		return this.type == TaosType.NULL;
	}

	/**
	 * Return whether this is TIMESTAMP.
	 * @return whether it is
	 */
	public boolean isTimestamp() {
		return this.type == TaosType.TIMESTAMP;
	}

	/**
	 * Return the type as SQL writes it in SHOW CREATE and the information schema.
	 * @return such as {@code INT}, {@code VARCHAR(24)}, {@code DECIMAL(10, 2)}
	 */
	public String sql() {
		return switch (this.type) {
			case VARCHAR, NCHAR, VARBINARY, GEOMETRY -> this.type.sqlName() + "(" + this.length + ")";
			case DECIMAL, DECIMAL64 -> "DECIMAL(" + this.precision + ", " + this.scale + ")";
			default -> this.type.sqlName();
		};
	}

	/**
	 * Return a result's column of this type.
	 * @param name its label
	 * @return the column; a literal NULL shows as VARCHAR without length
	 */
	public TaosColumn column(String name) {
		TaosType shown = (this.type == TaosType.NULL) ? TaosType.VARCHAR : this.type;
		return new TaosColumn(name, shown, this.length, this.precision, this.scale);
	}

}
