package io.github.taosspring.client.internal.ws;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.transcript.BlockRecording;
import io.github.taosspring.client.wire.BinaryRequest;
import io.github.taosspring.client.wire.BindColumn;
import io.github.taosspring.client.wire.BindFrame;
import io.github.taosspring.client.wire.BlockBind;
import io.github.taosspring.client.wire.RawBlock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the raw blocks that statements of the first kind take: byte for byte as a real
 * server took one, and read back.
 */
class BlockBindTests {

	private static final List<TaosColumn> COLUMNS = List.of(column("ts", TaosType.TIMESTAMP, 8),
			column("b", TaosType.BOOL, 1), column("t", TaosType.TINYINT, 1), column("s", TaosType.SMALLINT, 2),
			column("i", TaosType.INT, 4), column("l", TaosType.BIGINT, 8), column("u", TaosType.BIGINT_UNSIGNED, 8),
			column("f", TaosType.FLOAT, 4), column("d", TaosType.DOUBLE, 8), column("v", TaosType.VARCHAR, 40),
			column("n", TaosType.NCHAR, 40), column("x", TaosType.VARBINARY, 40));

	private static final List<String> TEXTS = List.of("", "a", "Ærø", "涛思数据", "😀 and 😀", "0123456789");

	private static TaosColumn column(String name, TaosType type, int length) {
		return new TaosColumn(name, type, length, 0, 0);
	}

	private static byte[] bytes(BindFrame frame) {
		byte[] bytes = new byte[frame.size()];
		frame.view().get(bytes);
		return bytes;
	}

	@Test
	void aBindHasTheRecordedBytes() {
		byte[] recorded = BlockRecording.lines("client-py-ws.jsonl")
			.stream()
			.filter((line) -> line.path("n").asInt() == 49)
			.map((line) -> Base64.getDecoder().decode(line.get("bin").asString()))
			.findFirst()
			.orElseThrow();
		ColumnBatch batch = ColumnBatch.of(BatchSchema.placeholders(TaosPrecision.MILLISECOND)
			.column("ts", TaosType.TIMESTAMP, 0)
			.column("a", TaosType.INT, 0)
			.column("b", TaosType.FLOAT, 0)
			.column("c", TaosType.VARCHAR, 10)
			.build());
		batch.appendRow(1686844800000L, 1, 1.1F, "a");
		batch.appendRow(1686844801000L, null, 2.2F, "b");
		batch.appendRow(1686844802000L, 3, null, "c");
		batch.appendRow(1686844803000L, 4, 4.4F, null);
		batch.data().sort();
		BindFrame frame = new BindFrame();
		BlockBind.writeRows(frame, 1, 1, batch.data(), 0, 4);
		assertThat(bytes(frame)).isEqualTo(recorded);
	}

	@Test
	void anyRowsOfATableAreReadBackAsTheyWere() {
		Random random = new Random(20261127);
		for (int round = 0; round < 200; round++) {
			ColumnBatch batch = ColumnBatch.of(schema());
			int tables = 1 + random.nextInt(4);
			List<List<List<@Nullable Object>>> expected = new ArrayList<>();
			for (int table = 0; table < tables; table++) {
				expected.add(new ArrayList<>());
			}
			for (int row = 0; row < 1 + random.nextInt(40); row++) {
				// every table has a row, the others come in any order
				int table = (row < tables) ? row : random.nextInt(tables);
				List<@Nullable Object> values = values(random);
				List<@Nullable Object> whole = new ArrayList<>(List.of("t" + table, table, TEXTS.get(table)));
				whole.addAll(values);
				batch.appendRow(whole.toArray());
				expected.get(table).add(values);
			}
			batch.data().sort();
			int end;
			for (int position = 0; position < batch.rows(); position = end) {
				end = batch.data().endOfTable(position);
				int table = batch.data().tableAt(position);
				check(batch, position, end, expected.get(table));
				BindFrame tags = new BindFrame();
				BlockBind.writeTags(tags, 3, 4, batch.data(), table);
				RawBlock block = read(tags, BlockBind.SET_TAGS, batch.schema().tags());
				assertThat(block.rows()).isEqualTo(1);
				assertThat(block.getInt(0, 0)).isEqualTo(table);
				assertThat(block.getString(1, 0)).isEqualTo(TEXTS.get(table));
			}
		}
	}

