package io.github.taosspring.embedded.internal.tmq;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.github.taosspring.embedded.internal.log.DatabaseWal;
import io.github.taosspring.embedded.internal.log.ServerWal;
import io.github.taosspring.embedded.internal.sql.SqlException;
import org.jspecify.annotations.Nullable;

/**
 * The consumer groups of a server: who is in them, who has which vgroup of which topic,
 * and what they committed.
 * <p>
 * Thread-safe: one lock, held shortly. A consumer that didn't poll for longer than its
 * {@code max.poll.interval.ms} is thrown out by a thread named
 * {@code taos-embedded-groups}, which lives only while there are consumers.
 */
public final class ConsumerGroups implements AutoCloseable {

	/** The most groups of a topic ({@code MND_MAX_GROUP_PER_TOPIC}). */
	private static final int MOST_GROUPS = 100;

	private final ServerWal wal;

	private final TopicRecords records;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<Key, Subscription> subscriptions = new LinkedHashMap<>();

	private final Set<Member> members = new LinkedHashSet<>();

	private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, (task) -> {
		Thread thread = new Thread(task, "taos-embedded-groups");
		thread.setDaemon(true);
		return thread;
	}, new ThreadPoolExecutor.DiscardPolicy());

	/**
	 * Create groups.
	 * @param wal the logs
	 * @param records what keeps groups and offsets
	 */
	public ConsumerGroups(ServerWal wal, TopicRecords records) {
		this.wal = wal;
		this.records = records;
		this.watch.setRemoveOnCancelPolicy(true);
		this.watch.setKeepAliveTime(1, TimeUnit.SECONDS);
		this.watch.allowCoreThreadTimeOut(true);
	}

	private record Key(String group, String topic) {
	}

	Member create(ConsumerOptions options) {
		Member member = new Member(ThreadLocalRandom.current().nextLong(1L << 56, Long.MAX_VALUE), options);
		this.lock.lock();
		try {
			this.members.add(member);
		}
		finally {
			this.lock.unlock();
		}
		schedule(member, options.maxPollInterval().toNanos());
		return member;
	}

	private void schedule(Member member, long nanos) {
		member.watch(this.watch.schedule(() -> check(member), nanos, TimeUnit.NANOSECONDS));
	}

	private void check(Member member) {
		if (member.isGone()) {
			return;
		}
		long patience = member.patience();
		if (patience > 0) {
			schedule(member, patience);
		}
		else {
			remove(member);
		}
	}

	/**
	 * Let a member consume other topics than before.
	 * @param member the member
	 * @param topics the topics, none to leave all
	 * @throws SqlException 0x4005 if a topic has too many groups
	 */
	void subscribe(Member member, List<Topic> topics) {
		this.lock.lock();
		try {
			if (member.isGone()) {
				// it will be told when it polls
				return;
			}
			String group = member.options().group();
			for (Topic topic : topics) {
				if (!this.subscriptions.containsKey(new Key(group, topic.name()))
						&& groups(topic.name()) >= MOST_GROUPS) {
					throw new SqlException(0x4005, "Group num out of range 100");
				}
			}
			member.subscribe(topics);
			for (Subscription subscription : List.copyOf(this.subscriptions.values())) {
				if (!topics.contains(subscription.topic())) {
					subscription.leave(member);
				}
			}
			for (Topic topic : topics) {
				Subscription subscription = find(group, topic.name());
				if (subscription == null) {
					subscription = open(group, topic);
					this.records.putGroup(group, topic.name());
					this.subscriptions.put(new Key(group, topic.name()), subscription);
				}
				subscription.join(member);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private long groups(String topic) {
		return this.subscriptions.keySet().stream().filter((key) -> key.topic().equals(topic)).count();
	}

	private Subscription open(String group, Topic topic) {
		DatabaseWal logs = this.wal.find(topic.database());
		if (logs == null) {
			throw new SqlException(0x0388, "Database not exist");
		}
		return new Subscription(group, topic, logs.vgroups());
	}

	/**
	 * Take over the groups of a topic and what they committed from the records.
	 */
	void restore(Topic topic) {
		this.lock.lock();
		try {
			for (String group : this.records.groups(topic.name())) {
				Subscription subscription = open(group, topic);
				for (Partition partition : subscription.partitions()) {
					long committed = this.records.offset(group, partition);
					long end = partition.wal().next();
					if (committed > end) {
						// a loss of power took the end of the log: its versions come
						// again
						this.records.putOffset(group, partition, end);
						committed = end;
					}
					partition.committed(committed);
				}
				this.subscriptions.put(new Key(group, topic.name()), subscription);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return what a member may consume.
	 * @return its vgroups in the order of its topics
	 */
	List<Partition> assignment(Member member) {
		this.lock.lock();
		try {
			List<Partition> result = new ArrayList<>();
			for (Topic topic : member.topics()) {
				Subscription subscription = find(member.options().group(), topic.name());
				if (subscription != null) {
					subscription.partitions()
						.stream()
						.filter((partition) -> partition.owner() == member)
						.forEach(result::add);
				}
			}
			return result;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Subscription find(String group, String topic) {
		return this.subscriptions.get(new Key(group, topic));
	}

	/**
	 * Commit an offset. As on a real server this needs no assignment: who was thrown out,
	 * or lost the vgroup, can still move its group. Nothing happens if the group was
	 * dropped.
	 */
	void commit(String group, Partition partition, long version) {
		this.lock.lock();
		try {
			Subscription subscription = find(group, partition.topic().name());
			if (subscription != null && subscription.partition(partition.vgroup()) == partition) {
				this.records.putOffset(group, partition, version);
				partition.committed(version);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take a member out of its group, with all that it has.
	 */
	void remove(Member member) {
		this.lock.lock();
		try {
			if (this.members.remove(member)) {
				member.leave();
				List.copyOf(this.subscriptions.values()).forEach((subscription) -> subscription.leave(member));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forget a topic.
	 * @param topic the topic
	 * @param force whether its consumers are thrown out
	 * @throws SqlException 0x03EB if there are consumers
	 */
	void dropTopic(String topic, boolean force) {
		this.lock.lock();
		try {
			List<Subscription> dropped = this.subscriptions.values()
				.stream()
				.filter((subscription) -> subscription.topic().name().equals(topic))
				.toList();
			if (!force && dropped.stream().anyMatch((subscription) -> !subscription.members().isEmpty())) {
				throw new SqlException(0x03EB, "Topic subscribed cannot be dropped");
			}
			dropped.forEach(this::drop);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forget a group of a topic.
	 * @param group the group
	 * @param topic the topic
	 * @param force whether its consumers are thrown out
	 * @return whether there was one
	 * @throws SqlException 0x03EC if there are consumers
	 */
	boolean dropGroup(String group, String topic, boolean force) {
		this.lock.lock();
		try {
			Subscription subscription = find(group, topic);
			if (subscription == null) {
				return false;
			}
			if (!force && !subscription.members().isEmpty()) {
				throw new SqlException(0x03EC, "Consumer group being used by some consumer");
			}
			drop(subscription);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void drop(Subscription subscription) {
		List.copyOf(subscription.members()).forEach(this::remove);
		this.records.removeGroup(subscription.group(), subscription.topic().name());
		this.subscriptions.remove(new Key(subscription.group(), subscription.topic().name()));
	}

	/**
	 * Return the rows of {@code perf_consumers}.
	 */
	List<@Nullable Object[]> consumerRows() {
		this.lock.lock();
		try {
			return GroupRows.consumers(this.members);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the rows of {@code ins_subscriptions}.
	 */
	List<@Nullable Object[]> subscriptionRows() {
		this.lock.lock();
		try {
			return GroupRows.subscriptions(this.subscriptions.values());
		}
		finally {
			this.lock.unlock();
		}
	}

	static SqlException notThere() {
		return new SqlException(0x03E6, "Consumer not exist");
	}

	/**
	 * Throw all consumers out; their polls end.
	 */
	@Override
	public void close() {
		this.watch.shutdownNow();
		this.lock.lock();
		try {
			List.copyOf(this.members).forEach(this::remove);
			this.subscriptions.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

}
