package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;

/**
 * What answers the messages of one socket. Knows nothing of how messages travel.
 * Thread-safe: they are answered concurrently.
 */
interface SocketMessages {

	/**
	 * Answer a text message.
	 * @param text the message
	 * @param started when it came, {@link System#nanoTime()}
	 * @return the reply
	 */
	WsReply handle(String text, long started);

	/**
	 * Answer a binary message.
	 * @param frame the message
	 * @param started when it came, {@link System#nanoTime()}
	 * @return the reply
	 */
	WsReply handle(ByteBuffer frame, long started);

	/**
	 * Free all that the socket holds.
	 */
	void close();

}
