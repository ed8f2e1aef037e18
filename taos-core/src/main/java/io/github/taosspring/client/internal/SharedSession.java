package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;

/**
 * The place of one session that is shared by threads. The first caller connects it, and
 * those who come meanwhile wait for what it comes to, failure included: with a server
 * that does not answer, many callers fail after one connect timeout rather than one after
 * the other.
 * <p>
 * A session that breaks is replaced: in the background, at once and then with growing
 * pauses until it works or the server refuses it, or by the next caller. Between two
 * attempts callers fail at once with what the last one came to.
 */
final class SharedSession {

	private static final Logger logger = LoggerFactory.getLogger(SharedSession.class);

	/** SQLState of a wait that was interrupted. */
	private static final String INTERRUPTED = "HY008";

	private final Function<@Nullable Duration, DefaultSession> factory;

	private final ClientTimer timer;

	private final ConnectionEvents events;

	private final boolean inBackground;

	private final ReentrantLock lock = new ReentrantLock();

	private final BackOff backOff = new BackOff(() -> ThreadLocalRandom.current().nextDouble());

	private @Nullable Attempt attempt;

	/** Why the last attempt failed, {@code null} if the next need not wait. */
	private @Nullable TaosException lastFailure;

	/** When the next attempt is due, by the monotonic clock. */
	private long due;

	/** Whether a session broke and has not been replaced yet. */
	private boolean recovering;

	private boolean closed;

	/**
	 * Create the place of a session.
	 * @param factory connects within the time given, {@code null} for the options' time
	 * @param inBackground whether a session that breaks is replaced in the background
	 */
	SharedSession(Function<@Nullable Duration, DefaultSession> factory, ClientTimer timer, ConnectionEvents events,
			boolean inBackground) {
		this.factory = factory;
		this.timer = timer;
		this.events = events;
		this.inBackground = inBackground;
	}

	/**
	 * Return the session, connecting it where needed.
	 * @param within the time allowed, {@code null} for that of the options, in which case
	 * this fails at once between two attempts
	 */
	DefaultSession get(@Nullable Duration within) {
		return get(within, within != null);
	}

	/**
	 * Return the session, connecting it where needed.
	 * @param within the time allowed, {@code null} for that of the options
	 * @param impatient whether to try at once between two attempts, rather than to fail
	 */
	DefaultSession get(@Nullable Duration within, boolean impatient) {
		long start = System.nanoTime();
		while (true) {
			Duration left = (within != null) ? within.minusNanos(System.nanoTime() - start) : null;
			Attempt current = current(impatient);
			if (current.claim()) {
				return connect(current, left);
			}
			DefaultSession session = await(current, left);
			if (session != null) {
				return session;
			}
		}
	}

	/**
	 * Return the session, waiting no longer than a time that may be too short to connect:
	 * connecting goes on in the background then, for the next caller.
	 * @param within the time allowed
	 */
	DefaultSession getOrLeave(Duration within) {
		DefaultSession connected = ifConnected();
		if (connected != null) {
			return connected;
		}
		long start = System.nanoTime();
		while (true) {
			Attempt current = current(false);
			if (current.claim()) {
				inBackground(current);
			}
			DefaultSession session = await(current, within.minusNanos(System.nanoTime() - start));
			if (session != null) {
				return session;
			}
		}
	}

	/**
	 * Return the session without waiting; a thread of its own connects it where needed.
	 */
	CompletableFuture<DefaultSession> getAsync() {
		Attempt current;
		try {
			current = current(false);
		}
		catch (TaosException ex) {
			return CompletableFuture.failedFuture(ex);
		}
		if (current.claim()) {
			inBackground(current);
		}
		CompletableFuture<DefaultSession> outcome = new CompletableFuture<>();
		current.session.whenComplete((session, failure) -> {
			if (failure == null) {
				outcome.complete(session);
			}
			else if (!current.cutShort) {
				outcome.completeExceptionally(failure);
			}
			else {
				// another caller's attempt, which this one waited for
				getAsync().whenComplete((next, again) -> {
					if (again == null) {
						outcome.complete(next);
					}
					else {
						outcome.completeExceptionally(again);
					}
				});
			}
		});
		return outcome;
	}

