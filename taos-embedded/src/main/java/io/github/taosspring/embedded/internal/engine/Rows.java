package io.github.taosspring.embedded.internal.engine;

import java.nio.ByteBuffer;
import java.util.List;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query, block by block.
 * <p>
 * One thread at a time may ask for blocks; {@link #close()} may be called by any thread
 * at any time and makes a block that is under way the last one.
 */
public final class Rows implements EngineResult, AutoCloseable {

	private final List<TaosColumn> columns;

	private final TaosPrecision precision;

	private final BlockSource source;

	private volatile boolean closed;

	Rows(List<TaosColumn> columns, TaosPrecision precision, BlockSource source) {
		this.columns = List.copyOf(columns);
		this.precision = precision;
		this.source = source;
	}

	/**
	 * Return the columns.
	 * @return the columns in order, never empty
	 */
	public List<TaosColumn> columns() {
		return this.columns;
	}

	/**
	 * Return the unit of the timestamps.
	 * @return the precision
	 */
	public TaosPrecision precision() {
		return this.precision;
	}

	/**
	 * Return the next block in the layout of {@code client.wire}, little endian.
	 * @return a buffer from its position to its limit that belongs to the caller, or
	 * {@code null} at the end and after {@link #close()}
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException if the statement
	 * fails while it runs
	 */
	public @Nullable ByteBuffer next() {
		return this.closed ? null : this.source.next();
	}

	/**
	 * Free what the query holds. Safe to call more than once.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.source.close();
	}

	/**
	 * Where the blocks come from.
	 */
	interface BlockSource extends AutoCloseable {

		/**
		 * Return the next block.
		 * @return the block, {@code null} at the end
		 */
		@Nullable ByteBuffer next();

		@Override
		void close();

	}

}
