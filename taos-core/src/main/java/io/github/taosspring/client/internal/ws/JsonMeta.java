package io.github.taosspring.client.internal.ws;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.tmq.TmqMeta;
import io.github.taosspring.client.tmq.TmqMeta.Alteration;
import io.github.taosspring.client.tmq.TmqMeta.Column;
import io.github.taosspring.client.tmq.TmqMeta.Compression;
import io.github.taosspring.client.tmq.TmqMeta.TableType;
import io.github.taosspring.client.tmq.TmqMeta.TagValue;

/**
 * Reads what {@code fetch_json_meta} tells: a change, or several behind
 * {@code tmq_meta_version} ({@code clientRawBlockWrite.c} of TDengine 3.3.7).
 */
final class JsonMeta {

	private String type = "";

	private String tableType = "";

	private String tableName = "";

	private String using = "";

	private String sql = "";

	private int alterType;

	private @Nullable String colName;

	private @Nullable String colNewName;

	private @Nullable String colValue;

	private int colType = -1;

	private int length;

	private boolean primaryKey;

	private @Nullable String encode;

	private @Nullable String compress;

	private @Nullable String level;

	private List<JsonMeta> columns = List.of();

	private List<JsonMeta> tags = List.of();

	private List<JsonMeta> createList = List.of();

	private List<String> tableNames = List.of();

	private @Nullable List<JsonMeta> metas;

	private JsonMeta() {
	}

	/**
	 * Read the changes.
	 * @throws io.github.taosspring.client.TaosInterfaceException if they are of another
	 * shape or an unknown kind
	 */
	static List<TmqMeta> read(JsonParser parser) {
		JsonMeta document = readObject(parser);
		List<TmqMeta> changes = new ArrayList<>();
		List<JsonMeta> several = document.metas;
		if (several != null) {
			several.forEach((each) -> each.addTo(changes));
		}
		else {
			document.addTo(changes);
		}
		return List.copyOf(changes);
	}

