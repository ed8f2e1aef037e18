package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.spi.RemoteResult;
import io.github.taosspring.client.wire.RawBlock;

/**
 * One subscriber's query. A block is fetched only while the subscriber wants one, one at
 * a time, so that what it does not ask for stays on the server.
 * <p>
 * Signals are given one after the other on the common pool, never on the connection's
 * thread. What changes the state does so under the lock and leaves a signal or sends a
 * fetch after it.
 */
final class BlockSubscription implements Flow.Subscription, RemoteResult.FetchListener {

	private static final Executor EXECUTOR = new CompletableFuture<>().defaultExecutor();

	private final Flow.Subscriber<? super Block> subscriber;

	private final ReentrantLock lock = new ReentrantLock();

	private final Queue<Runnable> signals = new ArrayDeque<>();

	private boolean signalling;

	private @Nullable CompletableFuture<Source> query;

	private @Nullable Source source;

	/** Blocks wanted and not yet asked of the server. */
	private long demand;

	private boolean fetching;

	/** Nothing is to be signalled any more, but what is in the queue. */
	private boolean over;

	private boolean cancelled;

	private long rows;

	private @Nullable Future<?> deadline;

	BlockSubscription(Flow.Subscriber<? super Block> subscriber) {
		this.subscriber = subscriber;
	}

	/**
	 * Send the query.
	 */
	void begin(Supplier<CompletableFuture<Source>> send) {
		CompletableFuture<Source> sent;
		this.lock.lock();
		try {
			if (this.over) {
				return;
			}
		}
		finally {
			this.lock.unlock();
		}
		try {
			sent = send.get();
		}
		catch (TaosException ex) {
			end(ex);
			return;
		}
		boolean late;
		this.lock.lock();
		try {
			this.query = sent;
			late = this.over;
		}
		finally {
			this.lock.unlock();
		}
		if (late) {
			sent.cancel(false);
		}
		sent.whenComplete((value, failure) -> {
			if (failure != null) {
				end(AsyncSending.cause(failure));
			}
			else {
				opened(value);
			}
		});
	}

	private void opened(Source opened) {
		boolean late;
		this.lock.lock();
		try {
			this.source = opened;
			late = this.over;
		}
		finally {
			this.lock.unlock();
		}
		if (late) {
			opened.remote().free();
			opened.ended(0);
			return;
		}
		fetchIfWanted();
	}

	@Override
	public void request(long count) {
		if (count <= 0) {
			stop(new IllegalArgumentException("A subscriber must ask for at least one block, asked for " + count));
			return;
		}
		this.lock.lock();
		try {
			this.demand = (this.demand + count < 0) ? Long.MAX_VALUE : this.demand + count;
		}
		finally {
			this.lock.unlock();
		}
		fetchIfWanted();
	}

	private void fetchIfWanted() {
		Source current;
		this.lock.lock();
		try {
			current = this.source;
			if (current == null || this.over || this.fetching || this.demand == 0) {
				return;
			}
			this.fetching = true;
			if (this.demand != Long.MAX_VALUE) {
				this.demand--;
			}
			this.deadline = current.timer().after(current.timeout(), () -> expire(current));
		}
		finally {
			this.lock.unlock();
		}
		current.remote().fetch(this);
	}

	private void expire(Source current) {
		stop(TaosErrors.timeout("No block of the result within " + current.timeout().toMillis() + " ms",
				current.reqId()));
	}

	@Override
	public void cancel() {
		this.lock.lock();
		try {
			this.cancelled = true;
			this.signals.clear();
		}
		finally {
			this.lock.unlock();
		}
		stop(null);
	}

	/**
	 * End before the rows do: the server is to forget the result, after the fetch that is
	 * under way.
	 */
	private void stop(@Nullable Throwable failure) {
		boolean free;
		boolean atWork;
		CompletableFuture<Source> sent;
		Source current;
		this.lock.lock();
		try {
			if (this.over) {
				return;
			}
			this.over = true;
			current = this.source;
			free = current != null && !this.fetching;
			atWork = current != null && this.fetching;
			sent = this.query;
			clearDeadline();
			if (failure != null) {
				signal(() -> this.subscriber.onError(failure));
			}
		}
		finally {
			this.lock.unlock();
		}
		if (current == null) {
			if (sent != null) {
				sent.cancel(false);
			}
			return;
		}
		if (free) {
			current.remote().free();
		}
		if (atWork) {
			current.remote().cancelFetch();
			current.kill();
		}
		current.ended(this.rows);
	}

	@Override
	public void onBlock(RawBlock block) {
		boolean drained;
		Source current;
		this.lock.lock();
		try {
			this.fetching = false;
			drained = this.over;
			current = this.source;
			if (!drained) {
				clearDeadline();
				this.rows += block.rows();
				signal(() -> this.subscriber.onNext(block));
			}
		}
		finally {
			this.lock.unlock();
		}
		if (!drained) {
			fetchIfWanted();
		}
		else if (current != null) {
			current.remote().free();
		}
	}

	@Override
	public void onEnd() {
		end(null);
	}

	@Override
	public void onError(TaosException error, boolean held) {
		Source current = this.source;
		if (held && current != null) {
			current.remote().free();
		}
		end(error);
	}

	/**
	 * The result is over on the server.
	 */
	private void end(@Nullable Throwable failure) {
		Source current;
		this.lock.lock();
		try {
			this.fetching = false;
			if (this.over) {
				return;
			}
			this.over = true;
			current = this.source;
			clearDeadline();
			signal((failure != null) ? () -> this.subscriber.onError(failure) : this.subscriber::onComplete);
		}
		finally {
			this.lock.unlock();
		}
		if (current != null) {
			current.ended(this.rows);
		}
	}

	private void clearDeadline() {
		Future<?> task = this.deadline;
		if (task != null) {
			task.cancel(false);
			this.deadline = null;
		}
	}

	/**
	 * Leave a signal, under the lock.
	 */
	private void signal(Runnable signal) {
		if (this.cancelled) {
			return;
		}
		this.signals.add(signal);
		if (!this.signalling) {
			this.signalling = true;
			EXECUTOR.execute(this::give);
		}
	}

	private void give() {
		while (true) {
			Runnable signal;
			this.lock.lock();
			try {
				signal = this.signals.poll();
				if (signal == null) {
					this.signalling = false;
					return;
				}
			}
			finally {
				this.lock.unlock();
			}
			try {
				signal.run();
			}
			catch (RuntimeException | Error ex) {
				// as the rules of reactive streams have it, such a subscriber has
				// cancelled
				cancel();
				throw ex;
			}
		}
	}

	/**
	 * The result and what goes with it.
	 */
	interface Source {

		RemoteResult remote();

		ClientTimer timer();

		Duration timeout();

		long reqId();

		/**
		 * Stop the server, which is at work on a block.
		 */
		void kill();

		void ended(long rows);

	}

}
