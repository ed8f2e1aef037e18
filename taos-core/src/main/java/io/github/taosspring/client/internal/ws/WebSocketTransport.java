package io.github.taosspring.client.internal.ws;

import io.github.taosspring.client.TaosProtocol;
import io.github.taosspring.client.spi.ConnectRequest;
import io.github.taosspring.client.spi.ConsumeRequest;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.RemoteConsumer;
import io.github.taosspring.client.spi.TaosConnection;
import io.github.taosspring.client.spi.TaosTransport;

/**
 * {@link TaosTransport} over WebSocket.
 */
public final class WebSocketTransport implements TaosTransport {

	@Override
	public TaosProtocol protocol() {
		return TaosProtocol.WEBSOCKET;
	}

	@Override
	public TaosConnection connect(ConnectRequest request, Deadline deadline) {
		return WsConnection.connect(request, deadline);
	}

	@Override
	public RemoteConsumer subscribe(ConsumeRequest request, Deadline deadline) {
		return WsConsumer.connect(request, deadline);
	}

	@Override
	public boolean upgrade(ConnectRequest request, Deadline deadline) {
		WsConnection.open(request, deadline).close();
		return true;
	}

}
