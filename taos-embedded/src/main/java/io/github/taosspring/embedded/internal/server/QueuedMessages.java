package io.github.taosspring.embedded.internal.server;

import java.util.function.Consumer;

/**
 * What answers the text messages of one socket in their order, in its own time.
 */
interface QueuedMessages extends SocketMessages {

	/**
	 * Take a text message. Does not wait.
	 * @param text the message
	 * @param started when it came, {@link System#nanoTime()}
	 * @param answer takes the reply, once; never called after {@link #close()}
	 */
	void enqueue(String text, long started, Consumer<WsReply> answer);

}
