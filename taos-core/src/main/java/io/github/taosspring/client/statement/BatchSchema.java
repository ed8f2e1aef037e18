package io.github.taosspring.client.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosLimits;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.StatementField.Role;

/**
 * What the rows of a {@link ColumnBatch} consist of: whether they name their table, its
 * tags, and the columns, each with type and declared length, in the order of the
 * placeholders. Immutable.
 */
public final class BatchSchema {

	private static final TaosColumn TABLE_NAME = new TaosColumn("tbname", TaosType.VARCHAR, TaosLimits.TABLE_NAME_BYTES,
			0, 0);

	private final @Nullable String target;

	private final List<StatementField> fields;

	private final boolean named;

	private final List<TaosColumn> tags;

	private final List<TaosColumn> columns;

	private final TaosPrecision precision;

	private final int key;

	private BatchSchema(@Nullable String target, List<StatementField> fields, TaosPrecision precision, int key) {
		this.target = target;
		this.fields = List.copyOf(fields);
		this.named = fields.stream().anyMatch((field) -> field.role() == Role.TABLE_NAME);
		this.tags = columns(fields, Role.TAG);
		this.columns = columns(fields, Role.COLUMN);
		this.precision = precision;
		this.key = key;
	}

	private static List<TaosColumn> columns(List<StatementField> fields, Role role) {
		return fields.stream().filter((field) -> field.role() == role).map(StatementField::column).toList();
	}

	/**
	 * Return a builder of a schema for {@code insert} into a super table by name: rows
	 * name their child table, which is created with their tags where it does not exist.
	 * Without any tag in the schema the server creates none (0x2603 on 3.3.7.5).
	 * @param superTable the name as in SQL but without back-quotes, case kept; the
	 * database may stand in front of a dot
	 * @param precision the precision of the database
	 * @return a builder
	 */
	public static Builder superTable(String superTable, TaosPrecision precision) {
		return new Builder(superTable, precision).tableName();
	}

	/**
	 * Return a builder of a schema for {@code insert} into one table.
	 * @param table the name as in SQL but without back-quotes, case kept; the database
	 * may stand in front of a dot
	 * @param precision the precision of the database
	 * @return a builder
	 */
	public static Builder table(String table, TaosPrecision precision) {
		return new Builder(table, precision);
	}

	/**
	 * Return a builder of a schema for a statement whose SQL is given elsewhere.
	 * @param precision the precision of the database
	 * @return a builder
	 */
	public static Builder placeholders(TaosPrecision precision) {
		return new Builder(null, precision);
	}

	/**
	 * Return the schema of a prepared INSERT.
	 * @param fields its placeholders as the server gave them, in order
	 * @param key the index of the primary timestamp among the columns, -1 if unknown
	 * @return the schema
	 */
	public static BatchSchema of(List<StatementField> fields, int key) {
		TaosPrecision precision = TaosPrecision.MILLISECOND;
		for (StatementField field : fields) {
			if (field.column().type() == TaosType.TIMESTAMP) {
				precision = field.precision();
			}
		}
		return new BatchSchema(null, fields, precision, key);
	}

	/**
	 * Return the table into which {@link BatchWriter} writes.
	 * @return the name as given, {@code null} if the SQL is given elsewhere
	 */
	public @Nullable String target() {
		return this.target;
	}

	/**
	 * Return the placeholders.
	 * @return the placeholders in order
	 */
	public List<StatementField> fields() {
		return this.fields;
	}

	/**
	 * Return whether rows name their table.
	 * @return whether {@link ColumnBatch#beginTable} is called for
	 */
	public boolean isNamed() {
		return this.named;
	}

	/**
	 * Return the tags.
	 * @return the tags in order, may be empty
	 */
	public List<TaosColumn> tags() {
		return this.tags;
	}

	/**
	 * Return the columns.
	 * @return the columns in order
	 */
	public List<TaosColumn> columns() {
		return this.columns;
	}

	/**
	 * Return the unit of timestamps.
	 * @return the precision
	 */
	public TaosPrecision precision() {
		return this.precision;
	}

	/**
	 * Return the column of the primary timestamp, which is never NULL.
	 * @return its index among the columns, -1 if unknown
	 */
	public int key() {
		return this.key;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof BatchSchema schema && Objects.equals(this.target, schema.target)
				&& this.fields.equals(schema.fields) && this.precision == schema.precision && this.key == schema.key;
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.target, this.fields, this.precision, this.key);
	}

	@Override
	public String toString() {
		return "BatchSchema[" + ((this.target != null) ? this.target + ", " : "") + this.precision.sqlName() + ", "
				+ this.fields.stream().map((field) -> field.role() + " " + field.column().name()).toList() + "]";
	}

	/**
	 * Builds a schema, placeholder by placeholder.
	 */
	public static final class Builder {

		private final @Nullable String target;

		private final TaosPrecision precision;

		private final List<StatementField> fields = new ArrayList<>();

		private Builder(@Nullable String target, TaosPrecision precision) {
			this.target = target;
			this.precision = Objects.requireNonNull(precision, "precision");
		}

		/**
		 * Add the name of the table; a super table's schema has it already.
		 * @return this
		 */
		public Builder tableName() {
			return add(Role.TABLE_NAME, TABLE_NAME);
		}

		/**
		 * Add a tag.
		 * @param tag name, type and declared length, as in a result's columns
		 * @return this
		 */
		public Builder tag(TaosColumn tag) {
			return add(Role.TAG, tag);
		}

		/**
		 * Add a tag.
		 * @param name the name, case kept
		 * @param type the type, not a DECIMAL
		 * @param length the declared length of a variable type, see {@link TaosColumn}; 0
		 * leaves the check to the server
		 * @return this
		 */
		public Builder tag(String name, TaosType type, int length) {
			return tag(new TaosColumn(name, type, length, 0, 0));
		}

		/**
		 * Add a column. The first one is the primary timestamp.
		 * @param column name, type and declared length, as in a result's columns
		 * @return this
		 */
		public Builder column(TaosColumn column) {
			return add(Role.COLUMN, column);
		}

		/**
		 * Add a column. The first one is the primary timestamp.
		 * @param name the name, case kept
		 * @param type the type, not a DECIMAL
		 * @param length the declared length of a variable type, see {@link TaosColumn}; 0
		 * leaves the check to the server
		 * @return this
		 */
		public Builder column(String name, TaosType type, int length) {
			return column(new TaosColumn(name, type, length, 0, 0));
		}

		private Builder add(Role role, TaosColumn column) {
			this.fields.add(new StatementField(role, column, this.precision));
			return this;
		}

		/**
		 * Build the schema.
		 * @return the schema
		 * @throws io.github.taosspring.client.TaosInterfaceException if the first column
		 * is no TIMESTAMP, a name is wrong or comes twice, or the table is named twice
		 */
		public BatchSchema build() {
			List<TaosColumn> columns = columns(this.fields, Role.COLUMN);
			if (columns.isEmpty() || columns.get(0).type() != TaosType.TIMESTAMP) {
				throw TaosErrors.misuse("The first column of a batch must be the table's primary timestamp");
			}
			if (columns(this.fields, Role.TABLE_NAME).size() > 1) {
				throw TaosErrors.misuse("The rows of a batch name their table once");
			}
			long names = this.fields.stream().map((field) -> field.column().name()).distinct().count();
			if (names < this.fields.size()) {
				throw TaosErrors.misuse("A column comes twice: " + this.fields);
			}
			this.fields.forEach((field) -> TaosLimits.checkColumnName(field.column().name()));
			return new BatchSchema(this.target, this.fields, this.precision, 0);
		}

	}

}
