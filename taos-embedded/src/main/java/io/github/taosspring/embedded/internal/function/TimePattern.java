package io.github.taosspring.embedded.internal.function;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.sql.SqlException;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of {@code to_char} and {@code to_timestamp}: {@code yyyy-mm-dd hh24:mi:ss.ms}
 * and so on. The case of a keyword is the case of what it prints; names of months and
 * days in full are padded to nine characters.
 */
final class TimePattern {

	private static final int MISMATCH = 0x2806;

	private static final int WRONG_TIME = 0x2807;

	private static final int UNSUPPORTED = 0x2808;

	private static final int NAME_WIDTH = 9;

	/** Longer keywords come before those that they start with. */
	private static final String[] KEYWORDS = { "month", "a.m.", "p.m.", "hh24", "hh12", "yyyy", "ddd", "day", "mon",
			"yyy", "am", "pm", "dd", "dy", "hh", "mi", "mm", "ms", "ns", "ss", "us", "yy", "d", "y" };

	private static final String[] MONTHS = { "january", "february", "march", "april", "may", "june", "july", "august",
			"september", "october", "november", "december" };

	private final List<Part> parts = new ArrayList<>();

	TimePattern(String pattern) {
		StringBuilder literal = new StringBuilder();
		int i = 0;
		while (i < pattern.length()) {
			char c = pattern.charAt(i);
			if (c == '"') {
				i++;
				while (i < pattern.length() && pattern.charAt(i) != '"') {
					if (pattern.charAt(i) == '\\' && i + 1 < pattern.length()) {
						i++;
					}
					literal.append(pattern.charAt(i++));
				}
				i++;
				continue;
			}
			if (c == '\\' && i + 1 < pattern.length()
					&& (pattern.charAt(i + 1) == '"' || pattern.charAt(i + 1) == '\\')) {
				literal.append(pattern.charAt(i + 1));
				i += 2;
				continue;
			}
			String keyword = keyword(pattern, i);
			if (keyword == null) {
				literal.append(c);
				i++;
				continue;
			}
			flush(literal);
			this.parts.add(new Part(keyword, pattern.substring(i, i + keyword.length())));
			i += keyword.length();
		}
		flush(literal);
	}

	private void flush(StringBuilder literal) {
		if (literal.length() > 0) {
			this.parts.add(new Part("", literal.toString()));
			literal.setLength(0);
		}
	}

	private static @Nullable String keyword(String pattern, int position) {
		for (String keyword : KEYWORDS) {
			if (pattern.regionMatches(true, position, keyword, 0, keyword.length())) {
				return keyword;
			}
		}
		return null;
	}

