package io.github.taosspring.schema;

/**
 * What {@link TaosSchemaInitializer} does about databases and super tables. Nothing is
 * ever dropped.
 */
public enum SchemaMode {

	/** Nothing. */
	NONE,

	/**
	 * Compare database and super tables with what is wanted, and fail naming what
	 * differs.
	 */
	VALIDATE,

	/** Make what is missing; leave what exists as it is. */
	CREATE,

	/**
	 * Make what is missing, add missing columns and tags, widen lengths, and fail naming
	 * what differs otherwise.
	 */
	UPDATE

}
