package io.github.taosspring.client.fuzz;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosException;

/**
 * Reads the values of blocks: all of them in their own type and as text, and with every
 * getter in turn.
 */
public final class BlockValues implements FuzzTarget.Values {

	private static final List<Getter> GETTERS = List.of(Block::isNull, Block::getBoolean, Block::getInt, Block::getLong,
			Block::getUnsignedLong, Block::getFloat, Block::getDouble, Block::getBigDecimal, Block::getBigInteger,
			Block::getString, Block::getBytes, Block::getInstant, Block::getObject);

	private static final List<Consumer<Column>> ARRAYS = List.of((column) -> column.block.longs(column.index),
			(column) -> column.block.ints(column.index), (column) -> column.block.doubles(column.index),
			(column) -> column.block.nulls(column.index));

	/**
	 * A refusal costs as much as a hundred values, so that not each getter can be tried.
	 */
	private static final int MAX_OTHERS = 6;

	private static final int MAX_VALUES = 2000;

	private final List<? extends Block> blocks;

	private final boolean copies;

	public BlockValues(List<? extends Block> blocks, boolean copies) {
		this.blocks = blocks;
		this.copies = copies;
	}

	@Override
	public int readAll(SplittableRandom random) {
		int count = 1;
		for (Block block : this.blocks) {
			Block read = (this.copies && random.nextInt(8) == 0) ? block.copy() : block;
			count += readAll(read, random);
		}
		return count;
	}

	private static int readAll(Block block, SplittableRandom random) {
		int columns = block.columns().size();
		int count = 1;
		for (int row = 0; row < block.rows() && count < MAX_VALUES; row++) {
			for (int column = 0; column < columns; column++) {
				read(block, Block::getObject, column, row);
				read(block, Block::getString, column, row);
				count += 2;
			}
		}
		for (int i = 0; i < MAX_OTHERS; i++) {
			Getter getter = GETTERS.get(random.nextInt(GETTERS.size()));
			read(block, getter, random.nextInt(columns), random.nextInt(block.rows()));
			Column column = new Column(block, random.nextInt(columns));
			try {
				ARRAYS.get(random.nextInt(ARRAYS.size())).accept(column);
			}
			catch (TaosException ex) {
				// not in this type
			}
			count += 1 + block.rows();
		}
		return count;
	}

	private static void read(Block block, Getter getter, int column, int row) {
		try {
			getter.get(block, column, row);
		}
		catch (TaosException ex) {
			// not in this type, or damaged
		}
	}

	/**
	 * One of the getters of a block.
	 */
	private interface Getter {

		Object get(Block block, int column, int row);

	}

	private record Column(Block block, int index) {

	}

}
