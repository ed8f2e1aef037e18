package io.github.taosspring.client.schemaless;

/**
 * The type of a field: what follows its number in a line, and its name in OpenTSDB's
 * JSON.
 */
enum FieldType {

	BOOL("", ""), TINYINT("i8", "i8"), SMALLINT("i16", "i16"), INT("i32", "i32"), BIGINT("i64", "i64"),
	TINYINT_UNSIGNED("u8", ""), SMALLINT_UNSIGNED("u16", ""), INT_UNSIGNED("u32", ""), BIGINT_UNSIGNED("u64", ""),
	FLOAT("f32", "f32"), DOUBLE("f64", "f64"), VARCHAR("", "binary"), NCHAR("L", "nchar"), VARBINARY("B", ""),
	GEOMETRY("G", "");

	private final String mark;

	private final String jsonName;

	FieldType(String mark, String jsonName) {
		this.mark = mark;
		this.jsonName = jsonName;
	}

	/**
	 * Return the suffix of a number, or the prefix of a text.
	 */
	String mark() {
		return this.mark;
	}

	/**
	 * Return the type's name in JSON, empty if it has none.
	 */
	String jsonName() {
		return this.jsonName;
	}

}
