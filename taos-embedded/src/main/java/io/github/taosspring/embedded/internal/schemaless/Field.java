package io.github.taosspring.embedded.internal.schemaless;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.taosspring.client.TaosType;

/**
 * A column or tag that points have: its type and the longest value seen.
 */
public final class Field {

	private final byte[] key;

	private final String name;

	private final TaosType type;

	private final String quoted;

	private final int index;

	private int length;

	/** The row that had the field last. */
	int row = -1;

	Field(byte[] key, TaosType type, String quoted, int index) {
		this.key = key;
		this.name = new String(key, StandardCharsets.UTF_8);
		this.type = type;
		this.quoted = quoted;
		this.index = index;
	}

	/**
	 * Return the name.
	 * @return the name, case-sensitive
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the type.
	 * @return the type
	 */
	public TaosType type() {
		return this.type;
	}

	/**
	 * Return the bytes of the longest value.
	 * @return the bytes
	 */
	public int length() {
		return this.length;
	}

	/**
	 * Return how errors call the field.
	 * @return its name and, in lines, all that follows it
	 */
	public String quoted() {
		return this.quoted;
	}

	/**
	 * Return its place among the fields of the measurement.
	 * @return the index from 0
	 */
	public int index() {
		return this.index;
	}

	byte[] key() {
		return this.key;
	}

	void widen(int bytes) {
		if (bytes > this.length) {
			this.length = bytes;
		}
	}

	boolean is(byte[] data, int from, int to) {
		return Arrays.equals(this.key, 0, this.key.length, data, from, to);
	}

}
