package io.github.taosspring.embedded.internal.tmq;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Consumers and subscriptions as rows of system tables ({@code mndConsumer.c},
 * {@code mndSubscribe.c} of TDengine 3.3.7). Used under the groups' lock.
 */
final class GroupRows {

	/** Where consumers run: taosAdapter's host, which is this one. */
	private static final byte[] HOST = text("localhost");

	private GroupRows() {
	}

	static List<@Nullable Object[]> consumers(Collection<Member> members) {
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (Member member : members) {
			ConsumerOptions options = member.options();
			for (Topic topic : member.topics()) {
				rows.add(new @Nullable Object[] { text(member.hexId()), text(options.group()), text(options.clientId()),
						text(options.user()), HOST, text("ready"), text(topic.name()), member.joined().toEpochMilli(),
						member.subscribed().toEpochMilli(),
						(member.rebalanced() != null) ? member.rebalanced().toEpochMilli() : null,
						text(options.parameters()), null });
			}
		}
		return rows;
	}

	static List<@Nullable Object[]> subscriptions(Collection<Subscription> subscriptions) {
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (Subscription subscription : subscriptions) {
			for (Partition partition : subscription.partitions()) {
				Member owner = partition.owner();
				rows.add(new @Nullable Object[] { text(subscription.topic().name()), text(subscription.group()),
						(long) partition.vgroup(), (owner != null) ? text(owner.hexId()) : null,
						(owner != null) ? text(owner.options().user()) : null, (owner != null) ? HOST : null,
						text(offset(partition, owner) + "/" + partition.wal().next()), partition.rows() });
			}
		}
		return rows;
	}

	private static String offset(Partition partition, @Nullable Member owner) {
		long version = (partition.position() != Partition.NOWHERE) ? partition.position() : partition.committed();
		if (version != Partition.NOWHERE) {
			return "wal:" + version;
		}
		return (owner != null) ? owner.options().reset().text() : "none";
	}

	private static byte[] text(String value) {
		return value.getBytes(StandardCharsets.UTF_8);
	}

}
