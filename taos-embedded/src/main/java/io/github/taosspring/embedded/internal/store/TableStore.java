package io.github.taosspring.embedded.internal.store;

/**
 * The rows of one child or normal table.
 * <p>
 * Readers take the {@link #snapshot()} and keep it as long as they like. There is one
 * writer at a time, which the owner of the table sees to; it makes the next snapshot from
 * the current one and publishes it by one volatile write.
 */
public final class TableStore {

	private volatile Snapshot snapshot = Snapshot.EMPTY;

	/**
	 * Return the rows as they are now.
	 * @return the newest snapshot
	 */
	public Snapshot snapshot() {
		return this.snapshot;
	}

	/**
	 * Make a snapshot the newest.
	 * @param next what {@link Snapshot#upsert} or {@link Snapshot#delete} made of the
	 * newest one
	 */
	public void publish(Snapshot next) {
		this.snapshot = next;
	}

}
