package io.github.taosspring.client.statement;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.transcript.BindRecording.Bind;
import io.github.taosspring.client.transcript.BindRecording.Values;
import io.github.taosspring.client.wire.BindBatch;
import io.github.taosspring.client.wire.BindColumn;
import io.github.taosspring.client.wire.BindFrame;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of how batches are cut and laid out, taken apart again by the layout's
 * description.
 */
class BindLayoutTests {

	private final ColumnBatch batch = ColumnBatch.of(BatchSchema.superTable("meters", TaosPrecision.MILLISECOND)
		.tag("location", TaosType.VARCHAR, 20)
		.column("ts", TaosType.TIMESTAMP, 0)
		.column("v", TaosType.SMALLINT, 0)
		.column("s", TaosType.VARCHAR, 20)
		.build());

	private final BindFrame frame = new BindFrame();

	private Bind bind(int from, int to, byte nullMark) {
		this.batch.data().writeBind(this.frame, 7, 8, from, to, nullMark);
		byte[] bytes = new byte[this.frame.size()];
		this.frame.view().get(bytes);
		return Bind.read(bytes);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void everyRowComesOnceAndInOrderWhateverTheCut(long seed) {
		Random random = new Random(seed);
		boolean mixed = seed % 2 == 0;
		Map<String, List<Integer>> expected = new HashMap<>();
		int tables = 1 + random.nextInt(20);
		int rows = 1 + random.nextInt(500);
		for (int i = 0; i < rows; i++) {
			String table = "d" + (mixed ? random.nextInt(tables) : i * tables / rows);
			expected.computeIfAbsent(table, (name) -> new ArrayList<>()).add(i);
			this.batch.appendRow(table, "at " + table, (long) i, (i % 3 == 0) ? null : i,
					(i % 5 == 0) ? null : "s" + i);
		}
		BindBatch data = this.batch.data();
		data.sort();
		Map<String, List<Integer>> seen = new HashMap<>();
		int to;
		for (int from = 0; from < rows; from = to) {
			to = data.endOfBind(from, 1 + random.nextInt(100));
			assertThat(to).isGreaterThan(from);
			collect(bind(from, to, BindColumn.NULL), seen);
		}
		assertThat(seen).isEqualTo(expected);
	}

	private static void collect(Bind bind, Map<String, List<Integer>> seen) {
		assertThat(bind.names()).doesNotHaveDuplicates();
		for (int table = 0; table < bind.names().size(); table++) {
			String name = bind.names().get(table);
			assertThat(bind.tags().get(table).get(0).values()).containsExactly(("at " + name).getBytes());
			List<Values> columns = bind.columns().get(table);
			for (int row = 0; row < columns.get(0).values().size(); row++) {
				int i = (int) number(columns.get(0).values().get(row));
				seen.computeIfAbsent(name, (key) -> new ArrayList<>()).add(i);
				assertThat(columns.get(1).marks()[row]).isEqualTo((byte) ((i % 3 == 0) ? 1 : 0));
				if (i % 3 != 0) {
					assertThat(number(columns.get(1).values().get(row))).isEqualTo(i);
				}
				assertThat(columns.get(2).marks()[row]).isEqualTo((byte) ((i % 5 == 0) ? 1 : 0));
				assertThat(columns.get(2).values().get(row))
					.isEqualTo((i % 5 == 0) ? new byte[0] : ("s" + i).getBytes());
			}
		}
	}

	private static long number(byte[] value) {
		ByteBuffer bytes = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
		return (value.length == 8) ? bytes.getLong() : bytes.getShort();
	}

	@Test
	void aTableIsCutAt32767Rows() {
		for (int i = 0; i < 70_000; i++) {
			this.batch.beginTable("d1");
			if (i == 0) {
				this.batch.tag(0).appendString("Oslo");
			}
			this.batch.column(0).appendLong(i);
			this.batch.column(1).appendNull();
			this.batch.column(2).appendUnset();
			this.batch.endRow();
		}
		BindBatch data = this.batch.data();
		data.sort();
		assertThat(data.endOfBind(0, Integer.MAX_VALUE)).isEqualTo(32_767);
		assertThat(data.endOfBind(32_767, Integer.MAX_VALUE)).isEqualTo(65_534);
		assertThat(data.endOfBind(65_534, Integer.MAX_VALUE)).isEqualTo(70_000);
		assertThat(data.endOfBind(65_534, 10)).isEqualTo(65_544);
		Bind bind = bind(32_767, 65_534, BindColumn.NULL);
		assertThat(bind.columns().get(0).get(0).values()).hasSize(32_767);
		assertThat(number(bind.columns().get(0).get(0).values().get(0))).isEqualTo(32_767);
		assertThat(bind.columns().get(0).get(1).marks()).containsOnly(1);
		assertThat(bind.columns().get(0).get(2).marks()).containsOnly(2);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void nullsOfColumnsCanBeSentAsUnsetButNotThoseOfTags(boolean mixed) {
		this.batch.appendRow("d1", null, 1L, null, "a");
		this.batch.appendRow("d2", null, 2L, 2, null);
		if (mixed) {
			this.batch.appendRow("d1", null, 3L, 3, null);
		}
		this.batch.data().sort();
		Bind bind = bind(0, this.batch.rows(), BindColumn.NONE);
		assertThat(bind.tags().get(0).get(0).marks()).containsExactly(1);
		assertThat(bind.columns().get(0).get(0).marks()).containsOnly(0);
		assertThat(bind.columns().get(0).get(1).marks()[0]).isEqualTo((byte) 2);
		assertThat(bind.columns().get(1).get(2).marks()).containsExactly(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 20, 100, 2_000, 20_000 })
	void aFrameOfWebSocketIsMaskedInPlace(int rows) {
		for (int i = 0; i < rows; i++) {
			this.batch.appendRow("d1", "Oslo", (long) i, 1, "x");
		}
		this.batch.data().sort();
		bind(0, rows, BindColumn.NULL);
		byte[] message = new byte[this.frame.size()];
		this.frame.view().get(message);
		ByteBuffer masked = this.frame.toWebSocketFrame(0x01020304);
		assertThat(masked.position()).isZero();
		assertThat(masked.arrayOffset()).isZero();
		assertThat(masked.get()).isEqualTo((byte) 0x82);
		int length = masked.get() & 0xff;
		assertThat(length & 0x80).isEqualTo(0x80);
		long size = switch (length & 0x7f) {
			case 126 -> masked.getShort() & 0xffff;
			case 127 -> masked.getLong();
			default -> length & 0x7f;
		};
		assertThat(size).isEqualTo(message.length).isEqualTo(masked.remaining() - 4);
		byte[] key = new byte[4];
		masked.get(key);
		assertThat(key).containsExactly(1, 2, 3, 4);
		byte[] unmasked = new byte[message.length];
		masked.get(unmasked);
		for (int i = 0; i < unmasked.length; i++) {
			unmasked[i] ^= key[i % 4];
		}
		assertThat(unmasked).isEqualTo(message);
	}

}
