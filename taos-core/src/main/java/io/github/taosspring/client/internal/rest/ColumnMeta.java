package io.github.taosspring.client.internal.rest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosType;

/**
 * Reads {@code column_meta}: {@code [name, type, length]} for each column, types by their
 * names in SQL ({@code driver/common/datatype.go} of taosAdapter).
 */
final class ColumnMeta {

	private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d{1,2}), ?(\\d{1,2})\\)");

	/** The most digits that 64 bits hold; the server chooses the width by it. */
	private static final int MAX_DIGITS_64 = 18;

	private static final int MAX_COLUMNS = 1 << 20;

	private static final Map<String, TaosType> TYPES = new HashMap<>();

	static {
		for (TaosType type : TaosType.values()) {
			if (!type.isDecimal()) {
				TYPES.put(type.sqlName(), type);
			}
		}
		TYPES.put("BINARY", TaosType.VARCHAR);
	}

	private ColumnMeta() {
	}

	/**
	 * Read the columns at whose array the parser is.
	 */
	static List<TaosColumn> read(JsonParser parser) {
		List<TaosColumn> columns = new ArrayList<>();
		require(parser.currentToken() == JsonToken.START_ARRAY);
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			require(parser.currentToken() == JsonToken.START_ARRAY && columns.size() < MAX_COLUMNS);
			require(parser.nextToken() == JsonToken.VALUE_STRING);
			String name = parser.getString();
			require(parser.nextToken() == JsonToken.VALUE_STRING);
			String type = parser.getString();
			require(parser.nextToken() == JsonToken.VALUE_NUMBER_INT);
			columns.add(column(name, type, parser.getIntValue()));
			require(parser.nextToken() == JsonToken.END_ARRAY);
		}
		require(!columns.isEmpty());
		return List.copyOf(columns);
	}

	private static TaosColumn column(String name, String typeName, int length) {
		TaosType type = TYPES.get(typeName);
		if (type != null) {
			return new TaosColumn(name, type, length, 0, 0);
		}
		Matcher decimal = DECIMAL.matcher(typeName);
		if (!decimal.matches()) {
			throw TaosErrors.malformed("Malformed answer: unknown type '" + typeName + "' of column '" + name + "'",
					null);
		}
		int precision = Integer.parseInt(decimal.group(1));
		return new TaosColumn(name, (precision <= MAX_DIGITS_64) ? TaosType.DECIMAL64 : TaosType.DECIMAL, length,
				precision, Integer.parseInt(decimal.group(2)));
	}

	/**
	 * Return whether these are the columns of the answer to an update.
	 */
	static boolean isUpdate(@Nullable List<TaosColumn> columns) {
		return columns != null && columns.size() == 1 && "affected_rows".equals(columns.get(0).name())
				&& columns.get(0).type() == TaosType.INT;
	}

	private static void require(boolean right) {
		if (!right) {
			throw wrong();
		}
	}

	private static TaosException wrong() {
		return TaosErrors.malformed("Malformed answer: column_meta is not a list of names, types and lengths", null);
	}

}
