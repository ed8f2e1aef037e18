package io.github.taosspring.client.schemaless;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosPrecision;

/**
 * A row of a schemaless write: a measurement, tags, fields of TDengine's types, and a
 * time.
 * <p>
 * Filled anew by {@link #reset}, it can be used again and again without allocating. What
 * was added to a {@link PointBatch} does not change with it. Names and values are checked
 * there, because protocols differ in what they can hold.
 * <p>
 * The type of a field's argument is the type of its column, and stays it: the server
 * refuses {@code field("n", 1)}, an INT, where {@code field("n", 1L)} was before, a
 * BIGINT. NULL is a field that is not there.
 * <p>
 * Not thread-safe.
 */
public final class Point {

	private String measurement;

	private String[] tagKeys = new String[8];

	private String[] tagValues = new String[8];

	private int tags;

	private String[] names = new String[8];

	private FieldType[] types = new FieldType[8];

	private long[] bits = new long[8];

	private @Nullable Object[] values = new @Nullable Object[8];

	private int fields;

	private @Nullable Instant instant;

	/** The unit of {@link #time}, {@code null} if it is not set. */
	private @Nullable TaosPrecision precision;

	private long time;

	private Point(String measurement) {
		this.measurement = Objects.requireNonNull(measurement, "measurement");
	}

	/**
	 * Create a point.
	 * @param measurement the name of the super table, or of OpenTSDB's metric; the server
	 * turns dots into underscores
	 * @return a point without tags, fields and time
	 */
	public static Point measurement(String measurement) {
		return new Point(measurement);
	}

	/**
	 * Make this a point without tags, fields and time.
	 * @param newMeasurement the name of the super table
	 * @return this
	 */
	public Point reset(String newMeasurement) {
		this.measurement = Objects.requireNonNull(newMeasurement, "measurement");
		this.tags = 0;
		this.fields = 0;
		this.instant = null;
		this.precision = null;
		return this;
	}

	/**
	 * Add a tag. The order of tags does not matter.
	 * @param key the name
	 * @param value the value, not empty: the server has no empty tag, leave it out
	 * @return this
	 * @throws io.github.taosspring.client.TaosInterfaceException if the value is empty
	 */
	public Point tag(String key, String value) {
		Objects.requireNonNull(key, "key");
		if (value.isEmpty()) {
			throw TaosErrors.misuse("The tag '" + key + "' of '" + this.measurement
					+ "' is empty, which schemaless writing cannot express; leave it out");
		}
		if (this.tags == this.tagKeys.length) {
			this.tagKeys = Arrays.copyOf(this.tagKeys, 2 * this.tags);
			this.tagValues = Arrays.copyOf(this.tagValues, 2 * this.tags);
		}
		this.tagKeys[this.tags] = key;
		this.tagValues[this.tags++] = value;
		return this;
	}

	/**
	 * Add a BOOL.
	 * @param name the column
	 * @param value the value
	 * @return this
	 */
	public Point field(String name, boolean value) {
		return add(name, FieldType.BOOL, value ? 1 : 0, null);
	}

	/**
	 * Add a TINYINT.
	 * @param name the column
	 * @param value the value
	 * @return this
	 */
	public Point field(String name, byte value) {
		return add(name, FieldType.TINYINT, value, null);
	}

	/**
	 * Add a SMALLINT.
	 * @param name the column
	 * @param value the value
	 * @return this
	 */
	public Point field(String name, short value) {
		return add(name, FieldType.SMALLINT, value, null);
	}

	/**
	 * Add an INT.
	 * @param name the column
	 * @param value the value
	 * @return this
	 */
	public Point field(String name, int value) {
		return add(name, FieldType.INT, value, null);
	}

	/**
	 * Add a BIGINT.
	 * @param name the column
	 * @param value the value
	 * @return this
	 */
	public Point field(String name, long value) {
		return add(name, FieldType.BIGINT, value, null);
	}

	/**
	 * Add a TINYINT UNSIGNED.
	 * @param name the column
	 * @param value the value, 0 to 255
	 * @return this
	 * @throws io.github.taosspring.client.TaosInterfaceException if it is out of range
	 */
	public Point tinyintUnsigned(String name, int value) {
		return addUnsigned(name, FieldType.TINYINT_UNSIGNED, value, 0xff);
	}

