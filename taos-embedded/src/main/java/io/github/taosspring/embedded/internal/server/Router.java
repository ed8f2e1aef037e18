package io.github.taosspring.embedded.internal.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.UrlEncoded;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.embedded.internal.fault.Peer;
import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * Finds what answers an HTTP request. Paths that taosAdapter has and this server doesn't
 * are refused by name, all others with the 404 of taosAdapter
 * ({@code controller/rest/restful.go}, {@code config/cors.go}).
 */
final class Router extends Handler.Abstract {

	private static final Logger logger = LoggerFactory.getLogger(Router.class);

	private static final HttpField ANY_ORIGIN = new PreEncodedHttpField(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, "*");

	private static final List<String> ABSENT = List.of("/rest/ws", "/rest/upload", "/metrics", "/genauth/", "/config",
			"/record_sql", "/record_stmt");

	private final ServerContext context;

	private final RestSqlHandler sql;

	private final InfluxHandler influx;

	private final OpenTsdbHandler openTsdb;

	Router(ServerContext context) {
		this.context = context;
		this.sql = new RestSqlHandler(context);
		this.influx = new InfluxHandler(context);
		this.openTsdb = new OpenTsdbHandler(context);
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		long started = System.nanoTime();
		String path = request.getHttpURI().getPath();
		if (path.equals("/ws") && request.getMethod().equals("GET")) {
			upgrade(request, response, callback, WsConnection::new);
			return true;
		}
		if (path.equals("/rest/stmt") && request.getMethod().equals("GET")) {
			upgrade(request, response, callback, StmtConnection::new);
			return true;
		}
		if (path.equals("/rest/schemaless") && request.getMethod().equals("GET")) {
			upgrade(request, response, callback, SchemalessConnection::new);
			return true;
		}
		if (path.equals("/rest/tmq") && request.getMethod().equals("GET")) {
			upgrade(request, response, callback, TmqConnection::new);
			return true;
		}
		HttpReply reply = new HttpReply(request, response, peer(request));
		try {
			answer(request, response, reply, path, started);
		}
		catch (FaultyReplyException ex) {
			ex.end(request, callback);
			return true;
		}
		catch (RuntimeException ex) {
			if (response.isCommitted()) {
				logger.error("A reply broke off", ex);
				callback.failed(ex);
				return true;
			}
			reply.error(Failures.toHttp(ex, 0), started);
		}
		callback.succeeded();
		return true;
	}

	private void answer(Request request, Response response, HttpReply reply, String path, long started)
			throws IOException {
		try {
			route(request, response, reply, path, started);
		}
		catch (HttpFailure ex) {
			reply.error(ex, started);
		}
	}

	private static Peer peer(Request request) {
		return new Peer(Request.getRemoteAddr(request) + ":" + Request.getRemotePort(request),
				request.getHttpURI().getPath());
	}

	private void route(Request request, Response response, HttpReply reply, String path, long started)
			throws HttpFailure, IOException {
		String method = request.getMethod();
		if (request.getHeaders().contains(HttpHeader.ORIGIN)) {
			response.getHeaders().put(ANY_ORIGIN);
			if (method.equals("OPTIONS")) {
				preflight(response, reply);
				return;
			}
		}
		List<String> segments = segments(path);
		if (method.equals("POST") && routePoints(request, reply, segments)) {
			return;
		}
		if (!startsWith(segments, "rest", "sql")) {
			// those with a statement know more of themselves
			reply.enter(this.context.gate(), method, 0, null, null);
		}
		if (method.equals("POST") && startsWith(segments, "rest", "sql") && segments.size() == 2) {
			this.sql.handle(request, reply, null, started);
		}
		else if (method.equals("POST") && startsWith(segments, "rest", "sql") && segments.size() == 3) {
			this.sql.handle(request, reply, segments.get(2), started);
		}
		else if (method.equals("GET") && startsWith(segments, "rest", "login") && segments.size() == 4) {
			login(request, reply, new Credentials(segments.get(2), segments.get(3)));
		}
		else if (method.equals("GET") && startsWith(segments, "-", "ping") && segments.size() == 2) {
			reply.empty(200);
		}
		else if (isAbsent(segments, path)) {
			throw new HttpFailure(501, AdapterError.CATCH_ALL, "the embedded server has no " + shown(segments, path));
		}
		else {
			reply.text(404, "text/plain", "404 page not found");
		}
	}

