package io.github.taosspring.benchmarks.replay;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;

/**
 * What the super table {@code meters} says of itself: its columns, and its child tables'
 * tags. Child tables are {@code d10000}, {@code d10001} and so on.
 */
public final class Meters {

	/** The number in the name of the first child table. */
	public static final int FIRST_TABLE = 10_000;

	private static final Pattern TAGS = Pattern.compile(
			"select tags tbname, groupid, location from meters where tbname in \\((.*)\\)", Pattern.CASE_INSENSITIVE);

	private static final Pattern NAME = Pattern.compile("'d(\\d+)'");

	private static final List<TaosColumn> COLUMNS = List.of(new TaosColumn("ts", TaosType.TIMESTAMP, 8, 0, 0),
			new TaosColumn("current", TaosType.FLOAT, 4, 0, 0), new TaosColumn("voltage", TaosType.INT, 4, 0, 0),
			new TaosColumn("phase", TaosType.FLOAT, 4, 0, 0), new TaosColumn("groupid", TaosType.INT, 4, 0, 0),
			new TaosColumn("location", TaosType.VARCHAR, 24, 0, 0));

	private static final List<TaosColumn> DESCRIPTION = List.of(new TaosColumn("field", TaosType.VARCHAR, 64, 0, 0),
			new TaosColumn("type", TaosType.VARCHAR, 20, 0, 0), new TaosColumn("length", TaosType.INT, 4, 0, 0),
			new TaosColumn("note", TaosType.VARCHAR, 12, 0, 0));

	private static final List<TaosColumn> TAG_VALUES = List.of(new TaosColumn("tbname", TaosType.VARCHAR, 192, 0, 0),
			new TaosColumn("groupid", TaosType.INT, 4, 0, 0), new TaosColumn("location", TaosType.VARCHAR, 24, 0, 0));

	private Meters() {
	}

	/**
	 * Return a child table's first tag.
	 * @param table the table from 0
	 * @return the value
	 */
	public static int groupId(int table) {
		return 1 + table % 10;
	}

	/**
	 * Return a child table's second tag.
	 * @param table the table from 0
	 * @return the value, always the same object
	 */
	public static String location(int table) {
		return DataSet.location(1000L * table);
	}

	/**
	 * Find what a statement answers.
	 * @param sql the text without back-quotes
	 * @return the answer, {@code null} for a statement that is not about the super table
	 */
	static Statements.@Nullable Answer answer(String sql) {
		if (sql.equalsIgnoreCase("select * from meters limit 0")) {
			return new Statements.Answer(COLUMNS, (index) -> null);
		}
		if (sql.equalsIgnoreCase("describe meters")) {
			return Statements.one(DESCRIPTION, (encoder) -> {
				for (TaosColumn column : COLUMNS) {
					encoder.column(0).appendString(column.name());
					encoder.column(1).appendString(column.type().name());
					encoder.column(2).appendLong(column.length());
					encoder.column(3)
						.appendString(
								(column.name().equals("groupid") || column.name().equals("location")) ? "TAG" : "");
				}
			});
		}
		Matcher tags = TAGS.matcher(sql);
		return tags.matches() ? tags(tags.group(1)) : null;
	}

	private static Statements.Answer tags(String names) {
		return Statements.one(TAG_VALUES, (encoder) -> {
			Matcher name = NAME.matcher(names);
			while (name.find()) {
				int table = Integer.parseInt(name.group(1)) - FIRST_TABLE;
				encoder.column(0).appendString("d" + name.group(1));
				encoder.column(1).appendLong(groupId(table));
				encoder.column(2).appendString(location(table));
			}
		});
	}

}
