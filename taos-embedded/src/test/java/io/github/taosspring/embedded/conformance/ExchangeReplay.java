package io.github.taosspring.embedded.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.wire.FetchBlockReply;
import io.github.taosspring.client.wire.BinaryRequest;
import io.github.taosspring.client.wire.FetchRawBlockReply;
import io.github.taosspring.client.wire.RawBlock;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;

/**
 * Replays the messages of one recorded exchange and counts the replies that match.
 */
final class ExchangeReplay implements AutoCloseable {

	private static final Pattern TIMING = Pattern.compile("\"timing\":\\d+");

	private static final Pattern RESULT_ID = Pattern.compile("(\"(?:result_)?id\": ?)(\\d+)");

	/** Members whose values are the server's own. */
	private static final List<String> OWN = List.of("timing", "version", "info", "id");

	private final EmbeddedTaosServer server;

	private final Map<String, @Nullable Object> exchange;

	private final Share share;

	/** The result ids of this run by the recorded ones. */
	private final Map<Long, Long> ids = new HashMap<>();

	private final Map<Long, Map<String, @Nullable Object>> queries = new HashMap<>();

	private @Nullable WsCaller socket;

	private boolean connected;

	private boolean broken;

	ExchangeReplay(EmbeddedTaosServer server, Map<String, @Nullable Object> exchange, Share share) {
		this.server = server;
		this.exchange = exchange;
		this.share = share;
	}

	void run() {
		List<@Nullable Object> messages = JsonTree.list(this.exchange, "messages");
		for (int i = 0; i < messages.size(); i++) {
			Map<String, @Nullable Object> message = JsonTree.object(messages.get(i));
			Map<String, @Nullable Object> answer = message.containsKey("http") ? JsonTree.object(messages.get(++i))
					: Map.of();
			step(message, answer);
		}
	}

	/**
	 * Send or receive one message.
	 * @param message the message
	 * @param answer the answer if it is an HTTP request
	 */
	void step(Map<String, @Nullable Object> message, Map<String, @Nullable Object> answer) {
		boolean reply = "<".equals(message.get("dir"));
		if (this.broken) {
			if (reply) {
				count(false, message, "no reply");
			}
			return;
		}
		try {
			if (message.containsKey("http")) {
				http(message, answer);
			}
			else if (reply) {
				receive(message);
			}
			else if (message.containsKey("dir")) {
				send(message);
			}
		}
		catch (IllegalStateException ex) {
			this.broken = true;
			count(false, message, String.valueOf(ex.getMessage()));
		}
	}

	private void count(boolean match, Object want, Object got) {
		this.share.count(match);
		if (!match) {
			this.share.miss(this.exchange.get("name") + "\n  want " + want + "\n  got  " + got);
		}
	}

	private void send(Map<String, @Nullable Object> message) {
		if (message.get("text") instanceof String text) {
			if (text.contains("\"port\": 6041")) {
				// the note says never to send this to a real adapter; it has no reply
				return;
			}
			WsCaller target = text.contains("\"conn\"") ? socketForLogin() : socket();
			Matcher matcher = RESULT_ID.matcher(text);
			String renamed = matcher.replaceAll((found) -> found.group(1) + ours(Long.parseLong(found.group(2))));
			target.send(renamed);
			if (text.contains("\"free_result\"") && !this.exchange.containsKey("outcomes")) {
				awaitFreed(target, renamed);
			}
		}
		else {
			byte[] frame = Base64.getDecoder().decode(JsonTree.string(message, "bin"));
			ByteBuffer view = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
			if (view.getLong(16) == BinaryRequest.FETCH_RAW_BLOCK) {
				view.putLong(8, ours(view.getLong(8)));
			}
			socket().send(frame);
		}
	}

	/**
	 * Wait until a result is freed, which has no reply. The recording client paused
	 * there; requests of one socket run concurrently, so that without it the next one may
	 * overtake.
	 */
	private static void awaitFreed(WsCaller target, String request) {
		Object id = JsonTree.object(JsonTree.parseObject(request).get("args")).getOrDefault("id", BigDecimal.ZERO);
		while (JsonTree.number(target.call("num_fields", "\"result_id\":" + id), "code") == 0) {
			Thread.onSpinWait();
		}
	}

