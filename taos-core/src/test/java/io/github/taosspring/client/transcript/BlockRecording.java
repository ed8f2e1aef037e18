package io.github.taosspring.client.transcript;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;

/**
 * A case of {@code blocks.jsonl}: what a real server answered to one statement.
 *
 * @param name the name of the case
 * @param json everything recorded about it
 */
public record BlockRecording(String name, JsonNode json) {

	private static final JsonMapper MAPPER = new JsonMapper();

	/**
	 * Return all recordings.
	 */
	public static List<BlockRecording> all() {
		List<BlockRecording> cases = new ArrayList<>();
		for (JsonNode node : lines("blocks.jsonl")) {
			cases.add(new BlockRecording(node.get("name").asString(), node));
		}
		return cases;
	}

	/**
	 * Return the recordings that have block frames to compare with rows.
	 */
	public static List<BlockRecording> withBlocks() {
		return all().stream().filter((recording) -> recording.json.has("block_info")).toList();
	}

	/**
	 * Return a recording by its name.
	 */
	public static BlockRecording named(String name) {
		return all().stream().filter((recording) -> recording.name.equals(name)).findFirst().orElseThrow();
	}

	/**
	 * Return the lines of a file of recordings.
	 */
	public static List<JsonNode> lines(String file) {
		List<JsonNode> lines = new ArrayList<>();
		try (InputStream in = Objects
			.requireNonNull(BlockRecording.class.getResourceAsStream("/conformance/wire/" + file), file);
				BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				lines.add(MAPPER.readTree(line));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return lines;
	}

	public String sql() {
		return this.json.get("sql").asString();
	}

	public JsonNode queryReply() {
		return this.json.get("query_reply");
	}

	public List<byte[]> frames() {
		List<byte[]> frames = new ArrayList<>();
		for (JsonNode frame : this.json.get("frames")) {
			frames.add(Base64.getDecoder().decode(frame.asString()));
		}
		return frames;
	}

	/**
	 * Return the frames as buffers.
	 */
	public List<ByteBuffer> buffers() {
		return frames().stream().map(ByteBuffer::wrap).toList();
	}

	/**
	 * Return the rows as other clients decoded them.
	 */
	public JsonNode expected() {
		return this.json.get("expected");
	}

	public TaosPrecision precision() {
		return TaosPrecision.fromCode(queryReply().get("precision").asInt());
	}

	public List<TaosColumn> columns() {
		JsonNode reply = queryReply();
		List<TaosColumn> columns = new ArrayList<>();
		for (int i = 0; i < reply.get("fields_count").asInt(); i++) {
			columns.add(new TaosColumn(reply.get("fields_names").get(i).asString(),
					TaosType.fromCode(reply.get("fields_types").get(i).asInt()),
					reply.get("fields_lengths").get(i).asInt(), reply.get("fields_precisions").get(i).asInt(),
					reply.get("fields_scales").get(i).asInt()));
		}
		return columns;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
