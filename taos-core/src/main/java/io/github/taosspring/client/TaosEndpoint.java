package io.github.taosspring.client;

import java.util.Objects;

/**
 * Host and port of a server.
 *
 * @param host a name or an address, an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record TaosEndpoint(String host, int port) {

	/**
	 * Create an endpoint.
	 * @throws TaosInterfaceException if the host is empty or the port out of range
	 */
	public TaosEndpoint {
		Objects.requireNonNull(host, "host");
		if (host.isBlank()) {
			throw TaosErrors.misuse("The host of an endpoint must not be empty");
		}
		if (port < 1 || port > 65535) {
			throw TaosErrors.misuse("The port of an endpoint must be between 1 and 65535, was " + port);
		}
	}

	/**
	 * Return the endpoint as it stands in a URL, an IPv6 address in brackets.
	 */
	@Override
	public String toString() {
		return (this.host.indexOf(':') >= 0) ? "[" + this.host + "]:" + this.port : this.host + ":" + this.port;
	}

}
