package io.github.taosspring.boot;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosOperationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells several listeners; one that fails does not keep the others from being told.
 */
final class CompositeTaosOperationListener implements TaosOperationListener {

	private static final Logger logger = LoggerFactory.getLogger(CompositeTaosOperationListener.class);

	private final List<TaosOperationListener> listeners;

	CompositeTaosOperationListener(List<TaosOperationListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void onStart(String operation, long reqId) {
		tell((listener) -> listener.onStart(operation, reqId));
	}

	@Override
	public void onEnd(String operation, long reqId, Duration elapsed, long rows) {
		tell((listener) -> listener.onEnd(operation, reqId, elapsed, rows));
	}

	@Override
	public void onError(String operation, long reqId, Duration elapsed, TaosException error) {
		tell((listener) -> listener.onError(operation, reqId, elapsed, error));
	}

	@Override
	public void onResultEnd(String operation, long reqId, Duration elapsed, long rows) {
		tell((listener) -> listener.onResultEnd(operation, reqId, elapsed, rows));
	}

	@Override
	public void onRollback() {
		tell(TaosOperationListener::onRollback);
	}

	private void tell(Consumer<TaosOperationListener> message) {
		for (TaosOperationListener listener : this.listeners) {
			try {
				message.accept(listener);
			}
			catch (RuntimeException ex) {
				logger.warn("Operation listener {} failed", listener, ex);
			}
		}
	}

}
