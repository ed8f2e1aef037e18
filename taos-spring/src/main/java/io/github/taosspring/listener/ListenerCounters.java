package io.github.taosspring.listener;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.github.taosspring.client.tmq.TmqTopicPartition;

/**
 * Counts what a container does. Thread-safe.
 */
final class ListenerCounters {

	final LongAdder messages = new LongAdder();

	final LongAdder acknowledgments = new LongAdder();

	final LongAdder droppedAcknowledgments = new LongAdder();

	final LongAdder failures = new LongAdder();

	final LongAdder recovered = new LongAdder();

	final LongAdder commits = new LongAdder();

	final LongAdder failedCommits = new LongAdder();

	final LongAdder consumers = new LongAdder();

	TaosListenerMetrics metrics(Map<TmqTopicPartition, Long> lag) {
		return new TaosListenerMetrics(this.messages.sum(), this.acknowledgments.sum(),
				this.droppedAcknowledgments.sum(), this.failures.sum(), this.recovered.sum(), this.commits.sum(),
				this.failedCommits.sum(), this.consumers.sum(), lag);
	}

}
