package io.github.taosspring.embedded.internal.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads the body of a request, inflating it if it is compressed, up to a limit.
 */
final class RequestBody {

	/**
	 * The largest body taken, in bytes: far beyond the 1 MiB that a statement may have,
	 * so that the engine is the one to say so.
	 */
	static final int MAX_BYTES = 64 << 20;

	private RequestBody() {
	}

	/**
	 * Read the body.
	 * @return its bytes
	 * @throws HttpFailure with status 400 if it cannot be read or inflated, 413 if it is
	 * too large
	 */
	static byte[] read(Request request) throws HttpFailure {
		boolean gzip = "gzip".equalsIgnoreCase(request.getHeaders().get(HttpHeader.CONTENT_ENCODING));
		if (request.getLength() > MAX_BYTES) {
			throw AdapterError.REQUEST_TOO_BIG.failure();
		}
		byte[] bytes;
		try (InputStream in = Content.Source.asInputStream(request);
				InputStream plain = gzip ? new GZIPInputStream(in) : in) {
			bytes = plain.readNBytes(MAX_BYTES + 1);
		}
		catch (IOException ex) {
			throw AdapterError.UNREADABLE_BODY.failure();
		}
		if (bytes.length > MAX_BYTES) {
			throw AdapterError.REQUEST_TOO_BIG.failure();
		}
		return bytes;
	}

}
