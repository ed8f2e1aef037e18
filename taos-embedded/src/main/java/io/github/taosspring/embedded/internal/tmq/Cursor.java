package io.github.taosspring.embedded.internal.tmq;

import java.util.List;

import io.github.taosspring.embedded.internal.log.WalSubscription;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.tmq.LogReader.Place;
import io.github.taosspring.embedded.internal.tmq.LogReader.Reading;
import org.jspecify.annotations.Nullable;

/**
 * Where a consumer is in one vgroup of a topic. One thread at a time.
 * <p>
 * Begins at the committed offset, else where the consumer's options say; at the first
 * poll, not before, so that {@code latest} means the end of the log by then. An offset
 * that the log doesn't reach back to any more becomes its begin, silently.
 */
final class Cursor implements AutoCloseable {

	private final Partition partition;

	private final Member member;

	private final ConsumerOptions options;

	private final LogReader log;

	private final @Nullable SnapshotReader snapshot;

	private final WalSubscription wakeUps;

	/** Where to go on, {@code null} as long as that isn't known. */
	private @Nullable Place place;

	/** Where the last message began. */
	private long begin;

	private boolean inSnapshot;

	/** Whether a client asked for the log's range, or polled. */
	private boolean known;

	/** What did not fit into the last message. */
	private List<RowsBlock> rest = List.of();

	Cursor(Partition partition, Member member, LogReader log, @Nullable SnapshotReader snapshot) {
		this.partition = partition;
		this.member = member;
		this.options = member.options();
		this.log = log;
		this.snapshot = snapshot;
		this.wakeUps = partition.wal().subscribe(member::wake);
	}

	Partition partition() {
		return this.partition;
	}

	/**
	 * Return the next message without moving.
	 * @return the message and where it leads, {@code null} if there is none, after having
	 * moved over what the topic doesn't show
	 */
	@Nullable Reading next() {
		if (this.place == null && !begin(false)) {
			return null;
		}
		if (!this.rest.isEmpty()) {
			return this.log.rest(this.rest, place());
		}
		Reading reading = (this.inSnapshot && this.snapshot != null) ? this.snapshot.next() : this.log.read(place());
		if (reading.message() == null) {
			move(reading.next());
			this.inSnapshot = false;
			return null;
		}
		return reading;
	}

	/**
	 * Move behind a message that was given to the client.
	 */
	void take(Reading reading) {
		TopicMessage message = reading.message();
		if (message == null) {
			throw new IllegalArgumentException("There is no message");
		}
		this.inSnapshot = this.inSnapshot && this.snapshot != null && this.snapshot.take();
		this.begin = message.from();
		this.rest = reading.rest();
		move(reading.next());
		this.partition.count(message.rows());
	}

	private void move(Place next) {
		this.place = next;
		if (isOwn()) {
			this.partition.position(next.version());
		}
	}

	private Place place() {
		Place current = this.place;
		if (current == null) {
			throw new IllegalStateException("The cursor did not begin");
		}
		return current;
	}

	/**
	 * Find out where to begin.
	 * @param asked whether the client asks for the range rather than polls
	 * @return whether that is known
	 */
	private boolean begin(boolean asked) {
		long committed = this.partition.committed();
		if (committed != Partition.NOWHERE) {
			start(committed);
		}
		else if (this.options.reset() == ConsumerOptions.Reset.EARLIEST) {
			start((this.snapshot != null) ? this.snapshot.open() : this.partition.wal().first());
			this.inSnapshot = this.snapshot != null && this.snapshot.hasMore();
		}
		else if (this.options.reset() == ConsumerOptions.Reset.LATEST) {
			start(this.partition.wal().next());
		}
		else if (asked) {
			start(this.partition.wal().first());
		}
		return this.place != null;
	}

	private void start(long version) {
		this.known = true;
		this.begin = version;
		move(new Place(version, 0));
	}

	/**
	 * Return where the last message began, after the range of the log.
	 * @throws SqlException 0x4006 as long as the rows before the log are read, 0x4001 if
	 * the server has to be asked and another consumer has the vgroup
	 */
	long current() {
		if (this.options.snapshot() && (this.place == null || this.begin == TopicMessage.SNAPSHOT)) {
			throw inSnapshot();
		}
		if (this.place == null) {
			requireOwn();
			begin(true);
		}
		this.known = true;
		return this.begin;
	}

	/**
	 * Return where to go on.
	 * @throws SqlException 0x4006, 0x4010 if the range of the log isn't known
	 */
	long position() {
		requireLog();
		requireKnown();
		return place().version();
	}

	/**
	 * Return the committed offset.
	 * @return the version, {@link Partition#NOWHERE} if there is none
	 * @throws SqlException 0x4006
	 */
	long committed() {
		requireLog();
		return this.partition.committed();
	}

	/**
	 * Go somewhere else.
	 * @throws SqlException 0x4006, 0x4010, 0x4007 if the log doesn't reach there, 0x4001
	 * if another consumer has the vgroup
	 */
	void seek(long version) {
		requireLog();
		checkRange(version);
		requireOwn();
		this.begin = version;
		move(new Place(version, 0));
	}

	/**
	 * Check an offset to commit.
	 * @throws SqlException 0x4010, 0x4007 if the log doesn't reach there
	 */
	void checkRange(long version) {
		requireKnown();
		if (version < this.partition.wal().first() || version > this.partition.wal().next()) {
			throw new SqlException(0x4007, "Offset out of range");
		}
	}

	/**
	 * Return the offset that a commit of everything commits.
	 * @return the version, {@link Partition#NOWHERE} for none
	 */
	long toCommit() {
		return (this.place == null || this.inSnapshot) ? Partition.NOWHERE : this.place.version();
	}

	private void requireLog() {
		if (this.options.snapshot() && (this.place == null || this.inSnapshot)) {
			throw inSnapshot();
		}
	}

	private boolean isOwn() {
		return this.partition.owner() == this.member;
	}

	private void requireOwn() {
		if (!isOwn()) {
			throw new SqlException(0x4001, "Consumer mismatch");
		}
	}

	private void requireKnown() {
		if (!this.known || this.place == null) {
			throw new SqlException(0x4010, "Assignment or poll interface need to be called first");
		}
	}

	private static SqlException inSnapshot() {
		return new SqlException(0x4006, "Can not operate in snapshot mode");
	}

	@Override
	public void close() {
		this.wakeUps.close();
	}

}
