package io.github.taosspring.schema;

import java.util.List;

import org.springframework.dao.NonTransientDataAccessException;

/**
 * A database or super table that is not as the application wants it and cannot be made
 * so. The message names each difference.
 */
public class SchemaMismatchException extends NonTransientDataAccessException {

	private static final long serialVersionUID = 1L;

	private final List<String> differences;

	/**
	 * Create an exception.
	 * @param mode what was asked for
	 * @param differences what differs, at least one
	 */
	public SchemaMismatchException(SchemaMode mode, List<String> differences) {
		super("The schema is not as the application wants it (schema mode " + mode + "):\n  - "
				+ String.join("\n  - ", differences));
		this.differences = List.copyOf(differences);
	}

	/**
	 * Return what differs.
	 * @return a sentence for each difference
	 */
	public List<String> differences() {
		return this.differences;
	}

}
