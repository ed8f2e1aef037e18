package io.github.taosspring.core;

import java.util.List;

import org.springframework.dao.DataAccessException;

/**
 * Rows that were not written, or tags that were not.
 *
 * @param rows the records: one that does not fit or that the server refused, or all of a
 * batch that could not be finished, some of which may have been written; none if all were
 * written but a child table's tags could not be updated
 * @param cause why; for one row the message says which
 */
public record InsertFailure(List<?> rows, DataAccessException cause) {

	/**
	 * Create a failure.
	 * @param rows the records
	 * @param cause why
	 */
	public InsertFailure {
		rows = List.copyOf(rows);
	}

}
