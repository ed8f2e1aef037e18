package io.github.taosspring.client.statement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests of {@link ColumnBatch} and {@link BatchColumn}: what is refused, and that it says
 * row, table and column.
 */
class ColumnBatchTests {

	private static final long TS = 1_704_067_200_000L;

	private final ColumnBatch meters = ColumnBatch.of(BatchSchema.superTable("meters", TaosPrecision.MILLISECOND)
		.tag("location", TaosType.VARCHAR, 8)
		.tag("group", TaosType.INT, 0)
		.column("ts", TaosType.TIMESTAMP, 0)
		.column("voltage", TaosType.TINYINT, 0)
		.column("note", TaosType.NCHAR, 4)
		.build());

	private static ColumnBatch of(TaosColumn column) {
		return ColumnBatch.of(BatchSchema.table("t", TaosPrecision.MILLISECOND)
			.column("ts", TaosType.TIMESTAMP, 0)
			.column(column)
			.build());
	}

	private static ColumnBatch of(TaosType type, int length) {
		return of(new TaosColumn("v", type, length, 0, 0));
	}

	private void refused(String message, String sqlState, Consumer<ColumnBatch> action) {
		assertThatExceptionOfType(TaosBindException.class).isThrownBy(() -> action.accept(this.meters))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo(sqlState));
	}

	private void row(String table, long ts) {
		this.meters.appendRow(table, "Oslo", 1, ts, 1, "a");
	}

	@Test
	void aValueOfTheWrongTypeNamesRowTableAndColumn() {
		row("d1", TS);
		refused("row 1, table 'd2', column 'voltage': TINYINT cannot take text", "22018",
				(batch) -> batch.appendRow("d2", "Oslo", 1, TS, "230", "a"));
		refused("row 1, table 'd2', column 'voltage': TINYINT cannot take a floating-point number", "22018",
				(batch) -> batch.appendRow("d2", "Oslo", 1, TS, 1.5, "a"));
		refused("row 1, table 'd2', column 'note': NCHAR(4) cannot take an integer", "22018",
				(batch) -> batch.appendRow("d2", "Oslo", 1, TS, 1, 2));
		refused("row 1, table 'd2', column 'note': NCHAR(4) cannot take a java.lang.Thread", "22018",
				(batch) -> batch.appendRow("d2", "Oslo", 1, TS, 1, Thread.currentThread()));
		refused("table 'd2', column 'group': INT cannot take text", "22018",
				(batch) -> batch.appendRow("d2", "Oslo", "x", TS, 1, "a"));
		assertThat(this.meters.rows()).isEqualTo(1);
		assertThat(this.meters.tables()).isEqualTo(1);
	}

	@Test
	void aRowHasAsManyValuesAsPlaceholders() {
		refused("row 0: 2 values for 6 placeholders", "07001", (batch) -> batch.appendRow("d1", 1));
		refused("row 0: 7 values for 6 placeholders", "07001",
				(batch) -> batch.appendRow("d1", "Oslo", 1, TS, 1, "a", 1));
	}

	@Test
	void aMissingTableTagOrColumnIsNamed() {
		refused("row 0: the row has no table; beginTable() comes first", "07001", ColumnBatch::endRow);
		refused("row 0: the table's name is null, not text", "22018",
				(batch) -> batch.appendRow(null, "Oslo", 1, TS, 1, "a"));
		refused("row 0, table 'd1', column 'group': the tag has no value", "07001", (batch) -> {
			batch.beginTable("d1");
			batch.tag(0).appendString("Oslo");
			batch.column(0).appendLong(TS);
			batch.column(1).appendInt(1);
			batch.column(2).appendNull();
			batch.endRow();
		});
		this.meters.tag(1).appendInt(7);
		this.meters.endRow();
		refused("row 1, table 'd1', column 'note': no value", "07001", (batch) -> {
			batch.column(0).appendLong(TS);
			batch.column(1).appendInt(1);
			batch.endRow();
		});
		this.meters.cancelRow();
		refused("row 1, table 'd1', column 'ts': 2 values for 1 row", "07001", (batch) -> {
			batch.column(0).appendLong(TS);
			batch.column(0).appendLong(TS);
			batch.endRow();
		});
	}

	@Test
	void tagsComeOnceWithTheFirstRowOfATable() {
		row("d1", TS);
		assertThat(this.meters.beginTable("d1")).isFalse();
		refused("table 'd1', column 'group': tags come with the first row of a table, after beginTable()", "HY010",
				(batch) -> batch.tag(1).appendInt(3));
		this.meters.appendRow("d1", null, null, TS + 1, 2, null);
		assertThat(this.meters.rows()).isEqualTo(2);
		assertThat(this.meters.beginTable("d2")).isTrue();
		this.meters.tag(0).appendString("Oslo");
		refused("table 'd2', column 'location': the tag has a value already", "HY010",
				(batch) -> batch.tag(0).appendString("Oslo"));
		// a table without a row is forgotten
		assertThat(this.meters.beginTable("d1")).isFalse();
		assertThat(this.meters.tables()).isEqualTo(1);
	}

	@Test
	void anotherTableWaitsForTheEndOfTheRow() {
		row("d1", TS);
		this.meters.column(0).appendLong(TS);
		refused("row 1, table 'd1': the row has not ended; end or cancel it first", "HY010",
				(batch) -> batch.beginTable("d2"));
	}

	@Test
	void theKeyIsNeverNull() {
		refused("row 0, table 'd1', column 'ts': the primary timestamp must not be NULL", "23502",
				(batch) -> batch.appendRow("d1", "Oslo", 1, null, 1, "a"));
		this.meters.beginTable("d1");
		refused("row 0, table 'd1', column 'ts': the primary timestamp must not be NULL", "23502",
				(batch) -> batch.column(0).appendUnset());
	}

	@Test
	void lengthsAreBytesForVarcharAndCodePointsForNchar() {
		refused("table 'd1', column 'location': 9 bytes are too long for VARCHAR(8)", "22001",
				(batch) -> batch.appendRow("d1", "涛思x涛".substring(0, 3) + "xx", 1, TS, 1, "a"));
		refused("row 0, table 'd1', column 'note': 5 characters are too long for NCHAR(4)", "22001",
				(batch) -> batch.appendRow("d1", "Oslo", 1, TS, 1, "涛思涛思x"));
		this.meters.appendRow("d1", "12345678", 1, TS, 1, "😀😀😀😀");
		refused("row 1, table 'd1', column 'note': the text has an unpaired surrogate", "22021",
				(batch) -> batch.appendRow("d1", "Oslo", 1, TS, 1, "\ud83d"));
		ColumnBatch binary = of(TaosType.VARBINARY, 3);
		binary.column(1).appendBytes(new byte[3]);
		assertThatExceptionOfType(TaosBindException.class).isThrownBy(() -> binary.column(1).appendBytes(new byte[4]))
			.withMessage("row 1, column 'v': 4 bytes are too long for VARBINARY(3)");
	}

	@ParameterizedTest
	@CsvSource({ "TINYINT, -128, 127", "SMALLINT, -32768, 32767", "INT, -2147483648, 2147483647",
			"BIGINT, -9223372036854775808, 9223372036854775807", "TINYINT_UNSIGNED, 0, 255",
			"SMALLINT_UNSIGNED, 0, 65535", "INT_UNSIGNED, 0, 4294967295", "BIGINT_UNSIGNED, 0, 18446744073709551615" })
	void integersOfTheWholeRangeAndNoOthersAreTaken(TaosType type, BigInteger min, BigInteger max) {
		ColumnBatch batch = of(type, 0);
		batch.column(1).appendObject(min);
		batch.column(1).appendObject(max);
		for (BigInteger value : new BigInteger[] { min.subtract(BigInteger.ONE), max.add(BigInteger.ONE) }) {
			assertThatExceptionOfType(TaosBindException.class).isThrownBy(() -> batch.column(1).appendObject(value))
				.withMessage("row 2, column 'v': " + value + " is out of the range of " + type.sqlName())
				.satisfies((ex) -> {
					assertThat(ex.sqlState()).isEqualTo("22003");
					assertThat(ex.row()).isEqualTo(2);
					assertThat(ex.column()).isEqualTo("v");
				});
		}
		long mask = (type.width() == 8) ? -1L : (1L << 8 * type.width()) - 1;
		assertThat(batch.data().column(1).bits(0)).isEqualTo(min.longValue() & mask);
		assertThat(batch.data().column(1).bits(1)).isEqualTo(max.longValue() & mask);
	}

	@Test
	void minus128IsAValue() {
		this.meters.appendRow("d1", "Oslo", 1, TS, -128, "a");
		assertThat(this.meters.data().column(1).mark(0)).isZero();
		assertThat(this.meters.data().column(1).bits(0)).isEqualTo(0x80);
	}

	@Test
	void aTimestampFinerThanThePrecisionIsRefusedUnlessItMayBeCut() {
		Instant fine = Instant.parse("1969-12-31T23:59:59.999999Z");
		refused("row 0, table 'd1', column 'ts': 1969-12-31T23:59:59.999999Z is finer than the precision 'ms'", "22007",
				(batch) -> batch.appendRow("d1", "Oslo", 1, fine, 1, "a"));
		this.meters.truncateTimestamps(true).appendRow("d1", "Oslo", 1, fine, 1, "a");
		this.meters.appendRow("d1", "Oslo", 1, OffsetDateTime.parse("2024-01-01T08:00:00.0019+08:00"), 1, "a");
		assertThat(this.meters.data().column(0).bits(0)).isEqualTo(-1);
		assertThat(this.meters.data().column(0).bits(1)).isEqualTo(TS + 1);
		refused("row 2, table 'd1', column 'ts': +1000000000-12-31T23:59:59.999999999Z is out of the range of "
				+ "TIMESTAMP", "22003", (batch) -> batch.appendRow("d1", "Oslo", 1, Instant.MAX, 1, "a"));
	}

	@Test
	void floatsAreTakenWhereTheyStayWhatTheyAre() {
		ColumnBatch floats = of(TaosType.FLOAT, 0);
		floats.column(1).appendDouble(0.1);
		floats.column(1).appendDouble(Double.NEGATIVE_INFINITY);
		floats.column(1).appendLong(1 << 24);
		assertThatExceptionOfType(TaosBindException.class).isThrownBy(() -> floats.column(1).appendDouble(1e39));
		assertThatExceptionOfType(TaosBindException.class).isThrownBy(() -> floats.column(1).appendLong((1 << 24) + 1));
		assertThat(floats.data().column(1).bits(0)).isEqualTo(Float.floatToRawIntBits(0.1f) & 0xffff_ffffL);
		ColumnBatch doubles = of(TaosType.DOUBLE, 0);
		doubles.column(1).appendLong(1L << 53);
		assertThatExceptionOfType(TaosBindException.class)
			.isThrownBy(() -> doubles.column(1).appendLong(Long.MAX_VALUE));
		assertThatExceptionOfType(TaosBindException.class)
			.isThrownBy(() -> doubles.column(1).appendLong((1L << 53) + 1));
	}

	@Test
	void decimalsAreTakenWhereTheColumnHoldsThemExactly() {
		ColumnBatch batch = of(new TaosColumn("v", TaosType.DECIMAL64, 8, 6, 2));
		batch.column(1).appendDecimal(new BigDecimal("-1234.5"));
		batch.column(1).appendDecimal(new BigDecimal("1E+3"));
		batch.column(1).appendLong(9999);
		assertThat(batch.data().column(1).bits(0)).isEqualTo(-123450);
		assertThat(batch.data().column(1).bits(1)).isEqualTo(100000);
		for (String wrong : new String[] { "0.001", "12345", "1E+100000" }) {
			assertThatExceptionOfType(TaosBindException.class)
				.isThrownBy(() -> batch.column(1).appendDecimal(new BigDecimal(wrong)))
				.withMessageEndingWith("is out of the range of DECIMAL(6,2)");
		}
		ColumnBatch unknown = of(TaosType.DECIMAL, 0);
		unknown.column(1).appendUnscaled(-1, -5);
		assertThatExceptionOfType(TaosBindException.class)
			.isThrownBy(() -> unknown.column(1).appendDecimal(BigDecimal.ONE))
			.withMessageContaining("does not tell the scale");
	}

	@ParameterizedTest
	@CsvSource({ "a.b, a dot", "a`b, a back-quote" })
	void theNameOfATableIsChecked(String name, String what) {
		refused("row 0: the name '" + name + "' of a table must not contain " + what, "42000",
				(batch) -> batch.beginTable(name));
		refused("row 0: the name of a table must not be empty", "42000", (batch) -> batch.beginTable(""));
		refused("row 0: the name '" + "涛".repeat(65) + "' of a table has 195 bytes; TDengine allows 192", "42000",
				(batch) -> batch.beginTable("涛".repeat(65)));
		row("涛".repeat(64), TS);
		assertThat(this.meters.table(0)).isEqualTo("涛".repeat(64));
	}

	@Test
	void tableNamesKeepTheirCase() {
		row("D_A1", TS);
		row("d_a1", TS);
		assertThat(this.meters.tables()).isEqualTo(2);
		assertThat(this.meters.table(0)).isEqualTo("D_A1");
		assertThat(this.meters.table(1)).isEqualTo("d_a1");
	}

	@Test
	void columnsAreFilledAtOnce() {
		this.meters.beginTable("d1");
		this.meters.tag(0).appendString("Oslo");
		this.meters.tag(1).appendNull();
		this.meters.column(0).appendLongs(new long[] { TS, TS + 1, TS + 2 }, 0, 3);
		this.meters.column(1).appendInts(new int[] { 9, 1, 2, 3 }, 1, 3);
		for (@Nullable
		String note : new @Nullable String[] { "a", null, "c" }) {
			this.meters.column(2).appendObject(note);
		}
		this.meters.endRows(3);
		assertThat(this.meters.rows()).isEqualTo(3);
		assertThat(this.meters.data().column(1).bits(2)).isEqualTo(3);
	}

	@Test
	void aCancelledRowLeavesNothing() {
		row("d1", TS);
		long size = this.meters.byteSize();
		this.meters.beginTable("d2");
		this.meters.tag(0).appendString("Oslo");
		this.meters.column(0).appendLong(TS);
		this.meters.column(2).appendString("abc");
		this.meters.cancelRow();
		assertThat(this.meters.byteSize()).isEqualTo(size);
		assertThat(this.meters.tables()).isEqualTo(1);
		row("d2", TS);
		assertThat(this.meters.table(1)).isEqualTo("d2");
	}

	@Test
	void aClearedBatchIsAsNew() {
		for (int round = 0; round < 3; round++) {
			for (int i = 0; i < 1000; i++) {
				row("d" + i, TS + i);
			}
			assertThat(this.meters.rows()).isEqualTo(1000);
			assertThat(this.meters.tables()).isEqualTo(1000);
			assertThat(this.meters.table(999)).isEqualTo("d999");
			this.meters.clear();
			assertThat(this.meters.isEmpty()).isTrue();
			assertThat(this.meters.tables()).isZero();
			assertThat(this.meters.byteSize()).isZero();
		}
	}

	@Test
	void rowsWithoutTableRefuseOne() {
		ColumnBatch batch = of(TaosType.INT, 0);
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> batch.beginTable("d1"));
		assertThatNoException().isThrownBy(() -> batch.appendRow(TS, 1));
		assertThat(batch.table(0)).isNull();
	}

	@Test
	void aSchemaBeginsWithATimestampAndNamesNothingTwice() {
		BatchSchema.Builder builder = BatchSchema.table("t", TaosPrecision.MILLISECOND).column("v", TaosType.INT, 0);
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(builder::build)
			.withMessageContaining("primary timestamp");
		BatchSchema.Builder twice = BatchSchema.superTable("t", TaosPrecision.MILLISECOND)
			.column("ts", TaosType.TIMESTAMP, 0)
			.tag("ts", TaosType.INT, 0);
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(twice::build).withMessageContaining("twice");
	}

	@Test
	void aFirstRowThatIsRefusedLeavesNoTagsBehind() {
		ColumnBatch batch = ColumnBatch.of(BatchSchema.table("t", TaosPrecision.MILLISECOND)
			.tag("location", TaosType.VARCHAR, 8)
			.column("ts", TaosType.TIMESTAMP, 0)
			.column("v", TaosType.INT, 0)
			.build());
		assertThatExceptionOfType(TaosBindException.class).isThrownBy(() -> batch.appendRow("Oslo", TS, "text"));
		batch.appendRow("Bergen", TS, 1);
		batch.appendRow("ignored", TS + 1, 2);
		assertThat(batch.rows()).isEqualTo(2);
		assertThat(batch.data().tag(0).rows()).isEqualTo(1);
		assertThat(batch.data().tag(0).dataLength()).isEqualTo("Bergen".length());
	}

	@Test
	void aDecimalWithAnEnormousExponentIsRefusedWithoutWritingItOut() {
		ColumnBatch batch = of(new TaosColumn("v", TaosType.DECIMAL, 16, 38, 2));
		for (String value : new String[] { "1E+2147483647", "-7E+999999999", "1E-2147483647" }) {
			assertThatExceptionOfType(TaosBindException.class)
				.isThrownBy(() -> batch.appendRow(TS, new BigDecimal(value)))
				.withMessageContaining(new BigDecimal(value) + " is out of the range of DECIMAL(38,2)");
		}
		assertThat(batch.isEmpty()).isTrue();
	}

	@Test
	void rowsCanBeReadAsAQueryWouldReturnThem() {
		BatchSchema.Builder schema = BatchSchema.superTable("t", TaosPrecision.MICROSECOND)
			.tag("g", TaosType.INT, 0)
			.tag("place", TaosType.NCHAR, 8)
			.column("ts", TaosType.TIMESTAMP, 0)
			.column(new TaosColumn("d128", TaosType.DECIMAL, 16, 30, 4))
			.column(new TaosColumn("d64", TaosType.DECIMAL64, 8, 10, 2));
		List<TaosType> types = List.of(TaosType.BOOL, TaosType.TINYINT, TaosType.SMALLINT, TaosType.INT,
				TaosType.BIGINT, TaosType.FLOAT, TaosType.DOUBLE, TaosType.VARCHAR, TaosType.NCHAR,
				TaosType.TINYINT_UNSIGNED, TaosType.SMALLINT_UNSIGNED, TaosType.INT_UNSIGNED, TaosType.BIGINT_UNSIGNED);
		types.forEach((type) -> schema.column("c" + type.code(), type, 0));
		schema.column("bin", TaosType.VARBINARY, 0);
		ColumnBatch batch = ColumnBatch.of(schema.build());
		Instant ts = Instant.parse("1969-12-31T23:59:59.999999Z");
		List<Object> values = List.of(ts, new BigDecimal("-12345678901234567890123456.7890"), new BigDecimal("-7.50"),
				true, (byte) -1, (short) -2, -3, -4L, -0.5f, -1.25, "\u00e6", "\u4e2d", (short) 255, 65535, 4294967295L,
				new BigInteger("18446744073709551615"));
		for (int row = 0; row < 4; row++) {
			if (batch.beginTable("d" + row % 2)) {
				batch.tag(0).appendInt(row);
				batch.tag(1).appendObject((row == 0) ? null : "Oslo");
			}
			batch.column(0).appendInstant(ts);
			for (int i = 1; i < values.size(); i++) {
				if (row == 1) {
					batch.column(i).appendUnset();
				}
				else {
					batch.column(i).appendObject((row == 2) ? null : values.get(i));
				}
			}
			batch.column(values.size()).appendBytes(new byte[] { (byte) row, 1 });
			batch.endRow();
		}
		for (int row : new int[] { 0, 3 }) {
			assertThat(batch.values(row).subList(0, values.size())).isEqualTo(values);
			assertThat(batch.values(row).get(values.size())).isEqualTo(new byte[] { (byte) row, 1 });
		}
		assertThat(batch.values(1).subList(1, values.size())).containsOnly(NullPolicy.UNSET);
		assertThat(batch.values(2).subList(1, values.size())).containsOnlyNulls();
		assertThat(batch.tags(2)).containsExactly(0, null);
		assertThat(batch.tags(3)).containsExactly(1, "Oslo");
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> batch.values(4));
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> batch.tags(-1));
	}

}
