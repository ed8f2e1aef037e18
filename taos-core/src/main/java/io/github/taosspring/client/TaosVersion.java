package io.github.taosspring.client;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The version of a server, as it names itself at login: {@code 3.3.7.5},
 * {@code ver:3.3.7.5}, {@code 3.3.7.5.alpha} or with whatever else a vendor adds. Only
 * the numbers count; missing ones are zero. Immutable.
 */
public final class TaosVersion implements Comparable<TaosVersion> {

	/** A server that named none that can be read; taken to be the newest. */
	public static final TaosVersion UNKNOWN = new TaosVersion("", new int[0]);

	private static final Pattern NUMBERS = Pattern.compile("\\d{1,6}(?:\\.\\d{1,6}){1,5}");

	private final String text;

	private final int[] numbers;

	private TaosVersion(String text, int[] numbers) {
		this.text = text;
		this.numbers = numbers;
	}

	/**
	 * Read a version.
	 * @param text what the server said, {@code null} or empty if nothing
	 * @return the version, {@link #isKnown() unknown} if there is none in the text
	 */
	public static TaosVersion parse(@Nullable String text) {
		if (text == null || text.isBlank()) {
			return UNKNOWN;
		}
		Matcher matcher = NUMBERS.matcher(text);
		if (!matcher.find()) {
			return new TaosVersion(text.strip(), new int[0]);
		}
		return new TaosVersion(text.strip(),
				Arrays.stream(matcher.group().split("\\.")).mapToInt(Integer::parseInt).toArray());
	}

	/**
	 * Return whether the numbers are known.
	 * @return {@code false} if the server named no version that can be read
	 */
	public boolean isKnown() {
		return this.numbers.length > 0;
	}

	/**
	 * Return a number of the version.
	 * @param index 0 for the major version, 1 for the minor one
	 * @return the number, 0 if there is none
	 */
	public int number(int index) {
		return (index < this.numbers.length) ? this.numbers[index] : 0;
	}

	/**
	 * Return whether a server of this version has what another version brought.
	 * @param other the other version
	 * @return whether this is not older; {@code true} if this is unknown
	 */
	public boolean isAtLeast(TaosVersion other) {
		return !isKnown() || compareTo(other) >= 0;
	}

	@Override
	public int compareTo(TaosVersion other) {
		for (int i = 0; i < Math.max(this.numbers.length, other.numbers.length); i++) {
			int order = Integer.compare(number(i), other.number(i));
			if (order != 0) {
				return order;
			}
		}
		return Boolean.compare(isKnown(), other.isKnown());
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TaosVersion version && compareTo(version) == 0;
	}

	@Override
	public int hashCode() {
		int hash = isKnown() ? 1 : 0;
		for (int i = this.numbers.length - 1; i >= 0; i--) {
			// zeros at the end do not count
			hash = (hash == 1 && this.numbers[i] == 0) ? 1 : 31 * hash + this.numbers[i];
		}
		return hash;
	}

	/**
	 * Return the version as the server said it.
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
