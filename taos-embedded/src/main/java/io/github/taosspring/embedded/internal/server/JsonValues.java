package io.github.taosspring.embedded.internal.server;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.insert.ParameterValues;
import io.github.taosspring.embedded.internal.insert.StatementField;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.vector.Vector;

/**
 * Reads the values that JSON carries to a statement of the first kind
 * ({@code controller/ws/stmt/convert.go} of taosAdapter).
 */
final class JsonValues {

	private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

	private JsonValues() {
	}

	/**
	 * Read the values of columns.
	 * @param columns a list of values for each column
	 * @param fields the columns
	 * @throws SqlException 0xFFFF if they don't fit
	 */
	static List<ParameterValues> columns(@Nullable Object columns, List<StatementField> fields) {
		if (!(columns instanceof List<?> lists) || lists.size() != fields.size()) {
			throw bad("column", "expect an array of " + fields.size() + " arrays");
		}
		List<ParameterValues> values = new ArrayList<>();
		for (int i = 0; i < fields.size(); i++) {
			if (!(lists.get(i) instanceof List<?> cells)) {
				throw bad("column", "expect an array of " + fields.size() + " arrays");
			}
			values.add(read("column", cells, fields.get(i)));
		}
		return values;
	}

	/**
	 * Read the values of tags.
	 * @param tags a value for each tag
	 * @param fields the tags
	 * @throws SqlException 0xFFFF if they don't fit
	 */
	static List<ParameterValues> tags(@Nullable Object tags, List<StatementField> fields) {
		if (!(tags instanceof List<?> cells) || cells.size() != fields.size()) {
			throw bad("tag", "expect an array of " + fields.size());
		}
		List<ParameterValues> values = new ArrayList<>();
		for (int i = 0; i < fields.size(); i++) {
			values.add(read("tag", cells.subList(i, i + 1), fields.get(i)));
		}
		return values;
	}

	private static ParameterValues read(String what, List<?> cells, StatementField field) {
		Vector vector = new Vector(field.type(), cells.size());
		for (int row = 0; row < cells.size(); row++) {
			Object cell = cells.get(row);
			if (cell == null) {
				vector.setNull(row);
				continue;
			}
			Object value = value(cell, field);
			if (value == null) {
				throw bad(what, "no value of " + field.type().sql() + ": " + cell);
			}
			vector.set(row, value);
		}
		return new VectorValues(field.type().type(), vector, 0, cells.size(), VectorValues.NONE_UNSET);
	}

	private static SqlException bad(String what, String why) {
		return new SqlException(AdapterError.CATCH_ALL, "stmt parse " + what + " json:" + why);
	}

	private static @Nullable Object value(Object cell, StatementField field) {
		return switch (field.type().type()) {
			case BOOL -> (cell instanceof Boolean bool) ? (Object) (bool ? 1L : 0L) : null;
			case TINYINT -> signed(cell, Byte.MIN_VALUE, Byte.MAX_VALUE);
			case SMALLINT -> signed(cell, Short.MIN_VALUE, Short.MAX_VALUE);
			case INT -> signed(cell, Integer.MIN_VALUE, Integer.MAX_VALUE);
			case BIGINT -> signed(cell, Long.MIN_VALUE, Long.MAX_VALUE);
			case TINYINT_UNSIGNED -> signed(cell, 0, 0xFFL);
			case SMALLINT_UNSIGNED -> signed(cell, 0, 0xFFFFL);
			case INT_UNSIGNED -> signed(cell, 0, 0xFFFF_FFFFL);
			case BIGINT_UNSIGNED -> unsigned(cell);
			case FLOAT -> (cell instanceof Number number) ? (Object) (double) number.floatValue() : null;
			case DOUBLE -> (cell instanceof Number number) ? (Object) number.doubleValue() : null;
			case TIMESTAMP -> (cell instanceof String text) ? timestamp(text, field.precision())
					: signed(cell, Long.MIN_VALUE, Long.MAX_VALUE);
			case VARCHAR, NCHAR, JSON -> (cell instanceof String text) ? text.getBytes(StandardCharsets.UTF_8) : null;
			case VARBINARY, GEOMETRY -> (cell instanceof String text) ? hexadecimal(text) : null;
			default ->
				throw new SqlException(AdapterError.CATCH_ALL, "stmt get column type error, err:unsupported type: "
						+ field.type().type().code() + ", name " + field.name());
		};
	}

	private static @Nullable Long signed(Object cell, long least, long most) {
		if (cell instanceof Integer || cell instanceof Long) {
			long value = ((Number) cell).longValue();
			return (value >= least && value <= most) ? value : null;
		}
		return null;
	}

	private static @Nullable Long unsigned(Object cell) {
		BigInteger value = (cell instanceof BigInteger big) ? big : (cell instanceof Integer || cell instanceof Long)
				? BigInteger.valueOf(((Number) cell).longValue()) : null;
		return (value != null && value.signum() >= 0 && value.compareTo(MAX_UNSIGNED) <= 0) ? value.longValue() : null;
	}

	private static @Nullable Long timestamp(String text, TaosPrecision precision) {
		try {
			OffsetDateTime time = OffsetDateTime.parse(text);
			long perSecond = precision.unitsPerSecond();
			return Math.addExact(Math.multiplyExact(time.toEpochSecond(), perSecond),
					time.getNano() / (1_000_000_000L / perSecond));
		}
		catch (DateTimeParseException | ArithmeticException ex) {
			return null;
		}
	}

	private static byte @Nullable [] hexadecimal(String text) {
		try {
			return HexFormat.of().parseHex(text);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
