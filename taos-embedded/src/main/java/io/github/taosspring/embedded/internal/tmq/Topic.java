package io.github.taosspring.embedded.internal.tmq;

import java.time.Instant;

import io.github.taosspring.embedded.internal.analysis.TopicQuery;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.plan.ScanColumn;
import io.github.taosspring.embedded.internal.sql.TopicStatement.Meta;
import org.jspecify.annotations.Nullable;

/**
 * A part of a database's log that has a name. Immutable.
 *
 * @param name the name, case-sensitive
 * @param kind what it carries
 * @param database the database
 * @param query what happens with each row, or the condition on child tables; {@code null}
 * for the whole database
 * @param meta whether changes of tables are part of it
 * @param sql the statement that created it
 * @param created when it was created
 */
public record Topic(String name, Kind kind, Database database, @Nullable TopicQuery query, Meta meta, String sql,
		Instant created) {

	/** What topics carry. */
	public enum Kind {

		/** The result of a query. */
		COLUMN("column"),

		/** A super table with its children. */
		STABLE("stable"),

		/** All tables of a database. */
		DATABASE("db");

		private final String text;

		Kind(String text) {
			this.text = text;
		}

		String text() {
			return this.text;
		}

	}

	/**
	 * Return the super table of a topic that carries one.
	 * @return the table, {@code null} for other kinds
	 */
	@Nullable SuperTable superTable() {
		return (this.kind == Kind.STABLE && this.query != null) ? (SuperTable) this.query.table() : null;
	}

	/**
	 * Return whether a super table must stay because of this topic.
	 */
	boolean needs(SuperTable table) {
		if (this.query == null) {
			return false;
		}
		Table own = this.query.table();
		return own == table || (own instanceof DataTable child && child.parent() == table);
	}

	boolean uses(Table table, ScanColumn.Kind column, int slot) {
		return this.query != null && this.query.uses(table, column, slot);
	}

}
