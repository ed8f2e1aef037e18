package io.github.taosspring.client.internal;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the line that the server complained of: its texts end in the rest of that line,
 * from the wrong place on, as in {@code invalid data:abc t=1}, and of the lines behind.
 */
final class RefusedLine {

	private static final int SHORTEST = 3;

	private static final int SHOWN = 200;

	private RefusedLine() {
	}

	/**
	 * Find the line.
	 * @return its index, -1 if the text does not tell, or tells of more than one
	 */
	static int find(@Nullable String message, List<String> lines) {
		if (message == null) {
			return -1;
		}
		int code = message.lastIndexOf(" (0x");
		String text = (code >= 0) ? message.substring(0, code) : message;
		for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
			int end = text.indexOf('\n', colon);
			String rest = text.substring(colon + 1, (end >= 0) ? end : text.length()).strip();
			int found = (rest.length() >= SHORTEST) ? only(rest, lines) : -1;
			if (found >= 0) {
				return found;
			}
		}
		return -1;
	}

	private static int only(String rest, List<String> lines) {
		int found = -1;
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i).contains(rest)) {
				if (found >= 0) {
					return -1;
				}
				found = i;
			}
		}
		return found;
	}

	/**
	 * Return what the server said without the lines behind the one that it complained of.
	 */
	static String firstOf(@Nullable String message) {
		String text = String.valueOf(message);
		int end = text.indexOf('\n');
		int code = text.lastIndexOf(" (0x");
		return (end < 0) ? text : text.substring(0, end) + ((code > end) ? text.substring(code) : "");
	}

	static String shown(String line) {
		return (line.length() > SHOWN) ? line.substring(0, SHOWN) + "..." : line;
	}

}
