package io.github.taosspring.embedded.internal.sql;

/**
 * Rules for names: how they are cut to length.
 */
final class Names {

	private Names() {
	}

	/**
	 * Cut a string to a number of bytes in UTF-8, never inside a character.
	 * @param text the string
	 * @param bytes the most bytes to keep
	 * @return the string or its head
	 */
	static String cut(String text, int bytes) {
		if (text.length() * 3L <= bytes) {
			return text;
		}
		int used = 0;
		int end = 0;
		while (end < text.length()) {
			int codePoint = text.codePointAt(end);
			used += (codePoint < 0x80) ? 1 : (codePoint < 0x800) ? 2 : (codePoint < 0x10000) ? 3 : 4;
			if (used > bytes) {
				return text.substring(0, end);
			}
			end += Character.charCount(codePoint);
		}
		return text;
	}

}
