package io.github.taosspring.client.internal.ws;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.java_websocket.framing.TextFrame;

/**
 * A text frame whose content stays out of Java-WebSocket's trace log. The library shows a
 * frame by its {@code toString()} and its bytes unless they are more than 1000, so that
 * the text is padded with white space.
 */
final class SecretFrame extends TextFrame {

	static final int TOO_BIG_TO_LOG = 1100;

	SecretFrame(String json) {
		String padded = json + " ".repeat(Math.max(0, TOO_BIG_TO_LOG - json.length()));
		setPayload(ByteBuffer.wrap(padded.getBytes(StandardCharsets.UTF_8)));
	}

	@Override
	public String toString() {
		return "SecretFrame";
	}

}