	/** Print a point in time, in UTC. */
	String format(long value, TaosPrecision precision) {
		long perSecond = precision.unitsPerSecond();
		long seconds = Math.floorDiv(value, perSecond);
		long nanos = Math.floorMod(value, perSecond) * (1_000_000_000L / perSecond);
		LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, (int) nanos, ZoneOffset.UTC);
		StringBuilder text = new StringBuilder();
		for (Part part : this.parts) {
			text.append(part.keyword.isEmpty() ? part.text : print(part, time));
		}
		return text.toString();
	}

	private static String print(Part part, LocalDateTime time) {
		int hour12 = (time.getHour() % 12 == 0) ? 12 : time.getHour() % 12;
		return switch (part.keyword) {
			case "yyyy" -> String.format("%04d", time.getYear());
			case "yyy" -> String.format("%03d", time.getYear() % 1000);
			case "yy" -> String.format("%02d", time.getYear() % 100);
			case "y" -> Integer.toString(time.getYear() % 10);
			case "mm" -> String.format("%02d", time.getMonthValue());
			case "dd" -> String.format("%02d", time.getDayOfMonth());
			case "ddd" -> String.format("%03d", time.getDayOfYear());
			case "d" -> Integer.toString(time.getDayOfWeek().getValue() % 7 + 1);
			case "hh24" -> String.format("%02d", time.getHour());
			case "hh", "hh12" -> String.format("%02d", hour12);
			case "mi" -> String.format("%02d", time.getMinute());
			case "ss" -> String.format("%02d", time.getSecond());
			case "ms" -> String.format("%03d", time.getNano() / 1_000_000);
			case "us" -> String.format("%06d", time.getNano() / 1_000);
			case "ns" -> String.format("%09d", time.getNano());
			case "am", "pm" -> part.like((time.getHour() < 12) ? "am" : "pm");
			case "a.m.", "p.m." -> part.like((time.getHour() < 12) ? "a.m." : "p.m.");
			case "month" -> pad(part.like(MONTHS[time.getMonthValue() - 1]));
			case "mon" -> part.like(MONTHS[time.getMonthValue() - 1].substring(0, 3));
			case "day" -> pad(part.like(time.getDayOfWeek().name()));
			default -> part.like(time.getDayOfWeek().name().substring(0, 3));
		};
	}

	private static String pad(String name) {
		return name + " ".repeat(Math.max(0, NAME_WIDTH - name.length()));
	}

	/** Read a text as a local time. */
	LocalDateTime parse(String text) {
		Reader reader = new Reader(text);
		for (Part part : this.parts) {
			if (part.keyword.isEmpty()) {
				reader.literal(part.text);
			}
			else {
				reader.keyword(part.keyword);
			}
		}
		return reader.time();
	}

	/**
	 * A keyword, or a literal if the keyword is empty.
	 *
	 * @param keyword the keyword in lower case
	 * @param text what was written
	 */
	private record Part(String keyword, String text) {

		/** Write a word in the case of this part. */
		String like(String word) {
			if (this.text.equals(this.text.toUpperCase(Locale.ROOT))) {
				return word.toUpperCase(Locale.ROOT);
			}
			String lower = word.toLowerCase(Locale.ROOT);
			return Character.isUpperCase(this.text.charAt(0))
					? Character.toUpperCase(lower.charAt(0)) + lower.substring(1) : lower;
		}

	}

	/** Reads a text part by part; what is missing keeps its default. */
	private static final class Reader {

		private final String text;

		private int position;

		private int year;

		private int month = 1;

		private int day = 1;

		private int hour;

		private int minute;

		private int second;

		private int nano;

		private boolean twelve;

		private boolean afternoon;

		Reader(String text) {
			this.text = text;
		}

		/** Letters must match; of the rest only that something stands there. */
		void literal(String literal) {
			for (int i = 0; i < literal.length() && this.position < this.text.length(); i++) {
				char expected = literal.charAt(i);
				char actual = this.text.charAt(this.position);
				if (Character.isLetterOrDigit(expected)) {
					if (expected != actual) {
						throw new SqlException(MISMATCH, "Func to_timestamp failed for format mismatch");
					}
					this.position++;
				}
				else if (!Character.isLetterOrDigit(actual)) {
					this.position++;
				}
			}
		}

		void keyword(String keyword) {
			while (this.position < this.text.length() && this.text.charAt(this.position) == ' ') {
				this.position++;
			}
			if (this.position >= this.text.length()) {
				return;
			}
			switch (keyword) {
				case "yyyy" -> this.year = number(4);
				case "yyy" -> this.year = 2000 + number(3);
				case "yy" -> this.year = century(number(2));
				case "y" -> this.year = 2020 + number(1);
				case "mm" -> this.month = ranged(number(2), 1, 12);
				case "month", "mon" -> this.month = month();
				case "dd" -> this.day = ranged(number(2), 1, 31);
				case "hh24" -> this.hour = ranged(number(2), 0, 23);
				case "hh", "hh12" -> {
					this.hour = ranged(number(2), 1, 12);
					this.twelve = true;
				}
				case "mi" -> this.minute = ranged(number(2), 0, 59);
				case "ss" -> this.second = ranged(number(2), 0, 59);
				case "ms" -> this.nano = fraction(3);
				case "us" -> this.nano = fraction(6);
				case "ns" -> this.nano = fraction(9);
				case "am", "pm" -> meridiem(2);
				case "a.m.", "p.m." -> meridiem(4);
				case "day", "dy" -> skipLetters();
				default ->
					throw new SqlException(UNSUPPORTED, "Func to_timestamp failed for unsupported timestamp format");
			}
		}

		private static int century(int value) {
			return (value < 70) ? 2000 + value : 1900 + value;
		}

		private int ranged(int value, int least, int most) {
			if (value < least || value > most) {
				throw new SqlException(WRONG_TIME, "Func to_timestamp failed for wrong timestamp");
			}
			return value;
		}

		private int number(int digits) {
			int start = this.position;
			int value = 0;
			while (this.position < this.text.length() && this.position - start < digits
					&& Character.digit(this.text.charAt(this.position), 10) >= 0) {
				value = value * 10 + Character.digit(this.text.charAt(this.position), 10);
				this.position++;
			}
			if (this.position == start) {
				throw new SqlException(MISMATCH, "Func to_timestamp failed for format mismatch");
			}
			return value;
		}

		private int fraction(int digits) {
			int start = this.position;
			int value = number(digits);
			for (int i = this.position - start; i < 9; i++) {
				value *= 10;
			}
			return value;
		}

		private int month() {
			for (int i = 0; i < MONTHS.length; i++) {
				if (this.text.regionMatches(true, this.position, MONTHS[i], 0, MONTHS[i].length())) {
					this.position += MONTHS[i].length();
					return i + 1;
				}
			}
			for (int i = 0; i < MONTHS.length; i++) {
				if (this.text.regionMatches(true, this.position, MONTHS[i], 0, 3)) {
					this.position += 3;
					return i + 1;
				}
			}
			throw new SqlException(MISMATCH, "Func to_timestamp failed for format mismatch");
		}

		private void meridiem(int length) {
			this.afternoon = Character.toLowerCase(this.text.charAt(this.position)) == 'p';
			this.twelve = true;
			this.position += length;
		}

		private void skipLetters() {
			while (this.position < this.text.length() && Character.isLetter(this.text.charAt(this.position))) {
				this.position++;
			}
		}

		LocalDateTime time() {
			int hourOfDay = this.twelve ? this.hour % 12 + (this.afternoon ? 12 : 0) : this.hour;
			return LocalDateTime.of(this.year, this.month, 1, hourOfDay, this.minute, this.second, this.nano)
				.plusDays(this.day - 1L);
		}

	}

}
