package io.github.taosspring.listener;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what a listener could not process, as an error, and so lets it go. The message's
 * values are not logged; where they are says topic, vgroup and offset.
 */
public class LoggingRecoverer implements TaosMessageRecoverer {

	private static final Logger logger = LoggerFactory.getLogger(LoggingRecoverer.class);

	@Override
	public void recover(TaosListenerFailure failure) {
		logger.error(
				"The listener '{}' could not process rows {} to {} of the message that ends at {} of {} after"
						+ " {} attempts; they are skipped",
				failure.listenerId(), failure.firstRow(), failure.endRow() - 1, failure.message().endOffset(),
				failure.message().partition(), failure.attempts(), failure.error());
	}

}
