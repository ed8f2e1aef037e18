package io.github.taosspring.client.internal.rest;

import io.github.taosspring.client.TaosProtocol;
import io.github.taosspring.client.spi.ConnectRequest;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.TaosConnection;
import io.github.taosspring.client.spi.TaosTransport;

/**
 * {@link TaosTransport} over HTTP.
 */
public final class RestTransport implements TaosTransport {

	@Override
	public TaosProtocol protocol() {
		return TaosProtocol.REST;
	}

	@Override
	public TaosConnection connect(ConnectRequest request, Deadline deadline) {
		return RestConnection.connect(request, deadline);
	}

}
