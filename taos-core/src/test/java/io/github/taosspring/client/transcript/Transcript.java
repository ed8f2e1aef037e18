package io.github.taosspring.client.transcript;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.wire.BinaryRequest;
import io.github.taosspring.client.wire.BlockEncoder;
import io.github.taosspring.client.wire.FetchRawBlockReply;

/**
 * What a real server answered, by database, time zone and statement.
 */
public final class Transcript {

	private static final JsonMapper MAPPER = new JsonMapper();

	private final Map<Key, RecordedStatement> statements = new HashMap<>();

	private final Map<String, JsonNode> logins = new HashMap<>();

	private Transcript() {
	}

	/**
	 * Load all recordings.
	 */
	public static Transcript load() {
		Transcript transcript = new Transcript();
		transcript.addAlive();
		for (BlockRecording recording : BlockRecording.all()) {
			JsonNode json = recording.json();
			if (json.has("sql") && json.has("frames")) {
				List<byte[]> frames = new ArrayList<>(recording.frames());
				if (json.has("frames_left")) {
					// what was left out ends the result early
					frames.add(array(FetchRawBlockReply.end(1, 0, 0)));
				}
				transcript.add(json.get("db").asString(), null,
						new RecordedStatement(recording.sql(), recording.queryReply(), frames));
			}
			else if (json.has("reply")) {
				transcript.logins.put(recording.name(), json.get("reply"));
			}
		}
		for (JsonNode exchange : BlockRecording.lines("actions.jsonl")) {
			transcript.addMessages(exchange.get("messages"));
		}
		transcript.addMessages(MAPPER.valueToTree(BlockRecording.lines("client-jdbc-query.jsonl")));
		return transcript;
	}

	/**
	 * Find a statement.
	 * @param database the current database, may be empty
	 * @param zone the connection's time zone, {@code null} if none was sent
	 */
	public @Nullable RecordedStatement find(String database, @Nullable String zone, String sql) {
		RecordedStatement found = this.statements.get(new Key(database, zone, sql));
		if (found == null) {
			found = this.statements.get(new Key(database, null, sql));
		}
		return (found != null) ? found : this.statements.get(new Key("", null, sql));
	}

	/**
	 * Return the recorded reply of a login or another exchange.
	 * @param name the name of the recording
	 */
	public JsonNode reply(String name) {
		return this.logins.get(name);
	}

	private void add(String database, @Nullable String zone, RecordedStatement statement) {
		this.statements.put(new Key(database, zone, statement.sql()), statement);
	}

	/**
	 * The answer to a probe is recorded as a series over time, without its frames.
	 */
	private void addAlive() {
		BlockEncoder encoder = new BlockEncoder(List.of(new TaosColumn("status", TaosType.INT, 4, 0, 0)));
		encoder.column(0).appendLong(1);
		byte[] block = array(FetchRawBlockReply.block(1, 0, 0, encoder.finish(FetchRawBlockReply.HEADROOM)));
		JsonNode reply = MAPPER.readTree("""
				{"code":0,"message":"","action":"query","req_id":1,"timing":1,"id":1,"is_update":false,\
				"affected_rows":0,"fields_count":1,"fields_names":["status"],"fields_types":[4],\
				"fields_lengths":[4],"precision":0,"fields_precisions":[0],"fields_scales":[0]}""");
		add("", null, new RecordedStatement("show cluster alive", reply,
				List.of(block, array(FetchRawBlockReply.end(1, 0, 0)))));
	}

	/**
	 * Add the statements of an exchange, message by message.
	 */
	private void addMessages(JsonNode messages) {
		String database = "";
		String zone = null;
		Map<Long, String> asked = new HashMap<>();
		Map<Long, List<byte[]>> results = new HashMap<>();
		for (JsonNode message : messages) {
			boolean request = message.path("dir").asString("").equals(">");
			if (message.has("text")) {
				JsonNode text = MAPPER.readTree(message.get("text").asString());
				JsonNode args = text.path("args");
				if (request && text.path("action").asString("").equals("conn")) {
					database = args.path("db").asString("");
					zone = args.has("tz") ? args.get("tz").asString() : null;
				}
				else if (request && args.has("sql")) {
					asked.put(args.get("req_id").asLong(), args.get("sql").asString());
				}
				else if (!request && asked.containsKey(text.path("req_id").asLong())
						&& text.path("action").asString("").endsWith("query")) {
					List<byte[]> frames = new ArrayList<>();
					results.put(text.path("id").asLong(), frames);
					String sql = asked.get(text.get("req_id").asLong());
					add(database, zone, new RecordedStatement(sql, text, frames));
				}
			}
			else if (message.has("bin")) {
				byte[] frame = Base64.getDecoder().decode(message.get("bin").asString());
				if (request) {
					BinaryRequest binary = BinaryRequest.read(ByteBuffer.wrap(frame));
					if (binary.action() == BinaryRequest.BINARY_QUERY) {
						asked.put(binary.reqId(), binary.sql());
					}
				}
				else if (FetchRawBlockReply.matches(ByteBuffer.wrap(frame))) {
					List<byte[]> frames = results.get(FetchRawBlockReply.read(ByteBuffer.wrap(frame)).resultId());
					if (frames != null) {
						frames.add(frame);
					}
				}
			}
		}
	}

	private static byte[] array(ByteBuffer buffer) {
		byte[] bytes = new byte[buffer.remaining()];
		buffer.get(bytes);
		return bytes;
	}

	private record Key(String database, @Nullable String zone, String sql) {

	}

}
