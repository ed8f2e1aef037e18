package io.github.taosspring.listener.adapter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.listener.TaosAcknowledgment;
import io.github.taosspring.support.TaosHeaders;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.MessageHeaders;

/**
 * The headers of a message, or of one of its blocks; without an id, which nobody asks
 * for.
 */
final class TaosMessageHeaders extends MessageHeaders {

	private static final long serialVersionUID = 1L;

	private TaosMessageHeaders(Map<String, Object> headers) {
		super(headers, ID_VALUE_NONE, null);
	}

	static TaosMessageHeaders of(String listenerId, @Nullable String groupId, TmqMessage message, int attempt,
			TaosAcknowledgment acknowledgment, TmqConsumer consumer) {
		Map<String, Object> headers = new HashMap<>();
		headers.put(TaosHeaders.TOPIC, message.topic());
		headers.put(TaosHeaders.DATABASE, message.database());
		headers.put(TaosHeaders.VGROUP, message.vgroup());
		headers.put(TaosHeaders.OFFSET, message.endOffset());
		headers.put(TaosHeaders.LISTENER_ID, listenerId);
		if (groupId != null) {
			headers.put(TaosHeaders.GROUP_ID, groupId);
		}
		if (attempt > 0) {
			headers.put(TaosHeaders.DELIVERY_ATTEMPT, attempt);
		}
		headers.put(TaosHeaders.ACKNOWLEDGMENT, acknowledgment);
		headers.put(TaosHeaders.CONSUMER, consumer);
		return new TaosMessageHeaders(headers);
	}

	/**
	 * Return these headers with the table of a row or block.
	 * @param table the name, {@code null} if it is not known
	 */
	TaosMessageHeaders withTable(@Nullable String table) {
		return (table != null) ? with(table) : this;
	}

	/**
	 * Return these headers with the table of each element of a list.
	 * @param tables the names, empty if they are not known
	 */
	TaosMessageHeaders withTables(List<String> tables) {
		return tables.isEmpty() ? this : with(tables);
	}

	private TaosMessageHeaders with(Object table) {
		Map<String, Object> headers = new HashMap<>(this);
		headers.put(TaosHeaders.TABLE, table);
		return new TaosMessageHeaders(headers);
	}

}
