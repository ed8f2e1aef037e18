package io.github.taosspring.embedded.internal.insert;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.vector.ColumnType;

/**
 * What a question mark of a prepared insert stands for ({@code TAOS_FIELD_ALL}).
 *
 * @param kind the kind
 * @param name the name of the column or tag
 * @param type its type
 * @param precision the unit of a timestamp, milliseconds for all else
 */
public record StatementField(Kind kind, String name, ColumnType type, TaosPrecision precision) {

	/** Bytes of a table's full name ({@code TSDB_TABLE_FNAME_LEN}). */
	private static final int TABLE_NAME_BYTES = 271;

	private static final int JSON_BYTES = 16384;

	private static final int BLOB_BYTES = 5;

	/** Bytes that hold the length of a variable value. */
	private static final int HEADER_BYTES = 2;

	/** Kinds of fields ({@code TAOS_FIELD_T}). */
	public enum Kind {

		/** A column. */
		COLUMN(1),

		/** A tag. */
		TAG(2),

		/** The name of the table. */
		TABLE_NAME(4);

		private final int code;

		Kind(int code) {
			this.code = code;
		}

		/**
		 * Return the code on the wire.
		 * @return the code
		 */
		public int code() {
			return this.code;
		}

	}

	static StatementField tableName() {
		return new StatementField(Kind.TABLE_NAME, "tbname", ColumnType.varchar(TABLE_NAME_BYTES - HEADER_BYTES),
				TaosPrecision.MILLISECOND);
	}

	static StatementField of(Kind kind, SchemaColumn column, TaosPrecision precision) {
		return new StatementField(kind, column.name(), column.type(),
				column.type().isTimestamp() ? precision : TaosPrecision.MILLISECOND);
	}

	/**
	 * Return the width as the schema counts it: with the header of a variable value, and
	 * four bytes for each character of an NCHAR.
	 * @return the bytes
	 */
	public int bytes() {
		return bytes(this.type.type(), this.type.length());
	}

	/**
	 * Return the width of a column as the schema counts it.
	 * @param type the type
	 * @param length the declared length of a variable type: bytes, or characters of an
	 * NCHAR
	 * @return the bytes
	 */
	public static int bytes(TaosType type, int length) {
		return switch (type) {
			case VARCHAR, VARBINARY, GEOMETRY -> length + HEADER_BYTES;
			case NCHAR -> 4 * length + HEADER_BYTES;
			case JSON -> JSON_BYTES;
			case BLOB -> BLOB_BYTES;
			default -> type.width();
		};
	}

}
