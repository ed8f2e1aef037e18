package io.github.taosspring.listener.adapter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.wire.BlockEncoder;
import io.github.taosspring.client.wire.RawBlock;

/**
 * The names of tables as blocks of one row with the column {@code tbname}, those used
 * lately kept. Thread-safe.
 */
final class TableNames {

	static final String COLUMN = "tbname";

	private static final int NAMES = 1_000;

	private static final List<TaosColumn> COLUMNS = List.of(new TaosColumn(COLUMN, TaosType.VARCHAR, 192, 0, 0));

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, Block> blocks = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Block> eldest) {
			return size() > NAMES;
		}

	};

	Block block(String table) {
		this.lock.lock();
		try {
			return this.blocks.computeIfAbsent(table, TableNames::encode);
		}
		finally {
			this.lock.unlock();
		}
	}

	private static Block encode(String table) {
		BlockEncoder encoder = new BlockEncoder(COLUMNS);
		encoder.column(0).appendString(table);
		return RawBlock.read(encoder.finish(), COLUMNS, TaosPrecision.MILLISECOND);
	}

}