	private WsCaller socket() {
		WsCaller current = this.socket;
		if (current == null) {
			current = new WsCaller(this.server);
			this.socket = current;
		}
		return current;
	}

	/** A login after a login is recorded on a new socket. */
	private WsCaller socketForLogin() {
		if (this.connected) {
			close();
			this.ids.clear();
		}
		return socket();
	}

	private long ours(long recorded) {
		return this.ids.getOrDefault(recorded, recorded);
	}

	private void receive(Map<String, @Nullable Object> message) {
		Object got = socket().receive();
		if (message.get("text") instanceof String text) {
			if (got instanceof String gotText) {
				text(JsonTree.parseObject(text), JsonTree.parseObject(gotText));
			}
			else {
				count(false, text, "a binary frame");
			}
		}
		else if (got instanceof byte[] frame) {
			binary(message, ByteBuffer.wrap(frame));
		}
		else {
			count(false, message.keySet(), got);
		}
	}

	private void text(Map<String, @Nullable Object> want, Map<String, @Nullable Object> got) {
		boolean success = JsonTree.number(got, "code") == 0;
		if (success && want.containsKey("fields_count")) {
			long recorded = number(want.get("id"));
			this.ids.put(recorded, number(got.get("id")));
			this.queries.put(recorded, want);
		}
		if (success && "conn".equals(got.get("action"))) {
			this.connected = true;
		}
		boolean match = new ArrayList<>(want.keySet()).equals(new ArrayList<>(got.keySet()))
				&& without(want).equals(without(got));
		count(match, want, got);
	}

	private static Map<String, @Nullable Object> without(Map<String, @Nullable Object> reply) {
		Map<String, @Nullable Object> rest = new LinkedHashMap<>(reply);
		rest.keySet().removeAll(OWN);
		return rest;
	}

	private static long number(@Nullable Object value) {
		return (value instanceof BigDecimal number) ? number.longValue() : 0;
	}

	private void binary(Map<String, @Nullable Object> message, ByteBuffer frame) {
		if (this.exchange.containsKey("outcomes")) {
			FetchRawBlockReply got = FetchRawBlockReply.read(frame);
			List<@Nullable Object> outcome = Arrays.asList(BigDecimal.valueOf(got.code()), got.message(),
					BigDecimal.valueOf(got.finished() ? 1 : 0), BigDecimal.valueOf(rows(got.block())));
			count(outcomes().contains(outcome), outcomes(), outcome);
			return;
		}
		if (message.get("decoded") instanceof Map<?, ?> decoded) {
			FetchRawBlockReply got = FetchRawBlockReply.read(frame);
			boolean match = number(decoded.get("code")) == got.code()
					&& Objects.equals(decoded.get("message"), got.message())
					&& number(message.get("block_rows")) == rows(got.block())
					&& number(message.get("length")) == frame.remaining();
			count(match, message, got);
			return;
		}
		ByteBuffer want = ByteBuffer.wrap(Base64.getDecoder().decode(JsonTree.string(message, "bin")));
		if (FetchRawBlockReply.matches(want)) {
			FetchRawBlockReply wantReply = FetchRawBlockReply.read(want);
			FetchRawBlockReply gotReply = FetchRawBlockReply.read(frame);
			boolean match = wantReply.code() == gotReply.code() && wantReply.message().equals(gotReply.message())
					&& wantReply.reqId() == gotReply.reqId() && wantReply.finished() == gotReply.finished()
					&& ours(wantReply.resultId()) == gotReply.resultId()
					&& sameRows(wantReply.resultId(), wantReply.block(), gotReply.block());
			count(match, wantReply, gotReply);
		}
		else {
			FetchBlockReply wantReply = FetchBlockReply.read(want);
			FetchBlockReply gotReply = FetchBlockReply.read(frame);
			count(sameRows(wantReply.resultId(), wantReply.block(), gotReply.block()), wantReply, gotReply);
		}
	}

