package io.github.taosspring.listener;

import io.github.taosspring.client.tmq.TmqOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SeekQueue}.
 */
class SeekQueueTests {

	private final FakeTmq server = new FakeTmq(1);

	private final FakeConsumer consumer = new FakeConsumer(this.server, TmqOptions.group("g"));

	private final AckTracker tracker = new AckTracker();

	private final SeekQueue seeks = new SeekQueue();

	@Test
	void onTheLoopsThreadItIsDoneAtOnce() {
		this.seeks.use(this.consumer, this.tracker);
		this.seeks.seek(FakeTmq.TOPIC, 1, 30);
		assertThat(this.consumer.next).containsEntry(FakeTmq.partition(1), 3);
		assertThat(this.tracker.position(FakeTmq.partition(1))).isEqualTo(30);
	}

	@Test
	void onOthersItWaitsForTheLoop() throws InterruptedException {
		this.seeks.use(this.consumer, this.tracker);
		Thread other = new Thread(() -> {
			this.seeks.seek(FakeTmq.TOPIC, 1, 30);
			this.seeks.seekToBeginning(FakeTmq.TOPIC, 1);
		});
		other.start();
		other.join();
		assertThat(this.consumer.next).isEmpty();
		this.seeks.run();
		assertThat(this.consumer.next).containsEntry(FakeTmq.partition(1), 0);
	}

	@Test
	void withoutAConsumerItIsDropped() {
		this.seeks.use(this.consumer, this.tracker);
		this.seeks.release();
		this.seeks.seek(FakeTmq.TOPIC, 1, 30);
		this.seeks.run();
		assertThat(this.consumer.next).isEmpty();
		this.seeks.release();
		this.seeks.use(this.consumer, this.tracker);
		this.seeks.run();
		assertThat(this.consumer.next).isEmpty();
	}

	@Test
	void anOffsetIsNotNegative() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.seeks.seek(FakeTmq.TOPIC, 1, -1));
	}

}
