package io.github.taosspring.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.Row;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosResult;
import org.jspecify.annotations.Nullable;

/**
 * A result in memory that knows whether it was closed and how many blocks were taken.
 */
public final class FakeTaosResult implements TaosResult {

	private final List<TaosColumn> columns;

	private final TaosPrecision precision;

	private final List<? extends Block> blocks;

	private int blockIndex = -1;

	private int row;

	private boolean closed;

	private @Nullable TaosException failure;

	FakeTaosResult(List<TaosColumn> columns, TaosPrecision precision, List<? extends Block> blocks) {
		this.columns = columns;
		this.precision = precision;
		this.blocks = blocks;
	}

	/** Fail instead of ending. */
	public FakeTaosResult failAtEnd(TaosException failure) {
		this.failure = failure;
		return this;
	}

	public boolean isClosed() {
		return this.closed;
	}

	public int blocksTaken() {
		return Math.min(this.blockIndex + 1, this.blocks.size());
	}

	@Override
	public List<TaosColumn> columns() {
		return this.columns;
	}

	@Override
	public int columnIndex(String label) {
		for (int i = 0; i < this.columns.size(); i++) {
			if (this.columns.get(i).name().equals(label)) {
				return i;
			}
		}
		for (int i = 0; i < this.columns.size(); i++) {
			if (this.columns.get(i).name().equalsIgnoreCase(label)) {
				return i;
			}
		}
		throw TaosErrors.misuse("There is no column '" + label + "'");
	}

	@Override
	public TaosPrecision precision() {
		return this.precision;
	}

	@Override
	public long reqId() {
		return 1;
	}

	@Override
	public boolean next() {
		if (this.closed) {
			throw TaosErrors.result("The result is closed");
		}
		if (this.blockIndex >= 0 && this.row + 1 < this.blocks.get(this.blockIndex).rows()) {
			this.row++;
			return true;
		}
		this.blockIndex++;
		this.row = 0;
		if (this.blockIndex < this.blocks.size()) {
			return true;
		}
		this.blockIndex--;
		if (this.failure != null) {
			throw this.failure;
		}
		return false;
	}

	@Override
	public Block block() {
		return this.blocks.get(this.blockIndex);
	}

	@Override
	public int rowInBlock() {
		return this.row;
	}

	@Override
	public Iterable<Block> blocks() {
		return List.copyOf(this.blocks);
	}

	@Override
	public Iterable<Row> rows() {
		throw new UnsupportedOperationException("rows");
	}

	@Override
	public Stream<Row> stream() {
		throw new UnsupportedOperationException("stream");
	}

	@Override
	public List<Map<String, @Nullable Object>> toMaps() {
		List<Map<String, @Nullable Object>> maps = new ArrayList<>();
		while (next()) {
			Map<String, @Nullable Object> map = new LinkedHashMap<>();
			for (int i = 0; i < this.columns.size(); i++) {
				map.putIfAbsent(this.columns.get(i).name(), getObject(i));
			}
			maps.add(map);
		}
		close();
		return maps;
	}

	@Override
	public List<List<@Nullable Object>> toLists() {
		throw new UnsupportedOperationException("toLists");
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
