package io.github.taosspring.embedded.internal.catalog;

import io.github.taosspring.embedded.internal.vector.ColumnType;

/**
 * A column or a tag of a table.
 *
 * @param name the name
 * @param type the type
 * @param slot where its values are; given out once in the life of a table
 * @param key whether it is the second part of a composite key
 * @param encode the encoding that DESCRIBE shows
 * @param compress the compression that DESCRIBE shows
 * @param level the level of compression that DESCRIBE shows
 */
public record SchemaColumn(String name, ColumnType type, int slot, boolean key, String encode, String compress,
		String level) {

	/**
	 * Return a column with the encoding that TDengine gives its type by default.
	 * @param name the name
	 * @param type the type
	 * @param slot its slot
	 * @param key whether it is part of a composite key
	 * @return the column
	 */
	public static SchemaColumn column(String name, ColumnType type, int slot, boolean key) {
		return new SchemaColumn(name, type, slot, key, defaultEncode(type), defaultCompress(type), "medium");
	}

	/**
	 * Return a tag.
	 * @param name the name
	 * @param type the type
	 * @param slot its slot among the tags
	 * @return the tag
	 */
	public static SchemaColumn tag(String name, ColumnType type, int slot) {
		return new SchemaColumn(name, type, slot, false, "disabled", "disabled", "disabled");
	}

	/**
	 * Return the column with another type.
	 * @param other the type
	 * @return the changed column
	 */
	public SchemaColumn withType(ColumnType other) {
		return new SchemaColumn(this.name, other, this.slot, this.key, this.encode, this.compress, this.level);
	}

	/**
	 * Return the column with another name.
	 * @param other the name
	 * @return the changed column
	 */
	public SchemaColumn withName(String other) {
		return new SchemaColumn(other, this.type, this.slot, this.key, this.encode, this.compress, this.level);
	}

	/**
	 * Return the column with other storage.
	 * @param newEncode the encoding
	 * @param newCompress the compression
	 * @param newLevel the level
	 * @return the changed column
	 */
	public SchemaColumn withStorage(String newEncode, String newCompress, String newLevel) {
		return new SchemaColumn(this.name, this.type, this.slot, this.key, newEncode, newCompress, newLevel);
	}

	private static String defaultEncode(ColumnType type) {
		return switch (type.type()) {
			case TIMESTAMP -> "delta-i";
			case BOOL -> "bit-packing";
			case FLOAT, DOUBLE -> "delta-d";
			case TINYINT, SMALLINT, INT, BIGINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED, BIGINT_UNSIGNED ->
				"simple8b";
			default -> "disabled";
		};
	}

	private static String defaultCompress(ColumnType type) {
		return switch (type.type()) {
			case TINYINT, SMALLINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED -> "zlib";
			case TIMESTAMP, FLOAT, DOUBLE, INT, BIGINT, INT_UNSIGNED, BIGINT_UNSIGNED, GEOMETRY, BLOB -> "lz4";
			default -> "zstd";
		};
	}

}
