package io.github.taosspring.support;

import org.springframework.messaging.MessageHeaders;

/**
 * The headers of messages that listeners get, for
 * {@link org.springframework.messaging.handler.annotation.Header @Header}.
 */
public final class TaosHeaders {

	private static final String PREFIX = "taos_";

	/** The topic's name, a {@code String}. */
	public static final String TOPIC = PREFIX + "topic";

	/** The name of the database that the rows are of, a {@code String}. */
	public static final String DATABASE = PREFIX + "database";

	/** The virtual group that the message is of, an {@code Integer}. */
	public static final String VGROUP = PREFIX + "vgroup";

	/**
	 * The offset that is committed when the message is acknowledged, that of its end: a
	 * {@code Long}.
	 */
	public static final String OFFSET = PREFIX + "offset";

	/**
	 * The name of the table that a row or block is of, a {@code String}; for a listener
	 * that takes a list, a {@code List<String>} with the name for each element. Absent if
	 * the message does not tell: topics on queries do not.
	 */
	public static final String TABLE = PREFIX + "table";

	/** How often the message was delivered, this time included: an {@code Integer}. */
	public static final String DELIVERY_ATTEMPT = PREFIX + "deliveryAttempt";

	/** The consumer group, a {@code String}. */
	public static final String GROUP_ID = PREFIX + "groupId";

	/** The id of the listener's container, a {@code String}. */
	public static final String LISTENER_ID = PREFIX + "listenerId";

	/**
	 * The acknowledgment, a {@code io.github.taosspring.listener.TaosAcknowledgment}.
	 */
	public static final String ACKNOWLEDGMENT = PREFIX + "acknowledgment";

	/** The consumer, a {@code io.github.taosspring.client.tmq.TmqConsumer}. */
	public static final String CONSUMER = PREFIX + "consumer";

	/** When the message was handed over, a {@code Long} in milliseconds. */
	public static final String TIMESTAMP = MessageHeaders.TIMESTAMP;

	private TaosHeaders() {
	}

}
