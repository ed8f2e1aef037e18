package io.github.taosspring.embedded.internal.server;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.insert.ParameterValues;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;

/**
 * Bound values that were read before, or a range of them.
 *
 * @param type the type that the client says they have
 * @param vector the values
 * @param from the first row
 * @param to the row after the last
 * @param unset the rows whose values are unset, counted from the vector's first; empty
 * for none
 */
record VectorValues(TaosType type, Vector vector, int from, int to, boolean[] unset) implements ParameterValues {

	static final boolean[] NONE_UNSET = {};

	@Override
	public int rows() {
		return this.to - this.from;
	}

	@Override
	public boolean isNull(int row) {
		return this.vector.isNull(this.from + row);
	}

	@Override
	public boolean isUnset(int row) {
		return this.unset.length > 0 && this.unset[this.from + row];
	}

	@Override
	public Vector read(ColumnType column) {
		return this.vector.slice(this.from, this.to);
	}

}
