package io.github.taosspring.sample.api;

import java.util.Arrays;
import java.util.stream.Collectors;

import io.github.taosspring.sample.measure.Kind;
import io.github.taosspring.sample.measure.Metric;

/**
 * Checks requests' parameters against what is known.
 */
final class Parameters {

	private Parameters() {
	}

	static Kind kind(String id) {
		return Kind.of(id)
			.orElseThrow(() -> new InvalidParameterException("kind", "'" + id + "' is not one of "
					+ Arrays.stream(Kind.values()).map(Kind::id).collect(Collectors.joining(", "))));
	}

	static Metric metric(Kind kind, String name) {
		return kind.metric(name)
			.orElseThrow(() -> new InvalidParameterException("metric", "'" + name + "' is not a metric of " + kind.id()
					+ ": " + kind.metrics().stream().map(Metric::name).collect(Collectors.joining(", "))));
	}

	static void requireBetween(String name, int value, int least, int most) {
		if (value < least || value > most) {
			throw new InvalidParameterException(name, value + " is not from " + least + " to " + most);
		}
	}

}
