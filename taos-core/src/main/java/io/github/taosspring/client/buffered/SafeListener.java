package io.github.taosspring.client.buffered;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.client.TaosException;

/**
 * Passes failures on, and logs what the listener throws.
 */
final class SafeListener implements WriteFailureListener {

	private static final Logger logger = LoggerFactory.getLogger(SafeListener.class);

	private final WriteFailureListener listener;

	SafeListener(WriteFailureListener listener) {
		this.listener = listener;
	}

	@Override
	public void onFailure(List<String> lines, TaosException error) {
		try {
			this.listener.onFailure(lines, error);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener to failed writes failed; {} lines are lost", lines.size(), ex);
		}
	}

	@Override
	public void onRowsFailure(List<FailedRow> rows, TaosException error) {
		try {
			this.listener.onRowsFailure(rows, error);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener to failed writes failed; {} rows are lost", rows.size(), ex);
		}
	}

}
