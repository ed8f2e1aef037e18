package io.github.taosspring.embedded.internal.analysis;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.plan.Expr;
import io.github.taosspring.embedded.internal.plan.PlanNode;
import io.github.taosspring.embedded.internal.plan.ScanColumn;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Something with columns that a query names.
 */
abstract class Source {

	/** The type of {@code tbname}. */
	static final ColumnType TABLE_NAME = ColumnType.varchar(270);

	private final @Nullable String alias;

	/** Where this source's columns start among those of all sources. */
	int offset;

	Source(@Nullable String alias) {
		this.alias = alias;
	}

	boolean isCalled(String name) {
		return name.equals(this.alias);
	}

	@Nullable String alias() {
		return this.alias;
	}

	/**
	 * Return a column by its name.
	 */
	abstract Expr.@Nullable Column column(String name);

	/**
	 * Return {@code tbname}.
	 */
	abstract Expr.@Nullable Column tableName();

	/**
	 * Return the primary timestamp.
	 */
	abstract Expr.@Nullable Column time();

	/**
	 * Return the names that a star stands for.
	 */
	abstract List<String> star();

	/**
	 * Return the names of all columns without tags.
	 */
	abstract List<String> dataColumns();

	/**
	 * Return the names of all tags.
	 */
	abstract List<String> tags();

	boolean isTag(String name) {
		return tags().contains(name);
	}

	Expr.Column at(int index, ColumnType type) {
		return new Expr.Column(this.offset + index, type);
	}

	/**
	 * A table, of which only the columns that are named are read.
	 */
	static final class TableSource extends Source {

		private final Table table;

		private final TableSchema schema;

		private final List<ScanColumn> columns = new ArrayList<>();

		List<DataTable> tables;

		long from = Long.MIN_VALUE;

		long to = Long.MAX_VALUE;

		boolean tagsOnly;

		TableSource(Table table, @Nullable String alias) {
			this(table, table.schema(), alias);
		}

		TableSource(Table table, TableSchema schema, @Nullable String alias) {
			super((alias != null) ? alias : table.name());
			this.table = table;
			this.schema = schema;
			this.tables = (table instanceof SuperTable superTable) ? List.copyOf(superTable.children())
					: List.of((DataTable) table);
		}

		Database database() {
			return this.table.database();
		}

		boolean isSuperTable() {
			return this.table instanceof SuperTable;
		}

		List<ScanColumn> columns() {
			return this.columns;
		}

		PlanNode.Scan scan() {
			return new PlanNode.Scan(database(), this.tables, this.columns, this.from, this.to, this.tagsOnly,
					PlanNode.Scan.End.ALL);
		}

		/**
		 * Read all columns, so that their number is known.
		 */
		void readAll() {
			dataColumns().forEach(this::column);
			tags().forEach(this::column);
			tableName();
		}

		private Expr.Column read(ScanColumn wanted) {
			int index = this.columns.indexOf(wanted);
			if (index < 0) {
				index = this.columns.size();
				this.columns.add(wanted);
			}
			return at(index, wanted.type());
		}

		@Override
		Expr.@Nullable Column column(String name) {
			SchemaColumn column = this.schema.column(name);
			if (column != null) {
				return read(new ScanColumn(ScanColumn.Kind.DATA, column.slot(), column.type()));
			}
			SchemaColumn tag = this.schema.tag(name);
			return (tag != null) ? read(new ScanColumn(ScanColumn.Kind.TAG, tag.slot(), tag.type())) : null;
		}

		@Override
		Expr.Column tableName() {
			return read(new ScanColumn(ScanColumn.Kind.TABLE_NAME, 0, TABLE_NAME));
		}

		@Override
		Expr.Column time() {
			return read(new ScanColumn(ScanColumn.Kind.DATA, 0, ColumnType.TIMESTAMP));
		}

		boolean dependsOnTagsOnly(Expr expression) {
			boolean[] result = { true };
			Expressions.columns(expression, (column) -> result[0] &= this.columns.get(column.index() - this.offset)
				.kind() != ScanColumn.Kind.DATA);
			return result[0];
		}

		@Override
		List<String> star() {
			List<String> names = new ArrayList<>(dataColumns());
			if (isSuperTable()) {
				names.addAll(tags());
			}
			return names;
		}

		@Override
		List<String> dataColumns() {
			return this.schema.columns().stream().map(SchemaColumn::name).toList();
		}

		@Override
		List<String> tags() {
			return this.schema.tags().stream().map(SchemaColumn::name).toList();
		}

	}

	/**
	 * Columns that are there in any case: a query's or a system table's.
	 */
	static final class FixedSource extends Source {

		private final List<Output.Column> columns;

		FixedSource(List<Output.Column> columns, @Nullable String alias) {
			super(alias);
			this.columns = columns;
		}

		@Override
		Expr.@Nullable Column column(String name) {
			for (int i = 0; i < this.columns.size(); i++) {
				if (this.columns.get(i).name().equals(name)) {
					return at(i, this.columns.get(i).type());
				}
			}
			return null;
		}

		@Override
		Expr.@Nullable Column tableName() {
			return column("tbname");
		}

		@Override
		Expr.@Nullable Column time() {
			for (int i = 0; i < this.columns.size(); i++) {
				if (this.columns.get(i).type().isTimestamp()) {
					return at(i, ColumnType.TIMESTAMP);
				}
			}
			return null;
		}

		@Override
		List<String> star() {
			return dataColumns();
		}

		@Override
		List<String> dataColumns() {
			return this.columns.stream().map(Output.Column::name).toList();
		}

		@Override
		List<String> tags() {
			return List.of();
		}

	}

}
