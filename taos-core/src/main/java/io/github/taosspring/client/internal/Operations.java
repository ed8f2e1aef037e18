package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosOperationListener;

/**
 * Tells the listener of each operation; what the listener throws is logged and dropped.
 */
final class Operations {

	private static final Logger logger = LoggerFactory.getLogger(Operations.class);

	private final TaosOperationListener listener;

	Operations(TaosOperationListener listener) {
		this.listener = listener;
	}

	/**
	 * Run an operation.
	 * @param rows the rows affected by what the operation came to
	 */
	<T> T observe(String operation, long reqId, Supplier<T> action, ToLongFunction<T> rows) {
		if (this.listener == TaosOperationListener.NONE) {
			return action.get();
		}
		long start = System.nanoTime();
		tell(() -> this.listener.onStart(operation, reqId));
		T value;
		try {
			value = action.get();
		}
		catch (TaosException ex) {
			tell(() -> this.listener.onError(operation, reqId, since(start), ex));
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			TaosException unexpected = TaosErrors.malformed("Unexpected failure of '" + operation + "': " + ex, ex);
			tell(() -> this.listener.onError(operation, reqId, since(start), unexpected));
			throw ex;
		}
		tell(() -> this.listener.onEnd(operation, reqId, since(start), rows.applyAsLong(value)));
		return value;
	}

	private static Duration since(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static void tell(Runnable call) {
		try {
			call.run();
		}
		catch (RuntimeException ex) {
			logger.warn("An operation listener failed", ex);
		}
	}

}
