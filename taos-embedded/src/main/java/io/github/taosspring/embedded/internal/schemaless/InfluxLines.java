package io.github.taosspring.embedded.internal.schemaless;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * Reads InfluxDB's line protocol: {@code measurement,tag=a field=1i 1626006833639}
 * ({@code clientSmlLine.c}).
 */
final class InfluxLines {

	private static final int MAX_TABLE_NAME = 192;

	private static final int MAX_COLUMN_NAME = 64;

	private static final String ESCAPABLE = ", =\\";

	private final byte[] data;

	private final Points points;

	private final PointTimes times;

	private final String unit;

	private final ValueReader values = new ValueReader();

	private final NumberReader numbers = new NumberReader();

	private final PointValue value = new PointValue();

	private int end;

	/** The last character with a backslash before it. */
	private int escaped;

	/** Whether the part that was read last has such characters. */
	private int escapes;

	InfluxLines(byte[] data, Points points, PointTimes times, String unit) {
		this.data = data;
		this.points = points;
		this.times = times;
		this.unit = unit;
	}

	/**
	 * Read a line.
	 * @param from where it starts
	 * @param to where it ends
	 */
	void read(int from, int to) {
		this.end = to;
		int start = skipSpaces(from);
		if (start < to && this.data[start] == ',') {
			throw SchemalessErrors.invalidData();
		}
		int nameEnd = measurement(start);
		int nameEscapes = this.escapes;
		int tagsEnd = tagsEnd(nameEnd);
		if (!this.points.begin(this.data, start, tagsEnd)) {
			List<TagText> tags = tags((nameEnd < to && this.data[nameEnd] == ',') ? nameEnd + 1 : nameEnd);
			byte[] written = Arrays.copyOfRange(this.data, start, nameEnd);
			byte[] name = (nameEscapes > 0) ? Bytes.unescape(this.data, start, nameEnd, ", \\") : written;
			this.points.begin(new Bytes(this.data, start, tagsEnd), name, written, tags);
		}
		this.points.end(timestamp(skipSpaces(columns(skipSpaces(tagsEnd)))));
	}

	private int skipSpaces(int from) {
		int at = from;
		while (at < this.end && this.data[at] == ' ') {
			at++;
		}
		return at;
	}

	/**
	 * Return whether a character separates: it does unless a backslash stands before it
	 * that isn't itself escaped.
	 */
	private boolean separates(int at) {
		return at == 0 || this.data[at - 1] != '\\' || at - 1 == this.escaped;
	}

	private boolean isEscaped(int at, String escapable) {
		return at > 0 && this.data[at - 1] == '\\' && escapable.indexOf(this.data[at]) >= 0;
	}

	private int measurement(int start) {
		this.escaped = -1;
		this.escapes = 0;
		int at = start;
		for (; at < this.end; at++) {
			byte c = this.data[at];
			if ((c == ',' || c == ' ') && separates(at)) {
				break;
			}
			if (at > start && isEscaped(at, ", \\")) {
				this.escaped = at;
				this.escapes++;
			}
		}
		int length = at - start - this.escapes;
		if (length <= 0 || length > MAX_TABLE_NAME) {
			throw new SqlException(SchemalessErrors.TABLE_NAME, "SML line measure is empty or too large than 192");
		}
		return at;
	}

	private int tagsEnd(int from) {
		int at = from;
		while (at < this.end && !(this.data[at] == ' ' && separates(at))) {
			if (isEscaped(at, ESCAPABLE)) {
				this.escaped = at;
			}
			at++;
		}
		return at;
	}

	private List<TagText> tags(int from) {
		List<TagText> tags = new ArrayList<>();
		int at = from;
		this.escaped = -1;
		while (at < this.end && !(this.data[at] == ' ' && separates(at))) {
			int keyEnd = key(at, "");
			byte[] key = (this.escapes > 0) ? Bytes.unescape(this.data, at, keyEnd, ESCAPABLE)
					: Arrays.copyOfRange(this.data, at, keyEnd);
			int quotedFrom = (this.escapes > 0) ? -1 : at;
			int valueStart = keyEnd + 1;
			at = tagValue(valueStart);
			byte[] text = (this.escapes > 0) ? Bytes.unescape(this.data, valueStart, at, ESCAPABLE)
					: Arrays.copyOfRange(this.data, valueStart, at);
			tags.add(new TagText(key, TaosType.NCHAR, text, this.data, quotedFrom));
			if (at < this.end && this.data[at] == ' ') {
				break;
			}
			at++;
			this.escaped = -1;
		}
		return tags;
	}