	/**
	 * Add a SMALLINT UNSIGNED.
	 * @param name the column
	 * @param value the value, 0 to 65535
	 * @return this
	 * @throws io.github.taosspring.client.TaosInterfaceException if it is out of range
	 */
	public Point smallintUnsigned(String name, int value) {
		return addUnsigned(name, FieldType.SMALLINT_UNSIGNED, value, 0xffff);
	}

	/**
	 * Add an INT UNSIGNED.
	 * @param name the column
	 * @param value the value, 0 to 4294967295
	 * @return this
	 * @throws io.github.taosspring.client.TaosInterfaceException if it is out of range
	 */
	public Point intUnsigned(String name, long value) {
		return addUnsigned(name, FieldType.INT_UNSIGNED, value, 0xffff_ffffL);
	}

	/**
	 * Add a BIGINT UNSIGNED.
	 * @param name the column
	 * @param value the value's 64 bits, see {@link Long#parseUnsignedLong(String)}
	 * @return this
	 */
	public Point bigintUnsigned(String name, long value) {
		return add(name, FieldType.BIGINT_UNSIGNED, value, null);
	}

	/**
	 * Add a FLOAT.
	 * @param name the column
	 * @param value the value
	 * @return this
	 * @throws io.github.taosspring.client.TaosInterfaceException if it is NaN or
	 * infinite, which lines cannot express
	 */
	public Point field(String name, float value) {
		checkFinite(name, value);
		return add(name, FieldType.FLOAT, Float.floatToRawIntBits(value), null);
	}

	/**
	 * Add a DOUBLE.
	 * @param name the column
	 * @param value the value
	 * @return this
	 * @throws io.github.taosspring.client.TaosInterfaceException if it is NaN or
	 * infinite, which lines cannot express
	 */
	public Point field(String name, double value) {
		checkFinite(name, value);
		return add(name, FieldType.DOUBLE, Double.doubleToRawLongBits(value), null);
	}

	/**
	 * Add a VARCHAR.
	 * @param name the column
	 * @param value the value
	 * @return this
	 */
	public Point field(String name, String value) {
		return add(name, FieldType.VARCHAR, 0, Objects.requireNonNull(value, "value"));
	}

	/**
	 * Add an NCHAR.
	 * @param name the column
	 * @param value the value
	 * @return this
	 */
	public Point nchar(String name, String value) {
		return add(name, FieldType.NCHAR, 0, Objects.requireNonNull(value, "value"));
	}

	/**
	 * Add a VARBINARY.
	 * @param name the column
	 * @param value the bytes, not copied
	 * @return this
	 */
	public Point varbinary(String name, byte[] value) {
		return add(name, FieldType.VARBINARY, 0, Objects.requireNonNull(value, "value"));
	}

	/**
	 * Add a GEOMETRY.
	 * @param name the column
	 * @param wkt the value as well-known text, such as {@code POINT(1 2)}
	 * @return this
	 */
	public Point geometry(String name, String wkt) {
		return add(name, FieldType.GEOMETRY, 0, Objects.requireNonNull(wkt, "wkt"));
	}

	/**
	 * Set the time. A point without one gets the time at which it is added to a batch.
	 * @param value the time, after 1970 began: the server takes 0 for its own time
	 * @return this
	 */
	public Point time(Instant value) {
		this.instant = Objects.requireNonNull(value, "value");
		this.precision = null;
		return this;
	}

	/**
	 * Set the time.
	 * @param value the time in units since 1970 began, greater than zero
	 * @param unit the unit
	 * @return this
	 */
	public Point time(long value, TaosPrecision unit) {
		this.precision = Objects.requireNonNull(unit, "unit");
		this.time = value;
		this.instant = null;
		return this;
	}

	private void checkFinite(String name, double value) {
		if (Double.isNaN(value) || Double.isInfinite(value)) {
			throw TaosErrors.misuse("The field '" + name + "' of '" + this.measurement + "' is " + value
					+ ", which schemaless writing cannot express; leave it out");
		}
	}

	private Point addUnsigned(String name, FieldType type, long value, long max) {
		if (value < 0 || value > max) {
			throw TaosErrors.misuse(
					"The field '" + name + "' of '" + this.measurement + "' is " + value + ", not from 0 to " + max);
		}
		return add(name, type, value, null);
	}

