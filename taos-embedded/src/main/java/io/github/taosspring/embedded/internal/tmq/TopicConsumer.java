package io.github.taosspring.embedded.internal.tmq;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.taosspring.embedded.internal.function.EvaluationContext;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.tmq.LogReader.Reading;
import org.jspecify.annotations.Nullable;

/**
 * A consumer in a group, as libtaos has it ({@code clientTmq.c} of TDengine 3.3.7): polls
 * its vgroups in turn and commits on demand.
 * <p>
 * One thread at a time, but for {@link #leave()}. What its group takes from it, or gives
 * it, it notices at the next poll only.
 */
public final class TopicConsumer implements AutoCloseable {

	private final TopicRegistry topics;

	private final ConsumerGroups groups;

	private final ConsumerOptions options;

	private final EvaluationContext evaluation;

	private final Member member;

	private List<String> subscribed = List.of();

	private List<Cursor> cursors = List.of();

	private int epoch;

	private int turn;

	/**
	 * Create a consumer without topics.
	 * @param topics the topics
	 * @param groups the groups
	 * @param options what it asks for
	 * @param evaluation in what circumstances queries are evaluated
	 */
	public TopicConsumer(TopicRegistry topics, ConsumerGroups groups, ConsumerOptions options,
			EvaluationContext evaluation) {
		this.topics = topics;
		this.groups = groups;
		this.options = options;
		this.evaluation = evaluation;
		this.member = groups.create(options);
	}

	/**
	 * Return what it asked for.
	 * @return the options
	 */
	public ConsumerOptions options() {
		return this.options;
	}

	/**
	 * Consume other topics than before.
	 * @param names the topics, none to leave all
	 * @throws SqlException 0x03E1 if there is no such topic, 0x4005 if it has too many
	 * groups
	 */
	public void subscribe(List<String> names) {
		this.topics.subscribe(this.member, names);
		this.subscribed = List.copyOf(names);
		if (!this.member.isGone()) {
			refresh();
		}
	}

	/**
	 * Return the topics.
	 * @return their names as subscribed
	 */
	public List<String> topics() {
		return this.subscribed;
	}

	/**
	 * Return the next message.
	 * @param millis how long to wait for one, negative for ever
	 * @return the message, {@code null} if none came in time
	 * @throws SqlException 0x03E6 if this consumer was thrown out
	 * @throws InterruptedException if the thread is interrupted
	 */
	public @Nullable TopicMessage poll(long millis) throws InterruptedException {
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos((millis < 0) ? Integer.MAX_VALUE : millis);
		this.member.beginPoll();
		try {
			while (true) {
				if (Thread.interrupted()) {
					throw new InterruptedException();
				}
				if (this.member.isGone()) {
					throw ConsumerGroups.notThere();
				}
				refresh();
				TopicMessage message = next();
				if (message != null) {
					return message;
				}
				long left = deadline - System.nanoTime();
				if (left <= 0) {
					return null;
				}
				LockSupport.parkNanos(this, left);
			}
		}
		finally {
			this.member.endPoll();
		}
	}

	private @Nullable TopicMessage next() {
		for (int i = 0; i < this.cursors.size(); i++) {
			Cursor cursor = this.cursors.get((this.turn + i) % this.cursors.size());
			Reading reading = cursor.next();
			if (reading != null && this.epoch == this.member.epoch()) {
				cursor.take(reading);
				this.turn = (this.turn + i + 1) % this.cursors.size();
				return reading.message();
			}
		}
		return null;
	}

	/**
	 * Take over what the group decided meanwhile.
	 */
	private void refresh() {
		int current = this.member.epoch();
		if (current == this.epoch) {
			return;
		}
		List<Partition> assigned = this.groups.assignment(this.member);
		List<Cursor> kept = new ArrayList<>();
		for (Partition partition : assigned) {
			Cursor present = find(partition);
			kept.add((present != null) ? present : open(partition));
		}
		this.cursors.stream().filter((cursor) -> !kept.contains(cursor)).forEach(Cursor::close);
		this.cursors = kept;
		this.epoch = current;
		this.turn = 0;
	}

	private @Nullable Cursor find(Partition partition) {
		return this.cursors.stream().filter((cursor) -> cursor.partition() == partition).findFirst().orElse(null);
	}

