package io.github.taosspring.boot.diagnostics;

import java.util.stream.Collectors;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The server that the properties name, for messages: the application context is gone when
 * a failure is analyzed. Empty parts where connection details did not come from
 * properties.
 */
final class ConfiguredServer {

	private final @Nullable TaosClientOptions options;

	private final Environment environment;

	private ConfiguredServer(@Nullable TaosClientOptions options, Environment environment) {
		this.options = options;
		this.environment = environment;
	}

	static ConfiguredServer of(Environment environment) {
		return new ConfiguredServer(parse(environment.getProperty("taos.url")), environment);
	}

	private static @Nullable TaosClientOptions parse(@Nullable String url) {
		if (!StringUtils.hasText(url)) {
			return null;
		}
		try {
			return TaosClientOptions.fromUrl(url);
		}
		catch (TaosException ex) {
			// a wrong URL has a message of its own, InvalidTaosPropertyFailureAnalyzer
			return null;
		}
	}

	String at() {
		return (this.options == null) ? "" : " at "
				+ this.options.endpoints().stream().map(TaosEndpoint::toString).collect(Collectors.joining(","))
				+ " (taos.url)";
	}

	String ofUser() {
		return (this.options == null) ? ""
				: " of user '" + this.environment.getProperty("taos.username", this.options.user()) + "'";
	}

	String ofDatabase() {
		String database = this.environment.getProperty("taos.database",
				(this.options != null && this.options.database() != null) ? this.options.database() : "");
		return database.isEmpty() ? "" : " as '" + database + "'";
	}

}
