package io.github.taosspring.embedded.internal.analysis;

import java.util.List;

import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.plan.ScanColumn;
import org.jspecify.annotations.Nullable;

/**
 * What a topic does with the rows of a table: which it keeps and what it calculates of
 * them. Rows are all it knows: it has neither order nor groups.
 *
 * @param table the super table, the child table or the normal table
 * @param reads the columns, tags and names that the expressions need, in the order of
 * their indexes
 * @param condition the condition on a row, {@code null} for all rows
 * @param expressions what is calculated, a column each
 * @param columns the columns of the result
 */
public record TopicQuery(Table table, List<ScanColumn> reads, @Nullable Expr condition, List<Expr> expressions,
		List<Output.Column> columns) {

	/**
	 * Return whether the rows of a table pass through this query.
	 * @param source the table
	 * @return whether it is the query's table or a child of it
	 */
	public boolean reads(DataTable source) {
		return source == this.table || source.parent() == this.table;
	}

	/**
	 * Return whether a column or tag is needed.
	 * @param changed the table that has it
	 * @param kind whether it is a column or a tag
	 * @param slot its slot
	 * @return whether it must stay as it is
	 */
	public boolean uses(Table changed, ScanColumn.Kind kind, int slot) {
		boolean concerned = changed == this.table || (changed instanceof SuperTable
				&& this.table instanceof DataTable child && child.parent() == changed);
		return concerned && this.reads.stream().anyMatch((read) -> read.kind() == kind && read.slot() == slot);
	}

}
