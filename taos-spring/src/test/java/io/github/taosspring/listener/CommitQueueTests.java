package io.github.taosspring.listener;

import java.util.List;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.tmq.TmqOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CommitQueue}.
 */
class CommitQueueTests {

	private final FakeTmq server = new FakeTmq(2);

	private final FakeConsumer consumer = new FakeConsumer(this.server, TmqOptions.group("g"));

	private final ListenerCounters counters = new ListenerCounters();

	private final CommitQueue queue = new CommitQueue(this.consumer, this.counters, new LoopSignals());

	private void commit(int vgroup, long offset) {
		this.queue.commit(List.of(FakeTmq.message(vgroup, offset)));
	}

	@Test
	void oneCommitOfAVgroupIsUnderWayAtATime() {
		this.consumer.holdCommits = true;
		commit(1, 10);
		commit(1, 20);
		commit(1, 30);
		commit(2, 10);
		assertThat(this.queue.isUnderWay()).isTrue();
		this.consumer.answerCommits();
		assertThat(this.server.commits).containsExactly("1:10", "1:30", "2:10");
		assertThat(this.queue.isBusy()).isFalse();
		assertThat(this.counters.commits.sum()).isEqualTo(3);
	}

	@Test
	void aCommitThatComesLateDoesNotReplaceALaterOne() {
		this.consumer.holdCommits = true;
		commit(1, 10);
		commit(1, 30);
		commit(1, 20);
		this.consumer.answerCommits();
		assertThat(this.server.commits).containsExactly("1:10", "1:30");
	}

	@Test
	void whatFailsIsSentAgainWhenAskedFor() {
		this.server.commitFailures.add(TaosErrors.timeout("no answer", 1));
		commit(1, 10);
		assertThat(this.queue.isBusy()).isTrue();
		assertThat(this.queue.isUnderWay()).isFalse();
		assertThat(this.counters.failedCommits.sum()).isEqualTo(1);
		this.queue.retry();
		assertThat(this.server.commits).containsExactly("1:10");
		assertThat(this.queue.isBusy()).isFalse();
		this.queue.retry();
		assertThat(this.server.commits).hasSize(1);
	}

	@Test
	void whatFailsIsReplacedByWhatCameMeanwhile() {
		this.server.commitFailures.add(TaosErrors.timeout("no answer", 1));
		commit(1, 10);
		commit(1, 20);
		assertThat(this.server.commits).containsExactly("1:20");
	}

	@Test
	void aMessageOfASnapshotThatIsNotTheLastOneAnyMoreIsGivenUp() {
		this.server.commitFailures.add(TaosErrors.unsupported("only before the next poll"));
		commit(1, -1);
		assertThat(this.queue.isBusy()).isFalse();
		assertThat(this.counters.failedCommits.sum()).isEqualTo(1);
		this.queue.retry();
		assertThat(this.server.commits).isEmpty();
		commit(1, 10);
		assertThat(this.server.commits).containsExactly("1:10");
	}

	@Test
	void whatCameAfterAMessageOfASnapshotThatIsGivenUpIsSent() {
		this.consumer.holdCommits = true;
		this.server.commitFailures.add(TaosErrors.unsupported("only before the next poll"));
		commit(1, -1);
		commit(1, -1);
		commit(1, 10);
		this.consumer.answerCommits();
		assertThat(this.server.commits).containsExactly("1:10");
		assertThat(this.queue.isBusy()).isFalse();
	}

	@Test
	void aMessageOfASnapshotThatIsStillTheLastOneIsSentAgain() {
		this.server.commitFailures.add(TaosErrors.timeout("no answer", 1));
		commit(1, -1);
		assertThat(this.queue.isBusy()).isTrue();
		this.queue.retry();
		assertThat(this.server.commits).containsExactly("1:-1");
		assertThat(this.queue.isBusy()).isFalse();
	}

	@Test
	void ofVgroupsThatAreLostNothingIsSentAnyMore() {
		this.consumer.holdCommits = true;
		commit(1, 10);
		commit(1, 20);
		this.queue.revoke(List.of(FakeTmq.partition(1)));
		this.consumer.answerCommits();
		assertThat(this.server.commits).containsExactly("1:10");
		assertThat(this.queue.isBusy()).isFalse();
	}

	@Test
	void aCommitThatIsRefusedCountsAsDropped() {
		this.consumer.next.clear();
		this.consumer.refuseCommits = true;
		commit(1, 10);
		assertThat(this.counters.droppedAcknowledgments.sum()).isEqualTo(1);
		assertThat(this.counters.commits.sum()).isZero();
		assertThat(this.queue.isBusy()).isFalse();
	}

}
