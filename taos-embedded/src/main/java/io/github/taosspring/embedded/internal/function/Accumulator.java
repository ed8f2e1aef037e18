package io.github.taosspring.embedded.internal.function;

import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * A calculation over rows, fed run by run.
 */
public interface Accumulator {

	/** No row of the run was selected. */
	int NONE = -1;

	/**
	 * Take a run of rows.
	 * @param arguments the values
	 * @param time the primary timestamps, {@code null} if rows have none
	 * @param from the first row
	 * @param to the row after the last
	 * @param capture reads the other columns of a row; for functions that give several
	 * rows
	 * @return the row that is selected now if it is of this run, or {@link #NONE}
	 */
	int add(Vector[] arguments, @Nullable Vector time, int from, int to, RowCapture capture);

	/**
	 * Learn which of the windows of a fixed length this one is, after its rows.
	 * @param start its start
	 * @param end its end
	 * @param first whether it is the first of its group
	 * @param last whether it is the last of its group
	 */
	default void window(long start, long end, boolean first, boolean last) {
		// only few functions look beyond their rows
	}

	/**
	 * Return how many rows there are in the result.
	 * @return 1 unless the function gives several
	 */
	default int rows() {
		return 1;
	}

	/**
	 * Write a value of the result.
	 * @param index which of the result's rows
	 * @param target where to write it
	 * @param row the row to write
	 */
	void result(int index, Vector target, int row);

	/**
	 * Return the other columns of a row of the result.
	 * @param index which of the result's rows
	 * @return what {@link RowCapture} gave for that row, or {@code null} if the function
	 * selects at most one row
	 */
	default @Nullable Object @Nullable [] companions(int index) {
		return null;
	}

	/**
	 * Reads the other columns of a row.
	 */
	interface RowCapture {

		/**
		 * Read a row.
		 * @param row the row of the run's vectors
		 * @return its values
		 */
		@Nullable Object[] at(int row);

	}

}
