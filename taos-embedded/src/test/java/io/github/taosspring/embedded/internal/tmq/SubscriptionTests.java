package io.github.taosspring.embedded.internal.tmq;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.engine.Engine;
import io.github.taosspring.embedded.internal.sql.TopicStatement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of how vgroups are divided among consumers.
 */
class SubscriptionTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 7, 16 })
	void vgroupsAreDividedEvenlyAndMoveOnlyIfTheyMust(int vgroups) {
		try (Engine engine = new Engine()) {
			engine.openSession("root", "taosdata").execute("create database d vgroups " + vgroups, 0);
			Database database = engine.catalog().require("d");
			Topic topic = new Topic("t", Topic.Kind.DATABASE, database, null, TopicStatement.Meta.NONE, "",
					Instant.EPOCH);
			Subscription subscription = new Subscription("g", topic, engine.wal().find(database).vgroups());
			Random random = new Random(20240101 + vgroups);
			List<Member> members = new ArrayList<>();
			for (int step = 0; step < 300; step++) {
				Map<Integer, @Nullable Member> before = owners(subscription);
				Map<Member, Integer> epochs = new HashMap<>();
				members.forEach((member) -> epochs.put(member, member.epoch()));
				boolean join = members.isEmpty() || random.nextInt(2 * vgroups + 2) > members.size();
				if (join) {
					Member member = new Member(step, options());
					members.add(member);
					subscription.join(member);
				}
				else {
					subscription.leave(members.remove(random.nextInt(members.size())));
				}
				Map<Integer, @Nullable Member> after = owners(subscription);
				assertDividedEvenly(after, members, vgroups);
				for (Member member : members) {
					boolean changed = after.keySet()
						.stream()
						.anyMatch((vgroup) -> (before.get(vgroup) == member) != (after.get(vgroup) == member));
					assertThat(member.epoch() != epochs.getOrDefault(member, 0)).isEqualTo(changed);
				}
				// a member that neither came nor went never gives to one and takes from
				// another
				long moved = after.keySet()
					.stream()
					.filter((vgroup) -> before.get(vgroup) != after.get(vgroup))
					.count();
				assertThat(moved).isLessThanOrEqualTo(vgroups / Math.max(1, members.size() - (join ? 0 : -1)) + 1);
			}
		}
	}

	private static ConsumerOptions options() {
		return new ConsumerOptions("g", "", "root", ConsumerOptions.Reset.EARLIEST, false, false, false, 1,
				Duration.ofMinutes(5), Duration.ofSeconds(5));
	}

	private static Map<Integer, @Nullable Member> owners(Subscription subscription) {
		Map<Integer, @Nullable Member> owners = new HashMap<>();
		subscription.partitions().forEach((partition) -> owners.put(partition.vgroup(), partition.owner()));
		return owners;
	}

	private static void assertDividedEvenly(Map<Integer, @Nullable Member> owners, List<Member> members, int vgroups) {
		if (members.isEmpty()) {
			assertThat(owners.values()).containsOnlyNulls();
			return;
		}
		for (Member member : members) {
			long count = owners.values().stream().filter((owner) -> owner == member).count();
			assertThat(count).isBetween((long) vgroups / members.size(),
					(long) (vgroups + members.size() - 1) / members.size());
		}
		assertThat(owners.values()).isSubsetOf(members);
	}

}
