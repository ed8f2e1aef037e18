package io.github.taosspring.micrometer;

import java.util.Locale;
import java.util.Set;

import io.github.taosspring.client.TaosLimits;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import org.jspecify.annotations.Nullable;

/**
 * Names of meters and tags as TDengine takes them: snake case, so that
 * {@code jvm.memory.used} is the super table {@code jvm_memory_used}; what is neither an
 * ASCII letter nor a digit becomes an underscore. A tag whose name the registry or
 * TDengine uses itself gets {@code tag_} in front. SQL wants back-quotes around a name
 * that is one of TDengine's keywords, such as {@code cache} or {@code user}.
 * <p>
 * In values of tags, line feeds and NUL, which no line can hold, become spaces, and a
 * backslash that the server would misread becomes a slash. Values end after 1024
 * characters, because all tags of a table share 16 KiB.
 */
public final class TaosNamingConvention implements NamingConvention {

	private static final int MAX_VALUE_CHARS = 1024;

	private static final String TAG_PREFIX = "tag_";

	/** What the registry writes beside tags, and what the server makes. */
	private static final Set<String> RESERVED = Set.of("_ts", "tbname", "_tag_null", MeterPoints.TYPE,
			MeterPoints.VALUE, MeterPoints.COUNT, MeterPoints.SUM, MeterPoints.MEAN, MeterPoints.MAX,
			MeterPoints.ACTIVE, MeterPoints.DURATION);

	@Override
	public String name(String name, Meter.Type type, @Nullable String baseUnit) {
		return identifier(name, "m_", TaosLimits.TABLE_NAME_BYTES);
	}

	@Override
	public String tagKey(String key) {
		String identifier = identifier(key, TAG_PREFIX, TaosLimits.COLUMN_NAME_BYTES - TAG_PREFIX.length());
		return RESERVED.contains(identifier.toLowerCase(Locale.ROOT)) ? TAG_PREFIX + identifier : identifier;
	}

	@Override
	public String tagValue(String value) {
		String cut = value;
		if (value.length() > MAX_VALUE_CHARS) {
			boolean pair = Character.isHighSurrogate(value.charAt(MAX_VALUE_CHARS - 1));
			cut = value.substring(0, pair ? MAX_VALUE_CHARS - 1 : MAX_VALUE_CHARS);
		}
		StringBuilder text = null;
		for (int i = 0; i < cut.length(); i++) {
			char replaced = replace(cut, i);
			if (replaced != cut.charAt(i)) {
				text = (text != null) ? text : new StringBuilder(cut);
				text.setCharAt(i, replaced);
			}
		}
		return (text != null) ? text.toString() : cut;
	}

	private static char replace(String text, int index) {
		char value = text.charAt(index);
		if (value == '\n' || value == '\r' || value == '\0') {
			return ' ';
		}
		boolean misread = value == '\\'
				&& (index + 1 == text.length() || ", =\n\r\0".indexOf(text.charAt(index + 1)) >= 0);
		return misread ? '/' : value;
	}

	private static String identifier(String name, String prefix, int limit) {
		String snake = NamingConvention.snakeCase.name(name, Meter.Type.OTHER);
		StringBuilder text = new StringBuilder(snake.length() + prefix.length());
		if (snake.isEmpty() || !isLetter(snake.charAt(0)) && snake.charAt(0) != '_') {
			text.append(prefix);
		}
		for (int i = 0; i < snake.length(); i++) {
			char value = snake.charAt(i);
			text.append((isLetter(value) || isDigit(value)) ? value : '_');
		}
		text.setLength(Math.min(text.length(), limit));
		return text.toString();
	}

	private static boolean isLetter(char value) {
		return value >= 'a' && value <= 'z' || value >= 'A' && value <= 'Z';
	}

	private static boolean isDigit(char value) {
		return value >= '0' && value <= '9';
	}

}
