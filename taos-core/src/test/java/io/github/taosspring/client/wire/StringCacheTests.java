package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link StringCache} through a block: strings that repeat, alternate or differ
 * in one byte only.
 */
class StringCacheTests {

	private static final int ROWS = 2000;

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 17, 300, 2000 })
	void stringsComeBackHoweverManyDifferentOnesThereAre(int different) {
		Random random = new Random(different);
		List<String> choice = new ArrayList<>();
		for (int i = 0; i < different; i++) {
			choice.add(nearlyTheSame(random));
		}
		List<String> texts = new ArrayList<>();
		for (int i = 0; i < ROWS; i++) {
			texts.add(choice.get(random.nextInt(different)));
		}
		assertRead(TaosType.VARCHAR, texts);
		assertRead(TaosType.NCHAR, texts);
	}

	@ParameterizedTest
	@EnumSource(names = { "VARCHAR", "NCHAR" })
	void aStringThatDiffersInAnyOneByteIsAnother(TaosType type) {
		List<String> texts = new ArrayList<>();
		for (int size = 1; size <= 40; size++) {
			String text = "a".repeat(size);
			for (int i = 0; i < size; i++) {
				texts.add(text);
				texts.add(text.substring(0, i) + "b" + text.substring(i + 1));
				texts.add(text);
			}
			texts.add("");
		}
		assertRead(type, texts);
	}

	/**
	 * A string of up to 300 characters that has the same ones nearly everywhere.
	 */
	private static String nearlyTheSame(Random random) {
		int size = (random.nextInt(10) == 0) ? random.nextInt(300) : random.nextInt(20);
		char[] text = "x".repeat(size).toCharArray();
		if (size > 0) {
			text[random.nextInt(size)] = (char) ('a' + random.nextInt(26));
		}
		return new String(text);
	}

	private static void assertRead(TaosType type, List<String> texts) {
		List<TaosColumn> columns = List.of(new TaosColumn("v", type, 300, 0, 0));
		BlockEncoder encoder = new BlockEncoder(columns);
		texts.forEach((text) -> encoder.column(0).appendString(text));
		ByteBuffer bytes = encoder.finish();
		RawBlock block = RawBlock.read(bytes, columns, TaosPrecision.MILLISECOND);
		List<String> read = new ArrayList<>();
		for (int row = 0; row < block.rows(); row++) {
			read.add(block.getString(0, row));
		}
		assertThat(read).isEqualTo(texts);
	}

}
