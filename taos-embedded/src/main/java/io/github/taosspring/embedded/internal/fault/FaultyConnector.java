package io.github.taosspring.embedded.internal.fault;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A connector whose connections obey a {@link Line}.
 */
public final class FaultyConnector extends ServerConnector {

	private final Line line;

	/**
	 * Create a connector with one thread that accepts and one that selects.
	 * @param server the server
	 * @param line the state of its connections
	 * @param factories what is spoken
	 */
	public FaultyConnector(Server server, Line line, ConnectionFactory... factories) {
		super(server, 1, 1, factories);
		this.line = line;
	}

	@Override
	protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key)
			throws IOException {
		FaultyEndPoint endPoint = new FaultyEndPoint(channel, selector, key, getScheduler(), this.line);
		if (this.line.state().refusing()) {
			channel.setOption(StandardSocketOptions.SO_LINGER, 0);
			channel.close();
		}
		return endPoint;
	}

}
