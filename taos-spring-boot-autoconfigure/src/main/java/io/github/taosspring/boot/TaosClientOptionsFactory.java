package io.github.taosspring.boot;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosOperationListener;
import io.github.taosspring.client.TaosProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Makes the client's options of connection details, properties, listeners and
 * customizers. Each property is applied on its own, so that a wrong value is reported
 * under its name.
 */
final class TaosClientOptionsFactory {

	private final TaosConnectionDetails details;

	private final TaosProperties properties;

	private final @Nullable String applicationName;

	TaosClientOptionsFactory(TaosConnectionDetails details, TaosProperties properties,
			@Nullable String applicationName) {
		this.details = details;
		this.properties = properties;
		this.applicationName = applicationName;
	}

	TaosClientOptions create(List<TaosOperationListener> listeners, List<TaosClientOptionsCustomizer> customizers) {
		TaosClientOptions.Builder builder = parse();
		List<TaosOperationListener> all = new ArrayList<>(listeners);
		all.add(new ConnectionProblemLog());
		builder.operationListener(new CompositeTaosOperationListener(all));
		customizers.forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	private TaosClientOptions.Builder parse() {
		TaosClientOptions options = check("taos.url", () -> TaosClientOptions.fromUrl(this.details.getUrl()));
		TaosClientOptions.Builder builder = options.toBuilder();
		apply("taos.username", this.details.getUsername(), builder::user);
		apply("taos.password", this.details.getPassword(), builder::password);
		apply("taos.token", this.details.getToken(), builder::token);
		apply("taos.bearer-token", this.details.getBearerToken(), builder::bearerToken);
		apply("taos.totp-code", this.details.getTotpCode(), (code) -> builder.totpCode(code));
		apply("taos.database", this.details.getDatabase(), builder::database);
		apply("taos.time-zone", this.properties.getTimeZone(), (zone) -> builder.timeZone(ZoneId.of(zone)));
		apply("taos.connect-timeout", this.properties.getConnectTimeout(), builder::connectTimeout);
		apply("taos.request-timeout", this.properties.getRequestTimeout(), builder::requestTimeout);
		apply("taos.keep-alive-timeout", this.properties.getKeepAliveTimeout(), builder::keepAliveTimeout);
		apply("taos.ssl.enabled", this.properties.getSsl().getEnabled(), builder::tls);
		apply("taos.ssl.bundle", this.details.getSslBundle(), (bundle) -> TaosSslBundle.apply(bundle, builder));
		apply("taos.compression", this.properties.getCompression(), builder::compression);
		boolean named = !options.appName().equals(TaosProperty.APP_NAME.defaultValue());
		if (StringUtils.hasText(this.applicationName) && !named) {
			builder.appName(this.applicationName);
		}
		apply("taos.app-name", this.properties.getAppName(), builder::appName);
		apply("taos.rollback", this.properties.getRollback(), builder::rollback);
		check("taos.url", builder::build);
		return builder;
	}

	/**
	 * Apply a value that is set; an empty text counts as not set, as placeholders with an
	 * empty default leave one.
	 */
	private static <T> void apply(String property, @Nullable T value, Consumer<T> setter) {
		if (value != null && !value.equals("")) {
			check(property, () -> {
				setter.accept(value);
				return value;
			});
		}
	}

	private static <T> T check(String property, Supplier<T> action) {
		try {
			return action.get();
		}
		catch (TaosException | DateTimeException | IllegalStateException ex) {
			throw new InvalidTaosPropertyException(property, ex);
		}
	}

}
