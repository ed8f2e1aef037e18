package io.github.taosspring.boot.diagnostics;

import io.github.taosspring.schema.SchemaMismatchException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about a database that is not as the application wants it.
 */
final class SchemaMismatchFailureAnalyzer extends AbstractFailureAnalyzer<SchemaMismatchException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SchemaMismatchException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Change the annotated types or the database. taos.schema.mode=update makes what is missing, adds "
						+ "columns and tags and widens lengths; it changes nothing else and drops nothing.",
				cause);
	}

}
