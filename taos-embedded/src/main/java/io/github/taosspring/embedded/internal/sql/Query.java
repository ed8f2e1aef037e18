package io.github.taosspring.embedded.internal.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A query: a SELECT or a UNION of two queries.
 */
public sealed interface Query extends Statement {

	/**
	 * Return how the result is ordered.
	 * @return the sort keys, empty for none
	 */
	List<SortKey> orderBy();

	/**
	 * Return the limit on partitions ({@code SLIMIT}).
	 * @return the limit or null
	 */
	@Nullable Limit partitionLimit();

	/**
	 * Return the limit on rows.
	 * @return the limit or null
	 */
	@Nullable Limit limit();

	/**
	 * {@code SELECT …}.
	 *
	 * @param distinct whether DISTINCT was written
	 * @param tagMode whether {@code SELECT TAGS} was written: one row a child table
	 * @param items what to select
	 * @param from where from, null for a select of constants; a list of tables is an
	 * inner join without a condition of its own
	 * @param where the condition, or null
	 * @param partitionBy the partition keys (with aliases), empty for none
	 * @param interpolation {@code RANGE}, {@code EVERY} and {@code FILL} of an
	 * {@code interp}, or null
	 * @param window the window clause, or null
	 * @param groupBy the group keys, empty for none
	 * @param having the condition on groups or windows, or null
	 * @param orderBy the sort keys, empty for none
	 * @param partitionLimit the limit on partitions, or null
	 * @param limit the limit on rows, or null
	 */
	record Select(boolean distinct, boolean tagMode, List<SelectItem> items, @Nullable TableReference from,
			@Nullable Expression where, List<SelectItem.Value> partitionBy, @Nullable Interpolation interpolation,
			@Nullable WindowClause window, List<Expression> groupBy, @Nullable Expression having, List<SortKey> orderBy,
			@Nullable Limit partitionLimit, @Nullable Limit limit) implements Query {
	}

	/**
	 * {@code left UNION [ALL] right}.
	 *
	 * @param all whether duplicates stay
	 * @param left the first query
	 * @param right the second query
	 * @param orderBy the sort keys of the whole, empty for none
	 * @param partitionLimit the limit on partitions, or null
	 * @param limit the limit on rows of the whole, or null
	 */
	record Union(boolean all, Query left, Query right, List<SortKey> orderBy, @Nullable Limit partitionLimit,
			@Nullable Limit limit) implements Query {
	}

	/**
	 * A sort key.
	 *
	 * @param expression what to sort by; an integer literal is a position in the select
	 * list
	 * @param descending whether DESC was written
	 * @param nullsFirst whether NULLs come first, null if it wasn't written (first if
	 * ascending, last if descending)
	 */
	record SortKey(Expression expression, boolean descending, @Nullable Boolean nullsFirst) {
	}

	/**
	 * {@code LIMIT count OFFSET offset}.
	 *
	 * @param count the most rows or partitions to return
	 * @param offset how many to skip
	 */
	record Limit(long count, long offset) {
	}

	/**
	 * {@code RANGE(from, to) EVERY(step) FILL(…)} of an {@code interp}.
	 *
	 * @param from the start of the range, null if only EVERY or FILL is there
	 * @param to the end of the range, null for a single point
	 * @param around how far from a single point values may be, or null
	 * @param every the step, or null
	 * @param fill how to fill, or null
	 */
	record Interpolation(@Nullable Expression from, @Nullable Expression to, @Nullable Expression around,
			@Nullable Duration every, @Nullable Fill fill) {
	}

}
