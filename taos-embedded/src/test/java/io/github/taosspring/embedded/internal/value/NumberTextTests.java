package io.github.taosspring.embedded.internal.value;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NumberTextTests {

	private final NumberText numbers = new NumberText();

	@ParameterizedTest
	@CsvSource({ "0, 0", "-0, 0", "+7, 7", "2.5, 3", "-2.5, -3", "1.49, 1", "1e3, 1000", "0x1f, 31", "0b101, 5",
			"-9223372036854775808, -9223372036854775808", "9223372036854775807, 9223372036854775807", "' 5', 5" })
	void readsWholeNumbers(String text, long expected) {
		assertThat(this.numbers.readLong(text, 0, text.length())).isTrue();
		assertThat(this.numbers.longValue()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "abc", "5x", "'5 ", "9223372036854775808", "1e20", "0xffffffffffffffff", "-", "1e",
			"nan", "1d", "0x1p3" })
	void refusesWhatIsNoWholeNumber(String text) {
		assertThat(this.numbers.readLong(text, 0, text.length())).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "18446744073709551615, -1", "1.8e19, -446744073709551616", "-0.3, 0", "-0, 0" })
	void readsUnsignedNumbers(String text, long bits) {
		assertThat(this.numbers.readUnsignedLong(text, 0, text.length())).isTrue();
		assertThat(this.numbers.longValue()).isEqualTo(bits);
	}

	@Test
	void readsFloatingNumbersAsJavaDoes() {
		Random random = new Random(7);
		for (int i = 0; i < 5_000; i++) {
			String text = switch (i % 3) {
				case 0 -> Double.toString(random.nextGaussian() * 1000);
				case 1 -> random.nextLong(1_000_000_000L) + "." + random.nextInt(1_000_000);
				default -> Double.toString(Double.longBitsToDouble(random.nextLong()));
			};
			if (text.equals("NaN")) {
				continue;
			}
			assertThat(this.numbers.readDouble(text, 0, text.length())).isTrue();
			assertThat(this.numbers.doubleValue()).as(text).isEqualTo(Double.parseDouble(text));
		}
	}

}
