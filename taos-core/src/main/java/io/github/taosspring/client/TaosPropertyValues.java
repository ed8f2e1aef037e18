package io.github.taosspring.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the values of {@link TaosProperty}. Messages name the key, never the value: a
 * password with an unencoded {@code ?} or {@code &} could stand in it.
 */
final class TaosPropertyValues {

	private static final Pattern SIMPLE = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|)");

	private TaosPropertyValues() {
	}

	static Duration duration(String key, String value) {
		Matcher simple = SIMPLE.matcher(value.strip().toLowerCase(Locale.ROOT));
		if (simple.matches()) {
			long number = Long.parseLong(simple.group(1));
			return switch (simple.group(2)) {
				case "s" -> Duration.ofSeconds(number);
				case "m" -> Duration.ofMinutes(number);
				case "h" -> Duration.ofHours(number);
				default -> Duration.ofMillis(number);
			};
		}
		try {
			return Duration.parse(value.strip());
		}
		catch (DateTimeException ex) {
			// not kept as a cause: its text repeats the value
			throw TaosErrors.misuse("The connection property '" + key
					+ "' is not a duration; write 5000 (milliseconds), 500ms, 10s, 2m or PT10S");
		}
	}

	static boolean flag(String key, String value) {
		return switch (value.strip().toLowerCase(Locale.ROOT)) {
			case "true" -> true;
			case "false" -> false;
			default -> throw TaosErrors.misuse("The connection property '" + key + "' must be true or false");
		};
	}

	static TaosRollback rollback(String key, String value) {
		return switch (value.strip().toLowerCase(Locale.ROOT)) {
			case "warn" -> TaosRollback.WARN;
			case "fail" -> TaosRollback.FAIL;
			default -> throw TaosErrors.misuse("The connection property '" + key + "' must be warn or fail");
		};
	}

	static ZoneId zone(String key, String value) {
		try {
			return ZoneId.of(value.strip());
		}
		catch (DateTimeException ex) {
			throw TaosErrors.misuse(
					"The connection property '" + key + "' is not a time zone; write a region id such as Europe/Oslo");
		}
	}

}
