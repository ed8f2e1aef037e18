package io.github.taosspring.embedded.internal.schemaless;

import java.time.Instant;
import java.util.Collection;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * Reads the points of a request, in one pass over its bytes.
 */
public final class PointReader {

	private PointReader() {
	}

	/**
	 * Read the points of a request.
	 * @param request the request
	 * @param precision the unit of the database's timestamps
	 * @param now when it came: the timestamp of points that have none
	 * @return the points by super table
	 * @throws SqlException with TDengine's code and text if one of them is wrong
	 */
	public static Collection<Measurement> read(SchemalessRequest request, TaosPrecision precision, Instant now) {
		Points points = new Points(new ChildNames(request.tableNameKey()));
		PointTimes times = new PointTimes(precision, now);
		byte[] data = request.data();
		switch (request.protocol()) {
			case SchemalessRequest.LINE -> {
				requireLines(request);
				InfluxLines lines = new InfluxLines(data, points, times, request.precision());
				eachLine(data, true, lines::read);
			}
			case SchemalessRequest.TELNET -> {
				requireLines(request);
				TelnetLines lines = new TelnetLines(data, points, times);
				eachLine(data, false, lines::read);
			}
			case SchemalessRequest.JSON -> new JsonPoints(data, points, times).read();
			default -> throw new SqlException(0x3000, "protocol invalidate");
		}
		return points.finish();
	}

	private static void requireLines(SchemalessRequest request) {
		if (lines(request) == 0) {
			throw new SqlException(SchemalessErrors.INVALID_DATA, "line num is invalid");
		}
	}

	/**
	 * Count the lines of a request, comments left out.
	 * @param request the request
	 * @return the lines that it is said to have
	 */
	public static int lines(SchemalessRequest request) {
		int[] count = { 0 };
		eachLine(request.data(), request.protocol() == SchemalessRequest.LINE, (from, to) -> count[0]++);
		return count[0];
	}

	private static void eachLine(byte[] data, boolean comments, LineReader reader) {
		int from = 0;
		while (from < data.length) {
			int to = from;
			while (to < data.length && data[to] != '\n') {
				to++;
			}
			if (!comments || data[from] != '#') {
				reader.read(from, to);
			}
			from = to + 1;
		}
	}

	/**
	 * Reads a line.
	 */
	private interface LineReader {

		void read(int from, int to);

	}

}
