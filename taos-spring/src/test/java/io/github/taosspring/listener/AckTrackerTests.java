package io.github.taosspring.listener;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.github.taosspring.client.tmq.TmqMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AckTracker} and its {@link Watermark}s.
 */
class AckTrackerTests {

	private final AckTracker tracker = new AckTracker();

	private Delivery deliver(long endOffset) {
		return this.tracker.delivered(FakeTmq.message(1, endOffset));
	}

	private List<Long> advanced() {
		return this.tracker.takeAdvanced().stream().map(TmqMessage::endOffset).toList();
	}

	@Test
	void theMarkStopsAtTheFirstGap() {
		Delivery first = deliver(10);
		Delivery second = deliver(20);
		deliver(30);
		assertThat(this.tracker.acknowledge(second)).isTrue();
		assertThat(advanced()).isEmpty();
		assertThat(this.tracker.acknowledge(first)).isTrue();
		assertThat(advanced()).containsExactly(20L);
		assertThat(this.tracker.pending()).isEqualTo(1);
	}

	@Test
	void aMessageThatIsRepeatedWithOtherBoundsFillsItsGaps() {
		Delivery first = deliver(10);
		Delivery second = deliver(20);
		this.tracker.acknowledge(second);
		this.tracker.seek(FakeTmq.partition(1), 0);
		Delivery both = deliver(25);
		assertThat(this.tracker.acknowledge(first)).isFalse();
		this.tracker.acknowledge(both);
		assertThat(advanced()).containsExactly(25L);
		assertThat(this.tracker.pending()).isZero();
	}

	@Test
	void aMessageThatWasFetchedAheadOfASeekDoesNotCloseTheGapBeforeIt() {
		Delivery unacknowledged = deliver(10);
		this.tracker.seek(FakeTmq.partition(1), 10);
		Delivery later = deliver(20);
		this.tracker.acknowledge(later);
		assertThat(advanced()).isEmpty();
		this.tracker.acknowledge(unacknowledged);
		assertThat(advanced()).containsExactly(20L);
	}

	@Test
	void whatIsRepeatedBelowTheMarkDoesNotMoveIt() {
		this.tracker.acknowledge(deliver(10));
		this.tracker.acknowledge(deliver(20));
		assertThat(advanced()).containsExactly(20L);
		this.tracker.seek(FakeTmq.partition(1), Watermark.BEGINNING);
		Delivery again = deliver(10);
		assertThat(this.tracker.acknowledge(again)).isTrue();
		assertThat(advanced()).isEmpty();
	}

	@Test
	void afterASeekToTheEndOlderMessagesStillCount() {
		Delivery old = deliver(10);
		this.tracker.seek(FakeTmq.partition(1), Watermark.END);
		Delivery later = deliver(90);
		this.tracker.acknowledge(later);
		assertThat(advanced()).isEmpty();
		assertThat(this.tracker.acknowledge(old)).isTrue();
		assertThat(advanced()).containsExactly(90L);
	}

	@Test
	void vgroupsThatAreLostCountNoLonger() {
		Delivery lost = deliver(10);
		Delivery other = this.tracker.delivered(FakeTmq.message(2, 10));
		this.tracker.revoke(List.of(FakeTmq.partition(1)));
		assertThat(this.tracker.acknowledge(lost)).isFalse();
		assertThat(this.tracker.acknowledge(other)).isTrue();
		assertThat(this.tracker.pending()).isZero();
		Delivery again = deliver(10);
		assertThat(this.tracker.acknowledge(again)).isTrue();
	}

	@Test
	void afterTheEndNothingCounts() {
		Delivery delivery = deliver(10);
		this.tracker.revokeAll();
		assertThat(this.tracker.acknowledge(delivery)).isFalse();
		assertThat(this.tracker.acknowledge(deliver(20))).isFalse();
		assertThat(this.tracker.hasAdvanced()).isFalse();
	}

	@Test
	void heldMessagesAreNotAwaited() {
		Delivery held = deliver(10);
		deliver(20);
		this.tracker.hold(held, true);
		assertThat(this.tracker.awaited()).isEqualTo(1);
		assertThat(this.tracker.pending()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })
	void nothingIsEverCommittedBeforeAllThatCameBeforeIt(long seed) {
		Random random = new Random(seed);
		List<Delivery> open = new ArrayList<>();
		List<Delivery> all = new ArrayList<>();
		long offset = 0;
		long committed = 0;
		for (int step = 0; step < 2_000; step++) {
			if (open.isEmpty() || random.nextInt(3) == 0) {
				offset += 1 + random.nextInt(5);
				Delivery delivery = deliver(offset);
				open.add(delivery);
				all.add(delivery);
				continue;
			}
			Collections.swap(open, random.nextInt(open.size()), open.size() - 1);
			assertThat(this.tracker.acknowledge(open.remove(open.size() - 1))).isTrue();
			for (long mark : advanced()) {
				assertThat(mark).isGreaterThan(committed);
				committed = mark;
			}
			long mark = committed;
			assertThat(open).allSatisfy((delivery) -> assertThat(delivery.message().endOffset()).isGreaterThan(mark));
		}
		open.add(deliver(offset + 1));
		open.forEach(this.tracker::acknowledge);
		assertThat(advanced()).containsExactly(offset + 1);
		assertThat(this.tracker.pending()).isZero();
	}

}