	/**
	 * Return the attempt that is done or under way, else a new one to be claimed.
	 */
	private Attempt current(boolean impatient) {
		this.lock.lock();
		try {
			if (this.closed) {
				throw TaosErrors.closed("This client is closed");
			}
			Attempt current = this.attempt;
			if (current == null || current.isUseless()) {
				checkDue(impatient);
				current = new Attempt();
				this.attempt = current;
			}
			return current;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void checkDue(boolean impatient) {
		TaosException failure = this.lastFailure;
		long pause = this.due - System.nanoTime();
		if (failure != null && pause > 0 && !impatient) {
			throw TaosErrors.cannotConnect(
					"Not connected, the next attempt is due in " + Math.max(1, TimeUnit.NANOSECONDS.toMillis(pause))
							+ " ms; the last one failed: " + failure.getMessage(),
					failure);
		}
	}

	private DefaultSession connect(Attempt mine, @Nullable Duration left) {
		long start = System.nanoTime();
		DefaultSession session;
		try {
			session = this.factory.apply(left);
		}
		catch (RuntimeException | Error ex) {
			mine.cutShort = isCutShort(ex, left, start);
			try {
				failed(ex, mine.cutShort);
			}
			finally {
				// whatever a listener does, nobody may wait for ever
				mine.session.completeExceptionally(ex);
			}
			throw ex;
		}
		boolean late;
		boolean recovered;
		this.lock.lock();
		try {
			late = this.closed;
			recovered = this.recovering;
			this.recovering = false;
			this.lastFailure = null;
			this.backOff.reset();
		}
		finally {
			this.lock.unlock();
		}
		if (late) {
			session.close();
			TaosException ex = TaosErrors.closed("This client is closed");
			mine.session.completeExceptionally(ex);
			throw ex;
		}
		try {
			tellConnected(session, recovered);
		}
		finally {
			mine.session.complete(session);
			session.onLost((reason) -> lost(session, reason));
		}
		if (isClosed()) {
			// closed before the session could be seen
			session.close();
		}
		return session;
	}

	private void tellConnected(DefaultSession session, boolean recovered) {
		this.events.tell((listener) -> {
			if (recovered) {
				listener.onReconnected(session.endpoint());
			}
			else {
				listener.onConnected(session.endpoint());
			}
		});
		if (recovered) {
			logger.info("Connected again to {}", session.endpoint());
		}
	}

	/**
	 * Return whether an attempt ended for a reason that is its caller's alone, and says
	 * nothing about the server: an interruption, or less time than the options allow.
	 */
	private static boolean isCutShort(Throwable ex, @Nullable Duration left, long start) {
		if (!(ex instanceof TaosException failure) || failure.code() != 0) {
			return false;
		}
		return INTERRUPTED.equals(failure.sqlState()) || failure instanceof TaosConnectionException && left != null
				&& System.nanoTime() - start >= left.toNanos();
	}

	private void failed(Throwable ex, boolean cutShort) {
		if (!(ex instanceof TaosException failure)) {
			return;
		}
		// what the server refuses, such as an unknown database, may be right in a moment
		boolean unreachable = failure.code() == 0 && failure instanceof TaosConnectionException;
		boolean probe;
		long pause = 0;
		this.lock.lock();
		try {
			if (cutShort) {
				pause = this.recovering ? this.backOff.nextNanos() : 0;
			}
			else if (unreachable) {
				pause = this.backOff.nextNanos();
				this.lastFailure = failure;
				this.due = System.nanoTime() + pause;
			}
			else {
				this.lastFailure = null;
				this.recovering = this.recovering && failure.isRetryable();
			}
			probe = this.inBackground && this.recovering && !this.closed && (unreachable || cutShort);
		}
		finally {
			this.lock.unlock();
		}
		this.events.tell((listener) -> listener.onFailed(failure));
		if (probe) {
			probeAfter(pause);
		}
	}

	private void lost(DefaultSession session, TaosException reason) {
		this.lock.lock();
		try {
			if (this.closed || session.isClosedByUser()) {
				return;
			}
			this.recovering = true;
		}
		finally {
			this.lock.unlock();
		}
		this.events.tell((listener) -> listener.onLost(session.endpoint(), reason));
		if (this.inBackground) {
			probeAfter(0);
		}
	}

	private void probeAfter(long nanos) {
		this.timer.after(Duration.ofNanos(nanos), this::probe);
	}

	/**
	 * Connect again unless a caller has done so, or is at it.
	 */
	private void probe() {
		Attempt current;
		try {
			current = current(true);
		}
		catch (TaosException ex) {
			// closed
			return;
		}
		if (current.claim()) {
			inBackground(current);
		}
	}

	private void inBackground(Attempt mine) {
		Thread thread = new Thread(() -> {
			try {
				connect(mine, null);
			}
			catch (TaosException ex) {
				logger.debug("Not connected", ex);
			}
		}, "taos-connect");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Wait for another caller's attempt.
	 * @return the session, {@code null} to look again, because the other was cut short
	 */
	private static @Nullable DefaultSession await(Attempt other, @Nullable Duration left) {
		try {
			// the other's time is limited by the connect timeout of each endpoint
			long nanos = (left != null) ? Math.max(0, left.toNanos()) : Long.MAX_VALUE;
			return other.session.get(nanos, TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw TaosErrors
				.timeout("No connection in time, the statement was not sent: another thread is still connecting", 0);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw TaosErrors.interrupted("Interrupted while waiting for a connection", 0);
		}
		catch (ExecutionException ex) {
			if (!other.cutShort && ex.getCause() instanceof TaosException cause) {
				throw cause;
			}
			return null;
		}
	}

	/**
	 * Return the session if it is connected.
	 */
	@Nullable DefaultSession ifConnected() {
		this.lock.lock();
		try {
			Attempt current = this.attempt;
			return (current != null && current.session.isDone() && !current.isUseless()) ? current.session.join()
					: null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isClosed() {
		this.lock.lock();
		try {
			return this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Close the session that is there; one that is being connected is closed by who
	 * connects it.
	 */
	void close() {
		Attempt current;
		this.lock.lock();
		try {
			this.closed = true;
			current = this.attempt;
		}
		finally {
			this.lock.unlock();
		}
		if (current != null && current.session.isDone() && !current.session.isCompletedExceptionally()) {
			current.session.join().close();
		}
	}

	/**
	 * An attempt to connect, to be claimed by one who does it, under way or done.
	 */
	private static final class Attempt {

		private final CompletableFuture<DefaultSession> session = new CompletableFuture<>();

		private final AtomicBoolean claimed = new AtomicBoolean();

		/**
		 * Whether it failed for a reason that is no other caller's; set before the end.
		 */
		private volatile boolean cutShort;

		boolean claim() {
			return this.claimed.compareAndSet(false, true);
		}

		boolean isUseless() {
			return this.session.isDone() && (this.session.isCompletedExceptionally() || this.session.join().isClosed());
		}

	}

}
