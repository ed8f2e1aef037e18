package io.github.taosspring.embedded.internal.insert;

import java.nio.charset.StandardCharsets;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.value.JsonDocument;
import io.github.taosspring.embedded.internal.value.Wkb;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Checks bound values against their columns and tags ({@code parInsertStmt.c}).
 */
final class BoundValues {

	private static final int INVALID_OPERATION = 0x0200;

	private static final int SYNTAX_ERROR = 0x0216;

	private static final int VALUE_TOO_LONG = 0x2653;

	private static final int INVALID_PARAMETER_VALUE = 0x2803;

	private BoundValues() {
	}

	/**
	 * Return the values of a column.
	 * @param values the values
	 * @param column the column
	 * @param rows the rows of the other columns
	 */
	static Vector column(ParameterValues values, SchemaColumn column, int rows) {
		if (values.rows() != rows) {
			throw new SqlException(INVALID_OPERATION, "row number in each bind param should be the same");
		}
		ColumnType type = column.type();
		if (values.type() != type.type()) {
			if (rows > 1 || !values.isNull(0)) {
				throw typeMismatch();
			}
			Vector nothing = new Vector(type, 1);
			nothing.setNull(0);
			return nothing;
		}
		Vector vector = values.read(type);
		switch (type.type()) {
			case VARCHAR, VARBINARY, BLOB -> checkBytes(vector, rows, type.length());
			case NCHAR -> checkCharacters(vector, rows, column);
			case GEOMETRY -> {
				checkBytes(vector, rows, type.length());
				for (int row = 0; row < rows; row++) {
					checkGeometry(vector.objects[row]);
				}
			}
			default -> {
				// as long as any other value of its type
			}
		}
		return vector;
	}

	private static SqlException typeMismatch() {
		return new SqlException(INVALID_OPERATION, "column type mis-match with buffer type");
	}

	private static void checkBytes(Vector vector, int rows, int length) {
		for (int row = 0; row < rows; row++) {
			if (vector.objects[row] instanceof byte[] bytes && bytes.length > length) {
				throw new SqlException(VALUE_TOO_LONG, "Value too long for column/tag");
			}
		}
	}

	private static void checkCharacters(Vector vector, int rows, SchemaColumn column) {
		int length = column.type().length();
		for (int row = 0; row < rows; row++) {
			if (vector.objects[row] instanceof byte[] bytes && bytes.length > length && characters(bytes) > length) {
				throw CellWriter.tooLong(column.name());
			}
		}
	}

	private static int characters(byte[] utf8) {
		int count = 0;
		for (byte b : utf8) {
			count += ((b & 0xC0) != 0x80) ? 1 : 0;
		}
		return count;
	}

	private static void checkGeometry(@Nullable Object value) {
		if (value instanceof byte[] bytes) {
			try {
				Wkb.parse(bytes);
			}
			catch (IllegalArgumentException ex) {
				throw new SqlException(INVALID_PARAMETER_VALUE, "Invalid function para value", ex);
			}
		}
	}

	/**
	 * Return the value of a tag.
	 * @param values a value that is not NULL
	 * @param tag the tag
	 * @return the value as {@code Vector.get} gives it, {@code null} for a document that
	 * is empty
	 */
	static @Nullable Object tag(ParameterValues values, SchemaColumn tag) {
		ColumnType type = tag.type();
		// a text is the same bytes in each of its types
		if (values.type() != type.type() && !(CellWriter.isText(type.type()) && CellWriter.isText(values.type()))) {
			throw typeMismatch();
		}
		Object value = values.read(type).get(0);
		if (!(value instanceof byte[] bytes)) {
			return value;
		}
		if (type.type() == TaosType.JSON) {
			return json(new String(bytes, StandardCharsets.UTF_8));
		}
		int most = (type.type() == TaosType.NCHAR) ? 4 * type.length() : type.length();
		if (bytes.length > most) {
			throw new SqlException(INVALID_OPERATION, "tag length is too big");
		}
		if (type.type() == TaosType.NCHAR && characters(bytes) > type.length()) {
			throw new SqlException(VALUE_TOO_LONG, "Value too long for column/tag");
		}
		if (type.type() == TaosType.GEOMETRY) {
			checkGeometry(bytes);
		}
		return bytes;
	}

	private static byte @Nullable [] json(String text) {
		try {
			return JsonDocument.parse(text);
		}
		catch (JsonDocument.BadDocumentException ex) {
			throw new SqlException(SYNTAX_ERROR, "syntax error near '" + text + "' (" + ex.getMessage() + ")", ex);
		}
	}

	static int countUnset(ParameterValues values) {
		int count = 0;
		for (int row = 0; row < values.rows(); row++) {
			count += values.isUnset(row) ? 1 : 0;
		}
		return count;
	}

	static boolean[] unset(ParameterValues values) {
		boolean[] unset = new boolean[values.rows()];
		for (int row = 0; row < unset.length; row++) {
			unset[row] = values.isUnset(row);
		}
		return unset;
	}

}
