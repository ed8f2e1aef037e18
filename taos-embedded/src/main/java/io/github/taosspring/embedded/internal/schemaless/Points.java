package io.github.taosspring.embedded.internal.schemaless;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Sorts points by super table, child table and columns as they are read
 * ({@code clientSml.c:smlParseEnd}).
 * <p>
 * What is wrong with a point beside its form is kept until all are read: a later point
 * whose form is wrong is reported first.
 */
final class Points {

	private static final int MAX_TAGS = 128;

	private static final int MAX_COLUMNS = 4096;

	private final Map<String, Measurement> measurements = new LinkedHashMap<>();

	private final Map<Bytes, ChildRows> children = new HashMap<>();

	private final Bytes probe = new Bytes(new byte[0], 0, 0);

	private final ChildNames names;

	private Field[] fields = new Field[16];

	private long[] longs = new long[16];

	private double[] doubles = new double[16];

	private @Nullable Object[] objects = new @Nullable Object[16];

	private int count;

	private int row;

	private @Nullable ChildRows child;

	private @Nullable SqlException failure;

	private int failedRow = -1;

	Points(ChildNames names) {
		this.names = names;
	}

	/**
	 * Begin a point of a child table that is known.
	 * @param data the points
	 * @param from where the measurement and its tags start
	 * @param to where they end
	 * @return whether it is known
	 */
	boolean begin(byte[] data, int from, int to) {
		ChildRows known = this.children.get(this.probe.set(data, from, to));
		if (known == null) {
			return false;
		}
		begin(known);
		return true;
	}

	/**
	 * Begin a point of a child table that is not known yet.
	 * @param key what tells the table from others
	 * @param name the measurement
	 * @param written the measurement as written, which child tables' names are made of
	 * @param tags the tags
	 */
	void begin(Bytes key, byte[] name, byte[] written, List<TagText> tags) {
		String superTable = ChildNames.withoutDots(name);
		Measurement measurement = this.measurements.computeIfAbsent(superTable, Measurement::new);
		List<TagText> kept = new ArrayList<>(tags);
		String table = this.names.name(written, kept);
		List<ChildRows.Tag> values = new ArrayList<>();
		for (TagText tag : kept) {
			values.add(new ChildRows.Tag(tag(measurement, tag), tag.value()));
		}
		if (kept.size() > MAX_TAGS) {
			fail(new SqlException(0x2643, "too many tags than 128"), false);
		}
		ChildRows added = new ChildRows(measurement, table, values);
		measurement.children().add(added);
		this.children.put(key.copy(), added);
		begin(added);
	}

	private Field tag(Measurement measurement, TagText tag) {
		String name = Bytes.text(tag.key(), 0, tag.key().length);
		Field field = measurement.tag(name);
		if (field == null) {
			field = new Field(tag.key(), tag.type(), tag.quoted(), measurement.tags().size());
			measurement.addTag(field);
			if (measurement.hasColumn(name)) {
				fail(SchemalessErrors.duplicate(), true);
			}
		}
		else if (field.row == this.row) {
			fail(SchemalessErrors.duplicate(), true);
		}
		else if (field.type() != tag.type()) {
			fail(new SqlException(0x0200, "Invalid data format"), false);
		}
		field.row = this.row;
		field.widen(tag.length());
		return field;
	}

	private void begin(ChildRows next) {
		this.child = next;
		this.count = 0;
	}

	/**
	 * Add a column to the point.
	 * @param key what has its name
	 * @param from where the name starts
	 * @param to where it ends
	 * @param value the value
	 * @param data the points, to be quoted by an error
	 * @param quotedFrom from where on, -1 for the name alone
	 */
	void column(byte[] key, int from, int to, PointValue value, byte[] data, int quotedFrom) {
		Measurement measurement = current().measurement();
		Field field = measurement.column(key, from, to, this.count);
		if (field == null) {
			field = add(measurement, key, from, to, value, quoted(key, from, to, data, quotedFrom));
		}
		else if (field.row == this.row) {
			fail(SchemalessErrors.duplicate(), true);
		}
		else if (field.type() != value.type) {
			fail(otherType(key, from, to, data, quotedFrom), false);
		}
		field.row = this.row;
		put(field, value);
	}

	private static SqlException otherType(byte[] key, int from, int to, byte[] data, int quotedFrom) {
		String text = "the type is not the same like before";
		return (quotedFrom < 0) ? new SqlException(0x3004, text + ":" + Bytes.text(key, from, to))
				: SchemalessErrors.quoting(0x3004, text, data, quotedFrom);
	}

	private static String quoted(byte[] key, int from, int to, byte[] data, int quotedFrom) {
		return (quotedFrom < 0) ? Bytes.text(key, from, to) : SchemalessErrors.quote("", data, quotedFrom);
	}

	private Field add(Measurement measurement, byte[] key, int from, int to, PointValue value, String quoted) {
		Field field = new Field(Arrays.copyOfRange(key, from, to), value.type, quoted, measurement.columns().size());
		if (measurement.hasTag(field.name()) || measurement.hasColumn(field.name())) {
			fail(SchemalessErrors.duplicate(), true);
		}
		measurement.addColumn(field, this.count);
		return field;
	}

	private void put(Field field, PointValue value) {
		int at = this.count++;
		if (at == this.fields.length) {
			this.fields = Arrays.copyOf(this.fields, 2 * at);
			this.longs = Arrays.copyOf(this.longs, 2 * at);
			this.doubles = Arrays.copyOf(this.doubles, 2 * at);
			this.objects = Arrays.copyOf(this.objects, 2 * at);
		}
		this.fields[at] = field;
		if (value.isText()) {
			field.widen(value.bytes.length);
			this.objects[at] = value.bytes;
		}
		else {
			this.longs[at] = value.longValue;
			this.doubles[at] = value.doubleValue;
		}
	}

	/**
	 * End the point.
	 * @param timestamp in the database's precision
	 */
	void end(long timestamp) {
		ChildRows target = current();
		if (this.count + target.tags().size() >= MAX_COLUMNS) {
			fail(new SqlException(0x2640, "too many columns than 4096"), false);
		}
		if (this.failure == null) {
			RowSet set = target.set(this.fields, this.count, this.row, timestamp);
			set.begin(timestamp);
			for (int i = 0; i < this.count; i++) {
				Vector column = set.column(this.fields[i], i);
				switch (column.kind()) {
					case LONG -> column.longs[set.row()] = this.longs[i];
					case DOUBLE -> column.doubles[set.row()] = this.doubles[i];
					case OBJECT -> column.objects[set.row()] = this.objects[i];
				}
			}
		}
		this.row++;
	}

	private void fail(SqlException next, boolean duplicate) {
		if (this.failure == null || duplicate && this.failedRow == this.row) {
			this.failure = next;
			this.failedRow = this.row;
		}
	}

	private ChildRows current() {
		ChildRows current = this.child;
		if (current == null) {
			throw new IllegalStateException("No point was begun");
		}
		return current;
	}

	/**
	 * Return the points by super table.
	 * @throws SqlException what is wrong with the first point that something is wrong
	 * with
	 */
	Collection<Measurement> finish() {
		if (this.failure != null) {
			throw this.failure;
		}
		return this.measurements.values();
	}

}
