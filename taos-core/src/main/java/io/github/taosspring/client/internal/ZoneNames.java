package io.github.taosspring.client.internal;

import java.time.ZoneId;
import java.time.ZoneOffset;

import io.github.taosspring.client.TaosErrors;

/**
 * Names of time zones as the server understands them.
 * <p>
 * It takes region ids of the tz database. {@code +08:00} would silently be UTC, and
 * {@code GMT+8} or {@code UTC+8} the opposite, as POSIX has it; whole hours have names
 * like {@code Etc/GMT-8}, POSIX signs too.
 */
final class ZoneNames {

	private ZoneNames() {
	}

	/**
	 * Return the name to send for a zone.
	 * @throws io.github.taosspring.client.TaosInterfaceException if the server has no
	 * name for it
	 */
	static String of(ZoneId zone) {
		String id = zone.getId();
		boolean offset = zone instanceof ZoneOffset || id.matches("(UTC|GMT|UT)[+-].*");
		if (!offset) {
			return id;
		}
		int seconds = ((ZoneOffset) zone.normalized()).getTotalSeconds();
		if (seconds == 0) {
			return "UTC";
		}
		if (seconds % 3600 != 0 || seconds < -12 * 3600 || seconds > 14 * 3600) {
			throw TaosErrors.unsupported("TDengine has no name for the time zone " + id
					+ "; set 'timeZone' to a region such as Asia/Kolkata");
		}
		return "Etc/GMT" + ((seconds > 0) ? "-" : "+") + Math.abs(seconds / 3600);
	}

}
