package io.github.taosspring.embedded.internal.sql;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a select list.
 */
public sealed interface SelectItem {

	/**
	 * {@code *} or {@code t.*}.
	 *
	 * @param table the table or alias, null for all
	 */
	record All(@Nullable String table) implements SelectItem {
	}

	/**
	 * An expression.
	 *
	 * @param expression the expression
	 * @param alias its alias, or null
	 * @param text the expression as written; a column's name without its table
	 */
	record Value(Expression expression, @Nullable String alias, String text) implements SelectItem {

		/**
		 * How many bytes of its name a result column shows ({@code TSDB_COL_NAME_LEN}).
		 */
		private static final int LABEL_BYTES = 64;

		/**
		 * Return the name of the result column: the alias or the source text, cut as
		 * TDengine cuts it.
		 * @return the label
		 */
		public String label() {
			return (this.alias != null) ? Names.cut(this.alias, LABEL_BYTES) : Names.cut(this.text, LABEL_BYTES);
		}

	}

}
