package io.github.taosspring.embedded.internal.function;

import java.time.Instant;
import java.time.ZoneId;

import io.github.taosspring.client.TaosPrecision;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of a statement, the same for all its rows.
 *
 * @param precision the unit of timestamps
 * @param zone the session's zone
 * @param zoneName the zone's name as the client gave it
 * @param instant what {@code now} means throughout the statement
 * @param database the session's database, {@code null} if there is none
 * @param user the session's user
 * @param serverVersion the version that the server claims to be
 */
public record EvaluationContext(TaosPrecision precision, ZoneId zone, String zoneName, Instant instant,
		@Nullable String database, String user, String serverVersion) {

	/**
	 * Return the statement's time.
	 * @return the count of units since the epoch
	 */
	public long now() {
		long units = this.precision.unitsPerSecond();
		return this.instant.getEpochSecond() * units + this.instant.getNano() / (1_000_000_000L / units);
	}

	/**
	 * Return the same circumstances with timestamps in another unit.
	 * @param other the unit
	 * @return the context
	 */
	public EvaluationContext withPrecision(TaosPrecision other) {
		return new EvaluationContext(other, this.zone, this.zoneName, this.instant, this.database, this.user,
				this.serverVersion);
	}

}
