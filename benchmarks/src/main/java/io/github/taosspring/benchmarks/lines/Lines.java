package io.github.taosspring.benchmarks.lines;

import io.github.taosspring.benchmarks.replay.DataSet;
import io.github.taosspring.benchmarks.replay.Meters;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.client.schemaless.PointBatch;

/**
 * The lines that are written: smart meters' rows, a hundred meters in turn.
 */
public final class Lines {

	/** The fields of a row. */
	public static final int FIELDS = 3;

	private static final int METERS = 100;

	private static final String[] NAMES = new String[METERS];

	private static final String[] GROUPS = new String[METERS];

	static {
		for (int i = 0; i < METERS; i++) {
			NAMES[i] = "d" + (Meters.FIRST_TABLE + i);
			GROUPS[i] = String.valueOf(Meters.groupId(i));
		}
	}

	private Lines() {
	}

	static String text(int row) {
		int meter = row % METERS;
		return "meters,device=" + NAMES[meter] + ",groupid=" + GROUPS[meter] + ",location=" + Meters.location(meter)
				+ " current=" + DataSet.current(row) + "f32,voltage=" + DataSet.voltage(row) + "i32,phase="
				+ DataSet.phase(row) + "f32 " + DataSet.timestamp(row);
	}

	/**
	 * Add a row to a batch.
	 * @param batch the batch
	 * @param point filled with the row
	 * @param row the row from 0
	 */
	public static void add(PointBatch batch, Point point, int row) {
		int meter = row % METERS;
		point.reset("meters")
			.tag("device", NAMES[meter])
			.tag("groupid", GROUPS[meter])
			.tag("location", Meters.location(meter))
			.field("current", DataSet.current(row))
			.field("voltage", DataSet.voltage(row))
			.field("phase", DataSet.phase(row))
			.time(DataSet.timestamp(row), TaosPrecision.MILLISECOND);
		batch.add(point);
	}

}