	private List<@Nullable Object> outcomes() {
		// whoever frees a result while it is fetched may always win
		List<@Nullable Object> replies = new ArrayList<>();
		replies.add(List.of(BigDecimal.valueOf(0xffff), "result is nil", BigDecimal.ONE, BigDecimal.ZERO));
		for (Object outcome : JsonTree.list(this.exchange, "outcomes")) {
			replies.addAll(JsonTree.list(JsonTree.object(outcome), "fetch replies [code, message, finished, rows]"));
		}
		return replies;
	}

	private static int rows(@Nullable ByteBuffer block) {
		return (block == null) ? 0 : block.slice().order(ByteOrder.LITTLE_ENDIAN).getInt(8);
	}

	private boolean sameRows(long recordedId, @Nullable ByteBuffer want, @Nullable ByteBuffer got) {
		if (want == null || got == null) {
			return want == got;
		}
		Map<String, @Nullable Object> query = Objects.requireNonNull(this.queries.get(recordedId));
		List<TaosColumn> columns = WsCaller.columns(query);
		TaosPrecision precision = TaosPrecision.fromCode(JsonTree.number(query, "precision"));
		RawBlock a = RawBlock.read(want, columns, precision);
		RawBlock b = RawBlock.read(got, columns, precision);
		if (a.rows() != b.rows()) {
			return false;
		}
		for (int row = 0; row < a.rows(); row++) {
			for (int i = 0; i < columns.size(); i++) {
				if (!Objects.deepEquals(a.getObject(i, row), b.getObject(i, row))) {
					return false;
				}
			}
		}
		return true;
	}

	private void http(Map<String, @Nullable Object> message, Map<String, @Nullable Object> want) {
		HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();
		if (message.get("body_gunzipped") instanceof String text) {
			body = HttpRequest.BodyPublishers.ofByteArray(gzip(text));
		}
		else if (message.get("body") instanceof String text) {
			body = HttpRequest.BodyPublishers.ofString(text);
		}
		RestCaller rest = new RestCaller(this.server);
		HttpRequest.Builder request = rest.request(JsonTree.string(message, "path"))
			.method(JsonTree.string(message, "http"), body);
		JsonTree.object(message.get("headers")).forEach((name, value) -> request.header(name, (String) value));
		if (message.containsKey("body_gunzipped")) {
			// left out of the recording
			request.header("Authorization", RestCaller.ROOT);
		}
		HttpResponse<byte[]> got = rest.send(request);
		String gotBody = text(got);
		boolean match = got.statusCode() == JsonTree.number(want, "status") && TIMING.matcher(gotBody)
			.replaceAll("")
			.equals(TIMING.matcher(JsonTree.string(want, "body")).replaceAll("")) && sameHeaders(want, got);
		count(match, want, got.statusCode() + " " + got.headers().map() + " " + gotBody);
	}

	private static boolean sameHeaders(Map<String, @Nullable Object> want, HttpResponse<byte[]> got) {
		if (!(want.get("headers") instanceof Map<?, ?> headers)) {
			return true;
		}
		return headers.entrySet()
			.stream()
			.filter((header) -> !header.getKey().equals("Content-Length")
					&& !header.getKey().equals("Transfer-Encoding"))
			.allMatch((header) -> got.headers()
				.firstValue((String) header.getKey())
				.filter(Objects.requireNonNull(header.getValue())::equals)
				.isPresent());
	}

	private static byte[] gzip(String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
			out.write(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static String text(HttpResponse<byte[]> response) {
		byte[] body = response.body();
		if (response.headers().firstValue("Content-Encoding").isPresent()) {
			try (GZIPInputStream in = new GZIPInputStream(new java.io.ByteArrayInputStream(body))) {
				body = in.readAllBytes();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return new String(body, StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		WsCaller current = this.socket;
		this.socket = null;
		this.connected = false;
		if (current != null) {
			current.close();
		}
	}

}
