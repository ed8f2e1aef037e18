package io.github.taosspring.micrometer;

import java.util.HashSet;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once an outage what keeps meters from being written, and once for each super table
 * whose points the server refuses. Used by one thread at a time, see
 * {@link TaosMeterRegistry#publish()}.
 */
final class PublishingLog {

	private static final Logger logger = LoggerFactory.getLogger(TaosMeterRegistry.class);

	/** Tables must not fill the memory. */
	private static final int MAX_TABLES = 1000;

	private final Set<String> refused = new HashSet<>();

	private boolean failing;

	void failed(RuntimeException ex) {
		if (this.failing) {
			logger.debug("Meters cannot be written to TDengine still", ex);
			return;
		}
		this.failing = true;
		logger.warn("Meters cannot be written to TDengine and are lost until it works again, which each step tries: {}",
				ex.getMessage());
		logger.debug("Why meters cannot be written", ex);
	}

	void succeeded() {
		if (this.failing) {
			this.failing = false;
			logger.info("Meters are written to TDengine again");
		}
	}

	void refused(String table, RuntimeException ex) {
		if (this.refused.size() < MAX_TABLES && this.refused.add(table)) {
			logger.warn("Meters of '{}' are left out, they cannot be written to TDengine: {}", table, ex.getMessage());
		}
	}

}
