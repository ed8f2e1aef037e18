package io.github.taosspring.embedded.internal.file;

/**
 * What a record is. Codes are part of the format.
 */
enum RecordKind {

	/** The first of each file: the format and where the file begins. */
	HEADER,

	/** The changes of one statement. */
	CHANGES,

	/** The last of a checkpoint. */
	FOOTER;

	private static final RecordKind[] KINDS = values();

	int code() {
		return ordinal() + 1;
	}

	static RecordKind of(int code) {
		if (code < 1 || code > KINDS.length) {
			throw new IllegalArgumentException("Unknown kind of record " + code);
		}
		return KINDS[code - 1];
	}

}
