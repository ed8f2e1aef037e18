package io.github.taosspring.benchmarks.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.wire.BinaryRequest;

/**
 * One client's socket, served by one thread in the order of the requests.
 * <p>
 * Answers have taosAdapter's layout ({@code controller/ws/ws/resp.go}).
 */
final class Conversation implements Runnable {

	private static final int UNKNOWN_STATEMENT = 0x2600;

	private static final int ADAPTER_ERROR = 65535;

	private static final int STMT2_BIND = 9;

	private final FrameChannel channel;

	private final Statements statements;

	private final Map<Long, Open> results = new HashMap<>();

	private final BoundInserts inserts = new BoundInserts();

	private final TopicConversation topics;

	/** Head of a reply with a block, up to and with the block's length. */
	private final ByteBuffer head = ByteBuffer.allocateDirect(55).order(ByteOrder.LITTLE_ENDIAN);

	private long lastId;

	Conversation(FrameChannel channel, Statements statements) {
		this.channel = channel;
		this.statements = statements;
		this.topics = new TopicConversation(channel);
	}

	@Override
	public void run() {
		try (this.channel) {
			this.channel.handshake();
			FrameChannel.Message message = this.channel.read();
			while (message != null) {
				if (message.binary()) {
					answer(message);
				}
				else {
					answer(JsonRequest.read(message.payload()));
				}
				message = this.channel.read();
			}
		}
		catch (IOException ex) {
			// a client that dies is how many a fork ends
			System.err.println("Connection ended: " + ex);
		}
	}

	private void answer(FrameChannel.Message message) throws IOException {
		BinaryRequest head = BinaryRequest.read(ByteBuffer.wrap(message.head(BinaryRequest.HEAD)));
		if (head.action() == STMT2_BIND) {
			bound("stmt2_bind", head.reqId(), head.id(), this.inserts.bind(head.id(), message) ? "" : null);
			return;
		}
		BinaryRequest request = BinaryRequest.read(ByteBuffer.wrap(message.payload()));
		if (request.action() == BinaryRequest.FETCH_RAW_BLOCK) {
			fetch(request.reqId(), request.id());
		}
		else if (request.action() == BinaryRequest.BINARY_QUERY) {
			query("binary_query", request.reqId(), request.sql());
		}
		else {
			error("unknown", request.reqId(), ADAPTER_ERROR, "unknown binary action " + request.action());
		}
	}

	private void answer(JsonRequest request) throws IOException {
		String subscription = this.topics.answer(request);
		if (subscription != null) {
			if (!subscription.isEmpty()) {
				reply(request.action(), request.reqId(), 0, "", subscription);
			}
			return;
		}
		switch (request.action()) {
			case "version", "conn" ->
				reply(request.action(), request.reqId(), 0, "", "\"version\":\"" + ReplayServer.VERSION + "\"");
			case "options_connection" -> reply(request.action(), request.reqId(), 0, "", "\"timing\":1");
			case "query" -> query("query", request.reqId(), request.sql());
			case "free_result" -> this.results.remove(request.id());
			case "insert" -> reply(request.action(), request.reqId(), 0, "",
					"\"timing\":1,\"affected_rows\":" + request.lines() + ",\"total_rows\":" + request.lines());
			case "stmt2_init" -> bound(request.action(), request.reqId(), this.inserts.open(), "");
			case "stmt2_prepare" -> {
				String fields = BoundInserts.fields(request.sql());
				bound(request.action(), request.reqId(), request.id(),
						(fields != null) ? ",\"is_insert\":true,\"fields\":" + fields : null);
			}
			case "stmt2_exec" -> {
				Long rows = this.inserts.execute(request.id());
				bound(request.action(), request.reqId(), request.id(), (rows != null) ? ",\"affected\":" + rows : null);
			}
			case "stmt2_close" -> {
				this.inserts.close(request.id());
				bound(request.action(), request.reqId(), request.id(), "");
			}
			default -> error(request.action(), request.reqId(), ADAPTER_ERROR, "unknown action " + request.action());
		}
	}

