package io.github.taosspring.client;

import java.nio.charset.StandardCharsets;

/**
 * Limits of TDengine 3.x, with messages that name them.
 */
public final class TaosLimits {

	/** Bytes of a statement's UTF-8 text; the server answers 0x0219 above it. */
	public static final int SQL_BYTES = 1024 * 1024;

	/** Bytes of a database's name ({@code TSDB_DB_NAME_LEN} less its terminator). */
	public static final int DATABASE_NAME_BYTES = 64;

	/** Bytes of a table's name. */
	public static final int TABLE_NAME_BYTES = 192;

	/** Bytes of a column's or tag's name. */
	public static final int COLUMN_NAME_BYTES = 64;

	/** Bytes of a user's name ({@code TSDB_USER_LEN} less its terminator). */
	public static final int USER_NAME_BYTES = 23;

	/** Columns of a table or a result, tags included. */
	public static final int COLUMNS = 4096;

	/** Bytes of a row without BLOBs. */
	public static final int ROW_BYTES = 65_531;

	private TaosLimits() {
	}

	/**
	 * Check a database's name.
	 * @param name the name without back-quotes
	 * @return the name
	 * @throws TaosInterfaceException if it is empty, too long, or holds what no name can
	 */
	public static String checkDatabaseName(String name) {
		return checkName("database", name, DATABASE_NAME_BYTES);
	}

	/**
	 * Check a table's name.
	 * @param name the name without back-quotes
	 * @return the name
	 * @throws TaosInterfaceException if it is empty, too long, or holds what no name can
	 */
	public static String checkTableName(String name) {
		return checkName("table", name, TABLE_NAME_BYTES);
	}

	/**
	 * Check a column's or tag's name.
	 * @param name the name without back-quotes
	 * @return the name
	 * @throws TaosInterfaceException if it is empty, too long, or holds what no name can
	 */
	public static String checkColumnName(String name) {
		return checkName("column", name, COLUMN_NAME_BYTES);
	}

	private static String checkName(String what, String name, int limit) {
		if (name.isEmpty()) {
			throw TaosErrors.misuse("The name of a " + what + " must not be empty");
		}
		if (name.indexOf('`') >= 0 || name.indexOf('\0') >= 0) {
			throw TaosErrors.misuse("The name of a " + what + " must not contain a back-quote or NUL");
		}
		// a char is at most three bytes
		if (name.length() * 3L > limit) {
			int bytes = name.getBytes(StandardCharsets.UTF_8).length;
			if (bytes > limit) {
				throw TaosErrors.misuse("The name of a " + what + " has " + bytes + " bytes; TDengine allows " + limit);
			}
		}
		return name;
	}

}
