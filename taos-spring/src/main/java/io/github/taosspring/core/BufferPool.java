package io.github.taosspring.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.locks.ReentrantLock;

import io.github.taosspring.mapping.TaosRowWriter;

/**
 * Idle buffers of inserts, those used last first. Bounded in number and, roughly, in
 * bytes: those idle for longest are dropped. Thread-safe.
 */
final class BufferPool {

	private static final int MAX_BUFFERS = 32;

	private static final long MAX_BYTES = 64L << 20;

	private final ReentrantLock lock = new ReentrantLock();

	private final Deque<BatchBuffers<?>> idle = new ArrayDeque<>();

	private long bytes;

	/**
	 * Take buffers that suit, or new ones.
	 * @return buffers without rows, the caller's until given back; nothing is lost but
	 * time if they are not
	 */
	@SuppressWarnings("unchecked")
	<T> BatchBuffers<T> borrow(TaosRowWriter<T> writer, boolean refuseDifferentTags) {
		this.lock.lock();
		try {
			for (Iterator<BatchBuffers<?>> all = this.idle.iterator(); all.hasNext();) {
				BatchBuffers<?> buffers = all.next();
				if (buffers.suits(writer, refuseDifferentTags)) {
					all.remove();
					this.bytes -= buffers.appender().footprint();
					return (BatchBuffers<T>) buffers;
				}
			}
		}
		finally {
			this.lock.unlock();
		}
		return BatchBuffers.of(writer, refuseDifferentTags);
	}

	/**
	 * Give buffers back.
	 * @param buffers buffers without rows
	 */
	void giveBack(BatchBuffers<?> buffers) {
		this.lock.lock();
		try {
			this.idle.addFirst(buffers);
			this.bytes += buffers.appender().footprint();
			while (this.idle.size() > MAX_BUFFERS || this.bytes > MAX_BYTES) {
				this.bytes -= this.idle.removeLast().appender().footprint();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Drop the idle buffers of a type.
	 */
	void forget(Class<?> type) {
		this.lock.lock();
		try {
			for (Iterator<BatchBuffers<?>> all = this.idle.iterator(); all.hasNext();) {
				BatchBuffers<?> buffers = all.next();
				if (buffers.writer().entity().type() == type) {
					all.remove();
					this.bytes -= buffers.appender().footprint();
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
