package io.github.taosspring.embedded.internal.server;

import java.math.BigDecimal;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class JsonNumbersTests {

	@ParameterizedTest
	@CsvSource({ "0, 0", "-0.0, -0", "1, 1", "-1.5, -1.5", "0.1, 0.1", "100, 100", "1e20, 100000000000000000000",
			"1e21, 1e+21", "1.7e308, 1.7e+308", "-1.7e308, -1.7e+308", "1e-6, 0.000001", "1e-7, 1e-07",
			"1.25e-10, 1.25e-10", "123456789.125, 123456789.125", "2e-3, 0.002", "9007199254740993, 9007199254740992",
			"12345678901234567890, 12345678901234567000", "2e23, 2e+23",
			"2.2250738585072014E-308, 2.2250738585072014e-308" })
	void writesDoublesAsGoDoes(double value, String expected) {
		assertThat(text(value)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "0.1, 0.1", "3.4e38, 3.4e+38", "24.4, 24.4", "16777216, 16777216", "1e21, 1e+21", "1e-6, 0.000001",
			"9.9e-7, 9.9e-07", "123456.79, 123456.79", "1e10, 10000000000" })
	void writesFloatsWithTheDigitsOfAFloat(float value, String expected) {
		JsonBuffer buffer = new JsonBuffer(1);
		JsonNumbers.write(buffer, value);
		assertThat(buffer).hasToString(expected);
	}

	@Test
	void writesNullForWhatJsonHasNoNumberFor() {
		assertThat(text(Double.NaN)).isEqualTo("null");
		assertThat(text(Double.POSITIVE_INFINITY)).isEqualTo("null");
		JsonBuffer buffer = new JsonBuffer(1);
		JsonNumbers.write(buffer, Float.NEGATIVE_INFINITY);
		assertThat(buffer).hasToString("null");
	}

	@Test
	void everyDoubleReadsBackAsItself() {
		Random random = new Random(6041);
		for (int i = 0; i < 20_000; i++) {
			double value = Double.longBitsToDouble(random.nextLong());
			if (!Double.isNaN(value) && !Double.isInfinite(value)) {
				String text = text(value);
				assertThat(Double.parseDouble(text)).as(text).isEqualTo(value);
				assertThat(new BigDecimal(text).stripTrailingZeros().precision()).as(text).isLessThanOrEqualTo(17);
			}
		}
	}

	private static String text(double value) {
		JsonBuffer buffer = new JsonBuffer(1);
		JsonNumbers.write(buffer, value);
		return buffer.toString();
	}

}
