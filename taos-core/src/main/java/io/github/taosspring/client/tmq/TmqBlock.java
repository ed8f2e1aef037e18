package io.github.taosspring.client.tmq;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.Row;
import io.github.taosspring.client.TaosColumn;

/**
 * Rows of one table, in columns. Immutable and thread-safe if {@code block} is, which it
 * is in every message of a consumer.
 *
 * @param tableName the child or normal table, {@code null} if the topic does not tell: a
 * topic on a query never does (select {@code tbname} there), others only with
 * {@link TmqOptions#withTableName()}
 * @param schemaVersion the version of the table's schema, 0 for a topic on a query
 * @param block the rows; the columns are those that the rows were written with, so that
 * two blocks of one table may differ
 */
public record TmqBlock(@Nullable String tableName, int schemaVersion, Block block) {

	/**
	 * Return the columns.
	 * @return the columns in order; equal schemas in a row of blocks are the same list
	 */
	public List<TaosColumn> columns() {
		return this.block.columns();
	}

	/**
	 * Return the rows as objects, each made when it is asked for.
	 * @return a view on the block
	 */
	public List<Row> rows() {
		return Row.of(this.block);
	}

}
