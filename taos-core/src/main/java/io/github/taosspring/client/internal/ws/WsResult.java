package io.github.taosspring.client.internal.ws;

import java.nio.ByteBuffer;
import java.util.List;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.spi.RemoteResult;
import io.github.taosspring.client.wire.FetchRawBlockReply;
import io.github.taosspring.client.wire.RawBlock;

/**
 * A result on the server, fetched by {@code fetch_raw_block}.
 */
final class WsResult implements RemoteResult {

	private final WsConnection connection;

	private final long id;

	private final long queryReqId;

	private final List<TaosColumn> columns;

	private final TaosPrecision precision;

	WsResult(WsConnection connection, long id, long queryReqId, List<TaosColumn> columns, TaosPrecision precision) {
		this.connection = connection;
		this.id = id;
		this.queryReqId = queryReqId;
		this.columns = columns;
		this.precision = precision;
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
	public void fetch(FetchListener listener) {
		this.connection.fetch(new Fetch(ReqId.next(), listener));
	}

	@Override
	public void free() {
		this.connection.freeResult(this.id);
	}

	/**
	 * A fetch under way.
	 */
	final class Fetch {

		private final long reqId;

		private final FetchListener listener;

		/** How much was sent before. */
		private final long mark;

		Fetch(long reqId, FetchListener listener) {
			this.mark = WsResult.this.connection.socket().mark();
			this.reqId = reqId;
			this.listener = listener;
		}

		long reqId() {
			return this.reqId;
		}

		long mark() {
			return this.mark;
		}

		long resultId() {
			return WsResult.this.id;
		}

		void failed(ConnectionEnd end) {
			this.listener.onError(end.toException(WsResult.this.queryReqId), false);
		}

		void received(ByteBuffer frame) {
			RawBlock block = null;
			try {
				FetchRawBlockReply reply = FetchRawBlockReply.read(frame);
				if (reply.code() != 0) {
					this.listener.onError(TaosErrors.fromServer("fetch_raw_block", reply.code(), reply.message(),
							WsResult.this.queryReqId), false);
					return;
				}
				if (reply.resultId() != WsResult.this.id) {
					throw TaosErrors.malformed("Malformed fetch_raw_block reply: it is about result "
							+ Long.toUnsignedString(reply.resultId()) + " instead of "
							+ Long.toUnsignedString(WsResult.this.id), null);
				}
				if (reply.block() != null) {
					block = RawBlock.read(reply.block(), WsResult.this.columns, WsResult.this.precision);
				}
			}
			catch (TaosException ex) {
				this.listener.onError(ex, true);
				return;
			}
			if (block != null) {
				this.listener.onBlock(block);
			}
			else {
				this.listener.onEnd();
			}
		}

	}

}
