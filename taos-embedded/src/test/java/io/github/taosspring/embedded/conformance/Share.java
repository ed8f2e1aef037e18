package io.github.taosspring.embedded.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * Counts matches and compares the share with the floor kept beside the recordings. Floors
 * are never lowered.
 */
final class Share {

	private static final String FLOORS = "/conformance/floors.properties";

	private static final String SHOW = System.getProperty("conformance.show", "");

	private final String name;

	private final List<String> misses = new ArrayList<>();

	private int matched;

	private int total;

	Share(String name) {
		this.name = name;
	}

	void count(boolean match) {
		this.total++;
		if (match) {
			this.matched++;
		}
	}

	/**
	 * Describe an answer that did not match, for whoever finds the share below its floor;
	 * with {@code -Dconformance.show=<name>} it is printed at once.
	 */
	void miss(String description) {
		this.misses.add(description);
		if (!SHOW.isEmpty() && this.name.startsWith(SHOW)) {
			System.out.println(description);
		}
	}

	/**
	 * Return the line of the share and what did not match.
	 */
	String withMisses() {
		return this + "\n" + String.join("\n", this.misses);
	}

	void add(Share other) {
		this.matched += other.matched;
		this.total += other.total;
	}

	int total() {
		return this.total;
	}

	double percent() {
		return (this.total == 0) ? 0 : 100.0 * this.matched / this.total;
	}

	/**
	 * Return the least share that passes.
	 * @return per cent, 0 without a floor
	 */
	double floor() {
		Properties floors = new Properties();
		try (InputStream in = Share.class.getResourceAsStream(FLOORS)) {
			floors.load(in);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return Double.parseDouble(floors.getProperty(this.name.replace(' ', '.'), "0"));
	}

	/**
	 * Print the line that the build collects.
	 */
	void print() {
		System.out.println(this);
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "[conformance] %s: %d/%d = %.1f %%", this.name, this.matched, this.total,
				percent());
	}

}