	/**
	 * Find the end of a name.
	 * @return where its equals sign is
	 */
	private int key(int from, String where) {
		this.escaped = -1;
		this.escapes = 0;
		int at = from;
		for (; at < this.end; at++) {
			byte c = this.data[at];
			if ((c == ' ' || c == ',') && separates(at)) {
				throw SchemalessErrors.quoting(SchemalessErrors.INVALID_DATA, where + "invalid data", this.data, at);
			}
			if (c == '=' && separates(at)) {
				break;
			}
			if (isEscaped(at, ESCAPABLE)) {
				this.escaped = at;
				this.escapes++;
			}
		}
		int length = (at < this.end) ? at - from - this.escapes : 0;
		if (length <= 0 || length > MAX_COLUMN_NAME) {
			throw SchemalessErrors.quoting(SchemalessErrors.COLUMN_NAME,
					where + "invalid key or key is too long than 64", this.data, from);
		}
		return at;
	}

	private int tagValue(int from) {
		this.escapes = 0;
		int at = from;
		for (; at < this.end; at++) {
			byte c = this.data[at];
			if ((c == ' ' || c == ',') && separates(at)) {
				break;
			}
			if (c == '=' && separates(at)) {
				throw SchemalessErrors.quoting(SchemalessErrors.INVALID_DATA, "invalid data", this.data, at);
			}
			if (isEscaped(at, ESCAPABLE)) {
				this.escaped = at;
				this.escapes++;
			}
		}
		if (at == from) {
			throw SchemalessErrors.quoting(SchemalessErrors.INVALID_DATA, "invalid value", this.data, from);
		}
		if (at - from - this.escapes > ValueReader.MAX_NCHAR) {
			throw SchemalessErrors.tooLong();
		}
		return at;
	}

	/**
	 * Read the columns.
	 * @return where they end
	 */
	private int columns(int from) {
		int at = from;
		while (at < this.end && !(this.data[at] == ' ' && this.data[at - 1] != '\\')) {
			int keyStart = at;
			int keyEnd = key(at, "SML line ");
			int keyEscapes = this.escapes;
			at = fieldValue(keyEnd + 1);
			this.values.read(this.data, keyEnd + 1, at, this.value);
			if (this.escapes > 0 && this.value.type != TaosType.GEOMETRY && this.value.isText()) {
				this.value.bytes = Bytes.unescape(this.value.bytes, 0, this.value.bytes.length, "\"\\");
			}
			if (keyEscapes > 0) {
				byte[] key = Bytes.unescape(this.data, keyStart, keyEnd, ESCAPABLE);
				this.points.column(key, 0, key.length, this.value, this.data, -1);
			}
			else {
				this.points.column(this.data, keyStart, keyEnd, this.value, this.data, keyStart);
			}
			if (at < this.end && this.data[at] == ' ') {
				break;
			}
			at = Math.min(at + 1, this.end);
		}
		if (at == from) {
			throw new SqlException(SchemalessErrors.INVALID_DATA, "SML line cols is empty");
		}
		return at;
	}

	/**
	 * Find the end of a field's value, which may be in quotes.
	 */
	private int fieldValue(int from) {
		this.escapes = 0;
		int quotes = 0;
		int at = from;
		while (at < this.end) {
			byte c = this.data[at];
			if (c == '"' && separates(at)) {
				at++;
				if (++quotes > 2) {
					break;
				}
				continue;
			}
			if (quotes % 2 == 0 && (c == ' ' || c == ',') && separates(at)) {
				break;
			}
			if ((c == '"' || c == '\\') && this.data[at - 1] == '\\' && at - 1 != this.escaped) {
				this.escaped = at;
				this.escapes++;
			}
			at++;
		}
		if (quotes != 0 && quotes != 2) {
			throw SchemalessErrors.quoting(SchemalessErrors.INVALID_DATA, "SML line unbalanced quotes", this.data,
					from);
		}
		if (at == from) {
			throw SchemalessErrors.quoting(SchemalessErrors.INVALID_DATA, "SML line invalid value", this.data, from);
		}
		return at;
	}

	private long timestamp(int from) {
		int to = from;
		while (to < this.end && !isSpace(this.data[to])) {
			to++;
		}
		if (to == from || to == from + 1 && this.data[from] == '0') {
			return this.times.now();
		}
		int read = this.numbers.readLong(this.data, from, to);
		long number = this.numbers.longValue();
		if (read == to && number > 0) {
			long timestamp = this.times.convert(number, this.unit);
			if (timestamp >= 0) {
				return timestamp;
			}
		}
		else if (read == to && (number == 0 || number != -1 && !isLong() || this.unit.equals("ms"))) {
			throw SchemalessErrors.invalidTimestamp();
		}
		throw SchemalessErrors.quoting(SchemalessErrors.INVALID_TIMESTAMP, "SML line invalid timestamp", this.data,
				from);
	}

	/**
	 * Return whether the unit is longer than a millisecond.
	 */
	private boolean isLong() {
		return this.unit.equals("h") || this.unit.equals("m") || this.unit.equals("s");
	}

	private static boolean isSpace(byte c) {
		return c == ' ' || c >= '\t' && c <= '\r';
	}

}
