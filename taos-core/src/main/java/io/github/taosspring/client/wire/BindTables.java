package io.github.taosspring.client.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosType;

/**
 * The names of a batch's tables, each with a number in the order of appearance. A hash
 * table over the names' UTF-8 bytes, so that finding a name creates nothing. Not
 * thread-safe.
 */
public final class BindTables {

	private byte[] names = new byte[1024];

	private int length;

	private int[] ends = new int[64];

	private int[] hashes = new int[64];

	private int count;

	/** Number plus one of a name, 0 for a free slot. */
	private int[] slots = new int[128];

	/**
	 * Return the number of tables.
	 * @return the tables
	 */
	public int count() {
		return this.count;
	}

	/**
	 * Return the name of a table.
	 * @param table its number
	 * @return the name
	 */
	public String name(int table) {
		int start = start(table);
		return new String(this.names, start, this.ends[table] - start, StandardCharsets.UTF_8);
	}

	/**
	 * Return a hash of a name's UTF-8, for recognising it later without an object.
	 * @param table its number
	 * @param seed any number; other seeds give other hashes
	 * @return 64 bits, the same as those of {@link #hash(String, long)}
	 */
	public long hash(int table, long seed) {
		return Hash64.of(this.names, start(table), this.ends[table], seed);
	}

	/**
	 * Return the hash of a name that is in no batch.
	 * @param name the name
	 * @param seed any number; other seeds give other hashes
	 * @return 64 bits
	 */
	public static long hash(String name, long seed) {
		byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		return Hash64.of(bytes, 0, bytes.length, seed);
	}

	/**
	 * Return the number of a name, which is added if it is new.
	 * @param name the name, case kept
	 * @return its number; the name is new if this is what {@link #count()} was
	 * @throws io.github.taosspring.client.TaosInterfaceException if it has an unpaired
	 * surrogate
	 */
	public int add(CharSequence name) {
		long needed = this.length + 3L * name.length();
		if (needed > this.names.length) {
			this.names = Arrays.copyOf(this.names, Math.toIntExact(Math.max(needed, 2L * this.names.length)));
		}
		int end = Utf8.write(name, this.names, this.length);
		if (end < this.length) {
			throw TaosErrors.misuse("The name of a table has an unpaired surrogate");
		}
		int hash = 1;
		for (int i = this.length; i < end; i++) {
			hash = 31 * hash + this.names[i];
		}
		hash ^= hash >>> 15;
		int slot = find(hash, end);
		if (this.slots[slot] != 0) {
			return this.slots[slot] - 1;
		}
		if (this.count == this.ends.length) {
			this.ends = Arrays.copyOf(this.ends, 2 * this.count);
			this.hashes = Arrays.copyOf(this.hashes, 2 * this.count);
		}
		this.ends[this.count] = end;
		this.hashes[this.count] = hash;
		this.length = end;
		this.slots[slot] = ++this.count;
		if (2 * this.count > this.slots.length) {
			rehash();
		}
		return this.count - 1;
	}

	/**
	 * Find the slot of the name that lies behind the last one, or the free one where it
	 * belongs.
	 */
	private int find(int hash, int end) {
		int mask = this.slots.length - 1;
		int slot = hash & mask;
		while (this.slots[slot] != 0) {
			int table = this.slots[slot] - 1;
			if (this.hashes[table] == hash
					&& Arrays.equals(this.names, start(table), this.ends[table], this.names, this.length, end)) {
				return slot;
			}
			slot = (slot + 1) & mask;
		}
		return slot;
	}

	private void rehash() {
		this.slots = new int[4 * this.slots.length];
		for (int table = 0; table < this.count; table++) {
			enter(table);
		}
	}

	private void enter(int table) {
		int mask = this.slots.length - 1;
		int slot = this.hashes[table] & mask;
		while (this.slots[slot] != 0) {
			slot = (slot + 1) & mask;
		}
		this.slots[slot] = table + 1;
	}

	/**
	 * Drop the last table.
	 */
	public void removeLast() {
		this.count--;
		this.length = start(this.count);
		Arrays.fill(this.slots, 0);
		for (int table = 0; table < this.count; table++) {
			enter(table);
		}
	}

	/**
	 * Drop all tables and keep the arrays.
	 */
	public void clear() {
		if (this.count > 0) {
			Arrays.fill(this.slots, 0);
		}
		this.count = 0;
		this.length = 0;
	}

	private int start(int table) {
		return (table > 0) ? this.ends[table - 1] : 0;
	}

	int nameLength(int table) {
		return byteLength(table);
	}

	/**
	 * Return the length of a name.
	 * @param table its number
	 * @return the bytes of its UTF-8
	 */
	public int byteLength(int table) {
		return this.ends[table] - start(table);
	}

	void writeName(BindFrame out, int table) {
		out.putBytes(this.names, start(table), nameLength(table));
	}

	/**
	 * Write the names of rows as a column of text, without terminators.
	 */
	void writeColumn(BindFrame out, int[] tableOrder, int from, int to) {
		int start = out.position();
		int rows = to - from;
		long size = 0;
		for (int i = from; i < to; i++) {
			size += nameLength(tableOrder[i]);
		}
		out.reserve(BindColumn.BLOCK_HEAD + 5L * rows + size);
		out.putInt(0);
		out.putInt(TaosType.VARCHAR.code());
		out.putInt(rows);
		for (int i = from; i < to; i++) {
			out.putByte(BindColumn.VALUE);
		}
		out.putByte((byte) 1);
		for (int i = from; i < to; i++) {
			out.putInt(nameLength(tableOrder[i]));
		}
		out.putInt((int) size);
		for (int i = from; i < to; i++) {
			writeName(out, tableOrder[i]);
		}
		out.patchInt(start, out.position() - start);
	}

}