	private Cursor open(Partition partition) {
		Topic topic = partition.topic();
		RowsView rows = new RowsView(topic, this.evaluation);
		EntryView entries = new EntryView(topic, rows);
		LogReader log = new LogReader(topic, partition.wal(), entries, this.options.batchMeta(),
				this.options.leastRows());
		SnapshotReader snapshot = this.options.snapshot()
				? new SnapshotReader(topic, partition.wal(), entries, rows, this.options.leastRows()) : null;
		return new Cursor(partition, this.member, log, snapshot);
	}

	/**
	 * Commit all that was polled, of lost vgroups too as long as their loss was not
	 * noticed.
	 */
	public void commit() {
		for (Cursor cursor : this.cursors) {
			long version = cursor.toCommit();
			if (version != Partition.NOWHERE && version != cursor.partition().committed()) {
				this.groups.commit(this.options.group(), cursor.partition(), version);
			}
		}
	}

	/**
	 * Commit an offset, be it before the one committed.
	 * @param topic the topic
	 * @param vgroup the vgroup's id
	 * @param version the version to go on with
	 * @throws SqlException 0x4009, 0x4008 if this consumer hasn't that topic or vgroup,
	 * 0x4010 if it neither polled nor asked for its assignment, 0x4007 if the log doesn't
	 * reach there
	 */
	public void commit(String topic, int vgroup, long version) {
		Cursor cursor = cursor(topic, vgroup);
		cursor.checkRange(version);
		this.groups.commit(this.options.group(), cursor.partition(), version);
	}

	/**
	 * Return the assignment of a topic.
	 * @param topic the topic
	 * @return the vgroups
	 * @throws SqlException 0x4009 if it isn't subscribed, 0x4006 as long as the rows
	 * before the log are read, 0x4001 if another consumer has a vgroup that was never
	 * polled
	 */
	public List<Assigned> assignment(String topic) {
		List<Assigned> result = new ArrayList<>();
		for (Cursor cursor : cursors(topic)) {
			long current = cursor.current();
			result.add(new Assigned(cursor.partition().vgroup(), current, cursor.partition().wal().first(),
					cursor.partition().wal().next()));
		}
		return result;
	}

	/**
	 * A vgroup of a topic that a consumer has.
	 *
	 * @param vgroup the vgroup's id
	 * @param offset where the last message began
	 * @param begin where the log begins
	 * @param end where it ends
	 */
	public record Assigned(int vgroup, long offset, long begin, long end) {

	}

	/**
	 * Go on somewhere else. What did not fit into the last message comes first, as if it
	 * lay there.
	 * @param topic the topic
	 * @param vgroup the vgroup's id
	 * @param version where
	 * @throws SqlException as {@link #commit(String, int, long)}, 0x4006 as long as the
	 * rows before the log are read, 0x4001 if another consumer has the vgroup now
	 */
	public void seek(String topic, int vgroup, long version) {
		cursor(topic, vgroup).seek(version);
	}

	/**
	 * Return where a vgroup goes on.
	 * @param topic the topic
	 * @param vgroup the vgroup's id
	 * @return the version
	 * @throws SqlException as {@link #seek}
	 */
	public long position(String topic, int vgroup) {
		return cursor(topic, vgroup).position();
	}

	/**
	 * Return the committed offset of a vgroup.
	 * @param topic the topic
	 * @param vgroup the vgroup's id
	 * @return the version, {@code null} if none was committed
	 * @throws SqlException 0x4009, 0x4008, 0x4006
	 */
	public @Nullable Long committed(String topic, int vgroup) {
		long version = cursor(topic, vgroup).committed();
		return (version != Partition.NOWHERE) ? version : null;
	}

	private Cursor cursor(String topic, int vgroup) {
		for (Cursor cursor : cursors(topic)) {
			if (cursor.partition().vgroup() == vgroup) {
				return cursor;
			}
		}
		throw new SqlException(0x4008, "VgId does not belong to this consumer");
	}

	private List<Cursor> cursors(String topic) {
		if (!this.subscribed.contains(topic)) {
			throw new SqlException(0x4009, "Topic does not belong to this consumer");
		}
		return this.cursors.stream().filter((cursor) -> cursor.partition().topic().name().equals(topic)).toList();
	}

	/**
	 * Leave the group; a poll that is under way ends. Safe to call more than once, by any
	 * thread.
	 */
	public void leave() {
		this.groups.remove(this.member);
	}

	/**
	 * Leave the group and free what is held.
	 */
	@Override
	public void close() {
		leave();
		this.cursors.forEach(Cursor::close);
		this.cursors = List.of();
	}

}
