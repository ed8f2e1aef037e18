package io.github.taosspring.client.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.RemoteResult;
import io.github.taosspring.client.wire.RawBlock;

/**
 * The life of a result, in one place. <pre>
 *              block, reader waits         close, deadline
 *            +-------------+           +---------------------+
 *            v             |           |                     v
 *         FETCHING --------+--------> (fetch under way) --> DRAINING
 *          |    ^                                            |
 *    block |    | take                                       | any answer
 *          v    |                                            v
 *          HELD ---------------------------------------->  FREED
 *                  close, or the end or error was taken
 * </pre> There is never more than one fetch under way, and never more than one block that
 * was fetched or asked for ahead of the one the reader has. A block that the reader waits
 * for makes the thread that brings it send the next fetch before the reader gets it. The
 * server must not be told to free a result while a fetch is under way, so closing then
 * waits, without a thread, for the answer.
 */
final class BlockFeed implements RemoteResult.FetchListener {

	private enum State {

		/** A fetch is under way. */
		FETCHING,

		/** No fetch is under way; what came last is kept for the reader. */
		HELD,

		/** Closed, but a fetch is under way; its answer ends the result. */
		DRAINING,

		/** Over, here and on the server. */
		FREED

	}

	private final RemoteResult remote;

	private final long reqId;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition arrival = this.lock.newCondition();

	private final Deque<RawBlock> arrived = new ArrayDeque<>(2);

	private State state = State.FETCHING;

	private boolean waiting;

	private boolean ended;

	/** Whether the server has the result while no fetch is under way. */
	private boolean held = true;

	private @Nullable TaosException error;

	/** Why the reader gets nothing any more. */
	private @Nullable String refusal;

	private @Nullable RawBlock current;

	BlockFeed(RemoteResult remote, long reqId) {
		this.remote = remote;
		this.reqId = reqId;
	}

	/**
	 * Send the first fetch.
	 */
	void start() {
		this.remote.fetch(this);
	}

	/**
	 * Return the next block and end the validity of the one before.
	 * @return the block, {@code null} at the end
	 */
	@Nullable RawBlock next(Deadline deadline) {
		boolean fetch = false;
		RawBlock block;
		this.lock.lock();
		try {
			releaseCurrent();
			awaitArrival(deadline);
			block = this.arrived.poll();
			if (block == null) {
				if (this.error != null) {
					throw fail(this.error);
				}
				finish("This result was read to its end");
				return null;
			}
			this.current = block;
			if (this.state == State.HELD && this.arrived.isEmpty() && !this.ended) {
				this.state = State.FETCHING;
				fetch = true;
			}
		}
		finally {
			this.lock.unlock();
		}
		if (fetch) {
			this.remote.fetch(this);
		}
		return block;
	}

	private void awaitArrival(Deadline deadline) {
		while (true) {
			if (this.refusal != null) {
				throw TaosErrors.result(this.refusal);
			}
			if (!this.arrived.isEmpty() || this.ended) {
				return;
			}
			this.waiting = true;
			try {
				long left = deadline.remainingNanos();
				if (left <= 0 || this.arrival.awaitNanos(left) <= 0 && this.arrived.isEmpty() && !this.ended
						&& this.refusal == null) {
					abandon("This result was given up at its deadline");
					throw TaosErrors.timeout("No block of the result within " + deadline.allowed().toMillis() + " ms",
							this.reqId);
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				abandon("This result was given up when its reader was interrupted");
				throw TaosErrors.interrupted("Interrupted while waiting for a block of the result", this.reqId);
			}
			finally {
				this.waiting = false;
			}
		}
	}

	private TaosException fail(TaosException cause) {
		if (this.held) {
			this.remote.free();
		}
		finish("This result failed: " + cause.getMessage());
		return cause;
	}

	/**
	 * End the result for the reader, and on the server as soon as that can be.
	 * @return whether the server is still at work on a block
	 */
	boolean close(String reason) {
		this.lock.lock();
		try {
			abandon(reason);
			return this.state == State.DRAINING;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void abandon(String reason) {
		releaseCurrent();
		if (this.state == State.FREED || this.state == State.DRAINING) {
			this.refusal = reason;
			return;
		}
		boolean underWay = this.state == State.FETCHING;
		finish(reason);
		if (underWay) {
			this.state = State.DRAINING;
			this.remote.cancelFetch();
		}
		else if (this.held) {
			this.remote.free();
		}
	}

	private void finish(String reason) {
		this.state = State.FREED;
		this.refusal = reason;
		this.arrived.forEach(RawBlock::release);
		this.arrived.clear();
		this.arrival.signalAll();
	}

	private void releaseCurrent() {
		RawBlock block = this.current;
		if (block != null) {
			this.current = null;
			block.release();
		}
	}

	@Override
	public void onBlock(RawBlock block) {
		boolean fetch = false;
		this.lock.lock();
		try {
			if (this.state == State.DRAINING) {
				this.state = State.FREED;
				this.remote.free();
				return;
			}
			this.arrived.add(block);
			if (this.waiting && this.arrived.size() == 1) {
				fetch = true;
			}
			else {
				this.state = State.HELD;
			}
		}
		finally {
			this.lock.unlock();
		}
		if (fetch) {
			this.remote.fetch(this);
		}
		this.lock.lock();
		try {
			this.arrival.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void onEnd() {
		onLast(null, false);
	}

	@Override
	public void onError(TaosException cause, boolean stillHeld) {
		onLast(cause, stillHeld);
	}

	private void onLast(@Nullable TaosException cause, boolean stillHeld) {
		this.lock.lock();
		try {
			if (this.state == State.DRAINING) {
				this.state = State.FREED;
				if (stillHeld) {
					this.remote.free();
				}
				return;
			}
			this.state = State.HELD;
			this.ended = true;
			this.held = stillHeld;
			this.error = cause;
			this.arrival.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public String toString() {
		return "BlockFeed[" + this.state + "]";
	}

}
