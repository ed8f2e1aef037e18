package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.fault.Peer;
import io.github.taosspring.embedded.internal.server.WsRequest.MalformedException;

/**
 * The state of one socket on {@code /rest/schemaless}, which older clients use to write
 * points ({@code controller/ws/schemaless/schemaless.go} of taosAdapter). Actions that it
 * doesn't know it doesn't answer.
 */
final class SchemalessConnection extends LegacyConnection {

	SchemalessConnection(ServerContext context, Peer peer) {
		super(context, peer);
	}

	@Override
	boolean has(WsAction action) {
		return action == WsAction.INSERT;
	}

	@Override
	WsReply malformed(WsCall call) {
		return call.error("unmarshal request error");
	}

	@Override
	WsReply handle(WsAction action, WsCall call, @Nullable EngineSession session, WsArguments arguments)
			throws MalformedException {
		if (SchemalessAction.request(arguments).protocol() == 0) {
			return call.error("args error");
		}
		if (session == null) {
			return call.error("server not connected");
		}
		try {
			return SchemalessAction.insert(call, session, arguments);
		}
		catch (RuntimeException ex) {
			return call.error(Failures.code(ex), Failures.text(ex, call.reqId()));
		}
	}

	@Override
	public WsReply handle(ByteBuffer frame, long started) {
		return WsReply.NONE;
	}

	@Override
	public void close() {
		// nothing but the session, which needs no end
	}

}