	/**
	 * Answer a request that writes points.
	 * @return whether it is one
	 */
	private boolean routePoints(Request request, HttpReply reply, List<String> segments) throws IOException {
		if (segments.equals(List.of("influxdb", "v1", "write"))) {
			this.influx.handle(request, reply);
			return true;
		}
		boolean put = segments.size() == 5 && segments.subList(0, 3).equals(List.of("opentsdb", "v1", "put"));
		String form = put ? segments.get(3) : "";
		if (segments.size() < 5 || segments.get(4).isEmpty() || !(form.equals("json") || form.equals("telnet"))) {
			return false;
		}
		this.openTsdb.handle(request, reply, form.equals("json"), segments.get(4));
		return true;
	}

	private void login(Request request, HttpReply reply, Credentials credentials) throws HttpFailure, IOException {
		new RestParameters(request, false).reqId();
		String token = credentials.token();
		try {
			this.context.engine().checkLogin(credentials.user(), credentials.password());
		}
		catch (SqlException ex) {
			// the reply does not tell an unknown user from a wrong password
			throw new HttpFailure(401, 3, "Authentication failure");
		}
		reply.json(200, new JsonBuffer(128).ascii("{\"code\":0,\"desc\":").string(token).put('}'));
	}

	private static void preflight(Response response, HttpReply reply) throws IOException {
		HttpFields.Mutable headers = response.getHeaders();
		headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, "GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS");
		headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, "Origin,Content-Length,Content-Type,Authorization");
		headers.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, "43200");
		reply.empty(204);
	}

	private void upgrade(Request request, Response response, Callback callback,
			BiFunction<ServerContext, Peer, SocketMessages> connections) throws IOException {
		Peer peer = peer(request);
		HttpReply reply = new HttpReply(request, response, peer);
		try {
			reply.enter(this.context.gate(), "upgrade", 0, null, null);
			reply.begin();
		}
		catch (FaultyReplyException ex) {
			ex.end(request, callback);
			return;
		}
		catch (HttpFailure ex) {
			reply.error(ex, System.nanoTime());
			callback.succeeded();
			return;
		}
		ServerWebSocketContainer container = ServerWebSocketContainer.get(getServer().getContext());
		boolean upgraded = container
			.upgrade((upgrade, ignored, failed) -> new WsEndpoint(connections.apply(this.context, peer),
					getServer().getThreadPool(), getServer().getScheduler()), request, response, callback);
		if (!upgraded) {
			response.getHeaders().put("X-Content-Type-Options", "nosniff");
			reply.text(400, "text/plain; charset=utf-8", "Bad Request\n");
			callback.succeeded();
		}
	}

	private static boolean isAbsent(List<String> segments, String path) {
		if (segments.size() == 4 && startsWith(segments, "rest", "sql") && segments.get(3).equals("vgid")) {
			return true;
		}
		return ABSENT.stream()
			.anyMatch((prefix) -> prefix.endsWith("/") ? path.startsWith(prefix) : path.equals(prefix));
	}

	/**
	 * Return the path without what may be a password.
	 */
	private static String shown(List<String> segments, String path) {
		return path.startsWith("/genauth/") ? "/genauth" : "/" + String.join("/", segments);
	}

	private static boolean startsWith(List<String> segments, String first, String second) {
		return segments.size() >= 2 && segments.get(0).equals(first) && segments.get(1).equals(second);
	}

	private static List<String> segments(String path) throws HttpFailure {
		List<String> segments = new ArrayList<>();
		int start = 1;
		while (start <= path.length()) {
			int slash = path.indexOf('/', start);
			int end = (slash < 0) ? path.length() : slash;
			segments.add(decode(path.substring(start, end)));
			start = end + 1;
		}
		return segments;
	}

	private static String decode(String segment) throws HttpFailure {
		if (segment.indexOf('%') < 0) {
			return segment;
		}
		try {
			// '+' stands for itself in a path
			return UrlEncoded.decodeString(segment.replace("+", "%2B"), 0, -1, StandardCharsets.UTF_8);
		}
		catch (RuntimeException ex) {
			throw HttpFailure.badRequest("the path is not a valid URL");
		}
	}

}
