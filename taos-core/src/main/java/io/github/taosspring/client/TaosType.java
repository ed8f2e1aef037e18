package io.github.taosspring.client;

/**
 * The data types of TDengine with their codes on the wire.
 * <p>
 * Codes and widths: raw block layout ({@code ttypes.c}, {@code tdatablock.c} of TDengine
 * 3.3.7).
 */
public enum TaosType {

	/** The type of a literal {@code NULL}; every value is NULL. */
	NULL(0, "NULL", 1),

	/** True or false. */
	BOOL(1, "BOOL", 1),

	/** Signed 8-bit integer. */
	TINYINT(2, "TINYINT", 1),

	/** Signed 16-bit integer. */
	SMALLINT(3, "SMALLINT", 2),

	/** Signed 32-bit integer. */
	INT(4, "INT", 4),

	/** Signed 64-bit integer. */
	BIGINT(5, "BIGINT", 8),

	/** IEEE 754 single precision; NaN and infinities are possible. */
	FLOAT(6, "FLOAT", 4),

	/** IEEE 754 double precision; NaN and infinities are possible. */
	DOUBLE(7, "DOUBLE", 8),

	/** Byte string, normally UTF-8; TDengine calls it BINARY as well. */
	VARCHAR(8, "VARCHAR", 0),

	/** Signed 64-bit count of the result's time unit since the epoch. */
	TIMESTAMP(9, "TIMESTAMP", 8),

	/** Unicode string, UCS-4LE on the wire. */
	NCHAR(10, "NCHAR", 0),

	/** Unsigned 8-bit integer. */
	TINYINT_UNSIGNED(11, "TINYINT UNSIGNED", 1),

	/** Unsigned 16-bit integer. */
	SMALLINT_UNSIGNED(12, "SMALLINT UNSIGNED", 2),

	/** Unsigned 32-bit integer. */
	INT_UNSIGNED(13, "INT UNSIGNED", 4),

	/** Unsigned 64-bit integer. */
	BIGINT_UNSIGNED(14, "BIGINT UNSIGNED", 8),

	/** JSON document; a type of tags only. */
	JSON(15, "JSON", 0),

	/** Arbitrary bytes. */
	VARBINARY(16, "VARBINARY", 0),

	/** Decimal number of up to 38 digits, 128 bits. */
	DECIMAL(17, "DECIMAL", 16),

	/** Bytes of up to 4 MiB. */
	BLOB(18, "BLOB", 0),

	/** Geometry as WKB. */
	GEOMETRY(20, "GEOMETRY", 0),

	/** Decimal number of up to 18 digits, 64 bits. */
	DECIMAL64(21, "DECIMAL", 8);

	private static final TaosType[] BY_CODE = new TaosType[22];

	static {
		for (TaosType type : values()) {
			BY_CODE[type.code] = type;
		}
	}

	private final int code;

	private final String sqlName;

	private final int width;

	TaosType(int code, String sqlName, int width) {
		this.code = code;
		this.sqlName = sqlName;
		this.width = width;
	}

	/**
	 * Return the code of this type on the wire.
	 * @return the code
	 */
	public int code() {
		return this.code;
	}

	/**
	 * Return the name of this type in SQL, upper case, without length.
	 * @return the name, such as {@code INT UNSIGNED}
	 */
	public String sqlName() {
		return this.sqlName;
	}

	/**
	 * Return the width of a value in bytes.
	 * @return the width, 0 if values vary in length
	 */
	public int width() {
		return this.width;
	}

	/**
	 * Return whether values vary in length.
	 * @return whether each value has a length of its own
	 */
	public boolean isVariable() {
		return this.width == 0;
	}

	/**
	 * Return whether this is one of the unsigned integers.
	 * @return whether values are unsigned
	 */
	public boolean isUnsigned() {
		return this.code >= 11 && this.code <= 14;
	}

	/**
	 * Return whether this is one of the two widths of DECIMAL.
	 * @return whether values are decimals
	 */
	public boolean isDecimal() {
		return this == DECIMAL || this == DECIMAL64;
	}

	/**
	 * Return the type of a code.
	 * @param code a code as it stands on the wire
	 * @return the type
	 * @throws IllegalArgumentException if TDengine has no such type, or none that can
	 * stand in a result
	 */
	public static TaosType fromCode(int code) {
		TaosType type = (code >= 0 && code < BY_CODE.length) ? BY_CODE[code] : null;
		if (type == null) {
			throw new IllegalArgumentException("Unknown TDengine type code " + code);
		}
		return type;
	}

}
