package io.github.taosspring.client;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Request ids: positive, unique in this JVM, unlikely to repeat across JVMs.
 * <p>
 * The server logs a request under its id and kills a query by it. The wire takes 64
 * unsigned bits but libtaos signed ones, so ids stay positive. The upper half is random
 * per JVM, the lower half counts.
 */
public final class ReqId {

	private static final AtomicLong NEXT = new AtomicLong(
			(ThreadLocalRandom.current().nextLong() & 0x3fff_ffff_0000_0000L) | 0x4000_0000_0000_0000L);

	private ReqId() {
	}

	/**
	 * Return a new id.
	 * @return an id greater than zero; safe to call from any thread
	 */
	public static long next() {
		return NEXT.incrementAndGet();
	}

}
