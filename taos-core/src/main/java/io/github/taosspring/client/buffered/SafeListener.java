package io.github.taosspring.client.buffered;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.client.TaosException;

/**
 * Passes failures on, counts them, and logs what the listener throws.
 */
final class SafeListener implements WriteFailureListener {

	private static final Logger logger = LoggerFactory.getLogger(SafeListener.class);

	private final WriteFailureListener listener;

	private final LongAdder failed = new LongAdder();

	SafeListener(WriteFailureListener listener) {
		this.listener = listener;
	}

	/**
	 * Return what was passed on.
	 * @return the lines or rows
	 */
	long failed() {
		return this.failed.sum();
	}

	@Override
	public void onFailure(List<String> lines, TaosException error) {
		this.failed.add(lines.size());
		try {
			this.listener.onFailure(lines, error);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener to failed writes failed; {} lines are lost", lines.size(), ex);
		}
	}

	@Override
	public void onRowsFailure(List<FailedRow> rows, TaosException error) {
		this.failed.add(rows.size());
		try {
			this.listener.onRowsFailure(rows, error);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener to failed writes failed; {} rows are lost", rows.size(), ex);
		}
	}

}
