package io.github.taosspring.client.tmq;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosType;

/**
 * A change of tables, as {@code tmq_get_json_meta} of TDengine tells it
 * ({@code clientRawBlockWrite.c} of TDengine 3.3.7). Immutable.
 */
public sealed interface TmqMeta {

	/**
	 * A super table was created.
	 *
	 * @param tableName its name
	 * @param columns the columns, the primary timestamp first
	 * @param tags the tags
	 */
	record CreateSuperTable(String tableName, List<Column> columns, List<Column> tags) implements TmqMeta {

	}

	/**
	 * A normal table was created.
	 *
	 * @param tableName its name
	 * @param columns the columns, the primary timestamp first
	 */
	record CreateNormalTable(String tableName, List<Column> columns) implements TmqMeta {

	}

	/**
	 * A child table was created; several by one statement are several changes.
	 *
	 * @param tableName its name
	 * @param superTable its super table
	 * @param tags the tags that are not NULL
	 */
	record CreateChildTable(String tableName, String superTable, List<TagValue> tags) implements TmqMeta {

	}

	/**
	 * A table was altered.
	 *
	 * @param tableType which kind of table
	 * @param tableName its name
	 * @param alteration what was done
	 * @param name the column or tag, {@code null} if none is concerned
	 * @param newName what it is called now, {@code null} unless it was renamed
	 * @param type the type of a column or tag that was added or widened, or else
	 * {@code null}
	 * @param length its length as declared, 0 for types without
	 * @param tags the tags of a child table that were set
	 * @param compression what was told of a column's compression, or else {@code null}
	 */
	record AlterTable(TableType tableType, String tableName, Alteration alteration, @Nullable String name,
			@Nullable String newName, @Nullable TaosType type, int length, List<TagValue> tags,
			@Nullable Compression compression) implements TmqMeta {

	}

	/**
	 * A super table was dropped, with its child tables.
	 *
	 * @param tableName its name
	 */
	record DropSuperTable(String tableName) implements TmqMeta {

	}

	/**
	 * Child or normal tables were dropped.
	 *
	 * @param tableNames their names
	 */
	record DropTables(List<String> tableNames) implements TmqMeta {

	}

	/**
	 * Rows were deleted.
	 *
	 * @param sql the statement that deletes them, for one table, timestamps as integers
	 */
	record Delete(String sql) implements TmqMeta {

	}

	/**
	 * A column or tag.
	 *
	 * @param name its name
	 * @param type its type
	 * @param length its length as declared: bytes, characters for NCHAR, 0 for types
	 * without
	 * @param primaryKey whether it is the second part of the primary key
	 * @param compression its compression, {@code null} for tags
	 */
	record Column(String name, TaosType type, int length, boolean primaryKey, @Nullable Compression compression) {

	}

	/**
	 * How a column is compressed, in the words of TDengine; an alteration tells one of
	 * the three only.
	 *
	 * @param encode the first stage, such as {@code delta-i}, {@code null} if not told
	 * @param compress the second stage, such as {@code lz4}, {@code null} if not told
	 * @param level such as {@code medium}, {@code null} if not told
	 */
	record Compression(@Nullable String encode, @Nullable String compress, @Nullable String level) {

	}

	/**
	 * The value of a tag.
	 *
	 * @param name the tag
	 * @param type its type, {@code null} if an alteration did not tell
	 * @param value as TDengine writes it: numbers in decimal, texts in double quotes,
	 * JSON as it is; {@code null} for NULL
	 */
	record TagValue(String name, @Nullable TaosType type, @Nullable String value) {

	}

	/**
	 * Kinds of tables.
	 */
	enum TableType {

		/** A super table. */
		SUPER,

		/** A normal table. */
		NORMAL,

		/** A child table. */
		CHILD

	}

	/**
	 * What an {@code ALTER} did, with TDengine's code.
	 */
	enum Alteration {

		/** A tag was added. */
		ADD_TAG(1),

		/** A tag was dropped. */
		DROP_TAG(2),

		/** A tag was renamed. */
		RENAME_TAG(3),

		/** A tag of a child table was set. */
		SET_TAG(4),

		/** A column was added. */
		ADD_COLUMN(5),

		/** A column was dropped. */
		DROP_COLUMN(6),

		/** A column was widened. */
		WIDEN_COLUMN(7),

		/** A tag was widened. */
		WIDEN_TAG(8),

		/** Options of the table, such as its comment, were changed. */
		OPTIONS(9),

		/** A column was renamed. */
		RENAME_COLUMN(10),

		/** A column's compression was changed. */
		COMPRESSION(13),

		/** A column was added with a compression of its own. */
		ADD_COLUMN_WITH_COMPRESSION(14),

		/** Several tags of a child table were set. */
		SET_TAGS(15);

		private final int code;

		Alteration(int code) {
			this.code = code;
		}

		/**
		 * Return TDengine's code.
		 * @return the {@code alterType}
		 */
		public int code() {
			return this.code;
		}

	}

}
