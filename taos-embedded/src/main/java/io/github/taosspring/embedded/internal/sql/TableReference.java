package io.github.taosspring.embedded.internal.sql;

import org.jspecify.annotations.Nullable;

/**
 * Something that a query selects from.
 */
public sealed interface TableReference {

	/**
	 * A table by its name.
	 *
	 * @param table the name
	 * @param alias the alias, or null
	 */
	record Named(TableName table, @Nullable String alias) implements TableReference {
	}

	/**
	 * A query in parentheses.
	 *
	 * @param query the query
	 * @param alias the alias, or null
	 */
	record Derived(Query query, @Nullable String alias) implements TableReference {
	}

	/**
	 * A join of two.
	 *
	 * @param side which side keeps its rows
	 * @param kind how rows find each other
	 * @param left the left side
	 * @param right the right side
	 * @param on the condition, or null
	 * @param windowStart the start of {@code WINDOW_OFFSET} of a window join, or null
	 * @param windowEnd the end of {@code WINDOW_OFFSET} of a window join, or null
	 * @param limit {@code JLIMIT}, or null
	 */
	record Join(JoinSide side, JoinKind kind, TableReference left, TableReference right, @Nullable Expression on,
			@Nullable Duration windowStart, @Nullable Duration windowEnd,
			@Nullable Long limit) implements TableReference {
	}

	/** Which side of a join keeps its rows. */
	enum JoinSide {

		/** Neither: only pairs. */
		INNER,

		/** The left side. */
		LEFT,

		/** The right side. */
		RIGHT,

		/** Both sides. */
		FULL

	}

	/** How the rows of a join find each other. */
	enum JoinKind {

		/** By the condition; with a side other than inner this is an outer join. */
		PLAIN,

		/** Rows that have a partner, once. */
		SEMI,

		/** Rows that have no partner. */
		ANTI,

		/** The closest in time. */
		ASOF,

		/** All within a window of time. */
		WINDOW

	}

}
