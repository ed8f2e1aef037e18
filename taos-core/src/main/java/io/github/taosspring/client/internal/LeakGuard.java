package io.github.taosspring.client.internal;

import java.lang.ref.Cleaner;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices results that nobody can read or close any more: says so in the log and frees
 * them on the server.
 * <p>
 * The message says where the result was made if that was kept: for one of
 * {@value #SAMPLE} results, or for each while this class logs at debug level. The one
 * thread that notices serves all clients of the process and lives as long as it.
 */
final class LeakGuard implements Runnable {

	static final int SAMPLE = 128;

	private static final Logger logger = LoggerFactory.getLogger(LeakGuard.class);

	private static final Cleaner CLEANER = Cleaner.create((task) -> {
		Thread thread = new Thread(task, "taos-leak-guard");
		thread.setDaemon(true);
		return thread;
	});

	private final BlockFeed feed;

	private final Runnable onLeak;

	private final long reqId;

	private final @Nullable Birth birth;

	private volatile boolean over;

	private LeakGuard(BlockFeed feed, Runnable onLeak, long reqId, @Nullable Birth birth) {
		this.feed = feed;
		this.onLeak = onLeak;
		this.reqId = reqId;
		this.birth = birth;
	}

	/**
	 * Guard a result.
	 * @param feed what is closed when the result is unreachable; must not lead to it
	 * @param onLeak run after that; must not lead to it either
	 * @return the guard, to be told when the result is over
	 */
	static Guarded guard(Object result, BlockFeed feed, Runnable onLeak, long reqId) {
		boolean keep = logger.isDebugEnabled() || ThreadLocalRandom.current().nextInt(SAMPLE) == 0;
		LeakGuard guard = new LeakGuard(feed, onLeak, reqId, keep ? new Birth() : null);
		Cleaner.Cleanable cleanable = CLEANER.register(result, guard);
		return () -> {
			guard.over = true;
			cleanable.clean();
		};
	}

	@Override
	public void run() {
		if (this.over) {
			return;
		}
		if (this.birth != null) {
			logger.warn("The result of request {} was neither read to its end nor closed; it is freed now. "
					+ "It was made here:", Long.toUnsignedString(this.reqId), this.birth);
		}
		else {
			logger.warn(
					"The result of request {} was neither read to its end nor closed; it is freed now. "
							+ "Where it was made is logged if {} logs at debug level",
					Long.toUnsignedString(this.reqId), LeakGuard.class.getName());
		}
		this.feed.close("This result was not reachable any more");
		this.onLeak.run();
	}

	/**
	 * Is told that a result needs no guard any more.
	 */
	interface Guarded {

		void over();

	}

	/**
	 * Where a result was made.
	 */
	private static final class Birth extends Exception {

		private static final long serialVersionUID = 1L;

		private Birth() {
			super("the place where the result was made");
		}

	}

}
