package io.github.taosspring.client.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.taosspring.client.TaosErrors;

/**
 * A growing buffer of lines of text in UTF-8; kept for the next ones. Putting allocates
 * nothing but now and then a larger buffer. Not thread-safe.
 */
public final class LineBuffer {

	private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

	/** Up to this, integers are exact in a {@code double}. */
	private static final double EXACT = 1L << 53;

	private static final double[] POWERS = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
			1e14, 1e15 };

	/** The digits of 0 to 99, the first one in the upper byte. */
	private static final short[] PAIRS = new short[100];

	static {
		for (int i = 0; i < PAIRS.length; i++) {
			PAIRS[i] = (short) (('0' + i / 10) << 8 | '0' + i % 10);
		}
	}

	private byte[] bytes;

	private int position;

	private int[] ends = new int[64];

	private int lines;

	private final StringBuilder scratch = new StringBuilder(32);

	/**
	 * Create an empty buffer.
	 */
	public LineBuffer() {
		this(new byte[8 * 1024]);
	}

	/**
	 * Create an empty buffer in which there is text already, to be {@linkplain #keep
	 * kept} line by line.
	 * @param bytes the text, which becomes this buffer's
	 */
	public LineBuffer(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Keep a line of the text that this buffer was created with, in its order, by moving
	 * it behind the last one that was kept.
	 * @param from where it begins
	 * @param to where it ends; the byte there is the line's too, and replaced
	 * @param separator what to put between it and the next one
	 */
	public void keep(int from, int to, char separator) {
		if (from > this.position) {
			System.arraycopy(this.bytes, from, this.bytes, this.position, to - from);
		}
		this.position += to - from;
		endLine(separator);
	}

	/**
	 * Return the bytes, shared with this buffer until it grows.
	 * @return the array, of which {@link #size()} bytes count
	 */
	public byte[] bytes() {
		return this.bytes;
	}

	/**
	 * Return the bytes so far.
	 * @return the bytes
	 */
	public int size() {
		return this.position;
	}

	/**
	 * Return the lines that have ended.
	 * @return the lines
	 */
	public int lines() {
		return this.lines;
	}

	/**
	 * Return where a line begins.
	 * @param line the line from 0
	 * @return the position
	 */
	public int start(int line) {
		return (line > 0) ? this.ends[line - 1] : 0;
	}

	/**
	 * Return where a line ends, the byte between it and the next one included.
	 * @param line the line from 0
	 * @return the position
	 */
	public int end(int line) {
		return this.ends[line];
	}

	/**
	 * Return a line.
	 * @param line the line from 0
	 * @return its text, without the byte between it and the next one
	 */
	public String line(int line) {
		int start = start(line);
		return new String(this.bytes, start, end(line) - 1 - start, StandardCharsets.UTF_8);
	}

	/**
	 * End a line.
	 * @param separator what to put between it and the next one
	 */
	public void endLine(char separator) {
		putAscii(separator);
		if (this.lines == this.ends.length) {
			this.ends = Arrays.copyOf(this.ends, 2 * this.lines);
		}
		this.ends[this.lines++] = this.position;
	}

	/**
	 * Drop the last lines.
	 * @param count the lines that stay, without what was put behind them
	 */
	public void truncate(int count) {
		this.lines = count;
		this.position = (count > 0) ? this.ends[count - 1] : 0;
	}

	/**
	 * Drop all; the buffer stays as large as it is.
	 */
	public void clear() {
		truncate(0);
	}

	private void reserve(int more) {
		long needed = (long) this.position + more;
		if (needed > this.bytes.length) {
			if (needed > MAX_ARRAY) {
				throw TaosErrors.misuse("A buffer of lines cannot hold more than 2 GiB");
			}
			this.bytes = Arrays.copyOf(this.bytes, (int) Math.min(MAX_ARRAY, Math.max(needed, 2L * this.bytes.length)));
		}
	}

	/**
	 * Put a character.
	 * @param value the character, below 0x80
	 */
	public void putAscii(char value) {
		reserve(1);
		this.bytes[this.position++] = (byte) value;
	}

	/**
	 * Put text of characters below 0x80.
	 * @param text the text
	 */
	public void putAscii(CharSequence text) {
		int chars = text.length();
		reserve(chars);
		for (int i = 0; i < chars; i++) {
			this.bytes[this.position++] = (byte) text.charAt(i);
		}
	}

	/**
	 * Put bytes as they are.
	 * @param text the bytes, such as of a constant text
	 */
	public void putBytes(byte[] text) {
		reserve(text.length);
		System.arraycopy(text, 0, this.bytes, this.position, text.length);
		this.position += text.length;
	}

	/**
	 * Put bytes again that were put before.
	 * @param from where they begin
	 * @param to where they end
	 */
	public void repeat(int from, int to) {
		reserve(to - from);
		System.arraycopy(this.bytes, from, this.bytes, this.position, to - from);
		this.position += to - from;
	}

	/**
	 * Put the characters of a text up to one that needs care.
	 * @param text the text
	 * @param from the first character
	 * @param special not zero for those below 0x80 that need care; all from 0x80 on do
	 * @return where the first one is that was not put, the text's length if all were
	 */
	public int putPlain(String text, int from, byte[] special) {
		int chars = text.length();
		reserve(chars - from);
		byte[] target = this.bytes;
		int at = this.position;
		int index = from;
		for (; index < chars; index++) {
			char value = text.charAt(index);
			if (value >= 0x80 || special[value] != 0) {
				break;
			}
			target[at++] = (byte) value;
		}
		this.position = at;
		return index;
	}

	/**
	 * Put text.
	 * @param text the text
	 * @throws io.github.taosspring.client.TaosInterfaceException if it has an unpaired
	 * surrogate
	 */
	public void putText(CharSequence text) {
		reserve(Math.multiplyExact(3, text.length()));
		int end = Utf8.write(text, this.bytes, this.position);
		if (end < this.position) {
			throw TaosErrors.misuse("A text has an unpaired surrogate and cannot be written");
		}
		this.position = end;
	}

	/**
	 * Put a character of a text, two where they are a pair of surrogates.
	 * @param text the text
	 * @param index where the character is
	 * @return where the last character is that was put
	 * @throws io.github.taosspring.client.TaosInterfaceException if it is an unpaired
	 * surrogate
	 */
	public int putChar(CharSequence text, int index) {
		reserve(4);
		char value = text.charAt(index);
		if (value < 0x80) {
			this.bytes[this.position++] = (byte) value;
			return index;
		}
		int last = Character.isHighSurrogate(value) ? Math.min(index + 1, text.length() - 1) : index;
		int end = Utf8.write(text, index, last + 1, this.bytes, this.position);
		if (end < this.position) {
			throw TaosErrors.misuse("A text has an unpaired surrogate at " + index + " and cannot be written");
		}
		this.position = end;
		return last;
	}

	/**
	 * Put bytes as hexadecimal digits.
	 * @param value the bytes
	 */
	public void putHex(byte[] value) {
		reserve(2 * value.length);
		for (byte each : value) {
			this.bytes[this.position++] = hexDigit(each >> 4 & 0xf);
			this.bytes[this.position++] = hexDigit(each & 0xf);
		}
	}

	static byte hexDigit(int value) {
		return (byte) ((value < 10) ? '0' + value : 'a' - 10 + value);
	}

	/**
	 * Put a number.
	 * @param value the number
	 */
	public void putLong(long value) {
		if (value < 0) {
			if (value == Long.MIN_VALUE) {
				putAscii("-9223372036854775808");
				return;
			}
			putAscii('-');
			putDigits(-value, 1);
		}
		else {
			putDigits(value, 1);
		}
	}

	/**
	 * Put a number of 64 unsigned bits.
	 * @param value the bits
	 */
	public void putUnsignedLong(long value) {
		if (value < 0) {
			long tens = Long.divideUnsigned(value, 10);
			putDigits(tens, 1);
			putDigits(value - 10 * tens, 1);
		}
		else {
			putDigits(value, 1);
		}
	}

	/**
	 * Put a number of at least so many digits.
	 */
	private void putDigits(long value, int atLeast) {
		int digits = Math.max(digits(value), atLeast);
		reserve(digits);
		byte[] target = this.bytes;
		int end = this.position + digits;
		int at = end;
		long rest = value;
		while (rest > Integer.MAX_VALUE) {
			long hundreds = rest / 100;
			short pair = PAIRS[(int) (rest - 100 * hundreds)];
			target[--at] = (byte) pair;
			target[--at] = (byte) (pair >> 8);
			rest = hundreds;
		}
		int small = (int) rest;
		while (small >= 10) {
			int hundreds = small / 100;
			short pair = PAIRS[small - 100 * hundreds];
			target[--at] = (byte) pair;
			target[--at] = (byte) (pair >> 8);
			small = hundreds;
		}
		// of the last pair, the first digit may have been the number's
		if (small > 0) {
			target[--at] = (byte) ('0' + small);
		}
		while (at > this.position) {
			target[--at] = '0';
		}
		this.position = end;
	}

	private static int digits(long value) {
		int digits = 1;
		long power = 10;
		while (digits < 19 && value >= power) {
			digits++;
			power *= 10;
		}
		return digits;
	}

	/**
	 * Put a number so that it is read as the same one: shortly if it is a decimal of few
	 * digits, as {@link Double#toString(double)} has it otherwise.
	 * @param value the number, finite
	 */
	public void putDouble(double value) {
		double size = Math.abs(value);
		for (int digits = 0; digits < POWERS.length; digits++) {
			double scaled = size * POWERS[digits];
			if (scaled >= EXACT) {
				break;
			}
			long whole = Math.round(scaled);
			// both exact, so that the quotient is what the decimal is read as
			if (whole / POWERS[digits] == size) {
				putDecimal(isNegative(value), whole, digits);
				return;
			}
		}
		putScratch(value);
	}

	/**
	 * Put a number so that it is the same one when it is read as a {@code double} and
	 * rounded to a {@code float}, as the server does.
	 * @param value the number, finite
	 */
	public void putFloat(float value) {
		float size = Math.abs(value);
		for (int digits = 0; digits < POWERS.length; digits++) {
			double scaled = size * POWERS[digits];
			if (scaled >= EXACT) {
				break;
			}
			long whole = Math.round(scaled);
			if ((float) (whole / POWERS[digits]) == size) {
				putDecimal(isNegative(value), whole, digits);
				return;
			}
		}
		putScratch(value);
	}

	private static boolean isNegative(double value) {
		return value < 0 || value == 0 && 1 / value < 0;
	}

	private void putScratch(double value) {
		this.scratch.setLength(0);
		putAscii(this.scratch.append(value));
	}

	private void putDecimal(boolean negative, long whole, int digits) {
		if (negative) {
			putAscii('-');
		}
		if (digits == 0) {
			putDigits(whole, 1);
			return;
		}
		long power = (long) POWERS[digits];
		putDigits(whole / power, 1);
		putAscii('.');
		putDigits(whole % power, digits);
	}

}
