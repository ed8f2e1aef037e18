package io.github.taosspring.listener;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqTopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seeks that were asked for: at once on the loop's thread while it has a consumer, else
 * before its next poll. One a loop; thread-safe.
 */
final class SeekQueue implements TaosSeekCallback {

	private static final Logger logger = LoggerFactory.getLogger(SeekQueue.class);

	private final Queue<Seek> queue = new ConcurrentLinkedQueue<>();

	private volatile @Nullable Target target;

	/**
	 * Move this consumer from now on. Called on the loop's thread.
	 * @param consumer the consumer
	 * @param tracker told where it reads
	 */
	void use(TmqConsumer consumer, AckTracker tracker) {
		this.target = new Target(Thread.currentThread(), consumer, tracker);
	}

	/**
	 * Move no consumer until there is another one.
	 */
	void release() {
		this.target = null;
		for (Seek seek = this.queue.poll(); seek != null; seek = this.queue.poll()) {
			logger.warn("Cannot {}: its consumer is gone", seek);
		}
	}

	/**
	 * Do what was asked for. Called on the loop's thread.
	 */
	void run() {
		Target current = this.target;
		if (current != null) {
			for (Seek seek = this.queue.poll(); seek != null; seek = this.queue.poll()) {
				run(seek, current);
			}
		}
	}

	private static void run(Seek seek, Target target) {
		try {
			seek.apply(target);
		}
		catch (TaosException ex) {
			logger.error("Cannot {}", seek, ex);
		}
	}

	private void add(Seek seek) {
		Target current = this.target;
		if (current != null && current.thread == Thread.currentThread()) {
			seek.apply(current);
		}
		else {
			this.queue.add(seek);
		}
	}

	@Override
	public void seek(String topic, int vgroup, long offset) {
		if (offset < 0) {
			throw new IllegalArgumentException("offset must not be negative, was " + offset);
		}
		add(new Seek(new TmqTopicPartition(topic, vgroup), offset));
	}

	@Override
	public void seekToBeginning(String topic, int vgroup) {
		add(new Seek(new TmqTopicPartition(topic, vgroup), Watermark.BEGINNING));
	}

	@Override
	public void seekToEnd(String topic, int vgroup) {
		add(new Seek(new TmqTopicPartition(topic, vgroup), Watermark.END));
	}

	/**
	 * Whom to move.
	 */
	private record Target(Thread thread, TmqConsumer consumer, AckTracker tracker) {

	}

	/**
	 * Where to.
	 */
	private record Seek(TmqTopicPartition partition, long offset) {

		private void apply(Target target) {
			if (this.offset == Watermark.BEGINNING) {
				target.consumer.seekToBeginning(List.of(this.partition));
			}
			else if (this.offset == Watermark.END) {
				target.consumer.seekToEnd(List.of(this.partition));
			}
			else {
				target.consumer.seek(this.partition, this.offset);
			}
			target.tracker.seek(this.partition, this.offset);
		}

		@Override
		public String toString() {
			String where = (this.offset == Watermark.BEGINNING) ? "the beginning"
					: (this.offset == Watermark.END) ? "the end" : Long.toString(this.offset);
			return "seek to " + where + " of " + this.partition;
		}

	}

}
