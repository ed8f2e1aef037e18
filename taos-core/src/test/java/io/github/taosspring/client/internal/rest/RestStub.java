package io.github.taosspring.client.internal.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A server that lets clients log in and answers every other statement as it is told. It
 * says that connections are in the zone of India.
 */
final class RestStub implements AutoCloseable {

	static final String UPDATE = "{\"code\":0,\"column_meta\":[[\"affected_rows\",\"INT\",4]],\"data\":[[0]],\"rows\":1}";

	private static final String VERSION = "{\"code\":0,\"column_meta\":[[\"server_version()\",\"VARCHAR\",7]],"
			+ "\"data\":[[\"3.3.7.5\"]],\"rows\":1}";

	static {
		// head and body are sent apart, which Nagle's algorithm makes 40 ms of
		System.setProperty("sun.net.httpserver.nodelay", "true");
	}

	private final HttpServer server;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private volatile String zone = zone("Asia/Kolkata (IST, +0530)");

	private volatile Answer login = (exchange) -> send(exchange, 200, VERSION);

	private volatile Answer answer = (exchange) -> send(exchange, 200, UPDATE);

	RestStub() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	private void handle(HttpExchange exchange) throws IOException {
		boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
		InputStream body = exchange.getRequestBody();
		byte[] bytes = (packed ? new GZIPInputStream(body) : body).readAllBytes();
		String sql = new String(bytes, StandardCharsets.UTF_8);
		if (sql.equals("select timezone()")) {
			send(exchange, 200, this.zone);
			return;
		}
		this.requests.add(new Request(exchange.getRequestURI().toString(), sql,
				String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
				String.valueOf(exchange.getRequestHeaders().getFirst("Accept-Encoding")), packed));
		boolean connecting = sql.equals("select server_version()");
		(connecting ? this.login : this.answer).send(exchange);
	}

	/**
	 * Return a URL with the zone of India, which this server is in.
	 */
	String url(String path) {
		return "taos+http://127.0.0.1:" + this.server.getAddress().getPort() + "/" + path + "?timeZone=Asia/Kolkata";
	}

	private static String zone(String answer) {
		return "{\"code\":0,\"column_meta\":[[\"timezone()\",\"VARCHAR\",32]],\"data\":[[\"" + answer
				+ "\"]],\"rows\":1}";
	}

	/**
	 * Set what this server says of its zone, which no request is kept of.
	 */
	void zoneAnswers(String answer) {
		this.zone = zone(answer);
	}

	List<Request> requests() {
		return this.requests;
	}

	void loginAnswers(Answer given) {
		this.login = given;
	}

	void answers(Answer given) {
		this.answer = given;
	}

	void answers(int status, String body) {
		this.answer = (exchange) -> send(exchange, status, body);
	}

	static void send(HttpExchange exchange, int status, String body) throws IOException {
		send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
	}

	static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
		exchange.sendResponseHeaders(status, (body.length > 0) ? body.length : -1);
		if (body.length > 0) {
			exchange.getResponseBody().write(body);
		}
		exchange.close();
	}

	static void sendPacked(HttpExchange exchange, byte[] packed) throws IOException {
		exchange.getResponseHeaders().set("Content-Encoding", "gzip");
		send(exchange, 200, packed);
	}

	/**
	 * Send a part of an answer in chunks, without the last one.
	 */
	static OutputStream sendBeginning(HttpExchange exchange, String body) throws IOException {
		exchange.sendResponseHeaders(200, 0);
		OutputStream out = exchange.getResponseBody();
		out.write(body.getBytes(StandardCharsets.UTF_8));
		out.flush();
		return out;
	}

	static byte[] pack(String body) {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
			out.write(body.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return packed.toByteArray();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	/**
	 * What the server answers.
	 */
	interface Answer {

		void send(HttpExchange exchange) throws IOException;

	}

	record Request(String uri, String sql, String authorization, String acceptEncoding, boolean packed) {

	}

}
