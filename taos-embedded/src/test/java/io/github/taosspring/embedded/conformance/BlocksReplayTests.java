package io.github.taosspring.embedded.conformance;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.wire.FetchRawBlockReply;
import io.github.taosspring.client.wire.RawBlock;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the statements of the recorded blocks against the server and compares what it
 * sends: the reply to the query, the rows, the bytes of the blocks and the body that REST
 * gives.
 */
class BlocksReplayTests {

	private static final Pattern TIMING = Pattern.compile("\"timing\":\\d+");

	private final Share replies = new Share("blocks replies");

	private final Share rows = new Share("blocks rows");

	private final Share bytes = new Share("blocks bytes");

	private final Share bodies = new Share("blocks rest bodies");

	@Test
	void sendsBlocksAsARealServerDid() {
		Map<String, List<@Nullable Object>> setups = new HashMap<>();
		try (EmbeddedTaosServer server = EmbeddedTaosServer.builder().zone(ZoneOffset.UTC).start()) {
			RestCaller rest = new RestCaller(server);
			for (Map<String, @Nullable Object> recorded : JsonTree.lines("/conformance/wire/blocks.jsonl")) {
				String name = JsonTree.string(recorded, "name");
				setups.put(name, JsonTree.list(recorded, "setup"));
				if (!recorded.containsKey("sql") || !recorded.containsKey("query_reply")) {
					continue;
				}
				String from = JsonTree.string(recorded, "setup_from");
				for (Object sql : setups.getOrDefault(from.isEmpty() ? name : from, List.of())) {
					rest.run((String) sql);
				}
				try (WsCaller socket = new WsCaller(server)
					.login(",\"db\":\"" + JsonTree.string(recorded, "db") + "\"")) {
					overWebSocket(socket, recorded);
				}
				catch (IllegalStateException ex) {
					this.replies.count(false);
					this.rows.count(false);
				}
				overRest(rest, recorded);
			}
		}
		for (Share share : List.of(this.replies, this.rows, this.bytes, this.bodies)) {
			share.print();
			assertThat(share.total()).isGreaterThan(60);
			assertThat(share.percent()).as(share.toString()).isGreaterThanOrEqualTo(share.floor());
		}
	}

	private void overWebSocket(WsCaller socket, Map<String, @Nullable Object> recorded) {
		String sql = JsonTree.string(recorded, "sql");
		Map<String, @Nullable Object> want = JsonTree.object(recorded.get("query_reply"));
		if (sql.isEmpty()) {
			return;
		}
		Map<String, @Nullable Object> got = socket.query(sql);
		List<String> members = List.of("code", "message", "is_update", "affected_rows", "fields_count", "fields_names",
				"fields_types", "fields_lengths", "precision", "fields_precisions", "fields_scales");
		boolean sameReply = members.stream()
			.allMatch((member) -> java.util.Objects.equals(want.get(member), got.get(member)));
		this.replies.count(sameReply);
		show(sameReply, recorded, want, got);
		if (JsonTree.number(want, "code") != 0 || Boolean.TRUE.equals(want.get("is_update"))) {
			return;
		}
		if (JsonTree.number(got, "code") != 0) {
			this.rows.count(false);
			return;
		}
		List<TaosColumn> columns = WsCaller.columns(got);
		TaosPrecision precision = TaosPrecision.fromCode(JsonTree.number(got, "precision"));
		long id = JsonTree.number(got, "id");
		List<@Nullable Object> values = new ArrayList<>();
		List<@Nullable Object> frames = JsonTree.list(recorded, "frames");
		FetchRawBlockReply reply = socket.fetch(id);
		for (int i = 0; !reply.finished(); i++) {
			ByteBuffer block = java.util.Objects.requireNonNull(reply.block());
			RecordedRows.read(values, RawBlock.read(block, columns, precision), columns);
			if (i < frames.size()) {
				ByteBuffer frame = ByteBuffer.wrap(Base64.getDecoder().decode((String) frames.get(i)));
				ByteBuffer wantBlock = FetchRawBlockReply.matches(frame) ? FetchRawBlockReply.read(frame).block()
						: null;
				boolean sameBytes = wantBlock != null && masked(block, columns).equals(masked(wantBlock, columns));
				this.bytes.count(sameBytes);
				show(sameBytes, recorded, hex(wantBlock), hex(block));
			}
			reply = socket.fetch(id);
		}
		List<@Nullable Object> expected = JsonTree.list(recorded, "expected");
		if (recorded.containsKey("frames_left") && values.size() == JsonTree.number(recorded, "total_rows")) {
			// the recording holds the rows of the first frames only
			values = values.subList(0, expected.size());
		}
		boolean sameRows = Likeness.same(expected, values);
		this.rows.count(sameRows);
		show(sameRows, recorded, expected, values);
	}

	private static void show(boolean same, Map<String, @Nullable Object> recorded, Object want, Object got) {
		if (!same && System.getProperty("conformance.show", "").equals("blocks")) {
			System.out.println(recorded.get("name") + ": " + recorded.get("sql") + "\n  want " + cut(want) + "\n  got  "
					+ cut(got));
		}
	}

	/**
	 * Return the block without the spare bits of its bitmaps, which mean nothing.
	 */
	private static ByteBuffer masked(ByteBuffer block, List<TaosColumn> columns) {
		ByteBuffer copy = ByteBuffer.allocate(block.remaining()).order(ByteOrder.LITTLE_ENDIAN);
		copy.put(block.duplicate()).flip();
		int rows = copy.getInt(8);
		int bitmap = (rows + 7) / 8;
		int segment = 28 + 9 * columns.size();
		for (int i = 0; i < columns.size(); i++) {
			int length = copy.getInt(28 + 5 * columns.size() + 4 * i);
			if (columns.get(i).type().isVariable()) {
				segment += 4 * rows + length;
				continue;
			}
			int last = segment + bitmap - 1;
			copy.put(last, (byte) (copy.get(last) & (0xff00 >> ((rows - 1) % 8 + 1))));
			segment += bitmap + length;
		}
		return copy;
	}

	private static String hex(@Nullable ByteBuffer block) {
		if (block == null) {
			return "no block";
		}
		byte[] bytes = new byte[block.remaining()];
		block.duplicate().get(bytes);
		return HexFormat.of().formatHex(bytes);
	}

	private static String cut(Object value) {
		String text = value.toString();
		return (text.length() > 1500) ? text.substring(0, 1500) + "…" : text;
	}

	private void overRest(RestCaller rest, Map<String, @Nullable Object> recorded) {
		if (!(recorded.get("rest_body") instanceof String want) || want.isEmpty()) {
			// the real server answers an infinity with nothing at all
			return;
		}
		String got = rest.body(JsonTree.string(recorded, "sql"), JsonTree.string(recorded, "db"));
		boolean same = TIMING.matcher(want).replaceAll("").equals(TIMING.matcher(got).replaceAll(""));
		this.bodies.count(same);
		show(same, recorded, want, got);
	}

}
