package io.github.taosspring.client.wire;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.taosspring.client.TaosType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the hashes of {@link BindTables} and {@link BindColumn}.
 */
class BindHashTests {

	@Test
	void nameHasTheSameHashInABatchAndOutsideOne() {
		BindTables tables = new BindTables();
		for (String name : new String[] { "d1", "a_longer_name_of_a_table", "grün", "日本語の表😀", "12345678" }) {
			int table = tables.add(name);
			assertThat(tables.hash(table, 42)).isEqualTo(BindTables.hash(name, 42))
				.isNotEqualTo(tables.hash(table, 43));
		}
	}

	@Test
	void namesThatDifferHaveOtherHashes() {
		Set<Long> hashes = new HashSet<>();
		Set<Integer> halves = new HashSet<>();
		for (int i = 0; i < 100_000; i++) {
			long hash = BindTables.hash("meter_" + i, 7);
			hashes.add(hash);
			halves.add((int) hash & 0xf_ffff);
		}
		assertThat(hashes).hasSize(100_000);
		// as many as by chance, so that tables of slots by the low bits work
		assertThat(halves).hasSizeGreaterThan(90_000);
	}

	@Test
	void equalValuesHaveEqualHashesWhereverTheyStand() {
		Random random = new Random(5);
		BindColumn texts = new BindColumn(TaosType.VARCHAR);
		BindColumn numbers = new BindColumn(TaosType.INT);
		for (int i = 0; i < 200; i++) {
			byte[] text = Integer.toString(random.nextInt(20)).repeat(1 + i % 7).getBytes(StandardCharsets.UTF_8);
			texts.appendBytes(text, 0, text.length);
			numbers.appendInt(random.nextInt(20));
		}
		for (int i = 0; i < 200; i++) {
			for (int j = 0; j < 200; j++) {
				assertThat(numbers.hash(i, 1) == numbers.hash(j, 1)).isEqualTo(numbers.bits(i) == numbers.bits(j));
				assertThat(texts.hash(i, 1) == texts.hash(j, 1)).isEqualTo(text(texts, i).equals(text(texts, j)));
			}
		}
	}

	@Test
	void nullIsNeitherZeroNorEmpty() {
		BindColumn texts = new BindColumn(TaosType.VARCHAR);
		texts.appendAbsent(BindColumn.NULL);
		texts.appendBytes(new byte[0], 0, 0);
		assertThat(texts.hash(0, 1)).isNotEqualTo(texts.hash(1, 1));
		BindColumn numbers = new BindColumn(TaosType.BIGINT);
		numbers.appendAbsent(BindColumn.NULL);
		numbers.appendLong(0);
		assertThat(numbers.hash(0, 1)).isNotEqualTo(numbers.hash(1, 1));
	}

	private static String text(BindColumn column, int row) {
		return new String(column.data(), column.start(row), column.end(row) - column.start(row),
				StandardCharsets.UTF_8);
	}

}
