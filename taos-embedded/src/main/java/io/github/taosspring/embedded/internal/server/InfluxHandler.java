package io.github.taosspring.embedded.internal.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

import io.github.taosspring.embedded.internal.schemaless.SchemalessRequest;

/**
 * {@code POST /influxdb/v1/write}: points in InfluxDB's line protocol
 * ({@code plugin/influxdb/plugin.go} of taosAdapter).
 */
final class InfluxHandler {

	private final ServerContext context;

	InfluxHandler(ServerContext context) {
		this.context = context;
	}

	void handle(Request request, HttpReply reply) throws IOException {
		HttpPoints points = new HttpPoints(this.context, request);
		try {
			// first of all: an unread body ends the connection
			byte[] body = RequestBody.read(request);
			Credentials credentials = credentials(points);
			long reqId = reqId(points);
			reply.enter(this.context.gate(), request.getMethod(), reqId,
					(credentials != null) ? credentials.user() : null, null);
			if (credentials == null) {
				message(reply, 401, "forbidden", "get auth error");
				return;
			}
			String database = points.parameter("db");
			if (database.isEmpty()) {
				throw new Refusal("not found", "db required", "get db query");
			}
			String precision = points.parameter("precision");
			points.write(credentials, database, SchemalessRequest.LINE, precision.isEmpty() ? "ns" : precision,
					ttl(points), reqId, trim(body));
			reply.empty(204);
		}
		catch (Refusal ex) {
			reply.json(400, ex.body());
		}
		catch (HttpFailure ex) {
			failed(reply, ex);
		}
	}

	private static void failed(HttpReply reply, HttpFailure failure) throws IOException {
		if (failure.status() >= 400 && failure.status() < 500) {
			reply.json(failure.status(),
					new Refusal("internal error", "read line error", "read line").body(failure.text()));
			return;
		}
		String text = failure.text();
		message(reply, 500, "internal error",
				text.startsWith("[0x") ? text : "[0x" + Integer.toHexString(failure.code()) + "] " + text);
	}

	private static void message(HttpReply reply, int status, String code, String text) throws IOException {
		reply.json(status,
				new JsonBuffer(128).ascii("{\"code\":").string(code).ascii(",\"message\":").string(text).put('}'));
	}

	/**
	 * Return name and password: of the query string, or else of the header.
	 */
	private static @Nullable Credentials credentials(HttpPoints points) {
		Credentials basic = points.isBasic() ? points.basic() : null;
		String user = points.parameter("u");
		String password = points.parameter("p");
		if (basic == null) {
			return (user.isEmpty() || password.isEmpty()) ? null : new Credentials(user, password);
		}
		return new Credentials(user.isEmpty() ? basic.user() : user, password.isEmpty() ? basic.password() : password);
	}

	private static long reqId(HttpPoints points) throws Refusal {
		try {
			return points.reqId();
		}
		catch (NumberFormatException ex) {
			throw new Refusal("illegal param", "req_id must be numeric", "parse req_id");
		}
	}

	private static int ttl(HttpPoints points) throws Refusal {
		try {
			return points.ttl();
		}
		catch (NumberFormatException ex) {
			throw new Refusal("illegal param", "ttl must be numeric", "parse ttl");
		}
	}

	private static byte[] trim(byte[] body) {
		return new String(body, StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * A request with a wrong parameter, HTTP 400. Carries no stack: it is an answer.
	 */
	private static final class Refusal extends Exception {

		private static final long serialVersionUID = 1L;

		private final String code;

		private final String text;

		private final String operation;

		Refusal(String code, String text, String operation) {
			super(text, null, false, false);
			this.code = code;
			this.text = text;
			this.operation = operation;
		}

		JsonBuffer body() {
			return body(this.text);
		}

		JsonBuffer body(String error) {
			return new JsonBuffer(128).ascii("{\"code\":")
				.string(this.code)
				.ascii(",\"message\":")
				.string(this.text)
				.ascii(",\"op\":")
				.string(this.operation)
				.ascii(",\"err\":")
				.string(error)
				.ascii(",\"line\":0}");
		}

	}

}
