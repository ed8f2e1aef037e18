package io.github.taosspring.embedded.internal.value;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads binary values: {@code \x00ff} in hexadecimal, anything else as its bytes.
 */
public final class BinaryText {

	private BinaryText() {
	}

	/**
	 * Read a binary value.
	 * @param text the text
	 * @return the bytes, {@code null} if the text is bad hexadecimal
	 */
	public static byte @Nullable [] parse(String text) {
		if (!text.startsWith("\\x")) {
			return text.getBytes(StandardCharsets.UTF_8);
		}
		int length = text.length() - 2;
		if (length % 2 != 0) {
			return null;
		}
		byte[] bytes = new byte[length / 2];
		for (int i = 0; i < bytes.length; i++) {
			int high = Character.digit(text.charAt(2 + 2 * i), 16);
			int low = Character.digit(text.charAt(3 + 2 * i), 16);
			if (high < 0 || low < 0) {
				return null;
			}
			bytes[i] = (byte) (high << 4 | low);
		}
		return bytes;
	}

}
