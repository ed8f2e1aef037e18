package io.github.taosspring.client.wire;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LineBuffer}.
 */
class LineBufferTests {

	private final LineBuffer buffer = new LineBuffer();

	private String line() {
		this.buffer.endLine(',');
		String line = this.buffer.line(0);
		this.buffer.clear();
		return line;
	}

	private void checkNumber(long value) {
		this.buffer.putLong(value);
		assertThat(line()).isEqualTo(Long.toString(value));
		this.buffer.putUnsignedLong(value);
		assertThat(line()).isEqualTo(Long.toUnsignedString(value));
	}

	@Test
	void numbersOfAnyLengthArePut() {
		long power = 1;
		for (int digits = 1; digits <= 19; digits++, power *= 10) {
			for (long near = -3; near <= 3; near++) {
				checkNumber(power + near);
				checkNumber(-(power + near));
			}
		}
		for (long value = -1100; value <= 1100; value++) {
			checkNumber(value);
			checkNumber(Integer.MAX_VALUE + value);
			checkNumber(Long.MAX_VALUE - value);
		}
		Random random = new Random(1);
		for (int i = 0; i < 100_000; i++) {
			checkNumber(random.nextLong() >> random.nextInt(64));
		}
	}

	@Test
	void decimalsAreReadAsTheSameNumber() {
		Random random = new Random(2);
		for (int i = 0; i < 100_000; i++) {
			double value = random.nextBoolean() ? random.nextInt(1_000_000) / 1000d
					: Double.longBitsToDouble(random.nextLong());
			if (Double.isFinite(value)) {
				this.buffer.putDouble(value);
				assertThat(Double.parseDouble(line())).isEqualTo(value);
			}
			float small = Float.intBitsToFloat(random.nextInt());
			if (Float.isFinite(small)) {
				this.buffer.putFloat(small);
				assertThat((float) Double.parseDouble(line())).isEqualTo(small);
			}
		}
	}

	@Test
	void plainCharactersArePutUpToOneThatNeedsCare() {
		byte[] special = new byte[128];
		special[','] = 1;
		assertThat(this.buffer.putPlain("abc,d", 0, special)).isEqualTo(3);
		assertThat(this.buffer.putPlain("abc,d", 4, special)).isEqualTo(5);
		assertThat(this.buffer.putPlain("xü", 0, special)).isOne();
		assertThat(line()).isEqualTo("abcdx");
		String large = "z".repeat(100_000);
		assertThat(this.buffer.putPlain(large, 0, special)).isEqualTo(100_000);
		this.buffer.repeat(0, 100_000);
		this.buffer.putBytes(new byte[] { 'e' });
		assertThat(line()).isEqualTo(large + large + "e");
	}

}
