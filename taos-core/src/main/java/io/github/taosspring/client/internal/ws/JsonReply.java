package io.github.taosspring.client.internal.ws;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;

/**
 * A reply in JSON: the head that all have and the fields of those that the transport asks
 * for ({@code controller/ws/ws/resp.go} and {@code query.go} of taosAdapter). Unknown
 * fields are skipped, and missing ones are zero.
 */
class JsonReply {

	private static final JsonFactory JSON = new JsonFactory();

	private int code;

	private String message = "";

	private String action = "";

	private long reqId;

	private String version = "";

	private long id;

	private boolean update;

	private long affectedRows;

	private long totalRows;

	private int precision;

	private List<String> names = List.of();

	private List<Long> types = List.of();

	private List<Long> lengths = List.of();

	private List<Long> precisions = List.of();

	private List<Long> scales = List.of();

	private long statementId;

	private boolean insert;

	private long affected;

	private int fieldCount;

	private List<JsonField> fields = List.of();

	JsonReply() {
	}

	/**
	 * Read a reply.
	 * @param text the frame
	 * @return the reply
	 * @throws io.github.taosspring.client.TaosInterfaceException if it is not an object
	 * in JSON, or a field is of another type than it should be
	 */
	static JsonReply read(String text) {
		return read(text, new JsonReply());
	}

	/**
	 * Read a reply.
	 * @param text the frame
	 * @param reply takes the fields
	 * @return {@code reply}
	 */
	static <T extends JsonReply> T read(String text, T reply) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				throw TaosErrors.malformed("Malformed reply: not an object in JSON: " + shown(text), null);
			}
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				JsonToken token = parser.nextToken();
				if (token == JsonToken.VALUE_NULL) {
					continue;
				}
				reply.readField(name, parser);
			}
		}
		catch (JacksonException ex) {
			throw TaosErrors.malformed("Malformed reply: " + ex.getOriginalMessage() + ": " + shown(text), ex);
		}
		return reply;
	}

	/**
	 * Read a field whose value is not null.
	 */
	void readField(String name, JsonParser parser) {
		switch (name) {
			case "code" -> this.code = parser.getIntValue();
			case "message" -> this.message = string(parser);
			case "action" -> this.action = string(parser);
			case "req_id" -> this.reqId = bits(parser);
			case "version" -> this.version = string(parser);
			case "id", "result_id" -> this.id = bits(parser);
			case "is_update" -> this.update = parser.getBooleanValue();
			case "affected_rows" -> this.affectedRows = parser.getLongValue();
			case "total_rows" -> this.totalRows = parser.getLongValue();
			case "precision" -> this.precision = parser.getIntValue();
			case "fields_names" -> this.names = list(parser, JsonReply::string);
			case "fields_types" -> this.types = list(parser, JsonParser::getLongValue);
			case "fields_lengths" -> this.lengths = list(parser, JsonParser::getLongValue);
			case "fields_precisions" -> this.precisions = list(parser, JsonParser::getLongValue);
			case "fields_scales" -> this.scales = list(parser, JsonParser::getLongValue);
			case "stmt_id" -> this.statementId = bits(parser);
			case "is_insert" -> this.insert = parser.getBooleanValue();
			case "affected" -> this.affected = parser.getLongValue();
			case "fields_count" -> this.fieldCount = parser.getIntValue();
			case "fields" -> this.fields = list(parser, JsonField::read);
			default -> parser.skipChildren();
		}
	}

	/**
	 * Return an id of 64 unsigned bits.
	 */
	private static long bits(JsonParser parser) {
		return (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) ? parser.getBigIntegerValue().longValue()
				: parser.getLongValue();
	}

	static <T> List<T> list(JsonParser parser, Function<JsonParser, T> element) {
		if (parser.currentToken() != JsonToken.START_ARRAY) {
			throw TaosErrors.malformed("Malformed reply: '" + parser.currentName() + "' is not a list", null);
		}
		List<T> values = new ArrayList<>();
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			values.add(element.apply(parser));
		}
		return values;
	}

	static String string(JsonParser parser) {
		if (parser.currentToken() != JsonToken.VALUE_STRING) {
			throw TaosErrors.malformed("Malformed reply: '" + parser.currentName() + "' is not a text", null);
		}
		return parser.getString();
	}

	private static String shown(String text) {
		return (text.length() > 200) ? text.substring(0, 200) + "..." : text;
	}

	int code() {
		return this.code;
	}

	String message() {
		return this.message;
	}

	String action() {
		return this.action;
	}

	long reqId() {
		return this.reqId;
	}

	String version() {
		return this.version;
	}

	/**
	 * Return the result's id, 0 for an update.
	 */
	long id() {
		return this.id;
	}

	boolean isUpdate() {
		return this.update;
	}

	long affectedRows() {
		return this.affectedRows;
	}

	/**
	 * Return the lines of a schemaless write.
	 */
	long totalRows() {
		return this.totalRows;
	}

	/**
	 * Return the columns of a query's result.
	 * @throws io.github.taosspring.client.TaosInterfaceException if the lists do not have
	 * the same length or a type is unknown
	 */
	List<TaosColumn> columns() {
		int count = this.names.size();
		if (count == 0 || this.types.size() != count || this.lengths.size() != count) {
			throw TaosErrors.malformed("Malformed reply to a query: " + count + " names, " + this.types.size()
					+ " types and " + this.lengths.size() + " lengths of columns", null);
		}
		List<TaosColumn> columns = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			columns.add(new TaosColumn(this.names.get(i), type(i), this.lengths.get(i).intValue(),
					optional(this.precisions, i), optional(this.scales, i)));
		}
		return List.copyOf(columns);
	}

	private TaosType type(int index) {
		long typeCode = this.types.get(index);
		try {
			return TaosType.fromCode((int) typeCode);
		}
		catch (IllegalArgumentException ex) {
			throw TaosErrors.malformed("Malformed reply to a query: unknown type code " + typeCode + " of column '"
					+ this.names.get(index) + "'", ex);
		}
	}

	/**
	 * Adapters before 3.3.6 do not send these lists.
	 */
	private static int optional(List<Long> values, int index) {
		return (index < values.size()) ? values.get(index).intValue() : 0;
	}

	TaosPrecision precision() {
		try {
			return TaosPrecision.fromCode(this.precision);
		}
		catch (IllegalArgumentException ex) {
			throw TaosErrors.malformed("Malformed reply to a query: unknown precision " + this.precision, ex);
		}
	}

	/**
	 * Return the statement's id.
	 */
	long statementId() {
		return this.statementId;
	}

	boolean isInsert() {
		return this.insert;
	}

	/**
	 * Return the rows that a statement affected.
	 */
	long affected() {
		return this.affected;
	}

	/**
	 * Return the number of a statement's placeholders.
	 */
	int fieldCount() {
		return this.fieldCount;
	}

	/**
	 * Return the placeholders of an INSERT.
	 */
	List<JsonField> fields() {
		return this.fields;
	}

}
