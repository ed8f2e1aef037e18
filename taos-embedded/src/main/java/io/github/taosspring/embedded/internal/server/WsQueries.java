package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.wire.BinaryRequest;
import io.github.taosspring.client.wire.FetchBlockReply;
import io.github.taosspring.client.wire.FetchRawBlockReply;
import io.github.taosspring.embedded.internal.engine.EngineResult;
import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.engine.Rows;
import io.github.taosspring.embedded.internal.engine.Update;

/**
 * The actions of a socket that run statements and read their rows
 * ({@code controller/ws/ws/query.go}, {@code controller/ws/ws/fetch.go} of taosAdapter).
 * <p>
 * A result is freed at its end and by a fetch that fails. If it is freed while it is
 * fetched, the fetch answers with its block or as if there were no such result.
 */
final class WsQueries {

	private static final String NO_RESULT = "result is nil";

	private static final String TOO_SHORT = "message length is too short";

	/** Bytes in front of the SQL text: version and length. */
	private static final int SQL_HEAD = 6;

	private static final int VERSION = 1;

	private static final int BLOCK_ROWS = 8;

	private static final int BLOCK_COLUMN_INFO = 28;

	private static final int COLUMN_INFO_BYTES = 5;

	private final WsResults results;

	WsQueries(WsResults results) {
		this.results = results;
	}

	WsReply query(WsCall call, EngineSession session, String sql) {
		EngineResult result = session.execute(sql, call.reqId());
		WsReply.Builder reply = WsReply.Builder.success(call);
		if (result instanceof Rows rows) {
			reply.withUnsigned("id", this.results.add(rows)).with("is_update", false).with("affected_rows", 0);
			return reply.withColumns(rows.columns(), rows.precision()).build();
		}
		long affected = (result instanceof Update update) ? update.affectedRows() : 0;
		return reply.with("id", 0).with("is_update", true).with("affected_rows", affected).withoutColumns().build();
	}

	WsReply binaryQuery(WsCall call, EngineSession session, BinaryRequest request) {
		ByteBuffer body = request.body().slice().order(ByteOrder.LITTLE_ENDIAN);
		if (body.remaining() <= SQL_HEAD) {
			return call.error(TOO_SHORT);
		}
		int version = body.getShort() & 0xffff;
		if (version != VERSION) {
			return call.error("unknown binary query version:" + version);
		}
		long length = body.getInt() & 0xffff_ffffL;
		if (body.remaining() < length) {
			return call
				.error("uncompleted message, sql length:" + length + ", remainMessageLength:" + body.remaining());
		}
		body.limit(body.position() + (int) length);
		return query(call, session, StandardCharsets.UTF_8.decode(body).toString());
	}

	WsReply fetch(WsCall call, long id) {
		WsResult result = this.results.get(id);
		if (result == null) {
			return call.error(NO_RESULT);
		}
		ByteBuffer block;
		try {
			block = result.next();
		}
		catch (RuntimeException | StackOverflowError ex) {
			if (this.results.get(id) == null) {
				return call.error(NO_RESULT);
			}
			this.results.free(id);
			throw ex;
		}
		WsReply.Builder reply = WsReply.Builder.success(call).withUnsigned("id", id).with("completed", block == null);
		if (block == null) {
			this.results.free(id);
			return reply.withNull("lengths").with("rows", 0).build();
		}
		ByteBuffer view = block.slice().order(ByteOrder.LITTLE_ENDIAN);
		return reply.with("lengths", lengths(view, result.rows().columns().size()))
			.with("rows", view.getInt(BLOCK_ROWS))
			.build();
	}

	/**
	 * Return the columns' widths as the block has them; a decimal's is in the highest
	 * byte.
	 */
	private static int[] lengths(ByteBuffer block, int columns) {
		int[] lengths = new int[columns];
		for (int i = 0; i < columns; i++) {
			int info = BLOCK_COLUMN_INFO + COLUMN_INFO_BYTES * i;
			int width = block.getInt(info + 1);
			boolean decimal = block.get(info) == 17 || block.get(info) == 21;
			lengths[i] = decimal ? width >>> 24 : width;
		}
		return lengths;
	}

	WsReply fetchBlock(WsCall call, long id) {
		WsResult result = this.results.get(id);
		if (result == null) {
			return call.error(NO_RESULT);
		}
		ByteBuffer block = result.current();
		if (block == null) {
			return call.error("block is nil");
		}
		return WsReply.binary(FetchBlockReply.write(call.elapsed(), id, block));
	}

	WsReply fetchRawBlock(WsCall call, BinaryRequest request) {
		long id = request.id();
		ByteBuffer body = request.body().slice().order(ByteOrder.LITTLE_ENDIAN);
		if (body.remaining() < Short.BYTES) {
			return fetchError(call, id, TOO_SHORT);
		}
		if (body.getShort() != VERSION) {
			return fetchError(call, id, "unknown fetch raw block version");
		}
		WsResult result = this.results.get(id);
		if (result == null) {
			return fetchError(call, id, NO_RESULT);
		}
		ByteBuffer block;
		try {
			block = result.take();
		}
		catch (RuntimeException | StackOverflowError ex) {
			if (this.results.get(id) == null) {
				return fetchError(call, id, NO_RESULT);
			}
			this.results.free(id);
			return WsReply.binary(FetchRawBlockReply.error(call.elapsed(), call.reqId(), id, Failures.code(ex),
					Failures.text(ex, call.reqId())));
		}
		return WsReply.binary(fetched(call, id, block));
	}

	private ByteBuffer fetched(WsCall call, long id, @Nullable ByteBuffer block) {
		if (block != null) {
			return FetchRawBlockReply.block(call.elapsed(), call.reqId(), id, block);
		}
		boolean freed = this.results.get(id) == null;
		this.results.free(id);
		// whoever frees a result while it is fetched gets the answer of a freed result
		return freed ? FetchRawBlockReply.error(call.elapsed(), call.reqId(), id, AdapterError.CATCH_ALL, NO_RESULT)
				: FetchRawBlockReply.end(call.elapsed(), call.reqId(), id);
	}

	private static WsReply fetchError(WsCall call, long id, String message) {
		return WsReply
			.binary(FetchRawBlockReply.error(call.elapsed(), call.reqId(), id, AdapterError.CATCH_ALL, message));
	}

	WsReply numFields(WsCall call, long id) {
		WsResult result = this.results.get(id);
		if (result == null) {
			return call.error(NO_RESULT);
		}
		return WsReply.Builder.success(call).with("num_fields", result.rows().columns().size()).build();
	}

}
