package io.github.taosspring.boot.diagnostics;

import io.github.taosspring.boot.InvalidTaosPropertyException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Names the property whose value is wrong.
 */
final class InvalidTaosPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidTaosPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidTaosPropertyException cause) {
		String property = cause.getProperty();
		String action = switch (property) {
			case "taos.url" -> "Mend taos.url; it looks like taos+ws://user:password@host1:6041,host2:6041/database, "
					+ "where '%', '@', ':', '/' and '?' in user and password must be percent-encoded "
					+ "(taos.username and taos.password need no encoding).";
			case "taos.time-zone" -> "Set taos.time-zone to a region id such as Europe/Oslo.";
			case "taos.ssl.bundle", "taos.embedded.ssl.bundle" -> "Mend " + property
					+ "; it names an SSL bundle such as spring.ssl.bundle.pem.<name> or spring.ssl.bundle.jks.<name>.";
			default -> "Mend " + property + ".";
		};
		String reason = (cause.getCause() != null) ? cause.getCause().getMessage() : cause.getMessage();
		return new FailureAnalysis("The value of " + property + " is wrong: " + reason, action, cause);
	}

}
