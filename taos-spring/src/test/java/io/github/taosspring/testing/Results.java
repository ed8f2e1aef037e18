package io.github.taosspring.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.wire.BlockEncoder;
import io.github.taosspring.client.wire.ColumnEncoder;
import io.github.taosspring.client.wire.RawBlock;
import org.jspecify.annotations.Nullable;

/**
 * Builds a result of columns and rows, as real blocks.
 */
public final class Results {

	private final List<TaosColumn> columns = new ArrayList<>();

	private final List<RawBlock> blocks = new ArrayList<>();

	private TaosPrecision precision = TaosPrecision.MILLISECOND;

	private Results() {
	}

	public static Results of() {
		return new Results();
	}

	public Results precision(TaosPrecision precision) {
		this.precision = precision;
		return this;
	}

	public Results column(String name, TaosType type) {
		return column(name, type, 0, 0);
	}

	public Results column(String name, TaosType type, int precision, int scale) {
		this.columns.add(new TaosColumn(name, type, type.isVariable() ? 200 : type.width(), precision, scale));
		return this;
	}

	/** Add a block of rows. */
	public Results block(@Nullable Object[]... rows) {
		BlockEncoder encoder = new BlockEncoder(this.columns);
		for (@Nullable
		Object[] row : rows) {
			for (int i = 0; i < row.length; i++) {
				append(encoder.column(i), this.columns.get(i), row[i]);
			}
		}
		this.blocks.add(RawBlock.read(encoder.finish(), this.columns, this.precision));
		return this;
	}

	public static @Nullable Object[] row(@Nullable Object... values) {
		return values;
	}

	private void append(ColumnEncoder column, TaosColumn type, @Nullable Object value) {
		if (value == null) {
			column.appendNull();
		}
		else if (value instanceof Boolean bool) {
			column.appendBoolean(bool);
		}
		else if (value instanceof Instant instant) {
			column.appendLong(this.precision.fromInstant(instant));
		}
		else if (value instanceof Float number && type.type() == TaosType.FLOAT) {
			column.appendFloat(number);
		}
		else if (value instanceof Float || value instanceof Double) {
			column.appendDouble(((Number) value).doubleValue());
		}
		else if (value instanceof BigDecimal decimal) {
			column.appendDecimal(decimal);
		}
		else if (value instanceof BigInteger integer) {
			column.appendLong(integer.longValue());
		}
		else if (value instanceof Number number) {
			column.appendLong(number.longValue());
		}
		else if (value instanceof byte[] bytes) {
			column.appendBytes(bytes);
		}
		else {
			column.appendString(value.toString());
		}
	}

	public FakeTaosResult build() {
		return new FakeTaosResult(this.columns, this.precision, this.blocks);
	}

}
