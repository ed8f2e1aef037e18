package io.github.taosspring.embedded.internal.tmq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.analysis.TagText;
import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.value.JsonDocument;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Describes changes of tables in JSON, as {@code fetch_json_meta} answers
 * ({@code clientRawBlockWrite.c} of TDengine 3.3.7).
 */
final class MetaDocuments {

	private static final int ADD_TAG = 1;

	private static final int DROP_TAG = 2;

	private static final int RENAME_TAG = 3;

	private static final int SET_TAG = 4;

	private static final int ADD_COLUMN = 5;

	private static final int DROP_COLUMN = 6;

	private static final int WIDEN_COLUMN = 7;

	private static final int WIDEN_TAG = 8;

	private static final int SET_OPTIONS = 9;

	private static final int RENAME_COLUMN = 10;

	private static final int COMPRESS_COLUMN = 13;

	private static final int ADD_COLUMN_WITH_STORAGE = 14;

	private static final int SET_TAGS = 15;

	private MetaDocuments() {
	}

	static String batch(List<String> documents) {
		return "{\"tmq_meta_version\":\"1.0\",\"metas\":[" + String.join(",", documents) + "]}";
	}

	static String createSuperTable(Change.CreateSuperTable create) {
		return createTable("super", create.table().name(), create.schema());
	}

	private static String createTable(String kind, String name, TableSchema schema) {
		StringBuilder json = begin("create", kind, name).append(",\"columns\":[");
		for (int i = 0; i < schema.columns().size(); i++) {
			SchemaColumn column = schema.columns().get(i);
			json.append((i > 0) ? ",{" : "{");
			typed(json, "name", "type", "length", column);
			json.append(",\"isPrimarykey\":").append(column.key());
			member(json, "encode", column.encode());
			member(json, "compress", column.compress());
			member(json, "level", column.level());
			json.append('}');
		}
		json.append("],\"tags\":[");
		for (int i = 0; i < schema.tags().size(); i++) {
			json.append((i > 0) ? ",{" : "{");
			typed(json, "name", "type", "length", schema.tags().get(i));
			json.append('}');
		}
		return json.append("]}").toString();
	}

	/**
	 * Describe new tables: normal ones one by one, the children of a super table
	 * together.
	 */
	static List<String> create(List<Change.Creation> creations) {
		List<String> documents = new ArrayList<>();
		List<SuperTable> parents = new ArrayList<>();
		for (Change.Creation creation : creations) {
			SuperTable parent = creation.table().parent();
			if (parent == null) {
				documents.add(createTable("normal", creation.table().name(), creation.schema()));
			}
			else if (!parents.contains(parent)) {
				parents.add(parent);
			}
		}
		for (SuperTable parent : parents) {
			documents
				.add(createChildren(creations.stream().filter((each) -> each.table().parent() == parent).toList()));
		}
		return documents;
	}

	/**
	 * Describe new child tables in one document.
	 */
	static String createChildren(List<Change.Creation> children) {
		StringBuilder json = new StringBuilder("{\"type\":\"create\",\"tableType\":\"child\",");
		child(json, children.get(0));
		json.append(",\"createList\":[");
		for (int i = 0; i < children.size() && children.size() > 1; i++) {
			json.append((i > 0) ? ",{" : "{");
			child(json, children.get(i));
			json.append('}');
		}
		return json.append("]}").toString();
	}

	private static void child(StringBuilder json, Change.Creation creation) {
		DataTable table = creation.table();
		SuperTable parent = Objects.requireNonNull(table.parent());
		List<SchemaColumn> tags = creation.schema().tags();
		json.append("\"tableName\":").append(JsonDocument.quote(table.name()));
		member(json, "using", parent.name());
		json.append(",\"tagNum\":").append(tags.size()).append(",\"tags\":[");
		boolean first = true;
		for (SchemaColumn tag : tags) {
			Object value = TagBytes.value(creation.tags(), tag);
			if (value != null) {
				json.append(first ? "{" : ",{").append("\"name\":").append(JsonDocument.quote(tag.name()));
				json.append(",\"type\":").append(tag.type().type().code()).append(",\"value\":");
				json.append(tagValue(value, tag.type(), table.database().options().precision())).append('}');
				first = false;
			}
		}
		json.append(']');
	}

