package io.github.taosspring.client.internal;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.schemaless.SchemalessPrecision;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.wire.LineBuffer;

/**
 * The lines of one write.
 *
 * @param protocol their format
 * @param precision the unit of their timestamps
 * @param buffer the lines
 * @param elements in JSON, whether lines are objects that want brackets around them,
 * rather than documents
 */
record SchemalessLines(SchemalessProtocol protocol, SchemalessPrecision precision, LineBuffer buffer,
		boolean elements) {

	static final String PUT = "put ";

	/**
	 * Take lines.
	 */
	static SchemalessLines of(SchemalessProtocol protocol, SchemalessPrecision precision, List<String> lines) {
		LineBuffer buffer = new LineBuffer();
		for (String line : lines) {
			put(protocol, line, buffer);
		}
		return new SchemalessLines(protocol, precision, buffer, false);
	}

	/**
	 * Take a payload, which is one document in JSON.
	 */
	static SchemalessLines of(SchemalessProtocol protocol, SchemalessPrecision precision, String payload) {
		LineBuffer buffer = new LineBuffer();
		if (protocol == SchemalessProtocol.JSON) {
			put(protocol, payload, buffer);
		}
		else {
			buffer = PayloadLines.split(protocol, payload);
		}
		return new SchemalessLines(protocol, precision, buffer, false);
	}

	/**
	 * Take a line unless it is blank, without what the REST interface cuts off and
	 * WebSocket does not: blanks, carriage returns, OpenTSDB's command.
	 */
	private static void put(SchemalessProtocol protocol, String line, LineBuffer buffer) {
		String text = line.strip();
		if (protocol == SchemalessProtocol.TELNET && text.startsWith(PUT)) {
			text = text.substring(PUT.length()).stripLeading();
		}
		if (!text.isEmpty()) {
			buffer.putText(text);
			buffer.endLine('\n');
		}
	}

	boolean isEmpty() {
		return this.buffer.lines() == 0;
	}

	int count() {
		return this.buffer.lines();
	}

	/**
	 * Return the line behind the last one that goes out together with the first.
	 * @param maxBytes what should not be exceeded, except by a single line
	 */
	int endOfPart(int first, int maxBytes) {
		if (this.protocol == SchemalessProtocol.JSON && !this.elements) {
			return first + 1;
		}
		int end = first + 1;
		int start = this.buffer.start(first);
		while (end < count() && this.buffer.end(end) - start <= maxBytes) {
			end++;
		}
		return end;
	}

	List<String> from(int first) {
		List<String> lines = new ArrayList<>(count() - first);
		for (int line = first; line < count(); line++) {
			lines.add(this.buffer.line(line));
		}
		return lines;
	}

}
