package io.github.taosspring.boot.diagnostics;

import java.util.Collection;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names the nearest known property for each unknown {@code taos.*} key. Comes before
 * Boot's analyzer of the same exception, which knows no nearest one.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class UnknownTaosPropertyFailureAnalyzer
		extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("taos");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		Collection<ConfigurationProperty> unknown = cause.getUnboundProperties();
		if (!unknown.stream().allMatch((property) -> PREFIX.isAncestorOf(property.getName()))) {
			return null;
		}
		KnownProperties known = KnownProperties.load();
		String description = unknown.stream()
			.map((property) -> describe(property, known))
			.collect(Collectors.joining(System.lineSeparator()));
		return new FailureAnalysis(description, "Mend or remove " + ((unknown.size() == 1) ? "it." : "them."), cause);
	}

	private static String describe(ConfigurationProperty property, KnownProperties known) {
		String name = property.getName().toString();
		String nearest = known.nearest(name);
		String origin = (property.getOrigin() != null) ? " (" + property.getOrigin() + ")" : "";
		return "There is no property " + name + origin
				+ ((nearest != null) ? "; did you mean " + nearest + "?" : ", nor one with a similar name.");
	}

}
