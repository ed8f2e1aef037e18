package io.github.taosspring.embedded.internal.engine;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the names of zones as a TDengine server does.
 */
final class Zones {

	private static final Set<String> REGIONS = ZoneId.getAvailableZoneIds();

	private static final Pattern POSIX = Pattern.compile("[A-Za-z]{3,}([+-]?)(\\d{1,2})(?::(\\d{2}))?");

	private Zones() {
	}

	/**
	 * Return the zone of a name: a region, or {@code UTC-8} with the sign of POSIX (east
	 * is negative); what means nothing is UTC.
	 */
	static ZoneId of(String name) {
		if (REGIONS.contains(name)) {
			return ZoneId.of(name);
		}
		String shortId = ZoneId.SHORT_IDS.get(name);
		if (shortId != null && (name.equals("EST") || name.equals("MST") || name.equals("HST"))) {
			return ZoneId.of(shortId);
		}
		Matcher matcher = POSIX.matcher(name);
		if (!matcher.matches()) {
			return ZoneOffset.UTC;
		}
		int hours = Integer.parseInt(matcher.group(2));
		int minutes = (matcher.group(3) != null) ? Integer.parseInt(matcher.group(3)) : 0;
		int seconds = hours * 3600 + minutes * 60;
		try {
			return ZoneOffset.ofTotalSeconds(matcher.group(1).equals("-") ? seconds : -seconds);
		}
		catch (DateTimeException ex) {
			// more than 18 hours: a name that means nothing
			return ZoneOffset.UTC;
		}
	}

}
