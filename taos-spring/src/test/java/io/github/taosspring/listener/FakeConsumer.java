package io.github.taosspring.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.tmq.TmqAssignment;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqListener;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqOffsetGap;
import io.github.taosspring.client.tmq.TmqOptions;
import io.github.taosspring.client.tmq.TmqTopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Consumer of {@link FakeTmq}. It has all vgroups that no other open consumer has.
 */
final class FakeConsumer implements TmqConsumer {

	private final FakeTmq server;

	private final TmqOptions options;

	/** The index of the next message, by vgroup assigned. */
	final Map<TmqTopicPartition, Integer> next = new ConcurrentHashMap<>();

	private TmqListener listener = TmqListener.NONE;

	/** How long each poll was allowed to wait. */
	final List<Duration> polls = new CopyOnWriteArrayList<>();

	volatile @Nullable Duration closedWithin;

	/** Whether commits are answered only by {@link #answerCommits()}. */
	volatile boolean holdCommits;

	/** Whether commits answer that the vgroup was lost. */
	volatile boolean refuseCommits;

	private final List<Runnable> heldCommits = new ArrayList<>();

	/** Whether polls hang until the consumer is closed. */
	volatile boolean silent;

	private boolean woken;

	private @Nullable TaosException eviction;

	FakeConsumer(FakeTmq server, TmqOptions options) {
		this.server = server;
		this.options = options;
	}

	@Override
	public TmqOptions options() {
		return this.options;
	}

	@Override
	public void subscribe(Collection<String> topics, TmqListener newListener) {
		RuntimeException failure = this.server.subscribeFailures.poll();
		if (failure != null) {
			throw failure;
		}
		this.listener = newListener;
		assign();
	}

	private void assign() {
		List<TmqAssignment> assigned = new ArrayList<>();
		this.server.lock.lock();
		try {
			take(assigned);
		}
		finally {
			this.server.lock.unlock();
		}
		this.listener.onAssigned(this, assigned);
	}

	private void take(List<TmqAssignment> assigned) {
		this.server.logs.forEach((partition, log) -> {
			boolean taken = this.server.consumers.stream()
				.anyMatch((other) -> other != this && other.closedWithin == null && other.next.containsKey(partition));
			if (!taken && !this.next.containsKey(partition) && this.next.size() < this.server.share) {
				long committed = this.server.committed.getOrDefault(partition, 0L);
				this.next.put(partition, (int) (committed / 10));
				assigned.add(assignment(partition));
			}
		});
	}

	private TmqAssignment assignment(TmqTopicPartition partition) {
		int end = this.server.logs.get(partition).size() * 10;
		return new TmqAssignment(partition.topic(), partition.vgroup(), 0, end, this.next.get(partition) * 10L);
	}

	/** Let the next poll find that the server has given the vgroups to others. */
	void evict(TaosException cause) {
		this.eviction = cause;
	}

	/** Find that the log has dropped what was to come. */
	void gap(int vgroup, long committed, long begin) {
		this.listener.onOffsetGap(this, new TmqOffsetGap(FakeTmq.partition(vgroup), committed, begin));
	}

	/** Let go of a vgroup, as if another consumer had got it. */
	void lose(int vgroup) {
		this.next.remove(FakeTmq.partition(vgroup));
		this.listener.onLost(this, List.of(FakeTmq.partition(vgroup)), null);
	}

	@Override
	public @Nullable TmqMessage poll(Duration timeout) {
		this.polls.add(timeout);
		RuntimeException failure = this.server.pollFailures.poll();
		if (failure != null) {
			throw failure;
		}
		if (this.eviction != null) {
			TaosException cause = this.eviction;
			this.eviction = null;
			List<TmqTopicPartition> lost = List.copyOf(this.next.keySet());
			this.next.clear();
			this.listener.onLost(this, lost, cause);
			assign();
		}
		long deadline = System.nanoTime() + timeout.toNanos();
		this.server.lock.lock();
		try {
			while (this.closedWithin == null) {
				if (this.woken && !this.silent) {
					this.woken = false;
					return null;
				}
				TmqMessage message = this.silent ? null : available();
				long left = this.silent ? Long.MAX_VALUE : deadline - System.nanoTime();
				if (message != null || left <= 0) {
					return message;
				}
				this.server.changed.await(left, TimeUnit.NANOSECONDS);
			}
			throw TaosErrors.closed("The consumer is closed");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw TaosErrors.interrupted("Interrupted", 0);
		}
		finally {
			this.server.lock.unlock();
		}
	}

