package io.github.taosspring.client.spi;

import java.util.function.Consumer;

import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosVersion;

/**
 * What is connected to one server, whatever it is for. Thread-safe.
 */
public interface LiveConnection extends AutoCloseable {

	/**
	 * Return the server.
	 * @return the endpoint
	 */
	TaosEndpoint endpoint();

	/**
	 * Return the version that the server named at login.
	 * @return the version, unknown if it named none
	 */
	TaosVersion serverVersion();

	/**
	 * Return whether requests can be sent.
	 * @return whether the connection is there
	 */
	boolean isOpen();

	/**
	 * Look for a sign of life of the server, ask for one if none came since the last
	 * look, and end the connection if there was none at several looks in a row. Called at
	 * a fixed pace by one thread; does not block.
	 * @param patience the looks in a row without a sign of life that end the connection
	 */
	void keepAlive(int patience);

	/**
	 * Close the connection: whatever waits for the server fails. More than once is
	 * harmless.
	 */
	@Override
	void close();

	/**
	 * Set who is told, once, that this connection ended.
	 * @param listener told the reason; called at once if it ended before
	 */
	void onEnd(Consumer<TaosException> listener);

}