	/**
	 * Return a tag's value: a number, or a text with the text as a literal.
	 */
	private static String tagValue(Object value, ColumnType type, TaosPrecision precision) {
		if (value instanceof Number number && !type.type().isDecimal()) {
			return JsonDocument.number((type.type() == TaosType.BIGINT_UNSIGNED)
					? Double.parseDouble(Long.toUnsignedString(number.longValue())) : number.doubleValue());
		}
		return JsonDocument.quote(text(value, type, precision));
	}

	private static String text(Object value, ColumnType type, TaosPrecision precision) {
		String literal = TagText.literal(value, type, precision);
		return (type.type() == TaosType.JSON) ? literal.substring(1, literal.length() - 1) : literal;
	}

	/**
	 * Describe each difference of two schemas.
	 */
	static List<String> alter(String kind, String name, TableSchema before, TableSchema after) {
		List<String> documents = new ArrayList<>();
		documents.addAll(alter(kind, name, before.columns(), after.columns(), false));
		documents.addAll(alter(kind, name, before.tags(), after.tags(), true));
		return documents;
	}

	private static List<String> alter(String kind, String name, List<SchemaColumn> before, List<SchemaColumn> after,
			boolean tag) {
		List<String> documents = new ArrayList<>();
		for (SchemaColumn old : before) {
			SchemaColumn now = bySlot(after, old.slot());
			if (now == null) {
				documents.add(end(alteration(kind, name, tag ? DROP_TAG : DROP_COLUMN, old)));
				continue;
			}
			if (!now.name().equals(old.name())) {
				StringBuilder json = alteration(kind, name, tag ? RENAME_TAG : RENAME_COLUMN, old);
				member(json, "colNewName", now.name());
				documents.add(end(json));
			}
			if (!now.type().equals(old.type())) {
				documents.add(typed(kind, name, tag ? WIDEN_TAG : WIDEN_COLUMN, now));
			}
			addCompression(documents, kind, name, old, now);
		}
		for (SchemaColumn column : after) {
			if (bySlot(before, column.slot()) == null) {
				documents.add(tag ? typed(kind, name, ADD_TAG, column) : addColumn(kind, name, column));
			}
		}
		return documents;
	}

	private static String addColumn(String kind, String name, SchemaColumn column) {
		SchemaColumn plain = SchemaColumn.column(column.name(), column.type(), column.slot(), column.key());
		if (column.equals(plain)) {
			return typed(kind, name, ADD_COLUMN, column);
		}
		StringBuilder json = alteration(kind, name, ADD_COLUMN_WITH_STORAGE).append(',');
		typed(json, "colName", "colType", "colLength", column);
		// the first of the three is all that a real server names
		member(json, "encode", column.encode());
		return end(json);
	}

	private static void addCompression(List<String> documents, String kind, String name, SchemaColumn old,
			SchemaColumn now) {
		List<String[]> pairs = List.of(new String[] { "encode", old.encode(), now.encode() },
				new String[] { "compress", old.compress(), now.compress() },
				new String[] { "level", old.level(), now.level() });
		for (String[] pair : pairs) {
			if (!pair[1].equals(pair[2])) {
				StringBuilder json = alteration(kind, name, COMPRESS_COLUMN, now);
				member(json, pair[0], pair[2]);
				documents.add(end(json));
			}
		}
	}

	private static @Nullable SchemaColumn bySlot(List<SchemaColumn> columns, int slot) {
		return columns.stream().filter((column) -> column.slot() == slot).findFirst().orElse(null);
	}

	private static String typed(String kind, String name, int alterType, SchemaColumn column) {
		StringBuilder json = alteration(kind, name, alterType).append(',');
		typed(json, "colName", "colType", "colLength", column);
		return end(json);
	}

