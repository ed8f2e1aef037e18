package io.github.taosspring.schema;

/**
 * A row of {@code DESCRIBE}.
 *
 * @param name the name
 * @param type the type without length, such as {@code VARCHAR} or {@code DECIMAL(10, 2)}
 * @param length the length
 * @param note {@code TAG}, {@code COMPOSITE KEY} or empty
 */
record DescribedColumn(String name, String type, int length, String note) {

	boolean isTag() {
		return this.note.equalsIgnoreCase("TAG");
	}

	boolean isCompositeKey() {
		return this.note.toUpperCase().endsWith("KEY");
	}

}
