package io.github.taosspring.client.internal.ws;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosLimits;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.StatementField;
import io.github.taosspring.client.statement.StatementField.Role;

/**
 * A placeholder as {@code stmt2_prepare}, {@code get_tag_fields} and
 * {@code get_col_fields} describe it ({@code driver/common/stmt/field.go} of
 * taosAdapter).
 *
 * @param name the name
 * @param type the type's code
 * @param precision a TIMESTAMP's precision
 * @param scale a DECIMAL's scale, 0 on 3.3.7.5
 * @param bytes the width in the schema: the declared length and 2 bytes, 4 bytes a
 * character of NCHAR
 * @param role 1 column, 2 tag, 3 a query's parameter, 4 the table's name
 */
record JsonField(String name, int type, int precision, int scale, int bytes, int role) {

	private static final int PREFIX = 2;

	/**
	 * Read a placeholder.
	 * @throws io.github.taosspring.client.TaosInterfaceException if it is none
	 */
	static JsonField read(JsonParser parser) {
		if (parser.currentToken() != JsonToken.START_OBJECT) {
			throw TaosErrors.malformed("Malformed reply: a placeholder is not an object", null);
		}
		String name = "";
		int[] numbers = new int[5];
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String property = parser.currentName();
			parser.nextToken();
			switch (property) {
				case "name" -> name = JsonReply.string(parser);
				case "field_type" -> numbers[0] = parser.getIntValue();
				case "precision" -> numbers[1] = parser.getIntValue();
				case "scale" -> numbers[2] = parser.getIntValue();
				case "bytes" -> numbers[3] = parser.getIntValue();
				case "bind_type" -> numbers[4] = parser.getIntValue();
				default -> parser.skipChildren();
			}
		}
		return new JsonField(name, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
	}

	/**
	 * Return the same with another role; statements of the first kind do not tell it.
	 */
	JsonField withRole(int newRole) {
		return new JsonField(this.name, this.type, this.precision, this.scale, this.bytes, newRole);
	}

	/**
	 * Return the placeholder.
	 * @throws io.github.taosspring.client.TaosInterfaceException if a code is unknown
	 */
	StatementField toField() {
		try {
			TaosType taosType = TaosType.fromCode(this.type);
			TaosPrecision time = (taosType == TaosType.TIMESTAMP) ? TaosPrecision.fromCode(this.precision)
					: TaosPrecision.MILLISECOND;
			boolean decimal = taosType.isDecimal() && this.precision > 0;
			TaosColumn column = new TaosColumn(this.name, taosType, length(taosType), decimal ? this.precision : 0,
					decimal ? this.scale : 0);
			return new StatementField(toRole(), column, time);
		}
		catch (IllegalArgumentException ex) {
			throw TaosErrors.malformed(
					"Malformed description of a statement: " + ex.getMessage() + " of placeholder '" + this.name + "'",
					ex);
		}
	}

	private Role toRole() {
		return switch (this.role) {
			case 1 -> Role.COLUMN;
			case 2 -> Role.TAG;
			case 4 -> Role.TABLE_NAME;
			default -> throw new IllegalArgumentException("unknown bind type " + this.role);
		};
	}

	private int length(TaosType taosType) {
		if (this.role == 4) {
			return TaosLimits.TABLE_NAME_BYTES;
		}
		return switch (taosType) {
			case VARCHAR, VARBINARY, GEOMETRY -> this.bytes - PREFIX;
			case NCHAR -> (this.bytes - PREFIX) / 4;
			// no length is declared
			case JSON, BLOB -> 0;
			default -> taosType.width();
		};
	}

}
