package io.github.taosspring.embedded.internal.analysis;

import java.util.List;

import io.github.taosspring.embedded.internal.plan.Expr;
import org.jspecify.annotations.Nullable;

/**
 * The sources that the names of a query may mean.
 *
 * @param sources the sources in the order written
 */
record Scope(List<Source> sources) {

	Expr.Column column(@Nullable String table, String name) {
		if (table != null) {
			source(table);
		}
		Expr.Column found = null;
		for (Source source : this.sources) {
			if (table != null && !source.isCalled(table)) {
				continue;
			}
			Expr.Column column = source.column(name);
			if (column != null) {
				if (found != null) {
					throw Errors.ambiguous(name);
				}
				found = column;
			}
		}
		if (found == null) {
			throw Errors.noColumn(name);
		}
		return found;
	}

	boolean hasColumn(String name) {
		return this.sources.stream().anyMatch((source) -> source.dataColumns().contains(name) || source.isTag(name));
	}

	Source source(@Nullable String table) {
		for (Source source : this.sources) {
			if (table == null || source.isCalled(table)) {
				return source;
			}
		}
		throw (table != null) ? Errors.noTable(table) : Errors.noTable();
	}

	Expr.Column tableName(@Nullable String table) {
		Expr.Column column = source(table).tableName();
		if (column == null) {
			throw Errors.noColumn("tbname");
		}
		return column;
	}

	Expr.@Nullable Column time() {
		return this.sources.isEmpty() ? null : this.sources.get(0).time();
	}

	boolean isTag(@Nullable String table, String name) {
		return this.sources.stream()
			.filter((source) -> table == null || source.isCalled(table))
			.anyMatch((source) -> source.isTag(name));
	}

	Source.@Nullable TableSource onlyTable() {
		return (this.sources.size() == 1 && this.sources.get(0) instanceof Source.TableSource table) ? table : null;
	}

}
