package io.github.taosspring.mapping;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a record or class maps to a super table. Immutable; {@link TaosMappingContext}
 * makes and keeps it.
 *
 * @param <T> the record or class
 */
public final class TaosEntity<T> {

	private final Class<T> type;

	private final String superTable;

	private final List<TaosEntityColumn> columns;

	private final List<TaosEntityColumn> tags;

	private final ChildTableName childTableName;

	private final boolean tableNameProperty;

	TaosEntity(Class<T> type, String superTable, List<TaosEntityColumn> columns, List<TaosEntityColumn> tags,
			ChildTableName childTableName, boolean tableNameProperty) {
		this.type = type;
		this.superTable = superTable;
		this.columns = List.copyOf(columns);
		this.tags = List.copyOf(tags);
		this.childTableName = childTableName;
		this.tableNameProperty = tableNameProperty;
	}

	/**
	 * Return the record or class.
	 * @return the type
	 */
	public Class<T> type() {
		return this.type;
	}

	/**
	 * Return the super table's name, case kept.
	 * @return the name without back-quotes
	 */
	public String superTable() {
		return this.superTable;
	}

	/**
	 * Return the columns in the order of the DDL: the timestamp, the composite key if
	 * there is one, the others as in Java.
	 * @return the columns without the tags
	 */
	public List<TaosEntityColumn> columns() {
		return this.columns;
	}

	/**
	 * Return the tags as in Java.
	 * @return the tags, at least one
	 */
	public List<TaosEntityColumn> tags() {
		return this.tags;
	}

	/**
	 * Return the timestamp.
	 * @return the first column
	 */
	public TaosEntityColumn timestamp() {
		return this.columns.get(0);
	}

	/**
	 * Return the second column of the primary key.
	 * @return the column, {@code null} if the timestamp is the whole key
	 */
	public @Nullable TaosEntityColumn compositeKey() {
		TaosEntityColumn second = (this.columns.size() > 1) ? this.columns.get(1) : null;
		return (second != null && second.role() == TaosEntityColumn.Role.COMPOSITE_KEY) ? second : null;
	}

	/**
	 * Return the name of the child table that a row goes to.
	 * @param row the row
	 * @return the name, case kept
	 * @throws TaosMappingException if it is no name that a table can have; says which
	 * component's value is to blame
	 */
	public String childTable(T row) {
		return this.childTableName.of(row);
	}

	/**
	 * Return whether a component or property is the child table's name and is read from
	 * {@code tbname}, see {@link TableName}.
	 * @return whether there is one
	 */
	public boolean hasTableNameProperty() {
		return this.tableNameProperty;
	}

	ChildTableName childTableName() {
		return this.childTableName;
	}

	@Override
	public String toString() {
		return "super table '" + this.superTable + "' of " + EntityProperties.describe(this.type);
	}

}
