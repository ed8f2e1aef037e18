package io.github.taosspring.client.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosCapability;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.TaosConnection;

/**
 * Asks a new connection which time zone it is in, because a server that does not know the
 * zone's name takes UTC and says nothing.
 * <p>
 * The answer is like {@code Asia/Kolkata (IST, +0530)}. The name is the one that was
 * sent, whatever came of it; the offset, today's, tells. A server without time zones of
 * connections answers with its own, which must then be the same zone all year.
 */
final class ZoneCheck {

	private static final String SQL = "select timezone()";

	private static final Pattern ANSWER = Pattern.compile("(.*) \\([^()]*, ([+-]\\d{4})\\)");

	private final TaosConnection connection;

	private final ZoneId meant;

	private final String sent;

	/**
	 * Create a check.
	 * @param meant the zone
	 * @param sent its name as it was sent
	 */
	ZoneCheck(TaosConnection connection, ZoneId meant, String sent) {
		this.connection = connection;
		this.meant = meant;
		this.sent = sent;
	}

	/**
	 * Ask and compare.
	 * @return what the server said
	 * @throws TaosException if the server is in another zone or cannot be asked
	 */
	String run(Deadline deadline) {
		String answer = TextAnswer.of(this.connection, SQL, deadline);
		check(answer, Instant.now());
		return String.valueOf(answer);
	}

	/**
	 * Compare.
	 */
	void check(@Nullable String answer, Instant today) {
		Matcher matcher = ANSWER.matcher((answer != null) ? answer : "");
		if (!matcher.matches()) {
			throw TaosErrors.malformed("The time zone of the connection to " + this.connection.endpoint()
					+ " cannot be told from '" + answer + "'", null);
		}
		String name = matcher.group(1);
		ZoneOffset offset = ZoneOffset.of(matcher.group(2));
		if (TaosCapability.CONNECTION_TIME_ZONE.isIn(this.connection.serverVersion())) {
			if (!isOffset(offset, today)) {
				throw mismatch(answer, "the server does not know that zone");
			}
		}
		else if (!isSame(name)) {
			throw mismatch(answer,
					"connections have no time zone of their own before TDengine "
							+ TaosCapability.CONNECTION_TIME_ZONE.since() + " and the server is "
							+ this.connection.serverVersion());
		}
	}

	/**
	 * Return whether the zone has the offset; on the days around a change both count, as
	 * the server's clock and idea of today are its own.
	 */
	private boolean isOffset(ZoneOffset offset, Instant today) {
		Duration day = Duration.ofDays(1);
		return Stream.of(today, today.minus(day), today.plus(day))
			.anyMatch((each) -> this.meant.getRules().getOffset(each).equals(offset));
	}

	private boolean isSame(String name) {
		try {
			return ZoneId.of(name).getRules().equals(this.meant.getRules());
		}
		catch (DateTimeException ex) {
			return false;
		}
	}

	private TaosException mismatch(@Nullable String answer, String why) {
		return TaosErrors.unsupported(
				"The time zone of the connection to " + this.connection.endpoint() + " is " + answer + " instead of "
						+ this.sent + ": " + why + ". Set 'timeZone' (taos.time-zone) to one that " + "the server has");
	}

}
