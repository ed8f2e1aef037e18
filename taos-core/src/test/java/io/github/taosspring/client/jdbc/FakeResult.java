package io.github.taosspring.client.jdbc;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.Row;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.wire.BlockEncoder;
import io.github.taosspring.client.wire.RawBlock;

/**
 * A result of one block, read by the cursor.
 */
final class FakeResult implements TaosResult {

	private final List<TaosColumn> columns;

	private final TaosPrecision precision;

	private final RawBlock block;

	private int row = -1;

	boolean closed;

	FakeResult(BlockEncoder encoder, TaosPrecision precision) {
		this.columns = encoder.columns();
		this.precision = precision;
		this.block = RawBlock.read(encoder.finish(), this.columns, precision);
	}

	@Override
	public List<TaosColumn> columns() {
		return this.columns;
	}

	@Override
	public TaosPrecision precision() {
		return this.precision;
	}

	@Override
	public boolean next() {
		if (this.closed) {
			throw TaosErrors.result("This result is closed");
		}
		this.row++;
		return this.row < this.block.rows();
	}

	@Override
	public Block block() {
		return this.block;
	}

	@Override
	public int rowInBlock() {
		return this.row;
	}

	@Override
	public void close() {
		this.closed = true;
		this.block.release();
	}

	@Override
	public int columnIndex(String label) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long reqId() {
		return 1;
	}

	@Override
	public Iterable<Block> blocks() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Iterable<Row> rows() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Stream<Row> stream() {
		throw new UnsupportedOperationException();
	}

	@Override
	public List<Map<String, Object>> toMaps() {
		throw new UnsupportedOperationException();
	}

	@Override
	public List<List<Object>> toLists() {
		throw new UnsupportedOperationException();
	}

}
