package io.github.taosspring.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqOptions;
import io.github.taosspring.client.tmq.TmqTopicPartition;
import io.github.taosspring.client.wire.BlockEncoder;
import io.github.taosspring.client.wire.RawBlock;

/**
 * A server of one topic in memory: logs of vgroups, committed offsets, consumers of one
 * group. The test says what fails.
 */
final class FakeTmq implements TmqConsumerFactory {

	static final String TOPIC = "meters";

	private static final List<TaosColumn> COLUMNS = List.of(new TaosColumn("v", TaosType.INT, 4, 0, 0));

	final ReentrantLock lock = new ReentrantLock();

	final Condition changed = this.lock.newCondition();

	final Map<TmqTopicPartition, List<TmqMessage>> logs = new ConcurrentHashMap<>();

	final Map<TmqTopicPartition, Long> committed = new ConcurrentHashMap<>();

	/** Every commit that was made, as {@code vgroup:offset}. */
	final List<String> commits = new CopyOnWriteArrayList<>();

	final List<FakeConsumer> consumers = new CopyOnWriteArrayList<>();

	/** Thrown by the next subscriptions. */
	final Queue<RuntimeException> subscribeFailures = new ConcurrentLinkedQueue<>();

	/** Thrown by the next polls. */
	final Queue<RuntimeException> pollFailures = new ConcurrentLinkedQueue<>();

	/** What the next commits fail with. */
	final Queue<RuntimeException> commitFailures = new ConcurrentLinkedQueue<>();

	/** How many vgroups a consumer takes at most. */
	volatile int share = Integer.MAX_VALUE;

	FakeTmq(int vgroups) {
		for (int vgroup = 1; vgroup <= vgroups; vgroup++) {
			this.logs.put(partition(vgroup), new CopyOnWriteArrayList<>());
		}
	}

	/** Share the vgroups among consumers. */
	void shareAmong(int count) {
		this.share = (this.logs.size() + count - 1) / count;
	}

	static TmqTopicPartition partition(int vgroup) {
		return new TmqTopicPartition(TOPIC, vgroup);
	}

	/** Add a message of some rows. It ends ten versions behind the one before. */
	TmqMessage append(int vgroup, int... values) {
		List<TmqMessage> log = this.logs.get(partition(vgroup));
		TmqMessage message = message(vgroup, (log.size() + 1) * 10L, values);
		log.add(message);
		signal();
		return message;
	}

	static TmqMessage message(int vgroup, long endOffset, int... values) {
		if (values.length == 0) {
			return TmqMessage.of(partition(vgroup), "power", endOffset, List.of(), List.of());
		}
		BlockEncoder encoder = new BlockEncoder(COLUMNS);
		for (int value : values) {
			encoder.column(0).appendLong(value);
		}
		RawBlock block = RawBlock.read(encoder.finish(), COLUMNS, TaosPrecision.MILLISECOND);
		return TmqMessage.of(partition(vgroup), "power", endOffset, List.of(new TmqBlock("d1", 1, block)), List.of());
	}

	static List<Integer> values(TmqMessage message) {
		List<Integer> values = new ArrayList<>();
		message.blocks().forEach((block) -> {
			for (int row = 0; row < block.block().rows(); row++) {
				values.add(block.block().getInt(0, row));
			}
		});
		return values;
	}

	void signal() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	FakeConsumer last() {
		return this.consumers.get(this.consumers.size() - 1);
	}

	@Override
	public TmqConsumer createConsumer(TmqOptions options) {
		FakeConsumer consumer = new FakeConsumer(this, options);
		this.consumers.add(consumer);
		return consumer;
	}

}
