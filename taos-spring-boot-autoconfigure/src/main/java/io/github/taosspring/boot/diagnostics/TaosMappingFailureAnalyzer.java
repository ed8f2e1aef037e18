package io.github.taosspring.boot.diagnostics;

import io.github.taosspring.mapping.TaosMappingException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which annotated type keeps the schema from being initialised.
 */
final class TaosMappingFailureAnalyzer extends AbstractFailureAnalyzer<TaosMappingException> {

	private static final String INITIALIZER = "taosSchemaInitializer";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, TaosMappingException cause) {
		if (!isInitializer(rootFailure)) {
			return null;
		}
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Mend the type's annotations. To leave it out of schema initialisation, name the packages to scan in "
						+ "taos.schema.packages or the types in a bean of type TaosEntityTypes.",
				cause);
	}

	private static boolean isInitializer(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof BeanCreationException creation && INITIALIZER.equals(creation.getBeanName())) {
				return true;
			}
		}
		return false;
	}

}
