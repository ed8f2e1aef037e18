package io.github.taosspring.embedded.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;

/**
 * Counts matches and compares the share with the floor kept beside the recordings. Floors
 * are never lowered.
 */
final class Share {

	private static final String FLOORS = "/conformance/floors.properties";

	private final String name;

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
