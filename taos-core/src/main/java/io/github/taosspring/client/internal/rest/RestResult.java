package io.github.taosspring.client.internal.rest;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.spi.RemoteResult;
import io.github.taosspring.client.wire.RawBlock;

/**
 * Rows that are still coming. They are read when a block is asked for, on one of the
 * connection's threads; meanwhile the rest waits in the socket and on the server.
 */
final class RestResult implements RemoteResult {

	private final RestCall<?> call;

	private final RestAnswer answer;

	private final List<TaosColumn> columns;

	private volatile TaosPrecision precision;

	/** The block that was read with the head. */
	private @Nullable RawBlock first;

	RestResult(RestCall<?> call, RestAnswer answer, @Nullable RawBlock first) {
		this.call = call;
		this.answer = answer;
		this.columns = answer.columns();
		this.precision = answer.precision();
		this.first = first;
	}

	@Override
	public List<TaosColumn> columns() {
		return this.columns;
	}

	/**
	 * The interface does not state the precision; the first timestamp shows it. Until one
	 * came, it is taken to be milliseconds.
	 */
	@Override
	public TaosPrecision precision() {
		return this.precision;
	}

	/**
	 * Return the block that was read with the head.
	 */
	@Nullable RawBlock first() {
		return this.first;
	}

	@Override
	public void fetch(FetchListener listener) {
		RawBlock block = this.first;
		if (block != null) {
			this.first = null;
			listener.onBlock(block);
		}
		else if (this.answer.isEnded()) {
			listener.onEnd();
		}
		else {
			this.call.handOver(() -> read(listener));
		}
	}

	private void read(FetchListener listener) {
		RawBlock block;
		try {
			block = this.answer.nextBlock();
		}
		catch (TaosException ex) {
			this.call.finish();
			listener.onError(this.call.translate(ex), false);
			return;
		}
		catch (RuntimeException | Error ex) {
			this.call.finish();
			listener.onError(TaosErrors.malformed("The answer could not be read: " + ex, ex), false);
			throw ex;
		}
		this.precision = this.answer.precision();
		if (this.answer.isEnded()) {
			this.call.finish();
		}
		if (block != null) {
			listener.onBlock(block);
		}
		else {
			listener.onEnd();
		}
	}

	@Override
	public void cancelFetch() {
		free();
	}

	@Override
	public void free() {
		this.call.abort(new RestEnd(true, "This result is closed", null));
	}

}
