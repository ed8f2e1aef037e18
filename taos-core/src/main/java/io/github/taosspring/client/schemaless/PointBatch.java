package io.github.taosspring.client.schemaless;

import java.util.Objects;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.wire.LineBuffer;

/**
 * Points that wait to be written, as lines of one protocol in one growing buffer. Filled,
 * written and {@linkplain #clear() cleared} again and again, it allocates nothing per
 * point or field.
 * <p>
 * A point is checked as it is added: what the protocol cannot express is refused by name
 * and not added, nothing is changed on the way. A point without a time gets the present
 * one then, so that writing the batch again writes the same rows. No two of one series in
 * this process get the same; if they come faster than milliseconds pass (microseconds,
 * nanoseconds where {@link #of(SchemalessProtocol, SchemalessPrecision)} says so), their
 * times run ahead of the clock.
 * <p>
 * Not thread-safe.
 */
public final class PointBatch {

	private final SchemalessProtocol protocol;

	private final SchemalessPrecision precision;

	private final TaosPrecision unit;

	private final TaosPrecision stampUnit;

	private final Stamps stamps;

	private final LineBuffer lines = new LineBuffer();

	private PointEncoder encoder;

	private boolean truncateTimestamps;

	private boolean splitFields;

	private String tableNameKey = "";

	private int points;

	PointBatch(SchemalessProtocol protocol, SchemalessPrecision precision, Stamps stamps) {
		this.protocol = protocol;
		this.precision = precision;
		this.unit = unit(protocol, precision);
		this.stampUnit = (precision == SchemalessPrecision.NOT_CONFIGURED) ? TaosPrecision.MILLISECOND : this.unit;
		this.stamps = stamps;
		this.encoder = encoder(false);
	}

	private static TaosPrecision unit(SchemalessProtocol protocol, SchemalessPrecision precision) {
		if (protocol == SchemalessProtocol.TELNET && precision != SchemalessPrecision.NOT_CONFIGURED
				&& precision != SchemalessPrecision.MILLISECONDS) {
			throw TaosErrors
				.unsupported("The " + protocol.title() + " has only seconds and milliseconds, no " + precision);
		}
		return switch (precision) {
			case NOT_CONFIGURED ->
				(protocol == SchemalessProtocol.LINE) ? TaosPrecision.NANOSECOND : TaosPrecision.MILLISECOND;
			case MILLISECONDS -> TaosPrecision.MILLISECOND;
			case MICROSECONDS -> TaosPrecision.MICROSECOND;
			case NANOSECONDS -> TaosPrecision.NANOSECOND;
			case HOURS, MINUTES, SECONDS ->
				throw TaosErrors.unsupported("Points are written in ms, us or ns, not in " + precision);
		};
	}

	private PointEncoder encoder(boolean split) {
		return switch (this.protocol) {
			case LINE -> new LineEncoder();
			case TELNET -> new TelnetEncoder(split);
			case JSON -> new JsonEncoder(split, this.unit.sqlName());
		};
	}

	/**
	 * Create an empty batch whose times are written in nanoseconds, in OpenTSDB's
	 * protocols in milliseconds. Points without a time get one in whole milliseconds,
	 * which every database can hold.
	 * @param protocol how points are written
	 * @return the batch
	 */
	public static PointBatch of(SchemalessProtocol protocol) {
		return of(protocol, SchemalessPrecision.NOT_CONFIGURED);
	}

	/**
	 * Create an empty batch.
	 * @param protocol how points are written
	 * @param precision the unit of the times, best that of the database: finer ones are
	 * refused here rather than cut off by the server
	 * @return the batch
	 * @throws io.github.taosspring.client.TaosInterfaceException if the protocol has not
	 * that unit, or it is longer than a millisecond
	 */
	public static PointBatch of(SchemalessProtocol protocol, SchemalessPrecision precision) {
		return new PointBatch(Objects.requireNonNull(protocol, "protocol"),
				Objects.requireNonNull(precision, "precision"), Stamps.SHARED);
	}

	/**
	 * Set whether times finer than the unit are cut to it instead of being refused, which
	 * is the default.
	 * @param truncate whether to cut them
	 * @return this
	 */
	public PointBatch truncateTimestamps(boolean truncate) {
		this.truncateTimestamps = truncate;
		return this;
	}

	/**
	 * Set whether each field becomes a point of its own in OpenTSDB's protocols, whose
	 * metric is the measurement, a dot and the field. By default a point of several
	 * fields is refused there, and that of one has the measurement as its metric. The
	 * line protocol does not care.
	 * @param split whether to split points
	 * @return this
	 */
	public PointBatch splitFields(boolean split) {
		this.splitFields = split;
		this.encoder = encoder(split);
		return this;
	}

	/**
	 * Set the tag whose value is the name of the child table, rather than a tag, for
	 * writes whose options do not say.
	 * @param key the tag's name, empty for none
	 * @return this
	 */
	public PointBatch tableNameKey(String key) {
		this.tableNameKey = Objects.requireNonNull(key, "tableNameKey");
		return this;
	}

	/**
	 * Return an empty batch that writes points as this one does.
	 * @return the batch
	 */
	public PointBatch emptyCopy() {
		return new PointBatch(this.protocol, this.precision, this.stamps).truncateTimestamps(this.truncateTimestamps)
			.splitFields(this.splitFields)
			.tableNameKey(this.tableNameKey);
	}

	/**
	 * Add a point.
	 * @param point the point, which can be changed afterwards
	 * @return this
	 * @throws io.github.taosspring.client.TaosInterfaceException if the protocol cannot
	 * express it; it was not added
	 */
	public PointBatch add(Point point) {
		long time = point.hasTime() ? point.time(this.unit, this.truncateTimestamps) : stamp(point);
		int before = this.lines.lines();
		try {
			this.encoder.encode(point, time, this.lines);
		}
		catch (RuntimeException ex) {
			this.lines.truncate(before);
			throw ex;
		}
		this.points++;
		return this;
	}

	private long stamp(Point point) {
		long stamp = this.stamps.next(point.tableHash(this.tableNameKey), this.stampUnit);
		return stamp * (this.unit.unitsPerSecond() / this.stampUnit.unitsPerSecond());
	}

	/**
	 * Return how points are written.
	 * @return the protocol
	 */
	public SchemalessProtocol protocol() {
		return this.protocol;
	}

	/**
	 * Return the unit of the times.
	 * @return the unit as this batch was made with it
	 */
	public SchemalessPrecision precision() {
		return this.precision;
	}

	/**
	 * Return the tag whose value is the name of the child table.
	 * @return the tag's name, empty for none
	 */
	public String tableNameKey() {
		return this.tableNameKey;
	}

	/**
	 * Return the points that were added.
	 * @return the points
	 */
	public int points() {
		return this.points;
	}

	/**
	 * Return whether no point was added.
	 * @return whether there is nothing to write
	 */
	public boolean isEmpty() {
		return this.points == 0;
	}

	/**
	 * Return the size of the lines, for those who bound their batches by it.
	 * @return the bytes
	 */
	public int byteSize() {
		return this.lines.size();
	}

	/**
	 * Drop all points. The buffer stays as large as it is.
	 */
	public void clear() {
		this.lines.clear();
		this.points = 0;
	}

	/**
	 * Return the lines as a transport takes them.
	 * @return the lines, shared with this batch; objects in JSON end in commas and want
	 * brackets around them
	 */
	public LineBuffer data() {
		return this.lines;
	}

	@Override
	public String toString() {
		return "PointBatch[" + this.points + " points, " + this.lines.size() + " bytes, " + this.protocol + "]";
	}

}
