package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;

/**
 * The place of one shared session. The first caller connects it, and those who come
 * meanwhile wait for what it comes to, failure included: with a server that does not
 * answer, many callers fail after one connect timeout rather than one after the other.
 * Who finds the session broken replaces it.
 */
final class SharedSession {

	private final Function<@Nullable Duration, DefaultSession> factory;

	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable Attempt attempt;

	private boolean closed;

	/**
	 * Create the place of a session.
	 * @param factory connects within the time given, {@code null} for the options' time
	 */
	SharedSession(Function<@Nullable Duration, DefaultSession> factory) {
		this.factory = factory;
	}

	/**
	 * Return the session, connecting it where needed.
	 * @param within the time allowed, {@code null} for that of the options
	 */
	DefaultSession get(@Nullable Duration within) {
		long start = System.nanoTime();
		while (true) {
			Duration left = (within != null) ? within.minusNanos(System.nanoTime() - start) : null;
			Attempt mine = null;
			Attempt current;
			this.lock.lock();
			try {
				if (this.closed) {
					throw TaosErrors.closed("This client is closed");
				}
				current = this.attempt;
				if (current == null || current.isUseless()) {
					mine = new Attempt(new CompletableFuture<>(), within != null);
					this.attempt = mine;
				}
			}
			finally {
				this.lock.unlock();
			}
			if (mine != null) {
				return connect(mine, left);
			}
			DefaultSession session = await(current, left);
			if (session != null) {
				return session;
			}
		}
	}

	private DefaultSession connect(Attempt mine, @Nullable Duration left) {
		DefaultSession session;
		try {
			session = this.factory.apply(left);
		}
		catch (RuntimeException | Error ex) {
			mine.session.completeExceptionally(ex);
			throw ex;
		}
		boolean late;
		this.lock.lock();
		try {
			late = this.closed;
			mine.session.complete(session);
		}
		finally {
			this.lock.unlock();
		}
		if (late) {
			session.close();
			throw TaosErrors.closed("This client is closed");
		}
		return session;
	}

	/**
	 * Wait for another caller's attempt.
	 * @return the session, {@code null} to look again, because the other had less time
	 */
	private static @Nullable DefaultSession await(Attempt other, @Nullable Duration left) {
		try {
			// the other's time is limited by the connect timeout of each endpoint
			long nanos = (left != null) ? Math.max(0, left.toNanos()) : Long.MAX_VALUE;
			return other.session.get(nanos, TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw TaosErrors.timeout("No connection in time: another thread is still connecting", 0);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw TaosErrors.interrupted("Interrupted while waiting for a connection", 0);
		}
		catch (ExecutionException ex) {
			if (!other.limited && ex.getCause() instanceof TaosException cause) {
				throw cause;
			}
			return null;
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
	 * An attempt to connect, under way or done.
	 *
	 * @param session what it comes to
	 * @param limited whether it had less time than the options allow
	 */
	private record Attempt(CompletableFuture<DefaultSession> session, boolean limited) {

		boolean isUseless() {
			return this.session.isDone() && (this.session.isCompletedExceptionally() || this.session.join().isClosed());
		}

	}

}
