package io.github.taosspring.client.wire;

/**
 * A hash of bytes that tells short names and values apart, eight bytes at a time. Not
 * cryptographic: the seed should be random where the bytes come from strangers.
 */
final class Hash64 {

	private static final long FIRST = 0x9E37_79B9_7F4A_7C15L;

	private static final long SECOND = 0xC2B2_AE3D_27D4_EB4FL;

	private Hash64() {
	}

	/**
	 * Hash bytes.
	 * @param from the first byte's index
	 * @param to the index behind the last one
	 */
	static long of(byte[] data, int from, int to, long seed) {
		long hash = mix(seed ^ FIRST, (to - from) ^ SECOND);
		int at = from;
		for (; at + 8 <= to; at += 8) {
			hash = mix(hash ^ LittleEndian.getLong(data, at), FIRST);
		}
		long rest = 0;
		while (at < to) {
			rest = rest << 8 | data[at++] & 0xff;
		}
		return mix(hash ^ rest, SECOND);
	}

	private static long mix(long value, long factor) {
		long high = Math.multiplyHigh(value, factor);
		long mixed = value * factor ^ high;
		// the product alone would forget the value if it is 0
		return mixed ^ Long.rotateLeft(value, 23);
	}

}
