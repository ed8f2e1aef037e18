package io.github.taosspring.client.transcript;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * A case of {@code stmt2.jsonl}: a bound statement from its making to its end.
 *
 * @param name the name of the case
 * @param json everything recorded about it
 */
public record BindRecording(String name, JsonNode json) {

	/**
	 * Return all recordings.
	 */
	public static List<BindRecording> all() {
		return BlockRecording.lines("stmt2.jsonl")
			.stream()
			.map((node) -> new BindRecording(node.get("name").asString(), node))
			.toList();
	}

	/**
	 * Return a recording by its name.
	 */
	public static BindRecording named(String name) {
		return all().stream().filter((recording) -> recording.name.equals(name)).findFirst().orElseThrow();
	}

	public String sql() {
		return this.json.get("sql").asString();
	}

	public JsonNode prepareReply() {
		return this.json.get("prepare").get("reply");
	}

	/**
	 * Return the frames of binds.
	 */
	public List<byte[]> bindFrames() {
		List<byte[]> frames = new ArrayList<>();
		if (this.json.has("bind_frame")) {
			frames.add(Base64.getDecoder().decode(this.json.get("bind_frame").asString()));
		}
		for (JsonNode frame : this.json.path("bind_frames")) {
			frames.add(Base64.getDecoder().decode(frame.asString()));
		}
		return frames;
	}

	/**
	 * Return the frames of a query's result.
	 */
	public List<byte[]> frames() {
		List<byte[]> frames = new ArrayList<>();
		for (JsonNode frame : this.json.path("frames")) {
			frames.add(Base64.getDecoder().decode(frame.asString()));
		}
		return frames;
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * A bind frame taken apart, by its description and not by any code of the connector.
	 *
	 * @param names the tables' names
	 * @param tags for each table its tags
	 * @param columns for each table its columns
	 */
	public record Bind(List<String> names, List<List<Values>> tags, List<List<Values>> columns) {

		/**
		 * Take a frame apart.
		 */
		public static Bind read(byte[] frame) {
			ByteBuffer in = ByteBuffer.wrap(frame, 30, frame.length - 30).slice().order(ByteOrder.LITTLE_ENDIAN);
			int count = in.getInt(4);
			List<String> names = new ArrayList<>();
			if (in.getInt(16) != 0) {
				int position = in.getInt(16) + 2 * count;
				for (int table = 0; table < count; table++) {
					int length = in.getShort(in.getInt(16) + 2 * table) & 0xffff;
					names.add(new String(frame, 30 + position, length - 1, StandardCharsets.UTF_8));
					position += length;
				}
			}
			return new Bind(names, section(frame, in, in.getInt(20), count, in.getInt(8)),
					section(frame, in, in.getInt(24), count, in.getInt(12)));
		}

		private static List<List<Values>> section(byte[] frame, ByteBuffer in, int offset, int count, int columns) {
			List<List<Values>> tables = new ArrayList<>();
			in.position((offset != 0) ? offset + 4 * count : 0);
			for (int table = 0; table < count && offset != 0; table++) {
				List<Values> values = new ArrayList<>();
				for (int column = 0; column < columns; column++) {
					values.add(Values.read(in));
				}
				tables.add(values);
			}
			return tables;
		}

	}

	/**
	 * A bind block.
	 *
	 * @param type the type's code
	 * @param marks 0 value, 1 NULL, 2 NONE
	 * @param hasLengths whether each value has a length
	 * @param values the bytes of each value, empty where absent
	 */
	public record Values(int type, byte[] marks, boolean hasLengths, List<byte[]> values) {

		/**
		 * Take a block apart.
		 */
		public static Values read(ByteBuffer in) {
			in.getInt();
			int type = in.getInt();
			int rows = in.getInt();
			byte[] marks = new byte[rows];
			in.get(marks);
			boolean hasLengths = in.get() != 0;
			int[] lengths = new int[rows];
			for (int row = 0; row < rows && hasLengths; row++) {
				lengths[row] = in.getInt();
			}
			int size = in.getInt();
			if (!hasLengths) {
				Arrays.fill(lengths, size / rows);
			}
			List<byte[]> values = new ArrayList<>();
			for (int row = 0; row < rows; row++) {
				byte[] value = new byte[lengths[row]];
				in.get(value);
				values.add(value);
			}
			return new Values(type, marks, hasLengths, values);
		}

	}

}
