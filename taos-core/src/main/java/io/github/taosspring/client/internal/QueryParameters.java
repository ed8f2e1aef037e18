package io.github.taosspring.client.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.StatementField;
import io.github.taosspring.client.statement.TypedParameter;
import io.github.taosspring.client.wire.BindBatch;

/**
 * Parameters of a query, bound by their class: the server does not tell their types and
 * converts what it gets (seen on 3.3.7.5: BIGINT for an INT column, VARCHAR for NCHAR,
 * and text for a TIMESTAMP, which spares knowing its precision).
 */
final class QueryParameters {

	private QueryParameters() {
	}

	/**
	 * Return the parameters as one row.
	 * @param expected the number of placeholders
	 * @throws io.github.taosspring.client.TaosException if there are too many or few, or
	 * one has a class of which the type is not known
	 */
	static BindBatch of(int expected, @Nullable Object[] parameters) {
		if (parameters.length != expected) {
			throw TaosErrors.misuse("The query has " + expected + " parameters, not " + parameters.length);
		}
		List<StatementField> fields = new ArrayList<>();
		@Nullable Object[] values = new Object[expected];
		for (int i = 0; i < expected; i++) {
			Object value = parameters[i];
			TaosType type;
			if (value instanceof TypedParameter typed) {
				type = typed.type();
				values[i] = typed.value();
			}
			else {
				values[i] = sent(value);
				type = type(values[i], i);
			}
			fields.add(new StatementField(StatementField.Role.COLUMN,
					new TaosColumn("parameter " + (i + 1), type, 0, 0, 0), TaosPrecision.NANOSECOND));
		}
		ColumnBatch row = ColumnBatch.of(BatchSchema.of(fields, -1));
		row.appendRow(values);
		row.data().sort();
		return row.data();
	}

	private static @Nullable Object sent(@Nullable Object value) {
		if (value instanceof Instant) {
			return value.toString();
		}
		if (value instanceof OffsetDateTime time) {
			return time.toInstant().toString();
		}
		if (value instanceof ZonedDateTime time) {
			return time.toInstant().toString();
		}
		if (value instanceof java.sql.Date || value instanceof java.sql.Time) {
			return value;
		}
		if (value instanceof Date date) {
			return date.toInstant().toString();
		}
		return (value instanceof BigDecimal decimal) ? decimal.toPlainString() : value;
	}

	private static TaosType type(@Nullable Object value, int index) {
		if (value == null) {
			return TaosType.INT;
		}
		if (value instanceof Boolean) {
			return TaosType.BOOL;
		}
		if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
			return TaosType.BIGINT;
		}
		if (value instanceof BigInteger integer) {
			return (integer.bitLength() <= 63) ? TaosType.BIGINT : TaosType.BIGINT_UNSIGNED;
		}
		if (value instanceof Double || value instanceof Float) {
			return TaosType.DOUBLE;
		}
		if (value instanceof CharSequence) {
			return TaosType.VARCHAR;
		}
		if (value instanceof byte[]) {
			return TaosType.VARBINARY;
		}
		throw TaosErrors.conversion("Parameter " + (index + 1) + " of the query is a " + value.getClass().getName()
				+ ", of which no type of TDengine is known; give a TypedParameter");
	}

}
