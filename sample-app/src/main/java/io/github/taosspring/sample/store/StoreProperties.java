package io.github.taosspring.sample.store;

import java.time.Duration;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where measurements are kept.
 *
 * @param database the database, made when it is missing; letters, digits and underscores
 * @param keep how long the server keeps measurements, whole days from 3 up
 */
@ConfigurationProperties("sample.store")
public record StoreProperties(@DefaultValue("host_telemetry") String database, @DefaultValue("30d") Duration keep) {

	private static final Pattern DATABASE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

	private static final int LEAST_DAYS = 3;

	public StoreProperties {
		if (!DATABASE.matcher(database).matches()) {
			throw new IllegalArgumentException("sample.store.database '" + database
					+ "' must be lower case letters, digits and underscores, a letter first, 64 at most");
		}
		if (keep.toDays() < LEAST_DAYS) {
			throw new IllegalArgumentException("sample.store.keep must be " + LEAST_DAYS + " days or more");
		}
	}

}
