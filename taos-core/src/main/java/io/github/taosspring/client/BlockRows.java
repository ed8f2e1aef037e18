package io.github.taosspring.client;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The rows of a block, each made when it is asked for.
 */
final class BlockRows extends AbstractList<Row> implements RandomAccess {

	private final Block block;

	private final ColumnLabels labels;

	BlockRows(Block block) {
		this.block = block;
		this.labels = new ColumnLabels(block.columns());
	}

	@Override
	public Row get(int index) {
		return new DefaultRow(this.labels, this.block, Objects.checkIndex(index, this.block.rows()));
	}

	@Override
	public int size() {
		return this.block.rows();
	}

}
