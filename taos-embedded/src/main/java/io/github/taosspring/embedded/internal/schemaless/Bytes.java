package io.github.taosspring.embedded.internal.schemaless;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Part of an array as the key of a map. Mutable, so that looking one up allocates
 * nothing; a key that is kept is not changed any more.
 */
final class Bytes {

	private byte[] data;

	private int from;

	private int to;

	private int hash;

	Bytes(byte[] data, int from, int to) {
		this.data = data;
		set(data, from, to);
	}

	Bytes set(byte[] newData, int newFrom, int newTo) {
		this.data = newData;
		this.from = newFrom;
		this.to = newTo;
		int code = 1;
		for (int i = newFrom; i < newTo; i++) {
			code = 31 * code + newData[i];
		}
		this.hash = code;
		return this;
	}

	Bytes copy() {
		return new Bytes(this.data, this.from, this.to);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Bytes bytes && this.hash == bytes.hash
				&& Arrays.equals(this.data, this.from, this.to, bytes.data, bytes.from, bytes.to);
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

	static String text(byte[] data, int from, int to) {
		return new String(data, from, to - from, StandardCharsets.UTF_8);
	}

	/**
	 * Return bytes without the backslashes before some characters.
	 * @param escapable the characters
	 */
	static byte[] unescape(byte[] data, int from, int to, String escapable) {
		ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
		for (int i = from; i < to; i++) {
			if (data[i] == '\\' && i + 1 < to && escapable.indexOf(data[i + 1]) >= 0) {
				i++;
			}
			out.write(data[i]);
		}
		return out.toByteArray();
	}

}
