package io.github.taosspring.embedded.internal.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.wire.RawBlock;
import io.github.taosspring.embedded.internal.engine.EngineResult;
import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.engine.Rows;
import io.github.taosspring.embedded.internal.engine.Update;
import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * {@code POST /rest/sql} and {@code /rest/sql/{db}}: one statement in a session of its
 * own ({@code controller/rest/restful.go} of taosAdapter).
 * <p>
 * The first block is made before the reply begins, so that a statement that fails while
 * it runs is answered with its error. One that fails later cuts the reply off in the
 * middle of a chunk, which a client notices; the real adapter ends such a reply as if it
 * were whole.
 */
final class RestSqlHandler {

	private static final int FLUSH = 16 << 10;

	private final ServerContext context;

	RestSqlHandler(ServerContext context) {
		this.context = context;
	}

	/**
	 * Answer a request.
	 * @param request the request
	 * @param reply where to
	 * @param database the database in the path, {@code null} for none
	 * @param started when the request came, {@link System#nanoTime()}
	 */
	void handle(Request request, HttpReply reply, @Nullable String database, long started)
			throws HttpFailure, IOException {
		// first of all, whatever is wrong with the rest: an unread body ends the
		// connection
		byte[] body = RequestBody.read(request);
		RestParameters parameters = new RestParameters(request, this.context.version().hasConnectionZone());
		long reqId = parameters.reqId();
		Credentials credentials = Credentials.fromHeader(request.getHeaders().get(HttpHeader.AUTHORIZATION));
		ZoneId zone = parameters.renderingZone(this.context.zone());
		boolean objects = parameters.rowWithMeta();
		String sql = sql(body);
		reply.enter(this.context.gate(), request.getMethod(), reqId, credentials.user(), sql);
		EngineResult result;
		try {
			EngineSession session = openSession(credentials, parameters.connectionZone(), database);
			result = session.execute(sql, reqId);
		}
		catch (RuntimeException | StackOverflowError ex) {
			throw Failures.toHttp(ex, reqId);
		}
		long timedFrom = parameters.timing() ? started : 0;
		if (result instanceof Rows rows) {
			try (rows) {
				writeRows(reply, rows, zone, objects, timedFrom, reqId);
			}
		}
		else if (result instanceof Update update) {
			writeUpdate(reply, update, objects, timedFrom);
		}
	}

	private static String sql(byte[] body) throws HttpFailure {
		if (body.length == 0) {
			throw AdapterError.NO_BODY.failure();
		}
		String sql = new String(body, StandardCharsets.UTF_8).strip();
		if (sql.isEmpty()) {
			throw AdapterError.NO_SQL.failure();
		}
		return sql;
	}

	private EngineSession openSession(Credentials credentials, @Nullable String zone, @Nullable String database) {
		EngineSession session = this.context.openSession(credentials.user(), credentials.password());
		if (zone != null) {
			session.zone(zone);
		}
		if (database != null) {
			try {
				session.use(database);
			}
			catch (SqlException ex) {
				// a database that is not there yet is no error: the statement may create
				// it
			}
		}
		return session;
	}

	private void writeUpdate(HttpReply reply, Update update, boolean objects, long timedFrom) throws IOException {
		JsonBuffer body = new JsonBuffer(128);
		body.ascii("{\"code\":0,\"column_meta\":[[\"affected_rows\",\"INT\",4]],\"data\":[");
		body.ascii(objects ? "{\"affected_rows\":" : "[").number(update.affectedRows()).put(objects ? '}' : ']');
		body.ascii("],\"rows\":1");
		end(body, timedFrom);
		try (OutputStream out = reply.stream()) {
			out.write(body.array(), 0, body.size());
		}
	}

	private void writeRows(HttpReply reply, Rows rows, ZoneId zone, boolean objects, long timedFrom, long reqId)
			throws HttpFailure, IOException {
		ByteBuffer next;
		try {
			next = rows.next();
		}
		catch (RuntimeException | StackOverflowError ex) {
			throw Failures.toHttp(ex, reqId);
		}
		JsonBlockWriter writer = new JsonBlockWriter(rows.columns(), rows.precision(), zone, objects);
		JsonBuffer buffer = new JsonBuffer(FLUSH + 1024);
		OutputStream out = reply.stream();
		buffer.ascii("{\"code\":0,\"column_meta\":");
		writer.writeMeta(buffer);
		buffer.ascii(",\"data\":[");
		long count = 0;
		while (next != null) {
			Block block = RawBlock.read(next, rows.columns(), rows.precision());
			for (int row = 0; row < block.rows(); row++) {
				if (count++ > 0) {
					buffer.put(',');
				}
				writer.writeRow(buffer, block, row);
				if (buffer.size() >= FLUSH) {
					out.write(buffer.array(), 0, buffer.size());
					buffer.clear();
				}
			}
			next = rows.next();
		}
		buffer.ascii("],\"rows\":").number(count);
		end(buffer, timedFrom);
		out.write(buffer.array(), 0, buffer.size());
		// not in a finally: a reply that fails must not look whole
		out.close();
	}

	private static void end(JsonBuffer body, long timedFrom) {
		if (timedFrom != 0) {
			body.ascii(",\"timing\":").number(System.nanoTime() - timedFrom);
		}
		body.put('}');
	}

}
