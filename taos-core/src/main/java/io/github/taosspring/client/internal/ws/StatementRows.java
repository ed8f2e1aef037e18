package io.github.taosspring.client.internal.ws;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.spi.RemoteResult;
import io.github.taosspring.client.wire.RawBlock;

/**
 * The rows of a bound query, which keep its statement from being closed.
 */
final class StatementRows implements RemoteResult {

	private final RemoteResult rows;

	private final StatementHandle handle;

	private final AtomicBoolean ended = new AtomicBoolean();

	StatementRows(RemoteResult rows, StatementHandle handle) {
		this.rows = rows;
		this.handle = handle;
		handle.use();
	}

	@Override
	public List<TaosColumn> columns() {
		return this.rows.columns();
	}

	@Override
	public TaosPrecision precision() {
		return this.rows.precision();
	}

	@Override
	public void fetch(FetchListener listener) {
		this.rows.fetch(new Listener(listener));
	}

	@Override
	public void free() {
		this.rows.free();
		end();
	}

	private void end() {
		if (this.ended.compareAndSet(false, true)) {
			this.handle.release();
		}
	}

	private final class Listener implements FetchListener {

		private final FetchListener next;

		private Listener(FetchListener next) {
			this.next = next;
		}

		@Override
		public void onBlock(RawBlock block) {
			this.next.onBlock(block);
		}

		@Override
		public void onEnd() {
			end();
			this.next.onEnd();
		}

		@Override
		public void onError(TaosException error, boolean held) {
			if (!held) {
				end();
			}
			this.next.onError(error, held);
		}

	}

}
