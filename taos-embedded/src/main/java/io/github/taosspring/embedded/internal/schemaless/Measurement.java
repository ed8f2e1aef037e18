package io.github.taosspring.embedded.internal.schemaless;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The points of one super table.
 */
public final class Measurement {

	/** The name of the timestamp's column. */
	public static final String TIMESTAMP = "_ts";

	/** The name of the only column of OpenTSDB's points. */
	public static final String VALUE = "_value";

	private final String name;

	private final List<Field> columns = new ArrayList<>();

	private final List<Field> tags = new ArrayList<>();

	private final Map<String, Field> columnsByName = new HashMap<>();

	private final Map<String, Field> tagsByName = new HashMap<>();

	private final List<ChildRows> children = new ArrayList<>();

	private Field[] last = new Field[8];

	Measurement(String name) {
		this.name = name;
	}

	/**
	 * Return the super table's name.
	 * @return the name, case-sensitive
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the columns beside the timestamp.
	 * @return the columns in the order in which they came
	 */
	public List<Field> columns() {
		return this.columns;
	}

	/**
	 * Return the tags.
	 * @return the tags in the order in which they came
	 */
	public List<Field> tags() {
		return this.tags;
	}

	/**
	 * Return whether the points came in one of OpenTSDB's forms.
	 * @return whether they have nothing but a value that is not named in them
	 */
	public boolean isOpenTsdb() {
		return this.columns.size() == 1 && this.columns.get(0).quoted().equals(VALUE);
	}

	/**
	 * Return the child tables.
	 * @return the tables in the order in which they came; several may have one name
	 */
	public List<ChildRows> children() {
		return this.children;
	}

	/**
	 * Find a column, first where the last row had it.
	 */
	@Nullable Field column(byte[] data, int from, int to, int position) {
		if (position < this.last.length) {
			Field expected = this.last[position];
			if (expected != null && expected.is(data, from, to)) {
				return expected;
			}
		}
		Field found = this.columnsByName.get(Bytes.text(data, from, to));
		if (found != null) {
			remember(position, found);
		}
		return found;
	}

	private void remember(int position, Field field) {
		if (position >= this.last.length) {
			this.last = Arrays.copyOf(this.last, 2 * position);
		}
		this.last[position] = field;
	}

	boolean hasTag(String tagName) {
		return this.tagsByName.containsKey(tagName);
	}

	boolean hasColumn(String columnName) {
		return columnName.equals(TIMESTAMP) || this.columnsByName.containsKey(columnName);
	}

	@Nullable Field tag(String tagName) {
		return this.tagsByName.get(tagName);
	}

	void addColumn(Field column, int position) {
		this.columns.add(column);
		this.columnsByName.put(column.name(), column);
		remember(position, column);
	}

	void addTag(Field tag) {
		this.tags.add(tag);
		this.tagsByName.put(tag.name(), tag);
	}

}