	private Point add(String name, FieldType type, long number, @Nullable Object value) {
		Objects.requireNonNull(name, "name");
		if (this.fields == this.names.length) {
			int size = 2 * this.fields;
			this.names = Arrays.copyOf(this.names, size);
			this.types = Arrays.copyOf(this.types, size);
			this.bits = Arrays.copyOf(this.bits, size);
			this.values = Arrays.copyOf(this.values, size);
		}
		this.names[this.fields] = name;
		this.types[this.fields] = type;
		this.bits[this.fields] = number;
		this.values[this.fields++] = value;
		return this;
	}

	/**
	 * Return a hash of the child table that this point belongs to: equal for points of
	 * one table.
	 * @param tableNameKey the tag that names the table, empty for none
	 * @return the hash
	 */
	public int tableHash(String tableNameKey) {
		int hash = this.measurement.hashCode();
		for (int i = 0; i < this.tags; i++) {
			if (this.tagKeys[i].equals(tableNameKey)) {
				return this.tagValues[i].hashCode();
			}
			// whatever the order of the tags
			hash += this.tagKeys[i].hashCode() * 31 ^ this.tagValues[i].hashCode();
		}
		return hash;
	}

	String measurement() {
		return this.measurement;
	}

	int tags() {
		return this.tags;
	}

	String tagKey(int index) {
		return this.tagKeys[index];
	}

	String tagValue(int index) {
		return this.tagValues[index];
	}

	int fields() {
		return this.fields;
	}

	String name(int index) {
		return this.names[index];
	}

	FieldType type(int index) {
		return this.types[index];
	}

	/**
	 * Return the number in a field, a floating one as its bits.
	 */
	long bits(int index) {
		return this.bits[index];
	}

	/**
	 * Return the text in a field.
	 */
	String text(int index) {
		return (String) Objects.requireNonNull(this.values[index]);
	}

	/**
	 * Return the bytes in a field.
	 */
	byte[] bytes(int index) {
		return (byte[]) Objects.requireNonNull(this.values[index]);
	}

	boolean hasTime() {
		return this.instant != null || this.precision != null;
	}

	/**
	 * Return the time in a unit.
	 * @param truncate whether what is finer is cut off rather than refused
	 * @throws io.github.taosspring.client.TaosInterfaceException if it is finer than the
	 * unit, out of its range or not after 1970 began
	 */
	long time(TaosPrecision unit, boolean truncate) {
		long value;
		try {
			value = convert(unit, truncate);
		}
		catch (ArithmeticException ex) {
			throw refused("cannot be written in the unit '" + unit.sqlName() + "': " + ex.getMessage());
		}
		if (value <= 0) {
			throw refused("cannot be written: the server takes 0 for its own time and refuses what is before 1970");
		}
		return value;
	}

	private RuntimeException refused(String why) {
		Object shown = (this.instant != null) ? this.instant
				: this.time + " " + Objects.requireNonNull(this.precision).sqlName();
		return TaosErrors.misuse("The time " + shown + " of '" + this.measurement + "' " + why);
	}

	private long convert(TaosPrecision unit, boolean truncate) {
		if (this.instant != null) {
			long nanosPerUnit = 1_000_000_000L / unit.unitsPerSecond();
			int nano = this.instant.getNano();
			if (nano % nanosPerUnit != 0 && !truncate) {
				throw new ArithmeticException("it is finer");
			}
			return Math.addExact(Math.multiplyExact(this.instant.getEpochSecond(), unit.unitsPerSecond()),
					nano / nanosPerUnit);
		}
		long from = Objects.requireNonNull(this.precision).unitsPerSecond();
		if (from <= unit.unitsPerSecond()) {
			return Math.multiplyExact(this.time, unit.unitsPerSecond() / from);
		}
		long ratio = from / unit.unitsPerSecond();
		if (this.time % ratio != 0 && !truncate) {
			throw new ArithmeticException("it is finer");
		}
		return Math.floorDiv(this.time, ratio);
	}

	@Override
	public String toString() {
		return "Point[" + this.measurement + ", " + this.tags + " tags, "
				+ Arrays.toString(Arrays.copyOf(this.names, this.fields)) + "]";
	}

}
