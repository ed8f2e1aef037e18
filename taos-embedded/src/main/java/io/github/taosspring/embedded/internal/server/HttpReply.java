package io.github.taosspring.embedded.internal.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Blocker;
import org.jspecify.annotations.Nullable;

import io.github.taosspring.embedded.fault.FaultEffect;
import io.github.taosspring.embedded.internal.fault.Injection;
import io.github.taosspring.embedded.internal.fault.Peer;
import io.github.taosspring.embedded.internal.fault.RequestGate;

/**
 * Writes replies, compressed if the request allows it, from a thread that may block.
 */
final class HttpReply {

	private static final String JSON = "application/json; charset=utf-8";

	private final Request request;

	private final Response response;

	private final Peer peer;

	private final boolean gzip;

	private @Nullable Injection injection;

	HttpReply(Request request, Response response, Peer peer) {
		this.request = request;
		this.response = response;
		this.peer = peer;
		String accepted = request.getHeaders().get(HttpHeader.ACCEPT_ENCODING);
		this.gzip = accepted != null && accepted.contains("gzip");
	}

	/**
	 * Let the request in, as far as it is known now.
	 * @param gate what it passes
	 * @param action the method, or what else the request is called
	 * @param reqId the caller's id, 0 for none
	 * @param user the user, {@code null} if unknown
	 * @param sql the statement, {@code null} if it has none
	 * @throws HttpFailure if a fault answers it
	 * @throws FaultyReplyException if a fault ends it
	 */
	void enter(RequestGate gate, String action, long reqId, @Nullable String user, @Nullable String sql)
			throws HttpFailure {
		Injection entered = gate.enter(this.peer, action, reqId, user, () -> sql);
		this.injection = entered;
		if (entered == null) {
			return;
		}
		if (entered.disconnectsBeforeRunning()) {
			throw FaultyReplyException.disconnect();
		}
		FaultEffect.Error error = entered.error();
		if (error != null) {
			throw new HttpFailure(200, error.code(), error.message());
		}
	}

	/**
	 * Wait and count as the faults of the request will have it, before its reply.
	 * @throws FaultyReplyException if there is to be none
	 */
	void begin() {
		Injection faults = this.injection;
		if (faults == null) {
			return;
		}
		if (faults.delay() != null) {
			try {
				faults.delay().get();
			}
			catch (InterruptedException | ExecutionException ex) {
				// the server stops
				throw FaultyReplyException.disconnect();
			}
		}
		if (faults.disconnects()) {
			throw FaultyReplyException.disconnect();
		}
		if (faults.losesReply()) {
			throw FaultyReplyException.noReply();
		}
		if (faults.closes()) {
			this.response.getHeaders().put(HttpHeader.CONNECTION, "close");
		}
	}

	private OutputStream body() {
		OutputStream out = Content.Sink.asOutputStream(this.response);
		Injection faults = this.injection;
		return (faults != null && faults.bytes() < Integer.MAX_VALUE) ? new TruncatedStream(out, faults.bytes()) : out;
	}

	/**
	 * Send an error as REST has it.
	 * @param failure what went wrong
	 * @param started when the request came, {@link System#nanoTime()}
	 */
	void error(HttpFailure failure, long started) throws IOException {
		JsonBuffer body = new JsonBuffer(128);
		body.ascii("{\"code\":").number(failure.code()).ascii(",\"desc\":").string(failure.text());
		body.ascii(",\"timing\":").number(System.nanoTime() - started).put('}');
		json(failure.status(), body);
	}

	/**
	 * Send a whole JSON document.
	 */
	void json(int status, JsonBuffer body) throws IOException {
		this.response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
		byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
		if (this.gzip) {
			markCompressed();
			ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length);
			try (GZIPOutputStream out = new FastGzip(compressed)) {
				out.write(bytes);
			}
			bytes = compressed.toByteArray();
		}
		whole(status, bytes);
	}

	/**
	 * Send plain text.
	 */
	void text(int status, String contentType, String text) throws IOException {
		this.response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
		whole(status, text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Send a status without a body.
	 */
	void empty(int status) throws IOException {
		begin();
		this.response.setStatus(status);
		closeIfUnread();
		try (Blocker.Callback blocker = Blocker.callback()) {
			this.response.write(true, BufferUtil.EMPTY_BUFFER, blocker);
			blocker.block();
		}
	}

	private void whole(int status, byte[] bytes) throws IOException {
		begin();
		this.response.setStatus(status);
		closeIfUnread();
		this.response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
		Injection faults = this.injection;
		if (faults != null && faults.bytes() < bytes.length) {
			body().write(bytes);
		}
		try (Blocker.Callback blocker = Blocker.callback()) {
			this.response.write(true, ByteBuffer.wrap(bytes), blocker);
			blocker.block();
		}
	}

	/**
	 * Tell the client not to use the connection again if part of its request is still to
	 * come: the server will close it.
	 */
	private void closeIfUnread() {
		if (!this.request.consumeAvailable()) {
			this.response.getHeaders().put(HttpHeader.CONNECTION, "close");
		}
	}

	/**
	 * Begin a JSON document that is sent as it is written.
	 * @return the stream; closing it ends the reply
	 */
	OutputStream stream() throws IOException {
		begin();
		this.response.setStatus(200);
		this.response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
		OutputStream out = body();
		if (!this.gzip) {
			return out;
		}
		markCompressed();
		return new FastGzip(out);
	}

	private void markCompressed() {
		this.response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
		this.response.getHeaders().put(HttpHeader.VARY, "Accept-Encoding");
	}

	/**
	 * Compression that costs little time, as fits a loopback.
	 */
	private static final class FastGzip extends GZIPOutputStream {

		FastGzip(OutputStream out) throws IOException {
			super(out, 8192);
			this.def.setLevel(Deflater.BEST_SPEED);
		}

	}

}
