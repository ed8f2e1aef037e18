package io.github.taosspring.client.spi;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosEndpoint;

/**
 * Where to connect and as whom.
 *
 * @param endpoint the server
 * @param options user, password, TLS, names
 * @param database the current database, {@code null} for none
 * @param zone the name of the connection's time zone as the server understands it
 * @param reqId the id under which the server logs the login
 */
public record ConnectRequest(TaosEndpoint endpoint, TaosClientOptions options, @Nullable String database, String zone,
		long reqId) {

}
