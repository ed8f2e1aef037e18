package io.github.taosspring.client.wire;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Decodes the strings of one column of one block, those that repeat (table names, tags)
 * only once.
 * <p>
 * A small direct-mapped table from bytes to strings. It gives up when too few lookups
 * hit, so that a column of distinct strings pays for a few comparisons only. Concurrent
 * readers may decode a string twice, never wrongly: an entry is immutable and compared by
 * its bytes.
 */
final class StringCache {

	private static final int MAX_BYTES = 256;

	private static final int SLOTS = 256;

	private static final int TRIAL = 64;

	private @Nullable Entry @Nullable [] entries;

	private int lookups;

	private int hits;

	private boolean off;

	String get(byte[] bytes, int start, int size, boolean ucs4) {
		if (size == 0) {
			return "";
		}
		if (this.off || size > MAX_BYTES) {
			return decode(bytes, start, size, ucs4);
		}
		@Nullable Entry[] table = this.entries;
		if (table == null) {
			// a block of few rows would pay more for the table than it gains
			if (++this.lookups < 8) {
				return decode(bytes, start, size, ucs4);
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
		if (entry != null && Arrays.equals(bytes, start, start + size, bytes, entry.start, entry.start + entry.size)) {
			this.hits++;
			return entry.text;
		}
		String text = decode(bytes, start, size, ucs4);
		table[slot] = new Entry(start, size, text);
		return text;
	}

	private static String decode(byte[] bytes, int start, int size, boolean ucs4) {
		return ucs4 ? Text.ucs4(bytes, start, size) : Text.utf8(bytes, start, size);
	}

	private static int hash(byte[] bytes, int start, int size) {
		int hash = size;
		int end = start + size;
		int position = start;
		for (; position <= end - 4; position += 4) {
			hash = 31 * hash + LittleEndian.getInt(bytes, position);
		}
		for (; position < end; position++) {
			hash = 31 * hash + bytes[position];
		}
		hash *= 0x9e37_79b9;
		return hash >>> 16;
	}

	private record Entry(int start, int size, String text) {

	}

}
