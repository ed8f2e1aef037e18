package io.github.taosspring.boot.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqTopicPartition;
import io.github.taosspring.listener.TaosInterceptor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts the deliveries of messages that were delivered before as
 * {@code taos.listener.redeliveries}, with the tags {@code topic} and {@code group}:
 * after failures and negative acknowledgments, lost connections and assignments, and
 * seeks. What other applications delivered is not known.
 */
final class RedeliveryCounter implements TaosInterceptor {

	private final MeterRegistry registry;

	private final Map<Place, Long> delivered = new ConcurrentHashMap<>();

	RedeliveryCounter(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public boolean before(TmqMessage message, TmqConsumer consumer) {
		String group = String.valueOf(consumer.options().groupId());
		Long before = this.delivered.put(new Place(group, message.partition()), message.endOffset());
		if (before != null && message.endOffset() <= before && message.endOffset() >= 0) {
			Counter.builder("taos.listener.redeliveries")
				.description("Deliveries of messages that were delivered before")
				.tag("topic", message.topic())
				.tag("group", group)
				.register(this.registry)
				.increment();
		}
		return true;
	}

	/**
	 * What has an order.
	 */
	private record Place(String group, TmqTopicPartition partition) {

	}

}
