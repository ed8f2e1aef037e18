package io.github.taosspring.benchmarks.replay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.wire.BlockEncoder;

/**
 * The blocks of one data set, encoded once and shared by all connections.
 * <p>
 * A result longer than the kept blocks goes round them again.
 */
final class EncodedRows {

	/** Rows of a full block, as taosd sends them. */
	static final int BLOCK_ROWS = 4096;

	private static final int KEPT_BLOCKS = 256;

	private final DataSet dataSet;

	private final List<ByteBuffer> blocks = new ArrayList<>(KEPT_BLOCKS);

	private final Map<Long, ByteBuffer> tails = new ConcurrentHashMap<>();

	EncodedRows(DataSet dataSet) {
		this.dataSet = dataSet;
		BlockEncoder encoder = new BlockEncoder(dataSet.columns());
		for (int i = 0; i < KEPT_BLOCKS; i++) {
			this.blocks.add(encode(encoder, (long) i * BLOCK_ROWS, BLOCK_ROWS));
		}
	}

	/**
	 * Return a block of a result.
	 * @param index the block from 0
	 * @param rows the rows of the result
	 * @return a view of its own on the block, {@code null} behind the last
	 */
	@Nullable ByteBuffer block(long index, long rows) {
		long left = rows - index * BLOCK_ROWS;
		if (left <= 0) {
			return null;
		}
		int kept = (int) (index % KEPT_BLOCKS);
		if (left >= BLOCK_ROWS) {
			return this.blocks.get(kept).duplicate();
		}
		long key = (long) kept * BLOCK_ROWS + left;
		return this.tails.computeIfAbsent(key, (ignored) -> {
			BlockEncoder encoder = new BlockEncoder(this.dataSet.columns());
			return encode(encoder, (long) kept * BLOCK_ROWS, (int) left);
		}).duplicate();
	}

	private ByteBuffer encode(BlockEncoder encoder, long first, int count) {
		encoder.reset();
		for (long row = first; row < first + count; row++) {
			this.dataSet.append(encoder, row);
		}
		ByteBuffer encoded = encoder.finish();
		// outside of the heap, so that a write does not copy it first
		return ByteBuffer.allocateDirect(encoded.remaining()).put(encoded).flip();
	}

}
