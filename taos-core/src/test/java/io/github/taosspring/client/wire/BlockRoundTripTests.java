package io.github.taosspring.client.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosResultException;
import io.github.taosspring.client.TaosType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link BlockEncoder} and {@link RawBlock} on values made from seeds.
 */
class BlockRoundTripTests {

	private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 8, 9, 100, 4096 })
	void allTypesComeBackAsTheyWent(int rows) {
		Random random = new Random(rows);
		List<TaosColumn> columns = new ArrayList<>();
		for (TaosType type : TaosType.values()) {
			columns.add(column(type));
		}
		BlockEncoder encoder = new BlockEncoder(columns);
		for (int round = 0; round < 3; round++) {
			encoder.reset();
			List<List<@Nullable Object>> expected = new ArrayList<>();
			for (int column = 0; column < columns.size(); column++) {
				List<@Nullable Object> values = new ArrayList<>();
				int nulls = random.nextInt(4);
				for (int row = 0; row < rows; row++) {
					values.add(append(encoder.column(column), columns.get(column).type(), random,
							nulls == 0 || nulls == 1 && random.nextInt(4) == 0));
				}
				expected.add(values);
			}
			Block block = RawBlock.read(encoder.finish(), columns, TaosPrecision.NANOSECOND);
			assertThat(block.rows()).isEqualTo(rows);
			for (int column = 0; column < columns.size(); column++) {
				boolean[] nulls = block.nulls(column);
				for (int row = 0; row < rows; row++) {
					Object value = expected.get(column).get(row);
					assertThat(block.getObject(column, row)).as("%s %s", columns.get(column), row).isEqualTo(value);
					assertThat(block.isNull(column, row)).isEqualTo(value == null);
					assertThat(nulls[row]).isEqualTo(value == null);
				}
			}
		}
	}

	private static @Nullable Object append(ColumnEncoder encoder, TaosType type, Random random, boolean isNull) {
		if (isNull || type == TaosType.NULL) {
			encoder.appendNull();
			return null;
		}
		long bits = random.nextLong() >> random.nextInt(64);
		switch (type) {
			case BOOL:
				encoder.appendBoolean(bits > 0);
				return bits > 0;
			case TINYINT:
				encoder.appendLong((byte) bits);
				return (byte) bits;
			case SMALLINT:
				encoder.appendLong((short) bits);
				return (short) bits;
			case INT:
				encoder.appendLong((int) bits);
				return (int) bits;
			case BIGINT:
				encoder.appendLong(bits);
				return bits;
			case TINYINT_UNSIGNED:
				encoder.appendLong(bits & 0xff);
				return (short) (bits & 0xff);
			case SMALLINT_UNSIGNED:
				encoder.appendLong(bits & 0xffff);
				return (int) (bits & 0xffff);
			case INT_UNSIGNED:
				encoder.appendLong(bits & 0xffff_ffffL);
				return bits & 0xffff_ffffL;
			case BIGINT_UNSIGNED:
				encoder.appendLong(bits);
				return BigInteger.valueOf(bits).mod(TWO_64);
			case FLOAT:
				float single = Float.intBitsToFloat((int) bits);
				encoder.appendFloat(single);
				return single;
			case DOUBLE:
				double number = Double.longBitsToDouble(bits);
				encoder.appendDouble(number);
				return number;
			case TIMESTAMP:
				encoder.appendLong(bits);
				return TaosPrecision.NANOSECOND.toInstant(bits);
			case DECIMAL64:
				encoder.appendDecimal(BigDecimal.valueOf(bits, 4));
				return BigDecimal.valueOf(bits, 4);
			case DECIMAL:
				BigDecimal decimal = new BigDecimal(new BigInteger(random.nextInt(128), random).negate(), 10);
				encoder.appendDecimal(decimal);
				return decimal;
			case VARCHAR, NCHAR, JSON:
				String text = text(random);
				encoder.appendString(text);
				return text;
			default:
				byte[] bytes = new byte[random.nextInt(40)];
				random.nextBytes(bytes);
				encoder.appendBytes(bytes);
				return bytes;
		}
	}

	private static String text(Random random) {
		String[] letters = { "a", "Z", "\u00e9", "\u4e2d", "\ud83d\ude00", " ", "'", "\0" };
		StringBuilder text = new StringBuilder();
		int kinds = 1 + random.nextInt(letters.length);
		for (int i = random.nextInt(12); i > 0; i--) {
			text.append(letters[random.nextInt(kinds)]);
		}
		return text.toString();
	}

	private static TaosColumn column(TaosType type) {
		return switch (type) {
			case DECIMAL -> new TaosColumn("c_" + type, type, 16, 38, 10);
			case DECIMAL64 -> new TaosColumn("c_" + type, type, 8, 18, 4);
			default -> new TaosColumn("c_" + type, type, type.isVariable() ? 64 : type.width(), 0, 0);
		};
	}

	private static Block block(TaosType type, java.util.function.Consumer<ColumnEncoder> values) {
		List<TaosColumn> columns = List.of(column(type));
		BlockEncoder encoder = new BlockEncoder(columns);
		values.accept(encoder.column(0));
		return RawBlock.read(encoder.finish(), columns, TaosPrecision.MILLISECOND);
	}

	@Test
	void arraysHoldZeroForNull() {
		Block longs = block(TaosType.BIGINT, (column) -> {
			column.appendLongs(new long[] { 9, 1, -2, 3 }, 1, 3);
			column.setNull(1);
			column.appendNulls(8);
			column.appendLong(Long.MIN_VALUE);
		});
		assertThat(longs.longs(0)).containsExactly(1, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, Long.MIN_VALUE);
		Block floats = block(TaosType.FLOAT, (column) -> {
			column.appendDoubles(new double[] { 0.5, 2 }, 0, 2);
			column.appendNull();
		});
		assertThat(floats.doubles(0)).containsExactly(0.5, 2, 0);
		Block ints = block(TaosType.SMALLINT_UNSIGNED, (column) -> {
			column.appendLongs(new long[] { 65535, 7 }, 0, 2);
			column.appendNull();
		});
		assertThat(ints.ints(0)).containsExactly(65535, 7, 0);
		assertThat(ints.longs(0)).containsExactly(65535, 7, 0);
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> ints.doubles(0))
			.withMessageContaining("c_SMALLINT_UNSIGNED");
	}

	@Test
	void theBytesOfANullAreNeverSeen() {
		List<TaosColumn> columns = List.of(column(TaosType.BIGINT));
		BlockEncoder encoder = new BlockEncoder(columns);
		encoder.column(0).appendNull();
		ByteBuffer bytes = encoder.finish();
		LittleEndian.putLong(bytes.array(), bytes.array().length - 9, 77);
		Block block = RawBlock.read(bytes, columns, TaosPrecision.MILLISECOND);
		assertThat(block.longs(0)).containsExactly(0);
		assertThat(block.getObject(0, 0)).isNull();
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> block.getLong(0, 0))
			.withMessageContaining("c_BIGINT")
			.withMessageContaining("NULL");
	}

	@Test
	void aValueThatDoesNotFitIsNamed() {
		Block unsigned = block(TaosType.BIGINT_UNSIGNED, (column) -> column.appendLong(-1));
		assertThat(unsigned.getUnsignedLong(0, 0)).isEqualTo(-1);
		assertThat(unsigned.getString(0, 0)).isEqualTo("18446744073709551615");
		assertThat(unsigned.getDouble(0, 0)).isEqualTo(18446744073709551615.0);
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> unsigned.getLong(0, 0))
			.withMessageContaining("c_BIGINT_UNSIGNED")
			.withMessageContaining("long")
			.withMessageContaining("18446744073709551615");
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> unsigned.getFloat(0, 0));
		Block integer = block(TaosType.BIGINT, (column) -> column.appendLong(1L << 40));
		assertThat(integer.getFloat(0, 0)).isEqualTo(1L << 40);
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> integer.getInt(0, 0))
			.withMessageContaining("1099511627776");
		Block max = block(TaosType.BIGINT, (column) -> column.appendLong(Long.MAX_VALUE));
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> max.getFloat(0, 0));
		Block text = block(TaosType.VARCHAR, (column) -> column.appendString("12"));
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> text.getInt(0, 0))
			.withMessageContaining("c_VARCHAR");
		Block nan = block(TaosType.DOUBLE, (column) -> column.appendDouble(Double.NaN));
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> nan.getBigDecimal(0, 0))
			.withMessageContaining("NaN");
	}

	@Test
	void textOfEveryKindOfValue() {
		assertThat(block(TaosType.TIMESTAMP, (column) -> column.appendLong(-1)).getString(0, 0))
			.isEqualTo("1969-12-31T23:59:59.999Z");
		assertThat(block(TaosType.TIMESTAMP, (column) -> column.appendLong(-1)).getInstant(0, 0))
			.isEqualTo(Instant.ofEpochMilli(-1));
		assertThat(
				block(TaosType.VARBINARY, (column) -> column.appendBytes(new byte[] { 0, -1, 0x1a })).getString(0, 0))
			.isEqualTo("00ff1a");
		assertThat(block(TaosType.BOOL, (column) -> column.appendBoolean(true)).getString(0, 0)).isEqualTo("true");
		assertThat(block(TaosType.FLOAT, (column) -> column.appendDouble(0.1)).getBigDecimal(0, 0)).isEqualTo("0.1");
		assertThat(block(TaosType.NCHAR, (column) -> column.appendString("\ud83d\ude00")).getBytes(0, 0))
			.isEqualTo("\ud83d\ude00".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void stringsThatRepeatAreDecodedOnce() {
		Block block = block(TaosType.VARCHAR, (column) -> {
			for (int i = 0; i < 1000; i++) {
				column.appendString("d" + i % 3);
			}
		});
		for (int i = 0; i < 1000; i++) {
			assertThat(block.getString(0, i)).isEqualTo("d" + i % 3);
		}
		assertThat(block.getString(0, 997)).isSameAs(block.getString(0, 994));
	}

	@Test
	void distinctStringsStayRightWhenTheCacheGivesUp() {
		Block block = block(TaosType.NCHAR, (column) -> {
			for (int i = 0; i < 2000; i++) {
				column.appendString("\u00e9" + i);
			}
		});
		for (int i = 0; i < 2000; i++) {
			assertThat(block.getString(0, i)).isEqualTo("\u00e9" + i);
		}
	}

	@Test
	void aReleasedBlockRefusesReadsAndItsCopyDoesNot() {
		List<TaosColumn> columns = List.of(column(TaosType.INT));
		BlockEncoder encoder = new BlockEncoder(columns);
		encoder.column(0).appendLong(5);
		RawBlock block = RawBlock.read(encoder.finish(), columns, TaosPrecision.MILLISECOND);
		Block copy = block.copy();
		block.release();
		assertThatExceptionOfType(TaosResultException.class).isThrownBy(() -> block.getInt(0, 0));
		assertThatExceptionOfType(TaosResultException.class).isThrownBy(() -> block.nulls(0));
		assertThatExceptionOfType(TaosResultException.class).isThrownBy(block::copy);
		assertThat(copy.getInt(0, 0)).isEqualTo(5);
	}

	@Test
	void aDirectBufferIsReadToo() {
		List<TaosColumn> columns = List.of(column(TaosType.INT));
		BlockEncoder encoder = new BlockEncoder(columns);
		encoder.column(0).appendLong(5);
		ByteBuffer bytes = encoder.finish();
		ByteBuffer direct = ByteBuffer.allocateDirect(bytes.remaining()).put(bytes.duplicate()).flip();
		assertThat(RawBlock.read(direct, columns, TaosPrecision.MILLISECOND).getInt(0, 0)).isEqualTo(5);
	}

	@Test
	void theFrameIsWrittenAroundTheBlockWithoutACopy() {
		BlockEncoder encoder = new BlockEncoder(List.of(column(TaosType.INT)));
		encoder.column(0).appendLong(5);
		ByteBuffer block = encoder.finish(FetchRawBlockReply.HEADROOM);
		ByteBuffer frame = FetchRawBlockReply.block(1, 2, 3, block);
		assertThat(frame.array()).isSameAs(block.array());
		FetchRawBlockReply reply = FetchRawBlockReply.read(frame);
		assertThat(reply.reqId()).isEqualTo(2);
		assertThat(RawBlock.read(reply.block(), encoder.columns(), TaosPrecision.MILLISECOND).getInt(0, 0))
			.isEqualTo(5);
	}

	@Test
	void columnsOfDifferentLengthMakeNoBlock() {
		BlockEncoder encoder = new BlockEncoder(List.of(column(TaosType.INT), column(TaosType.VARCHAR)));
		assertThatIllegalStateException().isThrownBy(encoder::finish);
		encoder.column(0).appendLong(5);
		assertThatIllegalStateException().isThrownBy(encoder::finish).withMessageContaining("c_VARCHAR");
	}

	@ParameterizedTest
	@EnumSource(value = TaosType.class,
			names = { "TINYINT", "SMALLINT", "INT", "TINYINT_UNSIGNED", "SMALLINT_UNSIGNED", "INT_UNSIGNED" })
	void theEncoderCutsNoInteger(TaosType type) {
		ColumnEncoder column = new BlockEncoder(List.of(column(type))).column(0);
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> column.appendLong(1L << 8 * type.width()))
			.withMessageContaining("c_" + type);
		assertThat(column.rows()).isZero();
	}

	@ParameterizedTest
	@Timeout(20)
	@ValueSource(strings = { "1e999999999", "-1e2147483647", "1e-999999999", "-7e-2147483647", "1e39", "0.001" })
	void theEncoderRefusesADecimalOutOfReachAtOnce(String value) {
		BlockEncoder encoder = new BlockEncoder(List.of(new TaosColumn("d", TaosType.DECIMAL, 16, 38, 2)));
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> encoder.column(0).appendDecimal(new BigDecimal(value)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "0e-50", "0e50", "1.50000000000000000000000000000000000000000000", "1.5e36" })
	void theEncoderTakesADecimalInAnyNotation(String value) {
		List<TaosColumn> columns = List.of(new TaosColumn("d", TaosType.DECIMAL, 16, 38, 2));
		BlockEncoder encoder = new BlockEncoder(columns);
		encoder.column(0).appendDecimal(new BigDecimal(value));
		RawBlock block = RawBlock.read(encoder.finish(), columns, TaosPrecision.MILLISECOND);
		assertThat(block.getBigDecimal(0, 0)).isEqualByComparingTo(value);
	}

	@Test
	void theEncoderRefusesWhatTheLayoutCannotHold() {
		ColumnEncoder text = new BlockEncoder(List.of(column(TaosType.VARCHAR))).column(0);
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> text.appendString("x".repeat(65536)));
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> text.appendLong(1));
		assertThat(text.rows()).isZero();
		ColumnEncoder decimal = new BlockEncoder(List.of(column(TaosType.DECIMAL64))).column(0);
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> decimal.appendDecimal(new BigDecimal("0.00001")));
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> decimal.appendDecimal(new BigDecimal("1e30")));
		assertThat(decimal.rows()).isZero();
	}

}
