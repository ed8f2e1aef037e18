package io.github.taosspring.client.wire;

import org.jspecify.annotations.Nullable;

/**
 * Decodes the strings of one column of one block, those that repeat (table names, tags)
 * only once.
 * <p>
 * Rows of one child table follow each other, so the last string is tried first. Behind it
 * is a small direct-mapped table from bytes to strings, for rows of tables that
 * alternate. The table is given up when too few lookups hit, so that a column of distinct
 * strings pays for a few comparisons only. Concurrent readers may decode a string twice,
 * never wrongly: an entry is immutable and compared by its bytes.
 */
final class StringCache {

	private static final int MAX_BYTES = 256;

	private static final int SLOTS = 256;

	private static final int TRIAL = 64;

	private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

	private @Nullable Entry last;

	private @Nullable Entry @Nullable [] entries;

	private int lookups;

	private int hits;

	private boolean off;

	String get(byte[] bytes, int start, int size, boolean ucs4) {
		Entry recent = this.last;
		if (recent != null && recent.size == size && same(bytes, start, recent.start, size)) {
			return recent.text;
		}
		return lookup(bytes, start, size, ucs4);
	}

	private String lookup(byte[] bytes, int start, int size, boolean ucs4) {
		if (size == 0) {
			return "";
		}
		if (this.off || size > MAX_BYTES) {
			return decode(bytes, start, size, ucs4);
		}
		@Nullable Entry[] table = this.entries;
		if (table == null) {
			// a block of few strings would pay more for the table than it gains
			if (++this.lookups < 8) {
				return remember(new Entry(start, size, decode(bytes, start, size, ucs4)));
			}
			table = new Entry[SLOTS];
			this.lookups = 0;
			this.entries = table;
		}
		if (++this.lookups >= TRIAL) {
			if (this.hits < TRIAL / 4) {
				this.off = true;
				this.entries = null;
			}
			this.lookups = 0;
			this.hits = 0;
		}
		int slot = hash(bytes, start, size) & (SLOTS - 1);
		Entry entry = table[slot];
		if (entry != null && entry.size == size && same(bytes, start, entry.start, size)) {
			this.hits++;
			return remember(entry);
		}
		entry = new Entry(start, size, decode(bytes, start, size, ucs4));
		table[slot] = entry;
		return remember(entry);
	}

	private String remember(Entry entry) {
		this.last = entry;
		return entry.text;
	}

	private static String decode(byte[] bytes, int start, int size, boolean ucs4) {
		return ucs4 ? Text.ucs4(bytes, start, size) : Text.utf8(bytes, start, size);
	}

	/**
	 * Compare eight bytes at a time, the last eight together with some of those before:
	 * for names of a few dozen bytes that takes a third of the time of
	 * {@link java.util.Arrays#equals(byte[], int, int, byte[], int, int)}.
	 */
	private static boolean same(byte[] bytes, int left, int right, int size) {
		if (size >= 8) {
			int last = size - 8;
			for (int i = 0; i < last; i += 8) {
				if (LittleEndian.getLong(bytes, left + i) != LittleEndian.getLong(bytes, right + i)) {
					return false;
				}
			}
			return LittleEndian.getLong(bytes, left + last) == LittleEndian.getLong(bytes, right + last);
		}
		if (size >= 4) {
			int last = size - 4;
			return LittleEndian.getInt(bytes, left) == LittleEndian.getInt(bytes, right)
					&& LittleEndian.getInt(bytes, left + last) == LittleEndian.getInt(bytes, right + last);
		}
		for (int i = 0; i < size; i++) {
			if (bytes[left + i] != bytes[right + i]) {
				return false;
			}
		}
		return true;
	}

	private static int hash(byte[] bytes, int start, int size) {
		long hash = size;
		if (size >= 8) {
			int last = size - 8;
			for (int i = 0; i < last; i += 8) {
				hash = (hash ^ LittleEndian.getLong(bytes, start + i)) * MIX;
				hash ^= hash >>> 32;
			}
			hash = (hash ^ LittleEndian.getLong(bytes, start + last)) * MIX;
		}
		else {
			for (int i = 0; i < size; i++) {
				hash = hash << 8 | bytes[start + i] & 0xff;
			}
			hash *= MIX;
		}
		return (int) (hash >>> 48);
	}

	private record Entry(int start, int size, String text) {

	}

}
