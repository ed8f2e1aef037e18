package io.github.taosspring.client.internal.ws;

import java.util.List;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.tmq.TmqMeta;

/**
 * A reply in JSON of a subscription ({@code controller/ws/tmq/tmq.go} of taosAdapter).
 */
final class TmqReply extends JsonReply {

	private boolean haveMessage;

	private String topic = "";

	private String database = "";

	private int vgroup;

	private int messageType;

	private long messageId;

	private long offset;

	private boolean completed;

	private String tableName = "";

	private List<Assigned> assignment = List.of();

	private List<Long> offsets = List.of();

	private List<String> topics = List.of();

	private List<TmqMeta> metas = List.of();

	private TmqReply() {
	}

	/**
	 * Read a reply.
	 * @throws io.github.taosspring.client.TaosInterfaceException if it is not an object
	 * in JSON, or a field is of another type than it should be
	 */
	static TmqReply of(String text) {
		return read(text, new TmqReply());
	}

	@Override
	void readField(String name, JsonParser parser) {
		switch (name) {
			case "have_message" -> this.haveMessage = parser.getBooleanValue();
			case "topic" -> this.topic = string(parser);
			case "database" -> this.database = string(parser);
			case "vgroup_id" -> this.vgroup = parser.getIntValue();
			case "message_type" -> this.messageType = parser.getIntValue();
			case "message_id" -> this.messageId = parser.getLongValue();
			case "offset" -> this.offset = parser.getLongValue();
			case "completed" -> this.completed = parser.getBooleanValue();
			case "table_name" -> this.tableName = string(parser);
			case "assignment" -> this.assignment = list(parser, Assigned::read);
			case "committed", "position" -> this.offsets = list(parser, JsonParser::getLongValue);
			case "topics" -> this.topics = list(parser, JsonReply::string);
			case "data" -> this.metas = JsonMeta.read(parser);
			default -> super.readField(name, parser);
		}
	}

	boolean hasMessage() {
		return this.haveMessage;
	}

	String topic() {
		return this.topic;
	}

	String database() {
		return this.database;
	}

	int vgroup() {
		return this.vgroup;
	}

	int messageType() {
		return this.messageType;
	}

	long messageId() {
		return this.messageId;
	}

	/**
	 * Return the offset that the poll tells: where a message of rows begins, and where a
	 * message without rows ends.
	 */
	long offset() {
		return this.offset;
	}

	/**
	 * Return whether a {@code fetch} found no more blocks.
	 */
	boolean isCompleted() {
		return this.completed;
	}

	String tableName() {
		return this.tableName;
	}

	List<Assigned> assignment() {
		return this.assignment;
	}

	/**
	 * Return what was committed, or the positions, in the order asked for.
	 */
	List<Long> offsets() {
		return this.offsets;
	}

	List<String> topics() {
		return this.topics;
	}

	List<TmqMeta> metas() {
		return this.metas;
	}

	/**
	 * A vgroup that is assigned.
	 *
	 * @param vgroup its id
	 * @param offset where the server reads on
	 * @param begin the first offset that the log has
	 * @param end the offset behind the last one
	 */
	record Assigned(int vgroup, long offset, long begin, long end) {

		private static Assigned read(JsonParser parser) {
			if (parser.currentToken() != JsonToken.START_OBJECT) {
				throw TaosErrors.malformed("Malformed reply: an assignment is not an object", null);
			}
			long[] numbers = new long[4];
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String property = parser.currentName();
				parser.nextToken();
				switch (property) {
					case "vgroup_id" -> numbers[0] = parser.getLongValue();
					case "offset" -> numbers[1] = parser.getLongValue();
					case "begin" -> numbers[2] = parser.getLongValue();
					case "end" -> numbers[3] = parser.getLongValue();
					default -> parser.skipChildren();
				}
			}
			return new Assigned((int) numbers[0], numbers[1], numbers[2], numbers[3]);
		}

	}

}
