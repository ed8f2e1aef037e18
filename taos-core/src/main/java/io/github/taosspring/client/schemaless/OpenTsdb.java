package io.github.taosspring.client.schemaless;

import io.github.taosspring.client.TaosErrors;

/**
 * What both of OpenTSDB's protocols ask of a point.
 */
final class OpenTsdb {

	private static final long FIRST_MILLIS = 1_000_000_000_000L;

	private static final long LAST_MILLIS = 9_999_999_999_999L;

	private OpenTsdb() {
	}

	/**
	 * Check names, tags and the number of fields.
	 * @param split whether a point may have several fields
	 */
	static void check(PointEncoder encoder, Point point, boolean split) {
		encoder.checkMeasurement(point);
		if (point.tags() == 0) {
			throw TaosErrors.unsupported("A point of '" + point.measurement() + "' has no tags, of which the "
					+ encoder.protocol().title() + " asks for at least one");
		}
		if (point.fields() > 1 && !split) {
			throw TaosErrors.unsupported("A point of '" + point.measurement() + "' has " + point.fields()
					+ " fields, of which the " + encoder.protocol().title()
					+ " takes one; let the batch split them, or use the line protocol");
		}
		for (int i = 0; i < point.tags(); i++) {
			encoder.checkName(point.tagKey(i), "tag", point);
		}
		for (int i = 0; split && i < point.fields(); i++) {
			encoder.checkName(point.name(i), "field", point);
		}
	}

	/**
	 * Check a time that is told by its digits alone.
	 * @param time in milliseconds
	 */
	static void checkDigits(PointEncoder encoder, Point point, long time) {
		if (time < FIRST_MILLIS || time > LAST_MILLIS) {
			throw encoder.inexpressible("time", time + " ms", point,
					"it has not 13 digits, as from 2001-09-09T01:46:40Z to 2286-11-20T17:46:39.999Z");
		}
	}

}
