package io.github.taosspring.client.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.wire.LineBuffer;

/**
 * Splits a payload into lines where its bytes are, without a text per line. Blank lines
 * are left out, and so is what the REST interface cuts off and WebSocket does not: blanks
 * around lines, carriage returns, OpenTSDB's command.
 */
final class PayloadLines {

	private static final byte[] PUT = SchemalessLines.PUT.getBytes(StandardCharsets.US_ASCII);

	private final SchemalessProtocol protocol;

	private final byte[] text;

	private final LineBuffer lines;

	private PayloadLines(SchemalessProtocol protocol, byte[] text) {
		this.protocol = protocol;
		this.text = text;
		this.lines = new LineBuffer(text);
	}

	/**
	 * Split a payload.
	 * @throws io.github.taosspring.client.TaosInterfaceException if it has an unpaired
	 * surrogate
	 */
	static LineBuffer split(SchemalessProtocol protocol, String payload) {
		// each line ends in one, so that there is room for it
		String ended = payload.endsWith("\n") ? payload : payload + "\n";
		PayloadLines lines = new PayloadLines(protocol, ended.getBytes(StandardCharsets.UTF_8));
		lines.split(ended);
		return lines.lines;
	}

	private void split(String payload) {
		boolean doubtful = false;
		int start = 0;
		for (int i = 0; i < this.text.length; i++) {
			byte value = this.text[i];
			if (value == '\n') {
				take(start, i, this.protocol == SchemalessProtocol.TELNET);
				start = i + 1;
			}
			doubtful |= value == '?';
		}
		if (doubtful) {
			// it stands for itself, or for what cannot be encoded
			checkSurrogates(payload);
		}
	}

	private static void checkSurrogates(String payload) {
		for (int i = 0; i < payload.length(); i++) {
			if (Character.isSurrogate(payload.charAt(i))) {
				if (i + 1 == payload.length() || !Character.isSurrogatePair(payload.charAt(i), payload.charAt(i + 1))) {
					throw TaosErrors.misuse("A text has an unpaired surrogate and cannot be written");
				}
				i++;
			}
		}
	}

	/**
	 * Take a line unless it is blank.
	 * @param command whether OpenTSDB's command may stand in front
	 */
	private void take(int start, int end, boolean command) {
		int from = start;
		int to = end;
		while (from < to && isBlank(this.text[from])) {
			from++;
		}
		while (from < to && isBlank(this.text[to - 1])) {
			to--;
		}
		if (from < to && (this.text[from] < 0 || this.text[to - 1] < 0)) {
			takeStripped(from, to, command);
		}
		else if (command && startsWithPut(from, to)) {
			take(from + PUT.length, to, false);
		}
		else if (from < to) {
			this.lines.keep(from, to, '\n');
		}
	}

	/**
	 * Take a line that begins or ends in a character that may be a blank beyond ASCII.
	 */
	private void takeStripped(int from, int to, boolean command) {
		String line = new String(this.text, from, to - from, StandardCharsets.UTF_8);
		int leading = line.substring(0, line.length() - line.stripLeading().length())
			.getBytes(StandardCharsets.UTF_8).length;
		int length = line.strip().getBytes(StandardCharsets.UTF_8).length;
		int first = from + leading;
		if (command && startsWithPut(first, first + length)) {
			take(first + PUT.length, first + length, false);
		}
		else if (length > 0) {
			this.lines.keep(first, first + length, '\n');
		}
	}

	private boolean startsWithPut(int from, int to) {
		return to - from >= PUT.length && Arrays.equals(this.text, from, from + PUT.length, PUT, 0, PUT.length);
	}

	/** As {@link Character#isWhitespace(char)} has it. */
	private static boolean isBlank(byte value) {
		return value == ' ' || value >= '\t' && value <= '\r' || value >= 0x1c && value <= 0x1f;
	}

}
