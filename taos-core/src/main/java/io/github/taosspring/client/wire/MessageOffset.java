package io.github.taosspring.client.wire;

/**
 * The offsets in the head of a subscription's message ({@code tEncodeMqDataRspCommon} in
 * {@code tmsg.c} of TDengine 3.3.7).
 *
 * @param begin the offset asked for, {@link #NO_LOG} if it is none of the log
 * @param end the offset reached, which is the one to commit, {@link #NO_LOG} if it is
 * none of the log
 */
public record MessageOffset(long begin, long end) {

	/** Stands for an offset within a snapshot, or none yet. */
	public static final long NO_LOG = -1;

	static final int LOG = 1;

	static final int SNAPSHOT_META = 2;

	private static final int SNAPSHOT_DATA = 3;

	/** A head version from this on has a length and an encoding version. */
	static final int WITH_LENGTH = 100;

	private static final int VARCHAR = 8;

	private static final int NCHAR = 10;

	private static final int VARBINARY = 16;

	static MessageOffset read(MessageBytes in) {
		int version = in.readByte("head version");
		if (version >= WITH_LENGTH) {
			int size = in.readInt("length of the head");
			in.require(size, "head");
			int next = in.position() + size;
			int end = in.end();
			in.range(in.position(), next);
			MessageOffset offset = new MessageOffset(readOffset(in), readOffset(in));
			in.range(next, end);
			return offset;
		}
		// old servers: the byte is the type of the first offset
		long begin = readOld(in, version);
		return new MessageOffset(begin, readOld(in, in.readByte("type of the second offset")));
	}

	private static long readOffset(MessageBytes in) {
		int first = in.readByte("type of an offset");
		if (first < 0) {
			// latest, earliest, none
			return NO_LOG;
		}
		int type = first & 0xF;
		if (type == LOG) {
			return in.readLong("offset");
		}
		if (type != SNAPSHOT_META && type != SNAPSHOT_DATA) {
			throw in.malformed("there is an offset of the unknown type " + first);
		}
		in.skip(16, "offset in a snapshot");
		if (first >> 4 > 0) {
			skipKey(in);
		}
		return NO_LOG;
	}

	private static void skipKey(MessageBytes in) {
		int type = in.readByte("type of a key");
		if (type == VARCHAR || type == NCHAR || type == VARBINARY) {
			in.skip(in.readVarint("length of a key"), "key");
		}
		else {
			in.skip(8, "key");
		}
	}

	private static long readOld(MessageBytes in, int type) {
		return switch (type) {
			case LOG -> in.readLong("offset");
			case SNAPSHOT_META, SNAPSHOT_DATA -> {
				in.skip(16, "offset in a snapshot");
				yield NO_LOG;
			}
			default -> {
				if (type >= 0) {
					throw in.malformed("there is an offset of the unknown type " + type);
				}
				yield NO_LOG;
			}
		};
	}

}
