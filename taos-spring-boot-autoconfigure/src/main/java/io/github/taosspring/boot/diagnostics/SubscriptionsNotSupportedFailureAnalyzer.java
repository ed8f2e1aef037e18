package io.github.taosspring.boot.diagnostics;

import io.github.taosspring.config.SubscriptionsNotSupportedException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which URL a listener needs.
 */
final class SubscriptionsNotSupportedFailureAnalyzer
		extends AbstractFailureAnalyzer<SubscriptionsNotSupportedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SubscriptionsNotSupportedException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Set taos.url to a WebSocket URL such as taos+ws://td1:6041 "
						+ "(taos+wss:// with TLS), or leave out the listener '" + cause.getListenerId() + "'.",
				cause);
	}

}
