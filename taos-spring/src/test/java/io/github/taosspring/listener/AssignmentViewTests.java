package io.github.taosspring.listener;

import java.util.List;
import java.util.Map;

import io.github.taosspring.client.tmq.TmqAssignment;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AssignmentView}.
 */
class AssignmentViewTests {

	private final AssignmentView view = new AssignmentView();

	private static TmqAssignment assignment(int vgroup, long end, long current) {
		return new TmqAssignment(FakeTmq.TOPIC, vgroup, 0, end, current);
	}

	@Test
	void vgroupsComeAndGo() {
		this.view.add(List.of(assignment(1, 10, 0), assignment(2, 10, 0)));
		this.view.add(List.of(assignment(2, 20, 0)));
		assertThat(this.view.all()).containsExactly(assignment(1, 10, 0), assignment(2, 20, 0));
		assertThat(this.view.remove(List.of(FakeTmq.partition(1), FakeTmq.partition(3))))
			.containsExactly(assignment(1, 10, 0));
		assertThat(this.view.all()).containsExactly(assignment(2, 20, 0));
	}

	@Test
	void newerOffsetsDoNotAddVgroups() {
		this.view.add(List.of(assignment(1, 10, 0)));
		this.view.refresh(List.of(assignment(1, 30, 10), assignment(2, 30, 10)), Map.of());
		assertThat(this.view.all()).containsExactly(assignment(1, 30, 10));
	}

	@Test
	void aPositionBehindTheAssignmentCounts() {
		this.view.add(List.of(assignment(1, 10, 0), assignment(2, 10, 0)));
		this.view.refresh(List.of(assignment(1, 30, 10), assignment(2, 30, 10)),
				Map.of(FakeTmq.partition(1), 30L, FakeTmq.partition(2), 5L));
		assertThat(this.view.lag(new AckTracker())).containsEntry(FakeTmq.partition(1), 0L)
			.containsEntry(FakeTmq.partition(2), 20L);
	}

	@Test
	void theLagCountsFromWhereverTheConsumerIsFurther() {
		AckTracker tracker = new AckTracker();
		this.view.add(List.of(assignment(1, 100, 40), assignment(2, 100, 40), assignment(3, 10, 0)));
		tracker.delivered(FakeTmq.message(1, 70));
		tracker.delivered(FakeTmq.message(3, 30));
		assertThat(this.view.lag(tracker)).containsEntry(FakeTmq.partition(1), 30L)
			.containsEntry(FakeTmq.partition(2), 60L)
			.containsEntry(FakeTmq.partition(3), 0L);
	}

}
