package io.github.taosspring.client.tmq;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosClient;

/**
 * A {@link TmqConsumer} that closes its client, too.
 */
final class OwningConsumer implements TmqConsumer {

	private final TaosClient client;

	private final TmqConsumer consumer;

	OwningConsumer(TaosClient client, TmqConsumer consumer) {
		this.client = client;
		this.consumer = consumer;
	}

	@Override
	public TmqOptions options() {
		return this.consumer.options();
	}

	@Override
	public void subscribe(Collection<String> topics, TmqListener listener) {
		this.consumer.subscribe(topics, listener);
	}

	@Override
	public Set<String> subscription() {
		return this.consumer.subscription();
	}

	@Override
	public Set<String> listTopics() {
		return this.consumer.listTopics();
	}

	@Override
	public @Nullable TmqMessage poll(Duration timeout) {
		return this.consumer.poll(timeout);
	}

	@Override
	public boolean commit(TmqMessage message) {
		return this.consumer.commit(message);
	}

	@Override
	public CompletableFuture<Boolean> commitAsync(TmqMessage message) {
		return this.consumer.commitAsync(message);
	}

	@Override
	public boolean isCurrent(TmqMessage message) {
		return this.consumer.isCurrent(message);
	}

	@Override
	public long droppedCommits() {
		return this.consumer.droppedCommits();
	}

	@Override
	public Map<TmqTopicPartition, Long> committed(Collection<TmqTopicPartition> partitions) {
		return this.consumer.committed(partitions);
	}

	@Override
	public Map<TmqTopicPartition, Long> position(Collection<TmqTopicPartition> partitions) {
		return this.consumer.position(partitions);
	}

	@Override
	public List<TmqAssignment> assignment(String topic) {
		return this.consumer.assignment(topic);
	}

	@Override
	public void seek(TmqTopicPartition partition, long offset) {
		this.consumer.seek(partition, offset);
	}

	@Override
	public void seekToBeginning(Collection<TmqTopicPartition> partitions) {
		this.consumer.seekToBeginning(partitions);
	}

	@Override
	public void seekToEnd(Collection<TmqTopicPartition> partitions) {
		this.consumer.seekToEnd(partitions);
	}

	@Override
	public void unsubscribe() {
		this.consumer.unsubscribe();
	}

	@Override
	public void wakeup() {
		this.consumer.wakeup();
	}

	@Override
	public void close(Duration timeout) {
		try {
			this.consumer.close(timeout);
		}
		finally {
			this.client.close();
		}
	}

	@Override
	public String toString() {
		return this.consumer.toString();
	}

}