	private @Nullable TmqMessage available() {
		for (Map.Entry<TmqTopicPartition, Integer> entry : this.next.entrySet()) {
			List<TmqMessage> log = this.server.logs.get(entry.getKey());
			if (entry.getValue() < log.size()) {
				TmqMessage message = log.get(entry.getValue());
				entry.setValue(entry.getValue() + 1);
				return message;
			}
		}
		return null;
	}

	@Override
	public boolean commit(TmqMessage message) {
		return commitAsync(message).join();
	}

	@Override
	public CompletableFuture<Boolean> commitAsync(TmqMessage message) {
		CompletableFuture<Boolean> result = new CompletableFuture<>();
		Runnable answer = () -> {
			RuntimeException failure = this.server.commitFailures.poll();
			if (failure != null) {
				result.completeExceptionally(failure);
			}
			else if (this.refuseCommits) {
				result.complete(false);
			}
			else {
				this.server.committed.merge(message.partition(), message.endOffset(), Math::max);
				this.server.commits.add(message.vgroup() + ":" + message.endOffset());
				result.complete(true);
			}
		};
		synchronized (this.heldCommits) {
			if (this.holdCommits) {
				this.heldCommits.add(answer);
				return result;
			}
		}
		answer.run();
		return result;
	}

	void answerCommits() {
		List<Runnable> answers;
		synchronized (this.heldCommits) {
			this.holdCommits = false;
			answers = List.copyOf(this.heldCommits);
			this.heldCommits.clear();
		}
		answers.forEach(Runnable::run);
	}

	@Override
	public boolean isCurrent(TmqMessage message) {
		return this.next.containsKey(message.partition());
	}

	@Override
	public long droppedCommits() {
		return 0;
	}

	@Override
	public Set<String> subscription() {
		return Set.of(FakeTmq.TOPIC);
	}

	@Override
	public Set<String> listTopics() {
		return subscription();
	}

	@Override
	public Map<TmqTopicPartition, Long> committed(Collection<TmqTopicPartition> partitions) {
		return Map.copyOf(this.server.committed);
	}

	@Override
	public Map<TmqTopicPartition, Long> position(Collection<TmqTopicPartition> partitions) {
		return partitions.stream().collect(Collectors.toMap((p) -> p, (p) -> this.next.get(p) * 10L));
	}

	@Override
	public List<TmqAssignment> assignment(String topic) {
		return this.next.keySet().stream().map(this::assignment).toList();
	}

	@Override
	public void seek(TmqTopicPartition partition, long offset) {
		this.next.put(partition, (int) (offset / 10));
	}

	@Override
	public void seekToBeginning(Collection<TmqTopicPartition> partitions) {
		partitions.forEach((partition) -> this.next.put(partition, 0));
	}

	@Override
	public void seekToEnd(Collection<TmqTopicPartition> partitions) {
		partitions.forEach((partition) -> this.next.put(partition, this.server.logs.get(partition).size()));
	}

	@Override
	public void unsubscribe() {
		throw new UnsupportedOperationException("unsubscribe");
	}

	@Override
	public void wakeup() {
		this.server.lock.lock();
		try {
			this.woken = true;
			this.server.changed.signalAll();
		}
		finally {
			this.server.lock.unlock();
		}
	}

	@Override
	public void close(Duration timeout) {
		if (this.closedWithin == null) {
			this.closedWithin = timeout;
			this.server.signal();
		}
	}

}
