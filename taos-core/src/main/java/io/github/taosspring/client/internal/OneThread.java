package io.github.taosspring.client.internal;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;

/**
 * Lets one thread at a time into an object; the same thread may enter again.
 */
final class OneThread {

	private final String what;

	private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();

	/** Used by the thread that is inside. */
	private int depth;

	OneThread(String what) {
		this.what = what;
	}

	/**
	 * Enter.
	 * @return how deep the thread is inside, 1 if it comes from outside
	 * @throws io.github.taosspring.client.TaosInterfaceException if another thread is
	 * inside
	 */
	int enter() {
		Thread me = Thread.currentThread();
		if (this.inside.get() != me && !this.inside.compareAndSet(null, me)) {
			Thread other = this.inside.get();
			throw TaosErrors.misuse(this.what + " is for one thread at a time, and "
					+ ((other != null) ? "'" + other.getName() + "'" : "another one") + " is using it while '"
					+ me.getName() + "' wants to; only wakeup(), commitAsync(), isCurrent(), droppedCommits() and "
					+ "close() may be called at any time");
		}
		return ++this.depth;
	}

	void leave() {
		if (--this.depth == 0) {
			this.inside.set(null);
		}
	}

}
