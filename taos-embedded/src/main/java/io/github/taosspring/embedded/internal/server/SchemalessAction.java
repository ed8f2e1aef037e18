package io.github.taosspring.embedded.internal.server;

import java.nio.charset.StandardCharsets;

import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.engine.Update;
import io.github.taosspring.embedded.internal.schemaless.PointReader;
import io.github.taosspring.embedded.internal.schemaless.SchemalessRequest;
import io.github.taosspring.embedded.internal.server.WsRequest.MalformedException;

/**
 * The {@code insert} action, which writes points ({@code controller/ws/ws/schemaless.go}
 * of taosAdapter).
 */
final class SchemalessAction {

	private SchemalessAction() {
	}

	/**
	 * Answer the action.
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException if the points are
	 * refused
	 */
	static WsReply insert(WsCall call, EngineSession session, WsArguments arguments) throws MalformedException {
		SchemalessRequest request = request(arguments);
		if (request.protocol() == 0) {
			return call.error("schemaless write protocol is null");
		}
		Update update = session.write(request);
		return WsReply.Builder.success(call)
			.with("affected_rows", update.affectedRows())
			.with("total_rows", PointReader.lines(request))
			.build();
	}

	static SchemalessRequest request(WsArguments arguments) throws MalformedException {
		Integer protocol = arguments.integer("protocol");
		Integer ttl = arguments.integer("ttl");
		String data = arguments.stringOrEmpty("data");
		return new SchemalessRequest((protocol != null) ? protocol : 0, arguments.stringOrEmpty("precision"),
				(ttl != null) ? ttl : 0, arguments.stringOrEmpty("table_name_key"),
				data.getBytes(StandardCharsets.UTF_8));
	}

}
