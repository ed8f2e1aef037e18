package io.github.taosspring.boot.diagnostics;

import io.github.taosspring.topic.TaosTopicLimitException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do when the server has as many topics as it allows.
 */
final class TaosTopicLimitFailureAnalyzer extends AbstractFailureAnalyzer<TaosTopicLimitException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, TaosTopicLimitException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Drop topics that nobody needs (DROP TOPIC), raise tmqMaxTopicNum in taos.cfg, or set "
						+ "taos.topic.auto-create=false to leave out the creation of topics.",
				cause);
	}

}
