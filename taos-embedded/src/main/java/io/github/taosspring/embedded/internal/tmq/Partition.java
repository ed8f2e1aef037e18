package io.github.taosspring.embedded.internal.tmq;

import io.github.taosspring.embedded.internal.log.VgroupWal;
import org.jspecify.annotations.Nullable;

/**
 * A vgroup of a topic as one group consumes it. The owner and the committed offset are
 * changed under the groups' lock, the rest by the owner.
 */
final class Partition {

	static final long NOWHERE = -1;

	private final Topic topic;

	private final VgroupWal wal;

	private volatile @Nullable Member owner;

	private volatile long committed = NOWHERE;

	private volatile long position = NOWHERE;

	private volatile long rows;

	Partition(Topic topic, VgroupWal wal) {
		this.topic = topic;
		this.wal = wal;
	}

	Topic topic() {
		return this.topic;
	}

	VgroupWal wal() {
		return this.wal;
	}

	int vgroup() {
		return this.wal.id();
	}

	@Nullable Member owner() {
		return this.owner;
	}

	void owner(@Nullable Member next) {
		if (next != this.owner) {
			this.position = NOWHERE;
		}
		this.owner = next;
	}

	/**
	 * Return the committed offset.
	 * @return the version, {@link #NOWHERE} if there is none
	 */
	long committed() {
		return this.committed;
	}

	void committed(long version) {
		this.committed = version;
	}

	/**
	 * Return where the owner goes on.
	 * @return the version, {@link #NOWHERE} if it did not begin yet
	 */
	long position() {
		return this.position;
	}

	void position(long version) {
		this.position = version;
	}

	long rows() {
		return this.rows;
	}

	void count(long more) {
		this.rows += more;
	}

}
