package io.github.taosspring.client.internal.ws;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosLimits;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.StatementField;
import io.github.taosspring.client.statement.StatementField.Role;
import io.github.taosspring.client.wire.BindBatch;
import io.github.taosspring.client.wire.BindColumn;

/**
 * Tags and columns that the server expects for an INSERT of the first kind, and what of
 * them it cannot take.
 *
 * @param tags the tags
 * @param columns the columns
 * @param precision the unit of timestamps, {@code null} if there are none
 */
record Stmt1Fields(List<StatementField> tags, List<StatementField> columns, @Nullable TaosPrecision precision) {

	/** The server describes tags only for a table with a name; naming creates none. */
	private static final String ANY_TABLE = "taos_spring_any_table";

	private static final StatementField TABLE_NAME = new StatementField(Role.TABLE_NAME,
			new TaosColumn("tbname", TaosType.VARCHAR, TaosLimits.TABLE_NAME_BYTES, 0, 0), TaosPrecision.MILLISECOND);

	/**
	 * Ask for the fields before a table has a name.
	 */
	static Stmt1Fields any(Stmt1Calls calls, Stmt1Insert insert) {
		if (insert.superTable() != null && insert.isNamed()) {
			calls.tableName(ANY_TABLE);
		}
		return of(calls, insert, insert.table());
	}

	/**
	 * Ask for the fields.
	 * @param table the table's name as in SQL
	 */
	static Stmt1Fields of(Stmt1Calls calls, Stmt1Insert insert, String table) {
		List<StatementField> columns = calls.columns();
		List<StatementField> tags = (insert.tags() > 0) ? calls.tags() : List.of();
		if (columns.size() != insert.values() || tags.size() != insert.tags()) {
			throw TaosErrors.misuse("There are " + tags.size() + " tags and " + columns.size() + " columns instead of "
					+ insert.tags() + " and " + insert.values() + ": " + insert.sql());
		}
		TaosPrecision precision = null;
		if (Stream.concat(tags.stream(), columns.stream()).anyMatch(Stmt1Fields::isTime)) {
			StatementField first = columns.get(0);
			precision = isTime(first) ? first.precision()
					: calls.precision(Objects.requireNonNullElse(insert.superTable(), table));
		}
		return new Stmt1Fields(tags, columns, precision);
	}

	private static boolean isTime(StatementField field) {
		return field.column().type() == TaosType.TIMESTAMP;
	}

	/**
	 * Return the fields in the order of placeholders.
	 */
	List<StatementField> ordered(List<Role> roles) {
		Iterator<StatementField> nextTag = this.tags.iterator();
		Iterator<StatementField> nextColumn = this.columns.iterator();
		List<StatementField> ordered = new ArrayList<>();
		for (Role role : roles) {
			ordered.add(switch (role) {
				case TABLE_NAME -> TABLE_NAME;
				case TAG -> nextTag.next();
				case COLUMN -> nextColumn.next();
			});
		}
		return List.copyOf(ordered);
	}

	/**
	 * See to it that the server can take values for these fields. JSON is taken as a tag.
	 * A TIMESTAMP is converted by the adapter in the unit that libtaos names for it,
	 * which is right for the first column only and milliseconds for all others (seen on
	 * 3.3.7.5: others come out wrong in a database of another precision).
	 */
	void check(WsConnection connection) {
		for (StatementField field : this.columns) {
			if (field.column().type() == TaosType.JSON) {
				throw unsupported(connection, field.column(), "");
			}
		}
		Stream.concat(this.tags.stream(), this.columns.stream()).forEach((field) -> {
			TaosType type = field.column().type();
			if (type.isDecimal() || type == TaosType.BLOB) {
				throw unsupported(connection, field.column(), "");
			}
			if (isTime(field) && field.precision() != this.precision) {
				throw unsupported(connection, field.column(),
						" other than as first column in a database whose precision is not milliseconds");
			}
		});
	}

	private static TaosException unsupported(WsConnection connection, TaosColumn column, String where) {
		return Stmt1.needsStmt2(connection,
				"Binding '" + column.name() + "' of type " + column.type().sqlName() + where);
	}

	/**
	 * See to it that values have the types of these fields, by which the adapter reads
	 * them.
	 */
	void compare(BindBatch values) {
		for (int i = 0; i < this.tags.size(); i++) {
			compare(this.tags.get(i).column(), values.tag(i));
		}
		for (int i = 0; i < this.columns.size(); i++) {
			compare(this.columns.get(i).column(), values.column(i));
		}
	}

	private static void compare(TaosColumn column, BindColumn values) {
		if (column.type() != values.type()) {
			throw TaosErrors
				.misuse("'" + column.name() + "' is " + column.type().sqlName() + ", not " + values.type().sqlName());
		}
	}

	/**
	 * See to it that no timestamp is beyond those of 64 bits in nanoseconds, by way of
	 * which the adapter takes all; it would turn others into something else.
	 */
	void checkTimes(BindBatch values, int table, int from, int to) {
		TaosPrecision unit = this.precision;
		if (unit == null || unit == TaosPrecision.NANOSECOND) {
			return;
		}
		long limit = Long.MAX_VALUE / ((unit == TaosPrecision.MILLISECOND) ? 1_000_000 : 1_000);
		for (int i = 0; i < values.tagCount(); i++) {
			if (values.tag(i).type() == TaosType.TIMESTAMP) {
				checkTime(values.tag(i), table, limit);
			}
		}
		for (int i = 0; i < values.columnCount(); i++) {
			BindColumn column = values.column(i);
			for (int position = from; position < to && column.type() == TaosType.TIMESTAMP; position++) {
				checkTime(column, values.rowAt(position), limit);
			}
		}
	}

	private static void checkTime(BindColumn column, int row, long limit) {
		if (column.mark(row) == BindColumn.VALUE && (column.bits(row) > limit || column.bits(row) < -limit)) {
			throw TaosErrors.misuse("Row " + row + " has a timestamp beyond the years 1677 to 2262, which this server "
					+ "cannot take as a bound value: " + column.bits(row));
		}
	}

}
