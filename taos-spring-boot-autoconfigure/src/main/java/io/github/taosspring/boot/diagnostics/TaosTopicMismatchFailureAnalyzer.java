package io.github.taosspring.boot.diagnostics;

import io.github.taosspring.listener.adapter.TaosTopicMismatchException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which topic does not bring what a listener takes.
 */
final class TaosTopicMismatchFailureAnalyzer extends AbstractFailureAnalyzer<TaosTopicMismatchException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, TaosTopicMismatchException cause) {
		return new FailureAnalysis(cause.getProblem(), cause.getAdvice(), cause);
	}

}
