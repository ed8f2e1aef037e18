package io.github.taosspring.client.jdbc;

import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;

/**
 * A column or tag as DESCRIBE tells it.
 *
 * @param column name, type and declared length
 * @param tag whether it is a tag
 * @param key whether it is the time or the composite key that stands beside it
 */
record DescribedColumn(TaosColumn column, boolean tag, boolean key) {

	private static final Pattern TYPE = Pattern.compile("([A-Z0-9 ]+?) *(?:\\( *(\\d+) *(?:, *(\\d+) *)?\\))?");

	/** As many digits as 64 bits hold. */
	private static final int DECIMAL64_DIGITS = 18;

	/**
	 * Read a row of DESCRIBE.
	 * @param field the name
	 * @param typeName such as {@code INT UNSIGNED} or {@code DECIMAL(20, 4)}
	 * @param length as declared
	 * @param note TAG, or COMPOSITE KEY (PRIMARY KEY from some versions), or empty
	 * @param time whether it is the first column of a table with a time
	 */
	static DescribedColumn of(String field, String typeName, int length, String note, boolean time)
			throws SQLException {
		Matcher matcher = TYPE.matcher(typeName.toUpperCase(Locale.ROOT));
		if (!matcher.matches()) {
			throw unknown(field, typeName);
		}
		int precision = (matcher.group(2) != null) ? Integer.parseInt(matcher.group(2)) : 0;
		int scale = (matcher.group(3) != null) ? Integer.parseInt(matcher.group(3)) : 0;
		TaosType type = type(field, matcher.group(1), precision);
		TaosColumn column = new TaosColumn(field, type, length, type.isDecimal() ? precision : 0, scale);
		return new DescribedColumn(column, note.equals("TAG"), time || note.endsWith(" KEY"));
	}

	private static TaosType type(String field, String name, int precision) throws SQLException {
		if (name.equals("BINARY")) {
			return TaosType.VARCHAR;
		}
		if (name.equals("DECIMAL")) {
			return (precision <= DECIMAL64_DIGITS) ? TaosType.DECIMAL64 : TaosType.DECIMAL;
		}
		for (TaosType type : TaosType.values()) {
			if (type.sqlName().equals(name)) {
				return type;
			}
		}
		throw unknown(field, name);
	}

	private static SQLException unknown(String field, String type) {
		return JdbcErrors.unsupported("The type '" + type + "' of column '" + field + "'");
	}

}
