package io.github.taosspring.client.jdbc;

import java.math.BigDecimal;
import java.util.Iterator;
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
import io.github.taosspring.client.wire.BlockEncoder;
import io.github.taosspring.client.wire.ColumnEncoder;
import io.github.taosspring.client.wire.RawBlock;
import org.jspecify.annotations.Nullable;

/**
 * Rows made on this side, read by the cursor as if a server had sent them. They become
 * blocks as they are read, so that a long listing is not held twice.
 */
final class MemoryResult implements TaosResult {

	private static final int ROWS_PER_BLOCK = 1024;

	private final BlockEncoder encoder;

	private final Iterator<@Nullable Object[]> rows;

	private @Nullable RawBlock block;

	private int row;

	private boolean closed;

	/**
	 * Create a result.
	 * @param columns its columns
	 * @param rows a value a column: String, Integer, Short, Boolean or {@code null}
	 */
	MemoryResult(List<TaosColumn> columns, Iterator<@Nullable Object[]> rows) {
		this.encoder = new BlockEncoder(columns);
		this.rows = rows;
	}

	@Override
	public List<TaosColumn> columns() {
		return this.encoder.columns();
	}

	@Override
	public int columnIndex(String label) {
		for (int i = 0; i < columns().size(); i++) {
			if (columns().get(i).name().equalsIgnoreCase(label)) {
				return i;
			}
		}
		throw TaosErrors.misuse("There is no column '" + label + "'");
	}

	@Override
	public TaosPrecision precision() {
		return TaosPrecision.MILLISECOND;
	}

	/**
	 * Return 0: no server was asked for these rows as they are.
	 */
	@Override
	public long reqId() {
		return 0;
	}

	@Override
	public boolean next() {
		if (this.closed) {
			throw TaosErrors.result("This result is closed");
		}
		RawBlock current = this.block;
		if (current != null && ++this.row < current.rows()) {
			return true;
		}
		release();
		if (!this.rows.hasNext()) {
			return false;
		}
		this.encoder.reset();
		for (int i = 0; i < ROWS_PER_BLOCK && this.rows.hasNext(); i++) {
			append(this.rows.next());
		}
		this.block = RawBlock.read(this.encoder.finish(), columns(), precision());
		this.row = 0;
		return true;
	}

	private void append(@Nullable Object[] values) {
		for (int i = 0; i < columns().size(); i++) {
			ColumnEncoder column = this.encoder.column(i);
			Object value = values[i];
			if (value == null) {
				column.appendNull();
			}
			else if (value instanceof String text) {
				column.appendString(text);
			}
			else if (value instanceof Boolean flag) {
				column.appendBoolean(flag);
			}
			else {
				column.appendLong(new BigDecimal(value.toString()).longValueExact());
			}
		}
	}

	@Override
	public Block block() {
		RawBlock current = this.block;
		if (current == null) {
			throw TaosErrors.result("There is no current row");
		}
		return current;
	}

	@Override
	public int rowInBlock() {
		block();
		return this.row;
	}

	private void release() {
		RawBlock current = this.block;
		this.block = null;
		if (current != null) {
			current.release();
		}
	}

	@Override
	public void close() {
		this.closed = true;
		release();
	}

	@Override
	public Iterable<Block> blocks() {
		throw cursorOnly("blocks");
	}

	@Override
	public Iterable<Row> rows() {
		throw cursorOnly("rows");
	}

	@Override
	public Stream<Row> stream() {
		throw cursorOnly("stream");
	}

	@Override
	public List<Map<String, @Nullable Object>> toMaps() {
		throw cursorOnly("toMaps");
	}

	@Override
	public List<List<@Nullable Object>> toLists() {
		throw cursorOnly("toLists");
	}

	private static TaosException cursorOnly(String method) {
		return TaosErrors.unsupported("TaosResult." + method
				+ " of a listing by DatabaseMetaData, which is read by its cursor, is not supported");
	}

}
