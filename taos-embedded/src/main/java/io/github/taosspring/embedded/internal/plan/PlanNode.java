package io.github.taosspring.embedded.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.function.AggregateFunction;
import io.github.taosspring.embedded.internal.function.Argument;
import io.github.taosspring.embedded.internal.function.SeriesFunction;
import io.github.taosspring.embedded.internal.sql.Fill;
import io.github.taosspring.embedded.internal.sql.TableReference;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A step of a query; it yields rows of some columns.
 */
public sealed interface PlanNode {

	/**
	 * Return the types of the columns.
	 * @return the types in order
	 */
	List<ColumnType> types();

	/**
	 * Reads tables one after the other, each in time order.
	 *
	 * @param database the database
	 * @param tables the tables
	 * @param columns the columns to read
	 * @param from the first timestamp
	 * @param to the last timestamp
	 * @param tagsOnly whether each table gives one row without its data
	 * @param end whether only the end of each table counts
	 */
	record Scan(Database database, List<DataTable> tables, List<ScanColumn> columns, long from, long to,
			boolean tagsOnly, End end) implements PlanNode {

		/** How much of the end of a table counts. */
		public enum End {

			/** All of the table. */
			ALL,

			/** As many rows as have a value in each column. */
			LAST_VALUES,

			/** The last row. */
			LAST_ROW

		}

		/**
		 * Return a scan of the end of the tables.
		 * @param wanted how much of it
		 * @return the scan
		 */
		public Scan withEnd(End wanted) {
			return new Scan(this.database, this.tables, this.columns, this.from, this.to, this.tagsOnly, wanted);
		}

		@Override
		public List<ColumnType> types() {
			return this.columns.stream().map(ScanColumn::type).toList();
		}

	}

	/**
	 * Rows that are made when they are read.
	 *
	 * @param types the types of the columns
	 * @param rows makes the rows; values as {@code Vector.get} gives them
	 */
	record Rows(List<ColumnType> types, Supplier<List<@Nullable Object[]>> rows) implements PlanNode {
	}

	/**
	 * Keeps the rows for which a condition holds.
	 *
	 * @param input where the rows come from
	 * @param condition the condition
	 */
	record Filter(PlanNode input, Expr condition) implements PlanNode {

		@Override
		public List<ColumnType> types() {
			return this.input.types();
		}

	}

	/**
	 * Calculates columns.
	 *
	 * @param input where the rows come from
	 * @param expressions a column each
	 */
	record Project(PlanNode input, List<Expr> expressions) implements PlanNode {

		@Override
		public List<ColumnType> types() {
			return this.expressions.stream().map(Expr::type).toList();
		}

	}

	/**
	 * Gathers rows in groups and windows. The columns: the group's number, the keys, then
	 * with windows their start, end and duration, then a column a call, then the
	 * companions.
	 *
	 * @param input where the rows come from
	 * @param keys the keys of the groups
	 * @param calls the calculations
	 * @param companions other columns of the row that the selecting call chose, or of the
	 * group's first row
	 * @param selector which call selects, -1 for none
	 * @param time the primary timestamp, {@code null} if rows have none
	 * @param window the windows, {@code null} for one a group
	 * @param emptyGroups keys of groups that must appear even without rows, or
	 * {@code null}
	 */
	record Aggregate(PlanNode input, List<Expr> keys, List<AggregateCall> calls, List<Expr> companions, int selector,
			@Nullable Expr time, @Nullable WindowSpec window,
			@Nullable Supplier<List<@Nullable Object[]>> emptyGroups) implements PlanNode {

		@Override
		public List<ColumnType> types() {
			List<ColumnType> types = new ArrayList<>();
			types.add(ColumnType.BIGINT);
			this.keys.forEach((key) -> types.add(key.type()));
			if (this.window != null) {
				types.add(ColumnType.TIMESTAMP);
				types.add(ColumnType.TIMESTAMP);
				types.add(ColumnType.BIGINT);
			}
			this.calls.forEach((call) -> types.add(call.type()));
			this.companions.forEach((companion) -> types.add(companion.type()));
			return types;
		}

	}

	/**
	 * A calculation of an {@link Aggregate}.
	 *
	 * @param function the function
	 * @param arguments its arguments
	 * @param described what the function is told of them
	 * @param type the type of its result
	 */
	record AggregateCall(AggregateFunction function, List<Expr> arguments, List<Argument> described, ColumnType type) {
	}

