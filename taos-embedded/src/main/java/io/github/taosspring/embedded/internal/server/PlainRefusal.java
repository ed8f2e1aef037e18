package io.github.taosspring.embedded.internal.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses what comes unencrypted to a port with TLS, as taosAdapter does, which has it
 * from Go ({@code net/http/server.go}).
 */
final class PlainRefusal extends Handler.Wrapper {

	PlainRefusal(Handler handler) {
		super(handler);
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		if (request.isSecure()) {
			return super.handle(request, response, callback);
		}
		response.setStatus(HttpStatus.BAD_REQUEST_400);
		response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
		response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
		Content.Sink.write(response, true, "Client sent an HTTP request to an HTTPS server.\n", callback);
		return true;
	}

}
