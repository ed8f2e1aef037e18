package io.github.taosspring.embedded.internal.server;

import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/**
 * The zones that the parameters {@code tz} and {@code conn_tz} name: those of Go's
 * {@code time.LoadLocation}, which knows the region ids of the tz database, in their
 * case, and {@code Local}.
 */
final class RestZone {

	private static final Set<String> IDS = ZoneId.getAvailableZoneIds();

	/** Ids of the tz database that Java keeps apart. */
	private static final Map<String, String> SHORT_IDS = Map.of("EST", "-05:00", "MST", "-07:00", "HST", "-10:00");

	private RestZone() {
	}

	/**
	 * Find a zone.
	 * @param name the name; empty means UTC
	 * @param local the zone called {@code Local}
	 * @return the zone
	 * @throws HttpFailure with status 400 if there is no such zone
	 */
	static ZoneId find(String name, ZoneId local) throws HttpFailure {
		if (name.isEmpty()) {
			return ZoneId.of("UTC");
		}
		if (name.equals("Local")) {
			return local;
		}
		String fixed = SHORT_IDS.get(name);
		if (fixed != null) {
			return ZoneId.of(fixed);
		}
		if (!IDS.contains(name) || name.startsWith("SystemV/")) {
			throw HttpFailure.badRequest("unknown time zone " + name);
		}
		return ZoneId.of(name);
	}

}
