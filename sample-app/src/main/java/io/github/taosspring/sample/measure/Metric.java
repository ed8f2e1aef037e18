package io.github.taosspring.sample.measure;

/**
 * One number that a {@link Kind} measures; a column of the kind's super table.
 *
 * @param name the column's name, lower case letters, digits and underscores
 * @param label what people call it
 * @param unit what the number counts
 * @param type how it is stored
 */
public record Metric(String name, String label, Unit unit, Type type) {

	static Metric gauge(String name, String label, Unit unit) {
		return new Metric(name, label, unit, Type.DOUBLE);
	}

	static Metric count(String name, String label, Unit unit) {
		return new Metric(name, label, unit, Type.BIGINT);
	}

	/**
	 * How a metric is stored.
	 */
	public enum Type {

		/** A double. */
		DOUBLE,

		/** A long. */
		BIGINT

	}

}
