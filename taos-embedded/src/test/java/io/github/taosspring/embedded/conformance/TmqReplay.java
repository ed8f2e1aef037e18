package io.github.taosspring.embedded.conformance;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;

/**
 * Replays what one socket on {@code /rest/tmq} carried and counts the replies that match.
 * <p>
 * Vgroups and offsets are the server's own: a real one's log has other entries beside,
 * one before the first table and one for each consumer. Offsets up to {@code exact} are
 * compared after having been shifted by one, those beyond all mean the end of the log.
 */
final class TmqReplay implements AutoCloseable {

	private static final List<String> OWN = List.of("timing", "version");

	private static final Set<String> OFFSETS = Set.of("offset", "begin", "end", "position", "committed");

	private static final long END = Long.MAX_VALUE;

	private final EmbeddedTaosServer server;

	private final String name;

	private final Share share;

	private final int vgroup;

	private final long exact;

	private final WsCaller socket;

	private @Nullable Map<String, @Nullable Object> request;

	private long inserted;

	TmqReplay(EmbeddedTaosServer server, String name, Share share, String database, long exact) {
		this.server = server;
		this.name = name;
		this.share = share;
		this.exact = exact;
		this.vgroup = vgroup(database);
		this.socket = new WsCaller(server, "/rest/tmq");
	}

	private int vgroup(String database) {
		Map<String, @Nullable Object> row = new RestCaller(this.server).run("show " + database + ".vgroups");
		Object first = JsonTree.list(row, "data").get(0);
		return ((BigDecimal) ((List<?>) first).get(0)).intValue();
	}

	/**
	 * Replay messages.
	 * @param messages the messages in their order
	 */
	void run(List<Map<String, @Nullable Object>> messages) {
		for (int i = 0; i < messages.size(); i++) {
			Map<String, @Nullable Object> message = messages.get(i);
			if (">".equals(message.get("dir"))) {
				send(message, (i + 1 < messages.size()) ? messages.get(i + 1) : Map.of());
			}
			else {
				receive(message);
			}
		}
	}

	/**
	 * Replay a message of which the next one is not known yet, or the end of the socket.
	 */
	void step(Map<String, @Nullable Object> message) {
		if (message.containsKey("close")) {
			close();
		}
		else if (">".equals(message.get("dir"))) {
			send(message, Map.of());
		}
		else if (message.containsKey("dir")) {
			receive(message);
		}
	}

	/**
	 * Send a request.
	 * @param message the request
	 * @param reply what is recorded as its reply
	 */
	void send(Map<String, @Nullable Object> message, Map<String, @Nullable Object> reply) {
		String text = JsonTree.string(message, "text");
		if (JsonTree.string(reply, "text").contains("\"have_message\":false")) {
			// nobody needs to wait as long as the recording client did
			text = text.replaceAll("(\"blocking_time\": ?)\\d+", "$1100");
		}
		text = text.replaceAll("(\"vgroup_?[iI]d\": ?)(?!99999)\\d+", "$1" + this.vgroup);
		if (text.contains("\"seek\"") || text.contains("\"commit_offset\"")) {
			text = text.replaceAll("(\"offset\": ?)(\\d+)", "$1@$2");
			int at = text.indexOf('@');
			if (at >= 0) {
				int end = text.indexOf('}', at);
				text = text.substring(0, at) + ours(Long.parseLong(text.substring(at + 1, end))) + text.substring(end);
			}
		}
		// the recording client paused instead
		text = text.replace("\"auto_commit_interval_ms\": \"1000\"", "\"auto_commit_interval_ms\": \"0\"");
		this.request = text.startsWith("{\"action\":\"") && text.endsWith("}") || text.startsWith("{\"action\": \"")
				? JsonTree.parseObject(text) : null;
		this.socket.send(text);
	}

	/**
	 * Return the offset of this run for a recorded one.
	 */
	private long ours(long recorded) {
		if (recorded > this.exact + 1000) {
			return recorded + 1000;
		}
		return (recorded <= this.exact) ? Math.max(0, recorded - 1) : this.exact - 1 + this.inserted;
	}

