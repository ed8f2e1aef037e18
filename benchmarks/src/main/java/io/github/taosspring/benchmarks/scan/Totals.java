package io.github.taosspring.benchmarks.scan;

import io.github.taosspring.benchmarks.replay.DataSet;

/**
 * What a reader made of the values: proof that it read them all.
 */
public final class Totals {

	long rows;

	/** Sum of timestamps and integers, modulo 2^64. */
	long integers;

	/** Sum of floats, exact for the values of the data sets. */
	double floats;

	/** Sum of the lengths of strings. */
	long characters;

	/** Whether no more rows came within the client's own time limit. */
	boolean gaveUp;

	/**
	 * Add a row.
	 * @param integers the sum of its timestamp and integers
	 * @param floats the sum of its floats
	 * @param characters the sum of the lengths of its strings
	 */
	public void add(long integers, double floats, int characters) {
		this.rows++;
		this.integers += integers;
		this.floats += floats;
		this.characters += characters;
	}

	/**
	 * Return the number of rows.
	 * @return the rows
	 */
	public long rows() {
		return this.rows;
	}

	/**
	 * Return whether the client gave up waiting for rows.
	 * @return whether rows are missing for that reason
	 */
	public boolean gaveUp() {
		return this.gaveUp;
	}

	/**
	 * Calculate what a reader of all values must find.
	 * @param dataSet the rows' kind
	 * @param rows how many
	 * @return the totals
	 */
	public static Totals expected(DataSet dataSet, long rows) {
		Totals totals = new Totals();
		totals.rows = rows;
		for (long row = 0; row < rows; row++) {
			totals.integers += DataSet.timestamp(row) + DataSet.voltage(row);
			totals.floats += (double) DataSet.current(row) + DataSet.phase(row);
			if (dataSet == DataSet.TAGGED) {
				totals.integers += DataSet.groupId(row);
				totals.characters += DataSet.location(row).length() + DataSet.table(row).length();
			}
		}
		return totals;
	}

	@Override
	public boolean equals(Object object) {
		return object instanceof Totals other && this.rows == other.rows && this.integers == other.integers
				&& this.floats == other.floats && this.characters == other.characters;
	}

	@Override
	public int hashCode() {
		return Long.hashCode(this.integers);
	}

	@Override
	public String toString() {
		return "Totals[rows=" + this.rows + ", integers=" + this.integers + ", floats=" + this.floats + ", characters="
				+ this.characters + "]";
	}

}
