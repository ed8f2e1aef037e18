package io.github.taosspring.embedded.internal.insert;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;

/**
 * The values that a client bound to one question mark, one for each row.
 */
public interface ParameterValues {

	/**
	 * Return the type that the client says they have.
	 * @return the type
	 */
	TaosType type();

	/**
	 * Return the number of rows.
	 * @return the rows
	 */
	int rows();

	/**
	 * Return whether a value is NULL or unset.
	 * @param row the row
	 * @return whether there is no value
	 */
	boolean isNull(int row);

	/**
	 * Return whether a value is unset: a row that exists keeps the one it has.
	 * @param row the row
	 * @return whether it is, which is NULL as well
	 */
	boolean isUnset(int row);

	/**
	 * Read all values.
	 * @param type the type of the column or tag; of this type's kind
	 * @return a vector of that type that belongs to the caller; lengths are not checked
	 */
	Vector read(ColumnType type);

}
