package io.github.taosspring.mapping;

import io.github.taosspring.client.TaosColumn;

/**
 * A column or tag of a {@link TaosEntity}. Immutable.
 */
public final class TaosEntityColumn {

	private final EntityProperty property;

	private final TaosColumn definition;

	private final Role role;

	TaosEntityColumn(EntityProperty property, TaosColumn definition, Role role) {
		this.property = property;
		this.definition = definition;
		this.role = role;
	}

	/**
	 * Return the column's name in the database, case kept.
	 * @return the name without back-quotes
	 */
	public String name() {
		return this.definition.name();
	}

	/**
	 * Return the name of the record's component or of the bean's property.
	 * @return the name in Java
	 */
	public String propertyName() {
		return this.property.name();
	}

	/**
	 * Return name, type and length as a result would have them.
	 * @return the column
	 */
	public TaosColumn definition() {
		return this.definition;
	}

	/**
	 * Return what the column is for.
	 * @return the role
	 */
	public Role role() {
		return this.role;
	}

	/**
	 * Return the type as DDL has it.
	 * @return such as {@code VARCHAR(20)}, {@code INT UNSIGNED} or {@code DECIMAL(10, 2)}
	 */
	public String sqlType() {
		String name = this.definition.type().sqlName();
		return switch (this.definition.type()) {
			case VARCHAR, NCHAR, VARBINARY, GEOMETRY -> name + "(" + this.definition.length() + ")";
			case DECIMAL, DECIMAL64 -> name + "(" + this.definition.precision() + ", " + this.definition.scale() + ")";
			default -> name;
		};
	}

	EntityProperty property() {
		return this.property;
	}

	@Override
	public String toString() {
		return this.definition.name() + " " + sqlType() + " (" + this.property.target() + ")";
	}

	/**
	 * What a column is for.
	 */
	public enum Role {

		/** The first column, {@link Ts}. */
		TIMESTAMP,

		/** The second column of the primary key, {@link CompositeKey}. */
		COMPOSITE_KEY,

		/** A column like any other. */
		COLUMN,

		/** A tag of the child table, {@link Tag}. */
		TAG

	}

}
