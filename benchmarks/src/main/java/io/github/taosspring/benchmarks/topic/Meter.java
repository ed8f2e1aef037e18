package io.github.taosspring.benchmarks.topic;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.benchmarks.scan.Totals;

/**
 * A smart meter's row.
 */
sealed interface Meter {

	/**
	 * Add a row's values.
	 */
	static void addTo(Totals totals, Meter meter) {
		meter.addTo(totals);
	}

	void addTo(Totals totals);

	/**
	 * The numbers alone.
	 */
	record Numbers(Instant ts, float current, int voltage, float phase) implements Meter {

		@Override
		public void addTo(Totals totals) {
			totals.add(this.ts.toEpochMilli() + this.voltage, (double) this.current + this.phase, 0);
		}

	}

	/**
	 * The numbers with tags and the table's name.
	 */
	record Tagged(Instant ts, float current, int voltage, float phase, int groupid, @Nullable String location,
			@Nullable String tbname) implements Meter {

		@Override
		public void addTo(Totals totals) {
			int characters = ((this.location != null) ? this.location.length() : 0)
					+ ((this.tbname != null) ? this.tbname.length() : 0);
			totals.add(this.ts.toEpochMilli() + this.voltage + this.groupid, (double) this.current + this.phase,
					characters);
		}

	}

}
