package io.github.taosspring.micrometer;

import java.time.Duration;

import io.micrometer.core.instrument.config.validate.InvalidReason;
import io.micrometer.core.instrument.config.validate.Validated;
import io.micrometer.core.instrument.step.StepRegistryConfig;
import org.jspecify.annotations.Nullable;

import static io.micrometer.core.instrument.config.MeterRegistryConfigValidator.checkAll;
import static io.micrometer.core.instrument.config.MeterRegistryConfigValidator.checkRequired;
import static io.micrometer.core.instrument.config.validate.PropertyValidator.getBoolean;
import static io.micrometer.core.instrument.config.validate.PropertyValidator.getDuration;
import static io.micrometer.core.instrument.config.validate.PropertyValidator.getString;

/**
 * Settings of a {@link TaosMeterRegistry}.
 */
public interface TaosRegistryConfig extends StepRegistryConfig {

	/** The defaults. */
	TaosRegistryConfig DEFAULT = (key) -> null;

	@Override
	default String prefix() {
		return "taos";
	}

	/**
	 * Return the database to write into.
	 * @return the name without back-quotes, case kept; {@code null} for the client's
	 */
	default @Nullable String database() {
		return getString(this, "database").orElse(null);
	}

	/**
	 * Return whether to make the database if it does not exist, with TDengine's defaults.
	 * @return whether to make it, {@code false} by default
	 */
	default boolean autoCreateDatabase() {
		return getBoolean(this, "autoCreateDatabase").orElse(false);
	}

	/**
	 * Return the time to live of the child tables: the server drops a table that long
	 * after it was made, however recent its rows, unless the database counts from the
	 * last change ({@code ttlChangeOnWrite} of taosd).
	 * @return whole days, zero for ever, which is the default
	 */
	default Duration ttl() {
		return getDuration(this, "ttl").orElse(Duration.ZERO);
	}

	/**
	 * Return the time allowed for publishing all meters once; what was not sent then is
	 * left out. It also bounds closing the registry.
	 * @return the time, ten seconds by default
	 */
	default Duration timeout() {
		return getDuration(this, "timeout").orElse(Duration.ofSeconds(10));
	}

	@Override
	default Validated<?> validate() {
		return checkAll(this, (config) -> StepRegistryConfig.validate(config),
				checkRequired("ttl", TaosRegistryConfig::ttl)
					.andThen((value) -> value.invalidateWhen(TaosRegistryConfig::isNoTtl,
							"must be whole days, at most 2147483647 of them", InvalidReason.MALFORMED)),
				checkRequired("timeout", TaosRegistryConfig::timeout)
					.andThen((value) -> value.invalidateWhen((time) -> time.isNegative() || time.isZero(),
							"must be greater than zero", InvalidReason.MALFORMED)));
	}

	private static boolean isNoTtl(Duration ttl) {
		return ttl.isNegative() || ttl.toDays() > Integer.MAX_VALUE || !Duration.ofDays(ttl.toDays()).equals(ttl);
	}

}
