package io.github.taosspring.mapping;

import java.util.List;

/**
 * Makes the name of the child table that a row goes to, in two steps: the key tells child
 * tables apart and costs no object, the name is made of a key that is new.
 * Implementations are immutable and thread-safe.
 */
interface ChildTableName {

	/**
	 * Append what tells the child table of a row from others.
	 * @param row the row
	 * @param key where to append
	 * @throws TaosMappingException if a value is null that the name needs
	 */
	void appendKey(Object row, StringBuilder key);

	/**
	 * Return what a key is made of.
	 * @return the parts; rows with equal ones have equal keys
	 */
	List<KeyPart> parts();

	/**
	 * Make the name of a key.
	 * @param key the key
	 * @param row a row with this key
	 * @return the name, checked
	 * @throws TaosMappingException if no table can have this name
	 */
	String name(CharSequence key, Object row);

	/**
	 * Return whether equal names have equal tags, whatever the other values are.
	 * @param tags the super table's tags
	 * @return whether the name says all of the tags
	 */
	boolean determines(List<TaosEntityColumn> tags);

	/**
	 * Return whether no two super tables share names that this makes.
	 * @param other that of another super table
	 * @return how sure that is
	 */
	Overlap overlap(ChildTableName other);

	default String of(Object row) {
		StringBuilder key = new StringBuilder();
		appendKey(row, key);
		return name(key, row);
	}

	/** How two super tables' child tables can come to share a name. */
	enum Overlap {

		/** They never do. */
		NONE,

		/** They do for some values. */
		POSSIBLE,

		/** They do for equal values. */
		CERTAIN

	}

}
