package io.github.taosspring.embedded.internal.server;

import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * The end of an HTTP request by a fault that was asked for. Carries no stack: it is no
 * fault of this program.
 */
final class FaultyReplyException extends RuntimeException implements QuietException {

	private static final long serialVersionUID = 1L;

	private final boolean disconnecting;

	private FaultyReplyException(String message, boolean disconnecting) {
		super(message, null, false, false);
		this.disconnecting = disconnecting;
	}

	/**
	 * Return what cuts the connection.
	 */
	static FaultyReplyException disconnect() {
		return new FaultyReplyException("an injected fault cuts the connection", true);
	}

	/**
	 * Return what leaves the request without a reply.
	 */
	static FaultyReplyException noReply() {
		return new FaultyReplyException("an injected fault loses the reply", false);
	}

	/**
	 * Do it. A request that stays without a reply stays open until its connection ends.
	 */
	void end(Request request, Callback callback) {
		if (this.disconnecting) {
			request.getConnectionMetaData().getConnection().getEndPoint().close();
			callback.failed(this);
		}
	}

}
