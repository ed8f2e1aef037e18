package io.github.taosspring.client.internal;

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
	<T> T observe(Call call, Supplier<T> action, ToLongFunction<T> rows) {
		if (this.listener == TaosOperationListener.NONE) {
			return action.get();
		}
		started(call);
		T value;
		try {
			value = action.get();
		}
		catch (RuntimeException | Error ex) {
			failed(call, ex);
			throw ex;
		}
		ended(call, rows.applyAsLong(value));
		return value;
	}

	void started(Call call) {
		tell(() -> this.listener.onStart(call.operation(), call.reqId()));
	}

	void ended(Call call, long rows) {
		tell(() -> this.listener.onEnd(call.operation(), call.reqId(), call.elapsed(), rows));
	}

	void failed(Call call, Throwable failure) {
		TaosException error = (failure instanceof TaosException ex) ? ex
				: TaosErrors.malformed("Unexpected failure of '" + call.operation() + "': " + failure, failure);
		tell(() -> this.listener.onError(call.operation(), call.reqId(), call.elapsed(), error));
	}

	/**
	 * A result of an operation that succeeded is over.
	 * @param rows the rows that were handed to its reader
	 */
	void resultEnded(Call call, long rows) {
		tell(() -> this.listener.onResultEnd(call.operation(), call.reqId(), call.elapsed(), rows));
	}

	private static void tell(Runnable message) {
		try {
			message.run();
		}
		catch (RuntimeException ex) {
			logger.warn("An operation listener failed", ex);
		}
	}

}
