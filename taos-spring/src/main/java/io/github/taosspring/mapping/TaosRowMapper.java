package io.github.taosspring.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Makes an object of a row.
 *
 * @param <T> the type of the objects
 */
@FunctionalInterface
public interface TaosRowMapper<T extends @Nullable Object> {

	/**
	 * Map the current row.
	 * @param row the row, valid during this call only
	 * @return the object
	 */
	T mapRow(CurrentRow row);

}
