package io.github.taosspring.client.wire;

/**
 * Writes text as UTF-8 without allocating.
 */
final class Utf8 {

	private Utf8() {
	}

	/**
	 * Write text.
	 * @param target has room for three bytes a char
	 * @param start where to begin
	 * @return where the text ends; {@code start - 1} if it has an unpaired surrogate
	 */
	static int write(CharSequence text, byte[] target, int start) {
		return write(text, 0, text.length(), target, start);
	}

	/**
	 * Write a part of a text.
	 * @param from the first char
	 * @param to the char behind the last one
	 * @param target has room for three bytes a char
	 * @param start where to begin
	 * @return where the text ends; {@code start - 1} if it has an unpaired surrogate
	 */
	static int write(CharSequence text, int from, int to, byte[] target, int start) {
		int position = start;
		for (int i = from; i < to; i++) {
			char value = text.charAt(i);
			if (value < 0x80) {
				target[position++] = (byte) value;
			}
			else if (value < 0x800) {
				target[position++] = (byte) (0xc0 | value >> 6);
				target[position++] = (byte) (0x80 | value & 0x3f);
			}
			else if (!Character.isSurrogate(value)) {
				target[position++] = (byte) (0xe0 | value >> 12);
				target[position++] = (byte) (0x80 | value >> 6 & 0x3f);
				target[position++] = (byte) (0x80 | value & 0x3f);
			}
			else {
				if (Character.isLowSurrogate(value) || i + 1 == to || !Character.isLowSurrogate(text.charAt(i + 1))) {
					return start - 1;
				}
				int codePoint = Character.toCodePoint(value, text.charAt(++i));
				target[position++] = (byte) (0xf0 | codePoint >> 18);
				target[position++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
				target[position++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
				target[position++] = (byte) (0x80 | codePoint & 0x3f);
			}
		}
		return position;
	}

	/**
	 * Count the code points of well-formed text.
	 */
	static int codePoints(byte[] text, int start, int end) {
		int count = 0;
		for (int i = start; i < end; i++) {
			count += ((text[i] & 0xc0) != 0x80) ? 1 : 0;
		}
		return count;
	}

	/**
	 * Return how many bytes a code point has.
	 * @param first its first byte
	 */
	static int size(byte first) {
		return (first >= 0) ? 1 : ((first & 0xe0) == 0xc0) ? 2 : ((first & 0xf0) == 0xe0) ? 3 : 4;
	}

	/**
	 * Read a code point of well-formed text.
	 */
	static int codePoint(byte[] text, int at) {
		int first = text[at];
		return switch (size(text[at])) {
			case 1 -> first;
			case 2 -> (first & 0x1f) << 6 | text[at + 1] & 0x3f;
			case 3 -> (first & 0x0f) << 12 | (text[at + 1] & 0x3f) << 6 | text[at + 2] & 0x3f;
			default ->
				(first & 0x07) << 18 | (text[at + 1] & 0x3f) << 12 | (text[at + 2] & 0x3f) << 6 | text[at + 3] & 0x3f;
		};
	}

}
