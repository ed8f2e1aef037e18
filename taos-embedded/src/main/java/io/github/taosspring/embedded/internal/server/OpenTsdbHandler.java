package io.github.taosspring.embedded.internal.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.eclipse.jetty.server.Request;

import io.github.taosspring.embedded.internal.schemaless.SchemalessRequest;

/**
 * {@code POST /opentsdb/v1/put/telnet/{db}} and {@code /opentsdb/v1/put/json/{db}}:
 * points in OpenTSDB's forms ({@code plugin/opentsdb/plugin.go} of taosAdapter).
 */
final class OpenTsdbHandler {

	private final ServerContext context;

	OpenTsdbHandler(ServerContext context) {
		this.context = context;
	}

	/**
	 * Answer a request.
	 * @param request the request
	 * @param reply where to
	 * @param json whether the points are JSON rather than telnet lines
	 * @param database the database in the path
	 */
	void handle(Request request, HttpReply reply, boolean json, String database) throws IOException {
		HttpPoints points = new HttpPoints(this.context, request);
		try {
			// first of all: an unread body ends the connection
			byte[] body = RequestBody.read(request);
			Credentials credentials = credentials(points);
			long reqId = reqId(points);
			reply.enter(this.context.gate(), request.getMethod(), reqId, credentials.user(), null);
			int ttl = ttl(points);
			byte[] data = json ? body : lines(body);
			if (data.length == 0) {
				this.context.openSession(credentials.user(), credentials.password());
			}
			else {
				points.write(credentials, database, json ? SchemalessRequest.JSON : SchemalessRequest.TELNET, "", ttl,
						reqId, data);
			}
			reply.empty(204);
		}
		catch (HttpFailure ex) {
			// an injected error has the status of REST
			int status = (ex.status() == 200) ? 500 : ex.status();
			String text = (ex.status() == 200) ? "[0x" + Integer.toHexString(ex.code()) + "] " + ex.text() : ex.text();
			reply.json(status,
					new JsonBuffer(128).ascii("{\"code\":")
						.number(status)
						.ascii(",\"message\":")
						.string(text)
						.put('}'));
		}
	}

	private static Credentials credentials(HttpPoints points) throws HttpFailure {
		if (points.authorization().isEmpty()) {
			throw new HttpFailure(401, AdapterError.CATCH_ALL, "auth needed");
		}
		if (!points.isBasic()) {
			throw HttpFailure.badRequest("get auth error");
		}
		Credentials credentials = points.basic();
		if (credentials == null) {
			throw new HttpFailure(401, AdapterError.CATCH_ALL, "wrong basic auth");
		}
		return credentials;
	}

	private static long reqId(HttpPoints points) throws HttpFailure {
		try {
			return points.reqId();
		}
		catch (NumberFormatException ex) {
			throw HttpFailure.badRequest("illegal param, req_id must be numeric strconv.ParseUint: parsing \""
					+ points.parameter("req_id") + "\": invalid syntax");
		}
	}

	private static int ttl(HttpPoints points) throws HttpFailure {
		try {
			return points.ttl();
		}
		catch (NumberFormatException ex) {
			throw HttpFailure.badRequest("illegal param, ttl must be numeric strconv.Atoi: parsing \""
					+ points.parameter("ttl") + "\": invalid syntax");
		}
	}

	/**
	 * Return the lines that are not empty, without blanks around them and without
	 * {@code put}.
	 */
	private static byte[] lines(byte[] body) {
		ByteArrayOutputStream lines = new ByteArrayOutputStream(body.length);
		new String(body, StandardCharsets.UTF_8).lines().filter((line) -> !line.isEmpty()).forEach((line) -> {
			String text = line.strip();
			if (lines.size() > 0) {
				lines.write('\n');
			}
			lines.writeBytes((text.startsWith("put ") ? text.substring(4) : text).getBytes(StandardCharsets.UTF_8));
		});
		return lines.toByteArray();
	}

}
