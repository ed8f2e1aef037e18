package io.github.taosspring.client.statement;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;

/**
 * A placeholder of an INSERT.
 *
 * @param role what it stands for
 * @param column name, type and declared length; 3.3.7.5 tells neither digits nor scale of
 * a DECIMAL, which are 0 then
 * @param precision the precision of a TIMESTAMP, that of milliseconds for all others
 */
public record StatementField(Role role, TaosColumn column, TaosPrecision precision) {

	/**
	 * What a placeholder stands for.
	 */
	public enum Role {

		/** A column. */
		COLUMN,

		/** A tag. */
		TAG,

		/** The name of the table. */
		TABLE_NAME

	}

}
