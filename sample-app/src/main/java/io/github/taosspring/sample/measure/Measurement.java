package io.github.taosspring.sample.measure;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The metrics of one device at one moment.
 *
 * @param kind what was measured
 * @param device which one of its kind
 * @param values a value for each of the kind's metrics, in their order; {@code null}
 * where there is none, such as a rate at the first reading
 */
public record Measurement(Kind kind, String device, List<@Nullable Number> values) {

	public Measurement {
		Objects.requireNonNull(kind, "kind");
		if (device.isBlank()) {
			throw new IllegalArgumentException("A device needs a name");
		}
		if (values.size() != kind.metrics().size()) {
			throw new IllegalArgumentException(
					kind.id() + " has " + kind.metrics().size() + " metrics, not " + values.size());
		}
		values = Collections.unmodifiableList(Arrays.asList(values.toArray(new Number[0])));
	}

	static Measurement of(Kind kind, String device, @Nullable Number... values) {
		return new Measurement(kind, device, Arrays.asList(values));
	}

	/**
	 * Return the value of a metric.
	 * @param metric the metric's name
	 * @return the value, {@code null} if there is none
	 */
	public @Nullable Number value(String metric) {
		for (int i = 0; i < this.values.size(); i++) {
			if (this.kind.metrics().get(i).name().equals(metric)) {
				return this.values.get(i);
			}
		}
		throw new IllegalArgumentException(this.kind.id() + " has no metric '" + metric + "'");
	}

	boolean hasValues() {
		return this.values.stream().anyMatch(Objects::nonNull);
	}

}