	/**
	 * Insert rows that the recorded exchange finds.
	 */
	void insert(String sql) {
		new RestCaller(this.server).run(sql);
		this.inserted++;
	}

	private long same(long offset, boolean recorded) {
		if (offset < 0) {
			return offset;
		}
		long shifted = recorded ? Math.max(0, offset - 1) : offset;
		return (shifted >= Math.max(1, this.exact - 1)) ? END : shifted;
	}

	private void receive(Map<String, @Nullable Object> message) {
		if (message.containsKey("none_after_s")) {
			this.socket.send("{\"action\":\"version\",\"args\":{\"req_id\":999}}");
			Object next = this.socket.receive();
			count(next instanceof String text && text.contains("\"req_id\":999"), "no reply", next);
			return;
		}
		Object got = this.socket.receive();
		if (message.get("text") instanceof String text) {
			if (got instanceof String reply) {
				Map<String, @Nullable Object> want = normalized(JsonTree.parseObject(text), true);
				Map<String, @Nullable Object> ours = normalized(JsonTree.parseObject(reply), false);
				count(want.equals(ours) && List.copyOf(want.keySet()).equals(List.copyOf(ours.keySet())), want, ours);
			}
			else {
				count(false, text, "a binary frame");
			}
			return;
		}
		byte[] want = Base64.getDecoder().decode(JsonTree.string(message, "bin"));
		if (got instanceof byte[] frame) {
			binary(want, frame);
		}
		else {
			count(false, "a binary frame", got);
		}
	}

	private void binary(byte[] want, byte[] got) {
		boolean flagged = ByteBuffer.wrap(want).getLong(0) == -1;
		if (flagged) {
			TmqFrame wantFrame = TmqFrame.rawData(want);
			TmqFrame gotFrame = TmqFrame.rawData(got);
			if (wantFrame.isMeta()) {
				// replication only: refused by name
				count(gotFrame.head().contains("fetch_json_meta"), "a refusal", gotFrame.head());
				return;
			}
			compare(wantFrame, gotFrame);
		}
		else if (this.request != null && "fetch_raw".equals(this.request.get("action"))) {
			compare(TmqFrame.raw(want), TmqFrame.raw(got));
		}
		else {
			// all but the time
			count(Arrays.equals(want, 8, want.length, got, 8, got.length), hex(want), hex(got));
		}
	}

	private static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(bytes);
	}

	private void compare(TmqFrame want, TmqFrame got) {
		String wanted = want.describe((offset) -> same(offset, true));
		String ours = got.describe((offset) -> same(offset, false));
		count(wanted.equals(ours), wanted, ours);
	}

	private Map<String, @Nullable Object> normalized(Map<String, @Nullable Object> reply, boolean recorded) {
		Map<String, @Nullable Object> result = new LinkedHashMap<>();
		reply.forEach((key, value) -> {
			if (!OWN.contains(key)) {
				result.put(key, normalized(key, value, recorded));
			}
		});
		return result;
	}

	private @Nullable Object normalized(String key, @Nullable Object value, boolean recorded) {
		if (value instanceof BigDecimal number && OFFSETS.contains(key)) {
			return same(number.longValueExact(), recorded);
		}
		if (value instanceof BigDecimal && key.equals("vgroup_id")) {
			return value.equals(BigDecimal.ZERO) ? "none" : "some";
		}
		if (value instanceof List<?> list) {
			List<@Nullable Object> elements = new ArrayList<>();
			list.forEach((element) -> elements.add(normalized(key, element, recorded)));
			return elements;
		}
		return (value instanceof Map<?, ?>) ? normalized(JsonTree.object(value), recorded) : value;
	}

	private void count(boolean match, Object want, Object got) {
		this.share.count(match);
		if (!match) {
			this.share.miss(this.name + " " + this.request + "\n  want " + want + "\n  got  " + got);
		}
	}

	@Override
	public void close() {
		this.socket.close();
	}

}