	private static StringBuilder alteration(String kind, String name, int alterType, SchemaColumn column) {
		StringBuilder json = alteration(kind, name, alterType);
		member(json, "colName", column.name());
		return json;
	}

	private static StringBuilder alteration(String kind, String name, int alterType) {
		return begin("alter", kind, name).append(",\"alterType\":").append(alterType);
	}

	/**
	 * Describe other options of a table, of which documents tell no more.
	 */
	static String setOptions(String kind, String name) {
		return end(alteration(kind, name, SET_OPTIONS));
	}

	/**
	 * Describe other values of tags.
	 * @return the document, none if no value is another one
	 */
	static List<String> setTags(Change.SetTags change) {
		List<SchemaColumn> changed = change.schema()
			.tags()
			.stream()
			.filter((tag) -> !same(TagBytes.value(change.before(), tag), TagBytes.value(change.after(), tag)))
			.toList();
		String name = change.table().name();
		TaosPrecision precision = change.table().database().options().precision();
		if (changed.isEmpty()) {
			return List.of();
		}
		if (changed.size() == 1) {
			StringBuilder json = alteration("child", name, SET_TAG).append(',');
			assignment(json, changed.get(0), TagBytes.value(change.after(), changed.get(0)), precision);
			return List.of(end(json));
		}
		StringBuilder json = alteration("child", name, SET_TAGS).append(",\"tags\":[");
		for (int i = 0; i < changed.size(); i++) {
			json.append((i > 0) ? ",{" : "{");
			assignment(json, changed.get(i), TagBytes.value(change.after(), changed.get(i)), precision);
			json.append('}');
		}
		return List.of(json.append("]}").toString());
	}

	private static boolean same(@Nullable Object left, @Nullable Object right) {
		return (left instanceof byte[] a && right instanceof byte[] b) ? Arrays.equals(a, b)
				: Objects.equals(left, right);
	}

	private static void assignment(StringBuilder json, SchemaColumn tag, @Nullable Object value,
			TaosPrecision precision) {
		json.append("\"colName\":").append(JsonDocument.quote(tag.name()));
		if (value != null) {
			member(json, "colValue", (value instanceof Double number) ? String.format(Locale.ROOT, "%e", number)
					: text(value, tag.type(), precision));
		}
		json.append(",\"colValueNull\":").append(value == null);
	}

	static String dropSuperTable(SuperTable table) {
		return end(begin("drop", "super", table.name()));
	}

	static String dropTables(List<DataTable> tables) {
		return "{\"type\":\"drop\",\"tableNameList\":["
				+ String.join(",", tables.stream().map((table) -> JsonDocument.quote(table.name())).toList()) + "]}";
	}

	static String delete(DataTable table, long from, long to) {
		String time = "`" + table.schema().columns().get(0).name() + "`";
		String sql = "delete from `" + table.name() + "` where " + time + " >= " + from + " and " + time + " <= " + to;
		return "{\"type\":\"delete\",\"sql\":" + JsonDocument.quote(sql) + "}";
	}

	private static StringBuilder begin(String type, String kind, String name) {
		StringBuilder json = new StringBuilder(256).append("{\"type\":\"").append(type).append("\",\"tableType\":\"");
		return json.append(kind).append("\",\"tableName\":").append(JsonDocument.quote(name));
	}

	private static String end(StringBuilder json) {
		return json.append('}').toString();
	}

	private static void typed(StringBuilder json, String nameKey, String typeKey, String lengthKey,
			SchemaColumn column) {
		TaosType type = column.type().type();
		json.append('"').append(nameKey).append("\":").append(JsonDocument.quote(column.name()));
		json.append(",\"").append(typeKey).append("\":").append(type.code());
		boolean sized = switch (type) {
			case VARCHAR, NCHAR, VARBINARY, GEOMETRY, BLOB -> true;
			default -> false;
		};
		if (sized) {
			json.append(",\"").append(lengthKey).append("\":").append(column.type().length());
		}
	}

	private static void member(StringBuilder json, String name, String value) {
		json.append(",\"").append(name).append("\":").append(JsonDocument.quote(value));
	}

}
