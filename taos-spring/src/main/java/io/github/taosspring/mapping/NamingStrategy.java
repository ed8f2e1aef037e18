package io.github.taosspring.mapping;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes names of super tables and columns where annotations give none. Implementations
 * are thread-safe.
 */
public interface NamingStrategy {

	/** {@code deviceId} becomes {@code device_id}, {@code HTTPCall} {@code http_call}. */
	NamingStrategy SNAKE_CASE = new NamingStrategy() {

		private static final Pattern WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

		@Override
		public String column(String property) {
			return WORDS.matcher(property).replaceAll("_").toLowerCase(Locale.ROOT);
		}

		@Override
		public String toString() {
			return "NamingStrategy.SNAKE_CASE";
		}

	};

	/** Names stay as they are in Java. */
	NamingStrategy AS_IS = new NamingStrategy() {

		@Override
		public String column(String property) {
			return property;
		}

		@Override
		public String toString() {
			return "NamingStrategy.AS_IS";
		}

	};

	/**
	 * Make the name of a column or tag.
	 * @param property the name of the record's component or of the bean's property
	 * @return the name
	 */
	String column(String property);

	/**
	 * Make the name of a super table; by default as of a column.
	 * @param type the record or class
	 * @return the name
	 */
	default String superTable(Class<?> type) {
		return column(type.getSimpleName());
	}

}
