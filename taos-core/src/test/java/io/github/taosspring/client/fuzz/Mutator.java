package io.github.taosspring.client.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Damages inputs: flips bits, sets lengths and numbers to extremes, cuts, splices,
 * repeats, nests. The same random numbers give the same damage.
 */
final class Mutator {

	private static final int MAX_SIZE = 64 * 1024;

	private static final int[] INTS = { 0, 1, -1, 2, 7, 8, 9, 127, 128, 255, 256, 0x7fff, 0x8000, 0xffff, 0x10000,
			0x7fff_ffff, 0x8000_0000, 0x7fff_fffe, 0x4000_0000, 0x2000_0000, 0x1000_0000, -2, -8 };

	private static final String[] NUMBERS = { "0", "-0", "1", "-1", "127", "128", "255", "256", "65535", "65536",
			"2147483647", "2147483648", "-2147483649", "4294967295", "4294967296", "9223372036854775807",
			"9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615",
			"18446744073709551616", "1e5", "1e400", "-1e400", "1e-400", "1E999999999", "1e2147483648", "0.1", "1.",
			".5", "01", "NaN", "Infinity", "0x10", "9".repeat(40), "9".repeat(900), "9".repeat(1100),
			"0." + "1".repeat(400) };

	private static final String[] WORDS = { "null", "true", "false", "{}", "[]", "\"\"", "[[]]", "{\"a\":1}", "\"a\"",
			"\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"1e999999999\"", "\"-1e-999999999\"",
			"\"999999-12-31T23:59:59.999Z\"", "\"-99999999999-01-01T00:00:00.000000000Z\"",
			"\"2024-02-30T00:00:00.000Z\"", "\"1969-12-31T23:59:59.999999999+23:59\"", "\"DECIMAL(99, 99)\"",
			"\"DECIMAL(0, 38)\"", "\"BLOB\"", "\"JSON\"", "\"NULL\"", "\"NCHAR\"", "\"BIGINT UNSIGNED\"", "\"code\"",
			"\"data\"", "\"rows\"", "\"column_meta\"", "\"affected_rows\"", "\"fields_names\"", "\"fields_types\"" };

	private final boolean text;

	private final List<Sample> others;

	Mutator(boolean text, List<Sample> others) {
		this.text = text;
		this.others = others;
	}

	byte[] mutate(byte[] input, SplittableRandom random) {
		byte[] bytes = input;
		int times = random.nextBoolean() ? 1 : 1 + random.nextInt(4);
		for (int i = 0; i < times; i++) {
			bytes = once(bytes, random);
		}
		return bytes;
	}

	private byte[] once(byte[] bytes, SplittableRandom random) {
		if (bytes.length == 0) {
			return new byte[] { (byte) random.nextInt(256) };
		}
		int at = random.nextInt(bytes.length);
		int kind = random.nextInt(this.text ? 14 : 10);
		switch (kind) {
			case 0:
				return flip(bytes, random);
			case 1:
				byte[] changed = bytes.clone();
				changed[at] = (byte) random.nextInt(256);
				return changed;
			case 2:
				return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
			case 3:
				byte[] other = this.others.get(random.nextInt(this.others.size())).bytes();
				return splice(bytes, at, other, random);
			case 4:
				int end = at + random.nextInt(Math.min(64, bytes.length - at) + 1);
				return replace(bytes, at, end, new byte[0]);
			case 5:
				int from = random.nextInt(bytes.length);
				int size = random.nextInt(Math.min(256, bytes.length - from) + 1);
				return replace(bytes, at, at, Arrays.copyOfRange(bytes, from, from + size));
			case 6, 7, 8, 9:
				return this.text ? number(bytes, at, random) : field(bytes, random);
			case 10, 11:
				return word(bytes, at, random);
			case 12:
				return replace(bytes, at, at, nesting(random));
			default:
				return replace(bytes, at, at,
						String.valueOf("[]{},:\"\\".charAt(random.nextInt(8))).getBytes(StandardCharsets.US_ASCII));
		}
	}

	private static byte[] flip(byte[] bytes, SplittableRandom random) {
		byte[] flipped = bytes.clone();
		int times = 1 + random.nextInt(4);
		for (int i = 0; i < times; i++) {
			flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
		}
		return flipped;
	}

	/**
	 * Set a field of 2, 4 or 8 bytes to an extreme, mostly one of the head, where lengths
	 * are.
	 */
	private static byte[] field(byte[] bytes, SplittableRandom random) {
		int range = random.nextBoolean() ? Math.min(bytes.length, 160) : bytes.length;
		int at = random.nextInt(range);
		byte[] changed = bytes.clone();
		ByteBuffer buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
		int value = switch (random.nextInt(4)) {
			case 0 -> bytes.length + random.nextInt(9) - 4;
			case 1 -> (at + 4 <= bytes.length) ? buffer.getInt(at) + random.nextInt(9) - 4 : 1;
			default -> INTS[random.nextInt(INTS.length)];
		};
		int width = 1 << random.nextInt(1, 4);
		if (at + width > bytes.length) {
			changed[at] = (byte) value;
		}
		else {
			switch (width) {
				case 2 -> buffer.putShort(at, (short) value);
				case 4 -> buffer.putInt(at, value);
				default -> buffer.putLong(at, random.nextBoolean() ? value : (long) value << 32);
			}
		}
		return changed;
	}

	private static byte[] number(byte[] bytes, int at, SplittableRandom random) {
		int start = at;
		while (start < bytes.length && !isDigit(bytes[start])) {
			start++;
		}
		int end = start;
		while (end < bytes.length && isDigit(bytes[end])) {
			end++;
		}
		byte[] number = NUMBERS[random.nextInt(NUMBERS.length)].getBytes(StandardCharsets.US_ASCII);
		return replace(bytes, start, end, number);
	}

	/**
	 * Replace a value between punctuation.
	 */
	private static byte[] word(byte[] bytes, int at, SplittableRandom random) {
		int start = at;
		while (start < bytes.length && ",:[{".indexOf(bytes[start]) < 0) {
			start++;
		}
		start = Math.min(start + 1, bytes.length);
		int end = start;
		while (end < bytes.length && ",]}".indexOf(bytes[end]) < 0) {
			end++;
		}
		byte[] word = WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.US_ASCII);
		return replace(bytes, start, end, word);
	}

	private static byte[] nesting(SplittableRandom random) {
		int depth = 1 << random.nextInt(13);
		String open = switch (random.nextInt(3)) {
			case 0 -> "[";
			case 1 -> "{\"a\":";
			default -> "[{\"b\":[";
		};
		return open.repeat(depth).getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] splice(byte[] bytes, int at, byte[] other, SplittableRandom random) {
		if (other.length == 0) {
			return bytes;
		}
		int from = random.nextInt(other.length);
		byte[] part = Arrays.copyOfRange(other, from, other.length);
		return replace(bytes, at, random.nextBoolean() ? bytes.length : at, part);
	}

	private static byte[] replace(byte[] bytes, int start, int end, byte[] with) {
		int size = Math.min(MAX_SIZE, bytes.length - (end - start) + with.length);
		byte[] replaced = Arrays.copyOf(bytes, size);
		if (start < size) {
			int inserted = Math.min(with.length, size - start);
			System.arraycopy(with, 0, replaced, start, inserted);
			int rest = size - start - inserted;
			System.arraycopy(bytes, end, replaced, start + inserted, rest);
		}
		return replaced;
	}

	private static boolean isDigit(byte b) {
		return b >= '0' && b <= '9' || b == '-' || b == '.';
	}

}
