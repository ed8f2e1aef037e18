package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;
import java.util.List;

import io.github.taosspring.client.TaosColumn;

/**
 * Builds a raw block, column by column or row by row in any mix: each column takes its
 * values by itself, and all must have the same number when the block is finished.
 * <p>
 * Holds two growing arrays a column and allocates nothing per value; {@link #reset()}
 * keeps them for the next block. Not thread-safe. Values of different columns may be
 * appended by different threads if {@link #finish()} happens after them.
 */
public final class BlockEncoder {

	private final List<TaosColumn> columns;

	private final ColumnEncoder[] encoders;

	/**
	 * Create an encoder.
	 * @param columns the columns of the block, at least one
	 * @throws IllegalArgumentException if there are no columns
	 */
	public BlockEncoder(List<TaosColumn> columns) {
		if (columns.isEmpty()) {
			throw new IllegalArgumentException("A block needs at least one column");
		}
		this.columns = List.copyOf(columns);
		this.encoders = new ColumnEncoder[this.columns.size()];
		for (int i = 0; i < this.encoders.length; i++) {
			this.encoders[i] = new ColumnEncoder(this.columns.get(i));
		}
	}

	/**
	 * Return the columns.
	 * @return the columns in order
	 */
	public List<TaosColumn> columns() {
		return this.columns;
	}

	/**
	 * Return what takes the values of a column.
	 * @param index the column from 0
	 * @return the column's encoder, the same for every block
	 */
	public ColumnEncoder column(int index) {
		return this.encoders[index];
	}

	/**
	 * Return the number of rows so far, those of the first column.
	 * @return the rows
	 */
	public int rows() {
		return this.encoders[0].rows();
	}

	/**
	 * Return the size that the block has with the values so far.
	 * @return the bytes
	 */
	public long byteSize() {
		long size = BlockLayout.HEADER + (BlockLayout.COLUMN_INFO + 4L) * this.encoders.length + 1;
		for (ColumnEncoder encoder : this.encoders) {
			size += encoder.segmentSize();
		}
		return size;
	}

	/**
	 * Return the block with the values appended so far. They stay until {@link #reset()}.
	 * @return a buffer of its own, holding the block from position to limit
	 * @throws IllegalStateException if there is no row, if the columns differ in rows, or
	 * if the block is larger than 2 GiB
	 */
	public ByteBuffer finish() {
		return finish(0);
	}

	/**
	 * Return the block with the values appended so far, behind free bytes for the head of
	 * a frame (see {@link FetchRawBlockReply#HEADROOM}).
	 * @param headroom the free bytes
	 * @return a buffer of its own whose position is at the block; the free bytes lie in
	 * front of it
	 * @throws IllegalStateException if there is no row, if the columns differ in rows, or
	 * if the block is larger than 2 GiB
	 */
	public ByteBuffer finish(int headroom) {
		int rows = rows();
		if (rows == 0) {
			throw new IllegalStateException("A block needs at least one row");
		}
		int[] lengths = new int[this.encoders.length];
		for (int i = 0; i < lengths.length; i++) {
			if (this.encoders[i].rows() != rows) {
				throw new IllegalStateException(
						"Column '" + this.columns.get(i).name() + "' has " + this.encoders[i].rows()
								+ " values, but column '" + this.columns.get(0).name() + "' has " + rows);
			}
			lengths[i] = this.encoders[i].dataLength();
		}
		long size = byteSize();
		if (size + headroom > Integer.MAX_VALUE - 8) {
			throw new IllegalStateException("A block of " + size + " bytes is too large");
		}
		byte[] target = new byte[(int) size + headroom];
		BlockLayout.writeHeader(target, headroom, (int) size, rows, this.columns, lengths);
		int position = headroom + BlockLayout.HEADER + (BlockLayout.COLUMN_INFO + 4) * this.encoders.length;
		for (ColumnEncoder encoder : this.encoders) {
			position = encoder.writeTo(target, position);
		}
		return ByteBuffer.wrap(target, headroom, (int) size);
	}

	/**
	 * Drop all values and start the next block.
	 */
	public void reset() {
		for (ColumnEncoder encoder : this.encoders) {
			encoder.reset();
		}
	}

}
