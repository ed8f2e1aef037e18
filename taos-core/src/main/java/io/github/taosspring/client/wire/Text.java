package io.github.taosspring.client.wire;

import java.nio.charset.StandardCharsets;

import io.github.taosspring.client.TaosErrors;

/**
 * Text of VARCHAR and JSON (UTF-8) and of NCHAR (UCS-4LE).
 */
final class Text {

	private static final char[] HEX = "0123456789abcdef".toCharArray();

	private Text() {
	}

	/**
	 * Decode UTF-8; the JDK has a fast path for ASCII.
	 */
	static String utf8(byte[] bytes, int start, int size) {
		return new String(bytes, start, size, StandardCharsets.UTF_8);
	}

	/**
	 * Decode UCS-4LE.
	 */
	static String ucs4(byte[] bytes, int start, int size) {
		int count = size >> 2;
		byte[] narrow = new byte[count];
		for (int i = 0; i < count; i++) {
			int codePoint = LittleEndian.getInt(bytes, start + 4 * i);
			if (codePoint < 0 || codePoint > 0xff) {
				return wide(bytes, start, count);
			}
			narrow[i] = (byte) codePoint;
		}
		return new String(narrow, StandardCharsets.ISO_8859_1);
	}

	private static String wide(byte[] bytes, int start, int count) {
		int supplementary = 0;
		for (int i = 0; i < count; i++) {
			int codePoint = LittleEndian.getInt(bytes, start + 4 * i);
			if (!Character.isValidCodePoint(codePoint)) {
				throw TaosErrors
					.malformed("Malformed NCHAR: 0x" + Integer.toHexString(codePoint) + " is not a code point", null);
			}
			if (Character.isSupplementaryCodePoint(codePoint)) {
				supplementary++;
			}
		}
		char[] chars = new char[count + supplementary];
		int position = 0;
		for (int i = 0; i < count; i++) {
			position += Character.toChars(LittleEndian.getInt(bytes, start + 4 * i), chars, position);
		}
		return new String(chars);
	}

	/**
	 * Return bytes in lower-case hex.
	 */
	static String hex(byte[] bytes, int start, int size) {
		byte[] text = new byte[2 * size];
		for (int i = 0; i < size; i++) {
			int value = bytes[start + i];
			text[2 * i] = (byte) HEX[value >> 4 & 15];
			text[2 * i + 1] = (byte) HEX[value & 15];
		}
		return new String(text, StandardCharsets.ISO_8859_1);
	}

}
