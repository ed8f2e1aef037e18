package io.github.taosspring.embedded.internal.schemaless;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The points of one child table.
 * <p>
 * Rows with the same columns are together: a row that lacks a column leaves the value of
 * an older row with its timestamp alone. The sets are to be written one after the other.
 */
public final class ChildRows {

	/** Rows of more different shapes than this begin a set for each change of shape. */
	private static final int SETS_SEARCHED = 16;

	private final Measurement measurement;

	private final String name;

	private final List<Tag> tags;

	private final List<RowSet> sets = new ArrayList<>();

	private long latest = Long.MIN_VALUE;

	ChildRows(Measurement measurement, String name, List<Tag> tags) {
		this.measurement = measurement;
		this.name = name;
		this.tags = tags;
	}

	/**
	 * Return the table's name.
	 * @return the name, case-sensitive
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the tags of a table that is new.
	 * @return the tags, those that are missing are NULL
	 */
	public List<Tag> tags() {
		return this.tags;
	}

	/**
	 * Return the rows.
	 * @return the sets in the order in which to write them
	 */
	public List<RowSet> sets() {
		return this.sets;
	}

	Measurement measurement() {
		return this.measurement;
	}

	/**
	 * Return the set that takes a row.
	 */
	RowSet set(Field[] fields, int count, int row, long timestamp) {
		boolean ascends = timestamp > this.latest;
		if (ascends) {
			this.latest = timestamp;
		}
		RowSet found = find(fields, count, row, ascends ? SETS_SEARCHED : 1);
		if (found == null) {
			found = new RowSet(fields, count);
			this.sets.add(found);
		}
		return found;
	}

	private @Nullable RowSet find(Field[] fields, int count, int row, int searched) {
		int newest = this.sets.size() - 1;
		for (int i = newest; i >= 0 && i > newest - searched; i--) {
			RowSet set = this.sets.get(i);
			if (set.hasShape(fields, count, row)) {
				return set;
			}
		}
		return null;
	}

	/**
	 * The value of a tag.
	 *
	 * @param field the tag
	 * @param value the value as {@code Vector.get} gives it
	 */
	public record Tag(Field field, Object value) {

	}

}
