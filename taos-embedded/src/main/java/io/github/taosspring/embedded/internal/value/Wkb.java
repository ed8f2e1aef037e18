package io.github.taosspring.embedded.internal.value;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The bytes of a geometry (WKB), read.
 * <p>
 * Immutable. Every geometry is a type with points, rings or members, whichever it has.
 */
public final class Wkb {

	private static final String[] NAMES = { "", "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING",
			"MULTIPOLYGON", "GEOMETRYCOLLECTION" };

	private static final int POINT = 1;

	private static final int LINE_STRING = 2;

	private static final int POLYGON = 3;

	private final int type;

	/** The coordinates of points and lines, one list for each ring of a polygon. */
	private final List<double[]> lines;

	private final List<Wkb> members;

	private Wkb(int type, List<double[]> lines, List<Wkb> members) {
		this.type = type;
		this.lines = lines;
		this.members = members;
	}

	/**
	 * Read the bytes of a geometry.
	 * @param bytes the bytes in either byte order
	 * @return the geometry
	 * @throws IllegalArgumentException if they are none
	 */
	public static Wkb parse(byte[] bytes) {
		try {
			return read(ByteBuffer.wrap(bytes));
		}
		catch (java.nio.BufferUnderflowException ex) {
			throw new IllegalArgumentException("A geometry ends too early", ex);
		}
	}

	private static Wkb read(ByteBuffer buffer) {
		buffer.order((buffer.get() == 0) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
		int type = buffer.getInt();
		if (type < POINT || type >= NAMES.length) {
			throw new IllegalArgumentException("No geometry of two dimensions: " + type);
		}
		List<double[]> lines = new ArrayList<>();
		List<Wkb> members = new ArrayList<>();
		switch (type) {
			case POINT -> lines.add(coordinates(buffer, 1));
			case LINE_STRING -> lines.add(coordinates(buffer, buffer.getInt()));
			default -> {
				int count = buffer.getInt();
				for (int i = 0; i < count; i++) {
					if (type == POLYGON) {
						lines.add(coordinates(buffer, buffer.getInt()));
					}
					else {
						members.add(read(buffer));
					}
				}
			}
		}
		return new Wkb(type, lines, members);
	}

	private static double[] coordinates(ByteBuffer buffer, int points) {
		if (points < 0 || points > buffer.remaining() / (2 * Double.BYTES)) {
			throw new IllegalArgumentException("A geometry has a bad number of points: " + points);
		}
		double[] coordinates = new double[points * 2];
		for (int i = 0; i < coordinates.length; i++) {
			coordinates[i] = buffer.getDouble();
		}
		return coordinates;
	}

	/**
	 * Return the bytes of a point.
	 * @param x the first coordinate
	 * @param y the second coordinate
	 * @return the bytes, little endian
	 */
	public static byte[] point(double x, double y) {
		return ByteBuffer.allocate(21)
			.order(ByteOrder.LITTLE_ENDIAN)
			.put((byte) 1)
			.putInt(POINT)
			.putDouble(x)
			.putDouble(y)
			.array();
	}

	/**
	 * Return this geometry as text, with six digits behind the points.
	 * @return such as {@code POINT (1.000000 2.000000)}
	 */
	public String text() {
		String name = NAMES[this.type];
		return isEmpty() ? name + " EMPTY" : name + " " + body();
	}

	private boolean isEmpty() {
		return this.members.isEmpty() && (this.lines.isEmpty() || this.lines.get(0).length == 0 || isEmptyPoint());
	}

	private boolean isEmptyPoint() {
		return this.type == POINT && Double.isNaN(this.lines.get(0)[0]);
	}

	private String body() {
		List<String> parts = new ArrayList<>();
		if (this.type == POINT || this.type == LINE_STRING) {
			return "(" + points(this.lines.get(0)) + ")";
		}
		for (double[] ring : this.lines) {
			parts.add("(" + points(ring) + ")");
		}
		for (Wkb member : this.members) {
			parts.add(switch (this.type) {
				case 4 -> points(member.lines.get(0));
				case 7 -> member.text();
				default -> member.body();
			});
		}
		return "(" + String.join(", ", parts) + ")";
	}

	private static String points(double[] coordinates) {
		List<String> points = new ArrayList<>();
		for (int i = 0; i < coordinates.length; i += 2) {
			points.add(String.format(Locale.ROOT, "%.6f %.6f", coordinates[i], coordinates[i + 1]));
		}
		return String.join(", ", points);
	}

	/**
	 * Return whether this is a single point.
	 * @return whether it is a POINT that isn't empty
	 */
	public boolean isPoint() {
		return this.type == POINT && !isEmptyPoint();
	}

	/**
	 * Return the first coordinate of a point.
	 * @return the coordinate
	 */
	public double x() {
		return this.lines.get(0)[0];
	}

	/**
	 * Return the second coordinate of a point.
	 * @return the coordinate
	 */
	public double y() {
		return this.lines.get(0)[1];
	}

	/** Where a point lies. */
	public enum Place {

		/** Outside. */
		OUTSIDE,

		/** On the boundary: the edge of a polygon, the ends of a line. */
		BOUNDARY,

		/** Inside. */
		INSIDE

	}

	/**
	 * Return where a point lies with regard to this geometry.
	 * @param x the first coordinate
	 * @param y the second coordinate
	 * @return its place; in a collection the innermost of its places
	 */
	public Place place(double x, double y) {
		if (isEmpty()) {
			return Place.OUTSIDE;
		}
		return switch (this.type) {
			case POINT -> (x() == x && y() == y) ? Place.INSIDE : Place.OUTSIDE;
			case LINE_STRING -> onLine(this.lines.get(0), x, y);
			case POLYGON -> inPolygon(x, y);
			default -> {
				Place best = Place.OUTSIDE;
				for (Wkb member : this.members) {
					Place place = member.place(x, y);
					best = (place.compareTo(best) > 0) ? place : best;
				}
				yield best;
			}
		};
	}

	private static Place onLine(double[] line, double x, double y) {
		int last = line.length - 2;
		boolean closed = line[0] == line[last] && line[1] == line[last + 1];
		for (int i = 0; i < last; i += 2) {
			if (onSegment(line, i, x, y)) {
				boolean end = line[0] == x && line[1] == y || line[last] == x && line[last + 1] == y;
				return (end && !closed) ? Place.BOUNDARY : Place.INSIDE;
			}
		}
		return Place.OUTSIDE;
	}

	private static boolean onSegment(double[] line, int i, double x, double y) {
		double cross = (line[i + 2] - line[i]) * (y - line[i + 1]) - (line[i + 3] - line[i + 1]) * (x - line[i]);
		return cross == 0 && x >= Math.min(line[i], line[i + 2]) && x <= Math.max(line[i], line[i + 2])
				&& y >= Math.min(line[i + 1], line[i + 3]) && y <= Math.max(line[i + 1], line[i + 3]);
	}

	/** Crossings of a ray to the right, holes included: an odd number means inside. */
	private Place inPolygon(double x, double y) {
		boolean inside = false;
		for (double[] ring : this.lines) {
			for (int i = 0; i < ring.length - 2; i += 2) {
				if (onSegment(ring, i, x, y)) {
					return Place.BOUNDARY;
				}
				boolean crosses = (ring[i + 1] > y) != (ring[i + 3] > y);
				if (crosses
						&& x < (ring[i + 2] - ring[i]) * (y - ring[i + 1]) / (ring[i + 3] - ring[i + 1]) + ring[i]) {
					inside = !inside;
				}
			}
		}
		return inside ? Place.INSIDE : Place.OUTSIDE;
	}

}