	private static JsonMeta readObject(JsonParser parser) {
		if (parser.currentToken() != JsonToken.START_OBJECT) {
			throw TaosErrors.malformed("Malformed change of tables: '" + parser.currentName() + "' is not an object",
					null);
		}
		JsonMeta read = new JsonMeta();
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String property = parser.currentName();
			if (parser.nextToken() != JsonToken.VALUE_NULL) {
				read.readField(property, parser);
			}
		}
		return read;
	}

	private void readField(String property, JsonParser parser) {
		switch (property) {
			case "type" -> {
				// of a change a word, of a column or tag a code
				if (parser.currentToken() == JsonToken.VALUE_STRING) {
					this.type = parser.getString();
				}
				else {
					this.colType = parser.getIntValue();
				}
			}
			case "tableType" -> this.tableType = JsonReply.string(parser);
			case "tableName" -> this.tableName = JsonReply.string(parser);
			case "using" -> this.using = JsonReply.string(parser);
			case "sql" -> this.sql = JsonReply.string(parser);
			case "alterType" -> this.alterType = parser.getIntValue();
			case "colName", "name" -> this.colName = JsonReply.string(parser);
			case "colNewName" -> this.colNewName = JsonReply.string(parser);
			case "colValue", "value" -> this.colValue = text(parser);
			case "colType" -> this.colType = parser.getIntValue();
			case "colLength", "length" -> this.length = parser.getIntValue();
			case "isPrimarykey" -> this.primaryKey = parser.getBooleanValue();
			case "encode" -> this.encode = JsonReply.string(parser);
			case "compress" -> this.compress = JsonReply.string(parser);
			case "level" -> this.level = JsonReply.string(parser);
			case "columns" -> this.columns = JsonReply.list(parser, JsonMeta::readObject);
			case "tags" -> this.tags = JsonReply.list(parser, JsonMeta::readObject);
			case "createList" -> this.createList = JsonReply.list(parser, JsonMeta::readObject);
			case "tableNameList" -> this.tableNames = JsonReply.list(parser, JsonReply::string);
			case "metas" -> this.metas = JsonReply.list(parser, JsonMeta::readObject);
			default -> parser.skipChildren();
		}
	}

	/**
	 * Return a tag's value, which is a number or a text.
	 */
	private static @Nullable String text(JsonParser parser) {
		if (!parser.currentToken().isScalarValue()) {
			throw TaosErrors.malformed("Malformed change of tables: '" + parser.currentName() + "' is no value", null);
		}
		return parser.getString();
	}

	private void addTo(List<TmqMeta> changes) {
		switch (this.type) {
			case "create" -> addCreated(changes);
			case "alter" -> changes.add(altered());
			case "drop" -> changes.add("super".equals(this.tableType) ? new TmqMeta.DropSuperTable(this.tableName)
					: new TmqMeta.DropTables(List.copyOf(this.tableNames)));
			case "delete" -> changes.add(new TmqMeta.Delete(this.sql));
			default -> throw unknown("type", this.type);
		}
	}

	private void addCreated(List<TmqMeta> changes) {
		switch (this.tableType) {
			case "super" ->
				changes.add(new TmqMeta.CreateSuperTable(this.tableName, columns(this.columns), columns(this.tags)));
			case "normal" -> changes.add(new TmqMeta.CreateNormalTable(this.tableName, columns(this.columns)));
			case "child" -> {
				// a list names the first one again
				List<JsonMeta> created = this.createList.isEmpty() ? List.of(this) : this.createList;
				created.forEach((each) -> changes
					.add(new TmqMeta.CreateChildTable(each.tableName, each.using, tagValues(each.tags))));
			}
			default -> throw unknown("table type", this.tableType);
		}
	}

	private TmqMeta altered() {
		return new TmqMeta.AlterTable(tableType(), this.tableName, alteration(), this.colName, this.colNewName,
				(this.colType >= 0) ? type(this.colType) : null, this.length, alteredTags(), compression());
	}

	private List<TagValue> alteredTags() {
		if (this.alterType == Alteration.SET_TAG.code()) {
			return List.of(new TagValue(Objects.requireNonNullElse(this.colName, ""), null, this.colValue));
		}
		return tagValues(this.tags);
	}

	private Alteration alteration() {
		for (Alteration each : Alteration.values()) {
			if (each.code() == this.alterType) {
				return each;
			}
		}
		throw unknown("alteration", Integer.toString(this.alterType));
	}

	private TableType tableType() {
		return switch (this.tableType) {
			case "super" -> TableType.SUPER;
			case "normal" -> TableType.NORMAL;
			case "child" -> TableType.CHILD;
			default -> throw unknown("table type", this.tableType);
		};
	}

	private static List<Column> columns(List<JsonMeta> columns) {
		return columns.stream()
			.map((each) -> new Column(Objects.requireNonNullElse(each.colName, ""), type(each.colType), each.length,
					each.primaryKey, each.compression()))
			.toList();
	}

	private static List<TagValue> tagValues(List<JsonMeta> tags) {
		return tags.stream()
			.map((each) -> new TagValue(Objects.requireNonNullElse(each.colName, ""),
					(each.colType >= 0) ? type(each.colType) : null, each.colValue))
			.toList();
	}

	private @Nullable Compression compression() {
		return (this.encode != null || this.compress != null || this.level != null)
				? new Compression(this.encode, this.compress, this.level) : null;
	}

	private static TaosType type(int code) {
		try {
			return TaosType.fromCode(code);
		}
		catch (IllegalArgumentException ex) {
			throw unknown("type code", Integer.toString(code));
		}
	}

	private static TaosException unknown(String what, String value) {
		return TaosErrors.malformed("Malformed change of tables: unknown " + what + " '" + value + "'", null);
	}

}
