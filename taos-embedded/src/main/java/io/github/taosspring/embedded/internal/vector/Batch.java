package io.github.taosspring.embedded.internal.vector;

/**
 * Rows in columns, as they pass from operator to operator.
 *
 * @param size the number of rows
 * @param columns the columns, each with room for at least that many values
 */
public record Batch(int size, Vector[] columns) {

	/**
	 * Return some of the rows.
	 * @param rows their positions
	 * @param count how many of them
	 * @return a new batch
	 */
	public Batch gather(int[] rows, int count) {
		Vector[] picked = new Vector[this.columns.length];
		for (int i = 0; i < picked.length; i++) {
			picked[i] = this.columns[i].gather(rows, count);
		}
		return new Batch(count, picked);
	}

	/**
	 * Return a range of the rows.
	 * @param from the first row
	 * @param to the row after the last
	 * @return a new batch, or this one if the range is all of it
	 */
	public Batch slice(int from, int to) {
		if (from == 0 && to == this.size) {
			return this;
		}
		Vector[] cut = new Vector[this.columns.length];
		for (int i = 0; i < cut.length; i++) {
			cut[i] = this.columns[i].slice(from, to);
		}
		return new Batch(to - from, cut);
	}

}
