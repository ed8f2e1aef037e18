package io.github.taosspring.core;

import org.jspecify.annotations.Nullable;

/**
 * Hashes of child tables' names and of the tags that they are known to have: two longs a
 * table. In two generations of bounded size, of which the older is dropped when the
 * younger is full and what was looked up meanwhile has moved on. Not thread-safe.
 */
final class TagFingerprints {

	/** Tags that are not known. */
	private static final long UNKNOWN = 0;

	private final int limit;

	private Generation young = new Generation();

	private @Nullable Generation old;

	/**
	 * Create an empty one.
	 * @param limit the most tables of a generation
	 */
	TagFingerprints(int limit) {
		this.limit = limit;
	}

	/**
	 * Return whether a table is known to have these tags.
	 */
	boolean contains(long name, long tags) {
		int slot = this.young.find(some(name));
		if (this.young.entries[slot] != 0) {
			return this.young.entries[slot + 1] == some(tags);
		}
		long known = (this.old != null) ? this.old.get(some(name)) : UNKNOWN;
		if (known == UNKNOWN) {
			return false;
		}
		set(some(name), known);
		return known == some(tags);
	}

	/**
	 * Keep what tags a table has.
	 */
	void put(long name, long tags) {
		set(some(name), some(tags));
	}

	/**
	 * Forget a table's tags.
	 */
	void remove(long name) {
		this.young.forget(some(name));
		if (this.old != null) {
			this.old.forget(some(name));
		}
	}

	/**
	 * Forget all.
	 */
	void clear() {
		this.young = new Generation();
		this.old = null;
	}

	private void set(long name, long tags) {
		if (this.young.count == this.limit) {
			this.old = this.young;
			this.young = new Generation();
		}
		this.young.put(name, tags);
	}

	/** Zero stands for nothing. */
	private static long some(long hash) {
		return (hash != 0) ? hash : 1;
	}

	/**
	 * A hash table of open addressing, at most half full.
	 */
	private static final class Generation {

		/** A name and its tags, next to each other as memory is slow. */
		private long[] entries = new long[128];

		private int count;

		/** Find a name's slot, or the free one where it belongs. */
		int find(long name) {
			int mask = this.entries.length - 2;
			int slot = (int) (name << 1) & mask;
			while (this.entries[slot] != 0 && this.entries[slot] != name) {
				slot = (slot + 2) & mask;
			}
			return slot;
		}

		long get(long name) {
			return this.entries[find(name) + 1];
		}

		/** The name stays, for those that were put behind it. */
		void forget(long name) {
			int slot = find(name);
			if (this.entries[slot] != 0) {
				this.entries[slot + 1] = UNKNOWN;
			}
		}

		void put(long name, long value) {
			int slot = find(name);
			if (this.entries[slot] == 0) {
				if (4 * (this.count + 1) > this.entries.length) {
					grow();
					slot = find(name);
				}
				this.entries[slot] = name;
				this.count++;
			}
			this.entries[slot + 1] = value;
		}

		private void grow() {
			long[] before = this.entries;
			this.entries = new long[2 * before.length];
			for (int i = 0; i < before.length; i += 2) {
				if (before[i] != 0) {
					int slot = find(before[i]);
					this.entries[slot] = before[i];
					this.entries[slot + 1] = before[i + 1];
				}
			}
		}

	}

}
