package io.github.taosspring.embedded.internal.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The state of the server's connections as a whole, and what waits for it to get better.
 * <p>
 * Thread-safe. A healthy line costs its connections one look at a volatile field.
 */
public final class Line {

	private final Set<FaultyEndPoint> open = ConcurrentHashMap.newKeySet();

	private final ReentrantLock lock = new ReentrantLock();

	private final List<Runnable> held = new ArrayList<>();

	private volatile State state = State.HEALTHY;

	Line() {
	}

	State state() {
		return this.state;
	}

	void opened(FaultyEndPoint endPoint) {
		this.open.add(endPoint);
	}

	void closed(FaultyEndPoint endPoint) {
		this.open.remove(endPoint);
	}

	/**
	 * Keep what has to wait for the line.
	 * @param condition the state in which it waits
	 * @param resume what to do afterwards
	 * @return whether it was kept; {@code false} if the line got better meanwhile
	 */
	boolean hold(Predicate<State> condition, Runnable resume) {
		this.lock.lock();
		try {
			return condition.test(this.state) && this.held.add(resume);
		}
		finally {
			this.lock.unlock();
		}
	}

	void drop() {
		this.open.forEach(FaultyEndPoint::close);
	}

	void refuse() {
		change((now) -> new State(now.silent, now.deaf, true, now.bytes, now.pause));
	}

	void silence() {
		change((now) -> new State(true, now.deaf, now.refusing, now.bytes, now.pause));
	}

	void stopReading() {
		change((now) -> new State(now.silent, true, now.refusing, now.bytes, now.pause));
	}

	void slow(int bytes, Duration pause) {
		change((now) -> new State(now.silent, now.deaf, now.refusing, bytes, pause));
	}

	void heal() {
		change((now) -> State.HEALTHY);
	}

	private void change(UnaryOperator<State> changed) {
		List<Runnable> released;
		this.lock.lock();
		try {
			this.state = changed.apply(this.state);
			// whoever still has to wait comes back
			released = List.copyOf(this.held);
			this.held.clear();
		}
		finally {
			this.lock.unlock();
		}
		released.forEach(Runnable::run);
	}

	/**
	 * What is wrong.
	 *
	 * @param silent whether nothing is sent
	 * @param deaf whether nothing is read
	 * @param refusing whether new connections are closed
	 * @param bytes the most that is sent at once, 0 for no limit
	 * @param pause the time between two times
	 */
	record State(boolean silent, boolean deaf, boolean refusing, int bytes, Duration pause) {

		static final State HEALTHY = new State(false, false, false, 0, Duration.ZERO);

	}

}
