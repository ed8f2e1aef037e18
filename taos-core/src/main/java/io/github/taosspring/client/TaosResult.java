package io.github.taosspring.client;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The rows of a query, one pass only: by {@link #next()} and the cursor's getters, or by
 * {@link #blocks()}, or by {@link #rows()}, {@link #stream()}, {@link #toMaps()} or
 * {@link #toLists()}. A second pass throws {@link TaosResultException}, as does any use
 * after {@link #close()}.
 * <p>
 * Rows arrive in blocks; the next block is asked for before the current one is handed
 * over. Close a result that was not read to its end: the server keeps it until then. All
 * methods throw {@link TaosException} if the server or the connection fails. Used by one
 * thread at a time; {@link #close()} may be called from any.
 */
public interface TaosResult extends AutoCloseable {

	/**
	 * Return the columns.
	 * @return the columns in order
	 */
	List<TaosColumn> columns();

	/**
	 * Return the position of a column, the exact label first, then the first that differs
	 * in case only.
	 * @param label the label
	 * @return the position from 0
	 * @throws TaosInterfaceException if there is no such column
	 */
	int columnIndex(String label);

	/**
	 * Return the unit of the result's timestamps.
	 * @return the precision
	 */
	TaosPrecision precision();

	/**
	 * Return the id under which the server logs the query.
	 * @return the request id
	 */
	long reqId();

	/**
	 * Move to the next row, fetching a block where needed.
	 * @return whether there is one
	 */
	boolean next();

	/**
	 * Return the block of the current row, for its getters with {@link #rowInBlock()}.
	 * @return the block
	 * @throws TaosResultException before the first row or after the last
	 */
	Block block();

	/**
	 * Return the position of the current row in its block.
	 * @return the row from 0
	 * @throws TaosResultException before the first row or after the last
	 */
	int rowInBlock();

	/**
	 * Return whether a value of the current row is NULL.
	 * @param column the column from 0
	 * @return whether it is NULL
	 */
	default boolean isNull(int column) {
		return block().isNull(column, rowInBlock());
	}

	/**
	 * Return a value of the current row, see {@link Block#getBoolean}.
	 * @param column the column from 0
	 * @return the value
	 */
	default boolean getBoolean(int column) {
		return block().getBoolean(column, rowInBlock());
	}

	/**
	 * Return a value of the current row, see {@link Block#getInt}.
	 * @param column the column from 0
	 * @return the value
	 */
	default int getInt(int column) {
		return block().getInt(column, rowInBlock());
	}

	/**
	 * Return a value of the current row, see {@link Block#getLong}.
	 * @param column the column from 0
	 * @return the value
	 */
	default long getLong(int column) {
		return block().getLong(column, rowInBlock());
	}

	/**
	 * Return a value of the current row, see {@link Block#getFloat}.
	 * @param column the column from 0
	 * @return the value
	 */
	default float getFloat(int column) {
		return block().getFloat(column, rowInBlock());
	}

	/**
	 * Return a value of the current row, see {@link Block#getDouble}.
	 * @param column the column from 0
	 * @return the value
	 */
	default double getDouble(int column) {
		return block().getDouble(column, rowInBlock());
	}

	/**
	 * Return a value of the current row, see {@link Block#getString}.
	 * @param column the column from 0
	 * @return the value, {@code null} for NULL
	 */
	default @Nullable String getString(int column) {
		return block().getString(column, rowInBlock());
	}

	/**
	 * Return a value of the current row, see {@link Block#getObject}.
	 * @param column the column from 0
	 * @return the value, {@code null} for NULL
	 */
	default @Nullable Object getObject(int column) {
		return block().getObject(column, rowInBlock());
	}

	/**
	 * Return the blocks, each valid until the iterator moves on.
	 * @return an iterable for one pass
	 */
	Iterable<Block> blocks();

	/**
	 * Return the rows as objects of their own.
	 * @return an iterable for one pass
	 */
	Iterable<Row> rows();

	/**
	 * Return the rows as a stream that closes this result when closed.
	 * @return a sequential stream
	 */
	Stream<Row> stream();

	/**
	 * Read all rows and close this result.
	 * @return a map a row, see {@link Row#toMap()}
	 */
	List<Map<String, @Nullable Object>> toMaps();

	/**
	 * Read all rows and close this result.
	 * @return a list a row
	 */
	List<List<@Nullable Object>> toLists();

	/**
	 * End the result from any thread: a reader that waits for a block fails at once, and
	 * if the server is still at work on one, it is told to stop, in the background.
	 * Afterwards the result is closed.
	 */
	default void cancel() {
		close();
	}

	/**
	 * Free the result here and on the server; more than once is harmless. Never throws
	 * because the connection is gone.
	 */
	@Override
	void close();

}
