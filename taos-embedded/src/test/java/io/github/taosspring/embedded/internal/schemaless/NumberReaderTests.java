package io.github.taosspring.embedded.internal.schemaless;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads numbers as C does, compared with Java's own for random ones.
 */
class NumberReaderTests {

	private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

	private final NumberReader reader = new NumberReader();

	private int readDouble(String text) {
		byte[] bytes = (">" + text + "<").getBytes(StandardCharsets.UTF_8);
		return this.reader.readDouble(bytes, 1, bytes.length - 1) - 1;
	}

	@Test
	void readsWhatJavaReads() {
		Random random = new Random(20_261_127);
		for (int i = 0; i < 20_000; i++) {
			double value = switch (i % 3) {
				case 0 -> Double.longBitsToDouble(random.nextLong());
				case 1 -> random.nextInt(2_000_000) / 1000.0 - 1000;
				default -> random.nextLong() * Math.pow(10, random.nextInt(40) - 20);
			};
			if (Double.isFinite(value)) {
				String text = (i % 2 == 0) ? Double.toString(value) : String.format(Locale.ROOT, "%.7f", value);
				assertThat(readDouble(text)).as(text).isEqualTo(text.length());
				assertThat(this.reader.doubleValue()).as(text).isEqualTo(Double.parseDouble(text));
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "5., 2, 5", ".5, 2, 0.5", "1e, 1, 1", "1e+, 1, 1", "1e5i, 3, 100000", "+7x, 2, 7", "-0x1Fi, 5, -31",
			"0x1p4, 5, 16", "0x, 1, 0", "inf, 3, Infinity", "-Infinity, 9, -Infinity", "1.2.3, 3, 1.2",
			"1e999, 5, Infinity", "123456789012345678901234567890, 30, 1.2345678901234568E29", "007, 3, 7" })
	void endsWhereTheNumberEnds(String text, int end, double value) {
		assertThat(readDouble(text)).isEqualTo(end);
		assertThat(this.reader.doubleValue()).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource({ "x", ".", "-", "+.e5", "e5" })
	void readsNothingThatIsNoNumber(String text) {
		assertThat(readDouble(text)).isZero();
	}

	@Test
	void keepsWholeNumbersWithinTheirType() {
		Random random = new Random(7);
		for (int i = 0; i < 20_000; i++) {
			BigInteger value = new BigInteger(1 + random.nextInt(68), random);
			value = random.nextBoolean() ? value.negate() : value;
			byte[] text = value.toString().getBytes(StandardCharsets.US_ASCII);
			assertThat(this.reader.readLong(text, 0, text.length)).isEqualTo(text.length);
			boolean fits = value.bitLength() <= 63;
			assertThat(this.reader.isOverflow()).as(value.toString()).isEqualTo(!fits);
			assertThat(this.reader.longValue()).as(value.toString())
				.isEqualTo(fits ? value.longValue() : (value.signum() < 0) ? Long.MIN_VALUE : Long.MAX_VALUE);
			if (value.signum() >= 0) {
				this.reader.readUnsigned(text, 0, text.length);
				boolean unsigned = value.compareTo(TWO_TO_64) < 0;
				assertThat(this.reader.isOverflow()).as(value.toString()).isEqualTo(!unsigned);
				assertThat(this.reader.longValue()).as(value.toString()).isEqualTo(unsigned ? value.longValue() : -1);
			}
		}
	}

}
