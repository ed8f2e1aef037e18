package io.github.taosspring.benchmarks.replay;

import java.util.List;
import java.util.Locale;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.wire.BlockEncoder;

/**
 * What can be read from the replay server: the row of a smart meter, alone or with its
 * tags and the name of its table.
 * <p>
 * Values are functions of the row's number, so that a reader's sums can be checked.
 */
public enum DataSet {

	/** Timestamp, float, int, float. */
	NUMBERS(List.of(new TaosColumn("ts", TaosType.TIMESTAMP, 8, 0, 0),
			new TaosColumn("current", TaosType.FLOAT, 4, 0, 0), new TaosColumn("voltage", TaosType.INT, 4, 0, 0),
			new TaosColumn("phase", TaosType.FLOAT, 4, 0, 0))),

	/** The same with an int and a varchar tag and the table's name. */
	TAGGED(List.of(new TaosColumn("ts", TaosType.TIMESTAMP, 8, 0, 0),
			new TaosColumn("current", TaosType.FLOAT, 4, 0, 0), new TaosColumn("voltage", TaosType.INT, 4, 0, 0),
			new TaosColumn("phase", TaosType.FLOAT, 4, 0, 0), new TaosColumn("groupid", TaosType.INT, 4, 0, 0),
			new TaosColumn("location", TaosType.VARCHAR, 24, 0, 0),
			new TaosColumn("tbname", TaosType.VARCHAR, 192, 0, 0)));

	/** The rows of a message of the topic on a data set, whose name is the set's. */
	public static final int MESSAGE_ROWS = 4000;

	private static final String[] LOCATIONS = { "California.SanFrancisco", "California.LosAngles",
			"California.SanDiego", "California.SanJose", "California.PaloAlto", "California.Campbell",
			"California.MountainView", "California.Sunnyvale", "California.SantaClara", "California.Cupertino" };

	private static final int ROWS_PER_TABLE = 1000;

	private static final long FIRST_TIMESTAMP = 1_700_000_000_000L;

	private final List<TaosColumn> columns;

	DataSet(List<TaosColumn> columns) {
		this.columns = columns;
	}

	/**
	 * Return the columns.
	 * @return the columns in order
	 */
	public List<TaosColumn> columns() {
		return this.columns;
	}

	/**
	 * Return the statement that reads rows of this set.
	 * @param rows how many
	 * @return the SQL text
	 */
	public String sql(long rows) {
		return "select * from " + name().toLowerCase() + " limit " + rows;
	}

	/**
	 * Return the topic whose messages have rows of this set.
	 * @return its name
	 */
	public String topic() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return a row's time.
	 * @param row the row from 0
	 * @return milliseconds since the epoch
	 */
	public static long timestamp(long row) {
		return FIRST_TIMESTAMP + 10 * row;
	}

	/**
	 * Return a row's current.
	 * @param row the row from 0
	 * @return a value that sums up exactly in a double
	 */
	public static float current(long row) {
		return 8 + (row % 97) * 0.125f;
	}

	/**
	 * Return a row's voltage.
	 * @param row the row from 0
	 * @return the value
	 */
	public static int voltage(long row) {
		return 210 + (int) (row % 23);
	}

	/**
	 * Return a row's phase.
	 * @param row the row from 0
	 * @return a value that sums up exactly in a double
	 */
	public static float phase(long row) {
		return 0.25f + (row % 31) / 128f;
	}

	/**
	 * Return a row's first tag.
	 * @param row the row from 0
	 * @return the value
	 */
	public static int groupId(long row) {
		return 1 + (int) (row / ROWS_PER_TABLE % 10);
	}

	/**
	 * Return a row's second tag.
	 * @param row the row from 0
	 * @return the value
	 */
	public static String location(long row) {
		return LOCATIONS[(int) (row / ROWS_PER_TABLE * 7 % LOCATIONS.length)];
	}

	/**
	 * Return the name of a row's table.
	 * @param row the row from 0
	 * @return the name
	 */
	public static String table(long row) {
		return "d" + (1000 + row / ROWS_PER_TABLE);
	}

	/**
	 * Append a row to a block.
	 * @param encoder an encoder with this set's columns
	 * @param row the row from 0
	 */
	public void append(BlockEncoder encoder, long row) {
		encoder.column(0).appendLong(timestamp(row));
		encoder.column(1).appendFloat(current(row));
		encoder.column(2).appendLong(voltage(row));
		encoder.column(3).appendFloat(phase(row));
		if (this == TAGGED) {
			encoder.column(4).appendLong(groupId(row));
			encoder.column(5).appendString(location(row));
			encoder.column(6).appendString(table(row));
		}
	}

}
