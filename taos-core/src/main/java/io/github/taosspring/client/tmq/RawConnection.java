package io.github.taosspring.client.tmq;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosProtocol;

/**
 * What a raw map of TDengine's other clients says of the connection. Messages never
 * repeat a secret.
 */
final class RawConnection {

	private RawConnection() {
	}

	static TaosClientOptions apply(Map<String, String> raw, TaosClientOptions base) {
		String url = raw.get("url");
		TaosClientOptions.Builder builder = ((url != null) ? fromUrl(url, base) : base).toBuilder();
		TaosClientOptions given = builder.build();
		if (isEncrypted(raw) != null) {
			builder.tls(Boolean.TRUE.equals(isEncrypted(raw)));
		}
		List<TaosEndpoint> endpoints = endpoints(raw, given);
		if (!endpoints.isEmpty()) {
			builder.protocol(TaosProtocol.WEBSOCKET);
			builder.endpoints(endpoints);
		}
		raw.forEach((key, value) -> {
			switch (key) {
				case "td.connect.user" -> builder.user(value);
				case "td.connect.pass" -> builder.password(value);
				case "token" -> builder.token(value);
				case "td.connect.token", "td.connect.bearer_token" -> builder.bearerToken(value);
				case "httpConnectTimeout" -> builder.connectTimeout(RawOptions.millis(key, value));
				case "messageWaitTimeout" -> builder.requestTimeout(RawOptions.millis(key, value));
				default -> {
					// read above
				}
			}
		});
		return builder.build();
	}

	/**
	 * A URL replaces endpoints, user, TLS and database; listeners, names and certificates
	 * stay.
	 */
	private static TaosClientOptions fromUrl(String url, TaosClientOptions base) {
		TaosClientOptions parsed = TaosClientOptions.fromUrl(url);
		TaosClientOptions.Builder builder = base.toBuilder()
			.protocol(parsed.protocol())
			.endpoints(parsed.endpoints())
			.tls(parsed.tls())
			.user(parsed.user())
			.password(parsed.password());
		if (parsed.token() != null) {
			builder.token(parsed.token());
		}
		return builder.build();
	}

	private static @Nullable Boolean isEncrypted(Map<String, String> raw) {
		String scheme = raw.get("td.connect.websocket.scheme");
		if (scheme != null) {
			return switch (scheme.toLowerCase(Locale.ROOT)) {
				case "ws" -> false;
				case "wss" -> true;
				default ->
					throw TaosErrors.misuse("'td.connect.websocket.scheme' must be ws or wss, was '" + scheme + "'");
			};
		}
		String useSsl = raw.get("useSSL");
		return (useSsl != null) ? RawOptions.flag("useSSL", useSsl) : null;
	}

	private static List<TaosEndpoint> endpoints(Map<String, String> raw, TaosClientOptions given) {
		String servers = raw.get("bootstrap.servers");
		if (servers != null) {
			List<TaosEndpoint> endpoints = new ArrayList<>();
			for (String server : servers.split(",")) {
				endpoints.add(endpoint(server.strip()));
			}
			return endpoints;
		}
		String host = raw.get("td.connect.ip");
		String port = raw.get("td.connect.port");
		if (host == null && port == null) {
			return List.of();
		}
		TaosEndpoint first = given.endpoints().get(0);
		return List.of(new TaosEndpoint((host != null) ? host : first.host(),
				(port != null) ? RawOptions.number("td.connect.port", port) : defaultPort(first, host)));
	}

	/**
	 * A host without a port has the one that the others listen on.
	 */
	private static int defaultPort(TaosEndpoint first, @Nullable String host) {
		return (host != null && host.equals(first.host())) ? first.port() : TaosProtocol.WEBSOCKET.defaultPort();
	}

	private static TaosEndpoint endpoint(String server) {
		int colon = server.lastIndexOf(':');
		boolean address = server.endsWith("]") || colon < 0;
		String host = address ? server : server.substring(0, colon);
		int port = address ? TaosProtocol.WEBSOCKET.defaultPort()
				: RawOptions.number("bootstrap.servers", server.substring(colon + 1));
		boolean brackets = host.startsWith("[") && host.endsWith("]");
		return new TaosEndpoint(brackets ? host.substring(1, host.length() - 1) : host, port);
	}

}