	/**
	 * Answer an action of a bound statement.
	 * @param fields what the answer has besides the statement's id, {@code null} for a
	 * refusal
	 */
	private void bound(String action, long reqId, long id, @Nullable String fields) throws IOException {
		if (fields == null) {
			error(action, reqId, ADAPTER_ERROR, "The replay server does not know this statement");
		}
		else {
			reply(action, reqId, 0, "", "\"timing\":1,\"stmt_id\":" + id + fields);
		}
	}

	private void query(String action, long reqId, String sql) throws IOException {
		if (sql.regionMatches(true, 0, "insert", 0, 6)) {
			reply(action, reqId, 0, "",
					"\"timing\":1,\"id\":0,\"is_update\":true,\"affected_rows\":" + Statements.rowsOfInsert(sql)
							+ ",\"fields_count\":0,\"fields_names\":null,\"fields_types\":null,\"fields_lengths\":null,"
							+ "\"precision\":0,\"fields_precisions\":null,\"fields_scales\":null");
			return;
		}
		Statements.Answer answer = this.statements.answer(sql);
		if (answer == null) {
			error(action, reqId, UNKNOWN_STATEMENT, "The replay server does not know this statement: " + sql);
			return;
		}
		long id = ++this.lastId;
		this.results.put(id, new Open(answer.blocks()));
		reply(action, reqId, 0, "", "\"timing\":1,\"id\":" + id
				+ ",\"is_update\":false,\"affected_rows\":0,\"fields_count\":" + answer.columns().size()
				+ ",\"fields_names\":" + array(answer, (column) -> '"' + column.name() + '"') + ",\"fields_types\":"
				+ array(answer, (column) -> column.type().code()) + ",\"fields_lengths\":"
				+ array(answer, TaosColumn::length) + ",\"precision\":0,\"fields_precisions\":"
				+ array(answer, TaosColumn::precision) + ",\"fields_scales\":" + array(answer, TaosColumn::scale));
	}

	private static String array(Statements.Answer answer, Function<TaosColumn, Object> field) {
		StringJoiner values = new StringJoiner(",", "[", "]");
		for (TaosColumn column : answer.columns()) {
			values.add(String.valueOf(field.apply(column)));
		}
		return values.toString();
	}

	private void fetch(long reqId, long id) throws IOException {
		Open result = this.results.get(id);
		if (result == null) {
			fetched(reqId, id, ADAPTER_ERROR, "result is nil", null);
			return;
		}
		ByteBuffer block = result.blocks.block(result.next++);
		if (block == null) {
			this.results.remove(id);
		}
		fetched(reqId, id, 0, "", block);
	}

	/**
	 * Send a reply to {@code fetch_raw_block} ({@code rawResponse} of
	 * {@code controller/ws/ws/resp.go}): the head of this request in front of a block
	 * that all share.
	 */
	private void fetched(long reqId, long id, int code, String message, @Nullable ByteBuffer block) throws IOException {
		byte[] text = message.getBytes(StandardCharsets.UTF_8);
		ByteBuffer target = (text.length == 0) ? this.head
				: ByteBuffer.allocate(51 + text.length).order(ByteOrder.LITTLE_ENDIAN);
		target.clear();
		target.putLong(-1).putLong(BinaryRequest.FETCH_RAW_BLOCK).putShort((short) 1);
		target.putLong(1).putLong(reqId).putInt(code).putInt(text.length).put(text).putLong(id);
		if (block == null) {
			target.put((byte) 1);
			this.channel.write(FrameChannel.BINARY, target.flip());
			return;
		}
		target.put((byte) 0).putInt(block.remaining());
		this.channel.write(FrameChannel.BINARY, target.flip(), block);
	}

	private void error(String action, long reqId, int code, String message) throws IOException {
		reply(action, reqId, code, message, "\"timing\":1");
	}

	private void reply(String action, long reqId, int code, String message, String fields) throws IOException {
		String text = "{\"code\":" + code + ",\"message\":\"" + message.replace("\\", "\\\\").replace("\"", "\\\"")
				+ "\",\"action\":\"" + action + "\",\"req_id\":" + Long.toUnsignedString(reqId) + "," + fields + "}";
		this.channel.write(FrameChannel.TEXT, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * A result and its reader's position.
	 */
	private static final class Open {

		private final Statements.Blocks blocks;

		private long next;

		Open(Statements.Blocks blocks) {
			this.blocks = blocks;
		}

	}

}
