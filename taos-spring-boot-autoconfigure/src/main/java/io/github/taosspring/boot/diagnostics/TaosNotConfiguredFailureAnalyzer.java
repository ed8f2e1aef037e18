package io.github.taosspring.boot.diagnostics;

import io.github.taosspring.boot.TaosNotConfiguredException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Says what to set when nothing says where TDengine is.
 */
final class TaosNotConfiguredFailureAnalyzer extends AbstractFailureAnalyzer<TaosNotConfiguredException> {

	private final Environment environment;

	TaosNotConfiguredFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, TaosNotConfiguredException cause) {
		if (cause.isEmbeddedEnabled()) {
			return new FailureAnalysis(
					"The embedded TDengine-compatible server is wanted (taos.embedded.enabled=true) but is not on the "
							+ "class path, and taos.url is not set.",
					"Add the dependency io.github.taosspring:taos-embedded, or set taos.url to use a TDengine server.",
					cause);
		}
		return new FailureAnalysis(
				"It is not known where TDengine is: taos.url is not set, and taos.embedded.enabled is not true. "
						+ "No server is assumed, so that an application that lost its URL does not write elsewhere.",
				"Set taos.url, such as taos+ws://td1:6041 (" + profiles() + "). For a first run or a test without a "
						+ "server, add io.github.taosspring:taos-embedded and set taos.embedded.enabled=true.",
				cause);
	}

	private String profiles() {
		String[] active = this.environment.getActiveProfiles();
		return (active.length == 0) ? "no profile is active"
				: "active profiles: " + StringUtils.arrayToCommaDelimitedString(active);
	}

}
