package io.github.taosspring.embedded.internal.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests snapshots against a {@link TreeMap} that does the same.
 */
class SnapshotTests {

	private static final List<ColumnType> TYPES = List.of(ColumnType.TIMESTAMP, ColumnType.INT,
			ColumnType.fixed(TaosType.FLOAT), ColumnType.varchar(20), ColumnType.fixed(TaosType.TINYINT_UNSIGNED),
			ColumnType.BOOL);

	private static final List<SnapshotCursor.SlotColumn> ALL = columns();

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void everySnapshotKeepsTheRowsThatAModelHas(long seed) {
		Random random = new Random(seed);
		TreeMap<Long, Object[]> model = new TreeMap<>();
		Snapshot snapshot = Snapshot.EMPTY;
		List<Snapshot> older = new ArrayList<>();
		List<TreeMap<Long, Object[]>> olderModels = new ArrayList<>();
		int span = (seed % 2 == 0) ? 20_000 : 2_000;
		long next = 0;
		for (int step = 0; step < 120; step++) {
			if (random.nextInt(10) == 0) {
				long from = random.nextInt(span) - 10;
				long to = from + random.nextInt(span / 4);
				snapshot = snapshot.delete(from, to);
				model.subMap(from, true, to, true).clear();
			}
			else {
				boolean append = random.nextInt(3) > 0;
				int size = 1 + random.nextInt(append ? 400 : 60);
				long[] times = new long[size];
				for (int i = 0; i < size; i++) {
					times[i] = append ? next++ : random.nextInt(span);
				}
				RowBatch batch = batch(times, random, model);
				snapshot = snapshot.upsert(batch.normalize(-1, true), -1);
			}
			if (step % 10 == 0) {
				older.add(snapshot);
				olderModels.add(copy(model));
			}
			assertThat(snapshot.rows()).isEqualTo(model.size());
		}
		assertSame(snapshot, model);
		for (int i = 0; i < older.size(); i++) {
			assertSame(older.get(i), olderModels.get(i));
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aCursorReadsAnyRangeInEitherDirection(boolean backwards) {
		Random random = new Random(7);
		TreeMap<Long, Object[]> model = new TreeMap<>();
		Snapshot snapshot = Snapshot.EMPTY;
		for (int step = 0; step < 12; step++) {
			long[] times = random.longs(700, 0, 9_000).toArray();
			snapshot = snapshot.upsert(batch(times, random, model).normalize(-1, true), -1);
		}
		for (int i = 0; i < 200; i++) {
			long from = random.nextInt(10_000) - 500;
			long to = from + random.nextInt(4_000);
			assertThat(times(new SnapshotCursor(snapshot, ALL, from, to, backwards), backwards))
				.containsExactlyElementsOf(model.subMap(from, true, to, true).keySet());
		}
	}

	@Test
	void aSecondKeyKeepsRowsOfOneTimeApart() {
		ColumnType key = ColumnType.INT;
		Snapshot snapshot = Snapshot.EMPTY;
		TreeMap<Long, Long> model = new TreeMap<>();
		Random random = new Random(11);
		for (int step = 0; step < 40; step++) {
			int size = 200;
			Vector times = new Vector(ColumnType.TIMESTAMP, size);
			Vector keys = new Vector(key, size);
			Vector values = new Vector(ColumnType.BIGINT, size);
			for (int row = 0; row < size; row++) {
				times.setLong(row, random.nextInt(300));
				keys.setLong(row, random.nextInt(20) - 10);
				values.setLong(row, random.nextLong());
				model.put(times.longs[row] * 100 + keys.longs[row] + 10, values.longs[row]);
			}
			RowBatch batch = new RowBatch(size, new Vector[] { times, keys, values });
			snapshot = snapshot.upsert(batch.normalize(1, true), 1);
		}
		List<SnapshotCursor.SlotColumn> columns = List.of(new SnapshotCursor.SlotColumn(0, ColumnType.TIMESTAMP),
				new SnapshotCursor.SlotColumn(1, key), new SnapshotCursor.SlotColumn(2, ColumnType.BIGINT));
		SnapshotCursor cursor = new SnapshotCursor(snapshot, columns, Long.MIN_VALUE, Long.MAX_VALUE, false);
		List<Long> found = new ArrayList<>();
		List<Long> values = new ArrayList<>();
		for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
			for (int row = 0; row < batch.size(); row++) {
				found.add(batch.columns()[0].longs[row] * 100 + batch.columns()[1].longs[row] + 10);
				values.add(batch.columns()[2].longs[row]);
			}
		}
		assertThat(found).containsExactlyElementsOf(model.keySet());
		assertThat(values).containsExactlyElementsOf(model.values());
	}

	@Test
	void equalTimesInOneTextKeepTheEarlierValueOverALaterNull() {
		RowBatch batch = new RowBatch(3, new Vector[] { longs(ColumnType.TIMESTAMP, 5L, 5L, 5L),
				longs(ColumnType.INT, 1L, 2L, null), longs(ColumnType.INT, 7L, null, 9L) });
		assertThat(onlyRow(batch.normalize(-1, false))).containsExactly(5L, 2L, 9L);
		assertThat(onlyRow(batch.normalize(-1, true))).containsExactly(5L, null, 9L);
	}

	@Test
	void anAbsentColumnKeepsItsValueAndANullOverwritesIt() {
		Snapshot snapshot = Snapshot.EMPTY.upsert(new RowBatch(1, new Vector[] { longs(ColumnType.TIMESTAMP, 1L),
				longs(ColumnType.INT, 10L), longs(ColumnType.INT, 20L) }), -1);
		snapshot = snapshot.upsert(new RowBatch(1,
				new @Nullable Vector[] { longs(ColumnType.TIMESTAMP, 1L), null, longs(ColumnType.INT, (Long) null) }),
				-1);
		List<SnapshotCursor.SlotColumn> columns = List.of(new SnapshotCursor.SlotColumn(0, ColumnType.TIMESTAMP),
				new SnapshotCursor.SlotColumn(1, ColumnType.INT), new SnapshotCursor.SlotColumn(2, ColumnType.INT),
				new SnapshotCursor.SlotColumn(3, ColumnType.INT));
		Batch batch = new SnapshotCursor(snapshot, columns, 0, 9, false).next();
		assertThat(batch).isNotNull();
		assertThat(row(batch, 0)).containsExactly(1L, 10L, null, null);
	}

	private static Vector longs(ColumnType type, @Nullable Long... values) {
		Vector vector = new Vector(type, values.length);
		for (int i = 0; i < values.length; i++) {
			vector.set(i, values[i]);
		}
		return vector;
	}

	private static List<@Nullable Object> onlyRow(RowBatch batch) {
		assertThat(batch.size()).isOne();
		List<@Nullable Object> row = new ArrayList<>();
		for (int slot = 0; slot < batch.slots(); slot++) {
			row.add(batch.column(slot).get(0));
		}
		return row;
	}

	private static RowBatch batch(long[] times, Random random, Map<Long, Object[]> model) {
		@Nullable Vector[] columns = new @Nullable Vector[TYPES.size()];
		columns[0] = new Vector(ColumnType.TIMESTAMP, times.length);
		for (int slot = 1; slot < columns.length; slot++) {
			if (random.nextInt(4) > 0) {
				columns[slot] = new Vector(TYPES.get(slot), times.length);
			}
		}
		for (int row = 0; row < times.length; row++) {
			columns[0].setLong(row, times[row]);
			Object[] values = model.computeIfAbsent(times[row], (absent) -> new Object[TYPES.size()]);
			for (int slot = 1; slot < columns.length; slot++) {
				if (columns[slot] != null) {
					Object value = value(TYPES.get(slot), random);
					columns[slot].set(row, value);
					values[slot] = value;
				}
			}
		}
		return new RowBatch(times.length, columns);
	}

	private static @Nullable Object value(ColumnType type, Random random) {
		if (random.nextInt(5) == 0) {
			return null;
		}
		return switch (type.type()) {
			case INT -> (long) random.nextInt();
			case FLOAT -> (double) random.nextFloat();
			case TINYINT_UNSIGNED -> (long) random.nextInt(256);
			case BOOL -> (long) random.nextInt(2);
			default -> new byte[] { (byte) random.nextInt(), 1 };
		};
	}

	private static TreeMap<Long, Object[]> copy(TreeMap<Long, Object[]> model) {
		TreeMap<Long, Object[]> result = new TreeMap<>();
		model.forEach((time, values) -> result.put(time, values.clone()));
		return result;
	}

	private static List<SnapshotCursor.SlotColumn> columns() {
		List<SnapshotCursor.SlotColumn> result = new ArrayList<>();
		for (int slot = 0; slot < TYPES.size(); slot++) {
			result.add(new SnapshotCursor.SlotColumn(slot, TYPES.get(slot)));
		}
		return result;
	}

	private static List<Long> times(SnapshotCursor cursor, boolean backwards) {
		List<Long> result = new ArrayList<>();
		for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
			List<Long> part = new ArrayList<>();
			for (int row = 0; row < batch.size(); row++) {
				part.add(batch.columns()[0].longs[row]);
			}
			result.addAll(backwards ? 0 : result.size(), part);
		}
		return result;
	}

	private static void assertSame(Snapshot snapshot, TreeMap<Long, Object[]> model) {
		assertThat(snapshot.rows()).isEqualTo(model.size());
		SnapshotCursor cursor = new SnapshotCursor(snapshot, ALL, Long.MIN_VALUE, Long.MAX_VALUE, false);
		var expected = model.entrySet().iterator();
		for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
			for (int row = 0; row < batch.size(); row++) {
				Map.Entry<Long, Object[]> entry = expected.next();
				Object[] values = entry.getValue().clone();
				values[0] = entry.getKey();
				assertThat(Arrays.deepEquals(row(batch, row).toArray(), values)).isTrue();
			}
		}
		assertThat(expected.hasNext()).isFalse();
	}

	private static List<@Nullable Object> row(Batch batch, int row) {
		List<@Nullable Object> result = new ArrayList<>();
		for (Vector column : batch.columns()) {
			result.add(column.get(row));
		}
		return result;
	}

}
