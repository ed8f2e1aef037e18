package io.github.taosspring.embedded.internal.schemaless;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.github.taosspring.client.TaosType;

/**
 * A tag as it was read.
 *
 * @param key the name
 * @param type the type
 * @param value the value as {@code Vector.get} gives it
 * @param data the points, to be quoted by an error
 * @param quotedFrom from where on, -1 for the name alone
 */
record TagText(byte[] key, TaosType type, Object value, byte[] data, int quotedFrom) {

	/**
	 * Return how errors call the tag.
	 */
	String quoted() {
		return (this.quotedFrom < 0) ? Bytes.text(this.key, 0, this.key.length)
				: SchemalessErrors.quote("", this.data, this.quotedFrom);
	}

	/**
	 * Return the bytes that count for the length of the tag.
	 */
	int length() {
		return (this.value instanceof byte[] bytes) ? bytes.length : this.type.width();
	}

	/**
	 * Return the value as the name of a child table is made of it: as it is in memory,
	 * little endian.
	 */
	byte[] memory() {
		if (this.value instanceof byte[] bytes) {
			return bytes;
		}
		ByteBuffer memory = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		switch (this.type) {
			case FLOAT -> memory.putFloat(((Double) this.value).floatValue());
			case DOUBLE -> memory.putDouble((Double) this.value);
			default -> memory.putLong((Long) this.value);
		}
		byte[] bytes = new byte[this.type.width()];
		memory.rewind().get(bytes);
		return bytes;
	}

}