	/**
	 * Follows rows in the order in which they come. The columns: the keys, a column a
	 * call, the companions.
	 *
	 * @param input where the rows come from
	 * @param keys the keys of the partitions
	 * @param calls the calculations
	 * @param companions other columns of the row
	 * @param time the primary timestamp, {@code null} if rows have none
	 */
	record Series(PlanNode input, List<Expr> keys, List<SeriesCall> calls, List<Expr> companions,
			@Nullable Expr time) implements PlanNode {

		@Override
		public List<ColumnType> types() {
			List<ColumnType> types = new ArrayList<>();
			this.keys.forEach((key) -> types.add(key.type()));
			this.calls.forEach((call) -> types.add(call.type()));
			this.companions.forEach((companion) -> types.add(companion.type()));
			return types;
		}

	}

	/**
	 * A calculation of a {@link Series}.
	 *
	 * @param function the function
	 * @param arguments its arguments
	 * @param described what the function is told of them
	 * @param type the type of its result
	 */
	record SeriesCall(SeriesFunction function, List<Expr> arguments, List<Argument> described, ColumnType type) {
	}

	/**
	 * Sorts rows; equal ones keep their order.
	 *
	 * @param input where the rows come from
	 * @param keys the keys
	 */
	record Sort(PlanNode input, List<SortColumn> keys) implements PlanNode {

		@Override
		public List<ColumnType> types() {
			return this.input.types();
		}

	}

	/**
	 * A key of a {@link Sort}.
	 *
	 * @param column the column
	 * @param descending whether large values come first
	 * @param nullsFirst whether NULLs come first
	 */
	record SortColumn(int column, boolean descending, boolean nullsFirst) {
	}

	/**
	 * Keeps some rows.
	 *
	 * @param input where the rows come from
	 * @param count how many
	 * @param offset how many to skip before
	 */
	record Limit(PlanNode input, long count, long offset) implements PlanNode {

		@Override
		public List<ColumnType> types() {
			return this.input.types();
		}

	}

	/**
	 * Keeps some groups, and some rows of each.
	 *
	 * @param input where the rows come from
	 * @param keys the columns that make a group
	 * @param groups how many groups
	 * @param groupOffset how many groups to skip before
	 * @param rows how many rows of each
	 * @param rowOffset how many rows of each to skip before
	 */
	record GroupLimit(PlanNode input, List<Integer> keys, long groups, long groupOffset, long rows,
			long rowOffset) implements PlanNode {

		@Override
		public List<ColumnType> types() {
			return this.input.types();
		}

	}

	/**
	 * Keeps one of equal rows.
	 *
	 * @param input where the rows come from
	 */
	record Distinct(PlanNode input) implements PlanNode {

		@Override
		public List<ColumnType> types() {
			return this.input.types();
		}

	}

	/**
	 * All rows of one input after the other.
	 *
	 * @param inputs where the rows come from, all with the same types
	 */
	record Concat(List<PlanNode> inputs) implements PlanNode {

		@Override
		public List<ColumnType> types() {
			return this.inputs.get(0).types();
		}

	}

	/**
	 * Joins by time. The columns: those of the left side, those of the right side.
	 *
	 * @param left the left side
	 * @param right the right side
	 * @param side which side keeps its rows
	 * @param kind how rows find each other
	 * @param leftTime the left side's time, over its own columns
	 * @param rightTime the right side's time, over its own columns
	 * @param order for the closest in time: how the left time compares with the right
	 * one, -1 less, 1 greater, 0 neither
	 * @param orEqual whether equal times match
	 * @param windowStart the start of a window from the left time
	 * @param windowEnd the end of a window from the left time
	 * @param limit the most partners of a row
	 * @param condition what else must hold, over the columns of both sides
	 */
	record Join(PlanNode left, PlanNode right, TableReference.JoinSide side, TableReference.JoinKind kind,
			Expr leftTime, Expr rightTime, int order, boolean orEqual, long windowStart, long windowEnd, long limit,
			@Nullable Expr condition) implements PlanNode {

		@Override
		public List<ColumnType> types() {
			List<ColumnType> types = new ArrayList<>(this.left.types());
			types.addAll(this.right.types());
			return types;
		}

	}

	/**
	 * Adds the windows that have no rows.
	 *
	 * @param input rows in the order of groups and windows
	 * @param mode how to fill
	 * @param window the windows
	 * @param from the first timestamp of the query
	 * @param to the last timestamp of the query
	 * @param group the column with the group's number
	 * @param start the column with the window's start
	 * @param roles what each column is
	 * @param values the constants of the columns that are filled with one, by column
	 */
	record FillWindows(PlanNode input, Fill.Mode mode, WindowSpec.Interval window, long from, long to, int group,
			int start, List<FillRole> roles, List<@Nullable Object> values) implements PlanNode {

		@Override
		public List<ColumnType> types() {
			return this.input.types();
		}

	}

	/** What a column of {@link FillWindows} is. */
	enum FillRole {

		/** The window's start. */
		START,

		/** The window's end. */
		END,

		/** The window's length. */
		DURATION,

		/** The same for all windows of a group. */
		GROUP,

		/** Something to fill. */
		VALUE

	}

}
