package io.github.taosspring.benchmarks.topic;

import java.sql.Timestamp;
import java.util.Map;

import io.github.taosspring.benchmarks.scan.Totals;

/**
 * Reads the maps that the vendor's driver makes of rows.
 */
final class VendorMaps {

	private VendorMaps() {
	}

	static void add(Totals totals, Map<String, Object> row) {
		long integers = ((Timestamp) row.get("ts")).getTime() + (Integer) row.get("voltage");
		Object group = row.get("groupid");
		if (group != null) {
			integers += (Integer) group;
		}
		totals.add(integers, (double) (Float) row.get("current") + (Float) row.get("phase"),
				length(row.get("location")) + length(row.get("tbname")));
	}

	private static int length(Object text) {
		if (text instanceof byte[] bytes) {
			return bytes.length;
		}
		return (text != null) ? text.toString().length() : 0;
	}

}
