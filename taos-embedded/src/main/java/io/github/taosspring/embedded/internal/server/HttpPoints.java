package io.github.taosspring.embedded.internal.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.schemaless.SchemalessRequest;
import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * What the HTTP endpoints for points have in common: parameters, credentials, and the
 * write itself ({@code plugin/auth.go}, {@code schemaless/capi} of taosAdapter).
 */
final class HttpPoints {

	private final ServerContext context;

	private final Fields parameters;

	private final @Nullable String authorization;

	HttpPoints(ServerContext context, Request request) {
		this.context = context;
		this.parameters = Request.extractQueryParameters(request);
		this.authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
	}

	/**
	 * Return a parameter.
	 * @return the value, empty if it is missing
	 */
	String parameter(String name) {
		String value = this.parameters.getValue(name);
		return (value != null) ? value : "";
	}

	/**
	 * Return the value of {@code Authorization}.
	 * @return the value, empty if there is none
	 */
	String authorization() {
		return (this.authorization != null) ? this.authorization.trim() : "";
	}

	/**
	 * Return whether the credentials claim to be of the one kind that these endpoints
	 * take.
	 */
	boolean isBasic() {
		return authorization().startsWith("Basic") && authorization().length() > 6;
	}

	/**
	 * Return name and password of the header; unlike for REST they may be empty.
	 * @return both, {@code null} if they cannot be read
	 */
	@Nullable Credentials basic() {
		String pair;
		try {
			pair = new String(Base64.getDecoder().decode(authorization().substring(6)), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
		int colon = pair.indexOf(':');
		return (colon < 0) ? null : new Credentials(pair.substring(0, colon), pair.substring(colon + 1));
	}

	/**
	 * Return the caller's id of the request.
	 * @return the id as 64 bits, 0 for none
	 * @throws NumberFormatException if it is not an unsigned 64-bit integer
	 */
	long reqId() {
		String text = parameter("req_id");
		if (text.startsWith("+")) {
			throw new NumberFormatException(text);
		}
		return text.isEmpty() ? 0 : Long.parseUnsignedLong(text);
	}

	/**
	 * Return how long new tables are kept.
	 * @throws NumberFormatException if it is not an integer
	 */
	int ttl() {
		String text = parameter("ttl");
		return text.isEmpty() ? 0 : Integer.parseInt(text);
	}

	/**
	 * Write points.
	 * @throws HttpFailure with status 500 and taosAdapter's text
	 */
	void write(Credentials credentials, String database, int protocol, String precision, int ttl, long reqId,
			byte[] data) throws HttpFailure {
		try {
			EngineSession session = this.context.login(credentials.user(), credentials.password(), "");
			// as taosAdapter does it: without quotes
			session.execute("use " + database, reqId);
			session.write(new SchemalessRequest(protocol, precision, ttl, parameter("table_name_key"), data));
		}
		catch (RuntimeException ex) {
			throw failure(ex, reqId);
		}
	}

	private static HttpFailure failure(RuntimeException failure, long reqId) {
		String text = Failures.text(failure, reqId);
		return new HttpFailure(500, Failures.code(failure), (failure instanceof SqlException refused)
				? "[0x" + Integer.toHexString(refused.code()) + "] " + text : text);
	}

}
