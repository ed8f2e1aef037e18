package io.github.taosspring.boot.diagnostics;

import io.github.taosspring.boot.InvalidTaosConnectionException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Names the property whose value is wrong.
 */
final class InvalidTaosConnectionFailureAnalyzer extends AbstractFailureAnalyzer<InvalidTaosConnectionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidTaosConnectionException cause) {
		String property = cause.getProperty();
		String action = switch (property) {
			case "taos.url" -> "Mend taos.url; it looks like taos+ws://user:password@host1:6041,host2:6041/database, "
					+ "where '%', '@', ':', '/' and '?' in user and password must be percent-encoded "
					+ "(taos.username and taos.password need no encoding).";
			case "taos.time-zone" -> "Set taos.time-zone to a region id such as Europe/Oslo.";
			default -> "Mend " + property + ".";
		};
		return new FailureAnalysis("The value of " + property + " is wrong: " + cause.getMessage(), action, cause);
	}

}