	private static BatchSchema schema() {
		BatchSchema.Builder builder = BatchSchema.placeholders(TaosPrecision.MICROSECOND)
			.tableName()
			.tag("g", TaosType.INT, 0)
			.tag("place", TaosType.NCHAR, 40);
		COLUMNS.forEach(builder::column);
		return builder.build();
	}

	private static List<@Nullable Object> values(Random random) {
		List<@Nullable Object> values = new ArrayList<>();
		values.add(random.nextLong());
		values.addAll(Arrays.asList(random.nextBoolean(), (byte) random.nextInt(), (short) random.nextInt(),
				random.nextInt(), random.nextLong(), BigInteger.valueOf(random.nextLong() >>> 1), random.nextFloat(),
				random.nextDouble(), text(random), text(random), new byte[] { (byte) random.nextInt(), 0 }));
		for (int i = 1; i < values.size(); i++) {
			if (random.nextInt(4) == 0) {
				values.set(i, null);
			}
		}
		return values;
	}

	private static String text(Random random) {
		return TEXTS.get(random.nextInt(TEXTS.size()));
	}

	private static RawBlock read(BindFrame frame, long action, List<TaosColumn> columns) {
		BinaryRequest request = BinaryRequest.read(ByteBuffer.wrap(bytes(frame)));
		assertThat(request.reqId()).isEqualTo(3);
		assertThat(request.id()).isEqualTo(4);
		assertThat(request.action()).isEqualTo(action);
		return RawBlock.read(request.body(), columns, TaosPrecision.MICROSECOND);
	}

	private static void check(ColumnBatch batch, int from, int to, List<List<@Nullable Object>> expected) {
		BindFrame frame = new BindFrame();
		BlockBind.writeRows(frame, 3, 4, batch.data(), from, to);
		RawBlock block = read(frame, BlockBind.BIND, COLUMNS);
		assertThat(block.rows()).isEqualTo(expected.size());
		for (int row = 0; row < expected.size(); row++) {
			for (int column = 0; column < COLUMNS.size(); column++) {
				Object value = expected.get(row).get(column);
				assertThat(block.isNull(column, row)).isEqualTo(value == null);
				if (value != null) {
					assertThat(read(block, column, row)).as(COLUMNS.get(column).name()).isEqualTo(value);
				}
			}
		}
	}

	private static @Nullable Object read(RawBlock block, int column, int row) {
		return switch (COLUMNS.get(column).type()) {
			case TIMESTAMP, BIGINT -> block.getLong(column, row);
			case BOOL -> block.getBoolean(column, row);
			case TINYINT -> (byte) block.getInt(column, row);
			case SMALLINT -> (short) block.getInt(column, row);
			case INT -> block.getInt(column, row);
			case BIGINT_UNSIGNED -> block.getBigInteger(column, row);
			case FLOAT -> block.getFloat(column, row);
			case DOUBLE -> block.getDouble(column, row);
			case VARBINARY -> block.getBytes(column, row);
			default -> block.getString(column, row);
		};
	}

	@Test
	void whatIsLeftAsItIsIsNoticed() {
		ColumnBatch batch = ColumnBatch.of(BatchSchema.placeholders(TaosPrecision.MILLISECOND)
			.column("ts", TaosType.TIMESTAMP, 0)
			.column("v", TaosType.INT, 0)
			.build());
		batch.appendRow(1L, 1);
		batch.appendRow(2L, null);
		batch.column(0).appendLong(3);
		batch.column(1).appendUnset();
		batch.endRow();
		batch.data().sort();
		assertThat(batch.data().hasUnset(0, 1, BindColumn.NONE)).isFalse();
		assertThat(batch.data().hasUnset(0, 2, BindColumn.NULL)).isFalse();
		assertThat(batch.data().hasUnset(0, 2, BindColumn.NONE)).isTrue();
		assertThat(batch.data().hasUnset(2, 3, BindColumn.NULL)).isTrue();
	}

}
