package io.github.taosspring.client.internal.ws;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

import io.github.taosspring.client.wire.BindFrame;

/**
 * Buffers of a connection for the frames of bound values. Few threads write at the same
 * time, so few are kept, and none that is very large.
 */
final class FramePool {

	private static final int MAX_KEPT = 4;

	private static final int MAX_BYTES = 32 * 1024 * 1024;

	private final ReentrantLock lock = new ReentrantLock();

	private final Deque<BindFrame> kept = new ArrayDeque<>();

	BindFrame take() {
		BindFrame frame;
		this.lock.lock();
		try {
			frame = this.kept.poll();
		}
		finally {
			this.lock.unlock();
		}
		return (frame != null) ? frame : new BindFrame();
	}

	void giveBack(BindFrame frame) {
		this.lock.lock();
		try {
			if (this.kept.size() < MAX_KEPT && frame.capacity() <= MAX_BYTES) {
				this.kept.push(frame);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
