package io.github.taosspring.embedded.internal.schemaless;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * Reads OpenTSDB's telnet lines: {@code metric 1626006833639 1.5 tag=a}
 * ({@code clientSmlTelnet.c}).
 */
final class TelnetLines {

	/** The column of the value. */
	static final byte[] VALUE = Measurement.VALUE.getBytes(StandardCharsets.US_ASCII);

	static final int MAX_TABLE_NAME = 192;

	static final int MAX_COLUMN_NAME = 64;

	private static final int MAX_TAG = 4095;

	private static final byte SEPARATOR = ' ';

	private final byte[] data;

	private final Points points;

	private final PointTimes times;

	private final ValueReader values = new ValueReader();

	private final NumberReader numbers = new NumberReader();

	private final PointValue value = new PointValue();

	private int end;

	private int start;

	private byte[] key = new byte[64];

	TelnetLines(byte[] data, Points points, PointTimes times) {
		this.data = data;
		this.points = points;
		this.times = times;
	}

	/**
	 * Read a line.
	 * @param from where it starts
	 * @param to where it ends
	 */
	void read(int from, int to) {
		this.end = to;
		int metricEnd = element(from);
		int metric = this.start;
		if (metricEnd - metric <= 0 || metricEnd - metric > MAX_TABLE_NAME) {
			throw SchemalessErrors.quoting(SchemalessErrors.TABLE_NAME, "SML telnet invalid measure", this.data,
					position(metricEnd));
		}
		int timeEnd = element(metricEnd);
		if (timeEnd <= this.start) {
			throw SchemalessErrors.quoting(SchemalessErrors.INVALID_DATA, "SML telnet invalid timestamp", this.data,
					to);
		}
		long timestamp = timestamp(this.start, timeEnd);
		int valueEnd = element(timeEnd);
		if (valueEnd <= this.start) {
			throw SchemalessErrors.quoting(SchemalessErrors.INVALID_VALUE, "SML telnet invalid value", this.data, to);
		}
		value(this.start, valueEnd);
		int tags = skipSpaces(valueEnd);
		if (tags == to) {
			throw SchemalessErrors.quoting(SchemalessErrors.INVALID_VALUE, "SML telnet invalid tag value", this.data,
					to);
		}
		int length = key(metric, metricEnd, tags);
		if (!this.points.begin(this.key, 0, length)) {
			byte[] name = Arrays.copyOfRange(this.data, metric, metricEnd);
			this.points.begin(new Bytes(Arrays.copyOf(this.key, length), 0, length), name, name, tags(tags));
		}
		this.points.column(VALUE, 0, VALUE.length, this.value, this.data, -1);
		this.points.end(timestamp);
	}

	/**
	 * Put metric and tags side by side.
	 * @return their length
	 */
	private int key(int metric, int metricEnd, int tags) {
		int first = metricEnd - metric;
		int length = first + 1 + this.end - tags;
		if (length > this.key.length) {
			this.key = new byte[2 * length];
		}
		System.arraycopy(this.data, metric, this.key, 0, first);
		this.key[first] = SEPARATOR;
		System.arraycopy(this.data, tags, this.key, first + 1, this.end - tags);
		return length;
	}

	private int skipSpaces(int from) {
		int at = from;
		while (at < this.end && this.data[at] == ' ') {
			at++;
		}
		return at;
	}

	/**
	 * Find the next element; a space must follow it.
	 * @return where it ends, its start if there is none
	 */
	private int element(int from) {
		this.start = skipSpaces(from);
		int at = this.start;
		while (at < this.end && this.data[at] != ' ') {
			at++;
		}
		return (at < this.end) ? at : this.start;
	}

	/** TDengine is at the end of the line if there was no element. */
	private int position(int elementEnd) {
		return (elementEnd == this.start) ? this.end : elementEnd;
	}

	private long timestamp(int from, int to) {
		if (to == from + 1 && this.data[from] == '0') {
			return this.times.now();
		}
		String unit = PointTimes.unit(to - from);
		int read = this.numbers.readLong(this.data, from, to);
		if (unit.isEmpty() || read != to || this.numbers.longValue() < 0) {
			throw SchemalessErrors.quoting(SchemalessErrors.INVALID_TIMESTAMP, "SML telnet parse timestamp failed",
					this.data, to);
		}
		return this.times.convert(this.numbers.longValue(), unit);
	}

	private void value(int from, int to) {
		try {
			this.values.read(this.data, from, to, this.value);
		}
		catch (SqlException ex) {
			throw new SqlException(SchemalessErrors.INVALID_VALUE,
					(ex.code() == SchemalessErrors.INVALID_VALUE) ? ex.getMessage() : "Invalid value in client", ex);
		}
	}

	private List<TagText> tags(int from) {
		List<TagText> tags = new ArrayList<>();
		int at = skipSpaces(from);
		while (at < this.end) {
			int keyStart = at;
			at = keyEnd(at);
			byte[] name = Arrays.copyOfRange(this.data, keyStart, at);
			int valueStart = at + 1;
			at = valueEnd(valueStart);
			tags.add(new TagText(name, TaosType.NCHAR, Arrays.copyOfRange(this.data, valueStart, at), this.data,
					keyStart));
			at = skipSpaces(at);
		}
		return tags;
	}

	private int keyEnd(int from) {
		int at = from;
		while (at < this.end && this.data[at] != '=') {
			if (this.data[at] == ' ') {
				throw SchemalessErrors.quoting(SchemalessErrors.INVALID_DATA, "invalid data", this.data, at);
			}
			at++;
		}
		if (at == this.end || at == from || at - from > MAX_COLUMN_NAME) {
			throw SchemalessErrors.quoting(SchemalessErrors.COLUMN_NAME, "invalid key or key is too long than 64",
					this.data, from);
		}
		return at;
	}

	private int valueEnd(int from) {
		int at = from;
		while (at < this.end && this.data[at] != ' ') {
			if (this.data[at] == '=') {
				throw SchemalessErrors.quoting(SchemalessErrors.INVALID_DATA, "invalid data", this.data, at);
			}
			at++;
		}
		if (at == from) {
			throw SchemalessErrors.quoting(SchemalessErrors.INVALID_VALUE, "invalid value", this.data, from);
		}
		if (at - from > MAX_TAG) {
			throw SchemalessErrors.tooLong();
		}
		return at;
	}

}
