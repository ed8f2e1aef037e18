package io.github.taosspring.client.internal;

import java.io.IOException;
import java.net.Socket;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosEndpoint;

/**
 * Turns a connected socket into one with TLS. The server's certificate must be for the
 * endpoint's host.
 */
public final class TlsHandshake {

	private TlsHandshake() {
	}

	/**
	 * Do the handshake.
	 * @param plain the connected socket
	 * @param endpoint the server
	 * @param options whom to trust and what to speak
	 * @param timeoutMillis the time allowed for each answer of the server
	 * @return a socket over the other one, which it closes
	 * @throws IOException if the handshake fails
	 */
	public static SSLSocket over(Socket plain, TaosEndpoint endpoint, TaosClientOptions options, int timeoutMillis)
			throws IOException {
		SSLContext context = options.sslContext();
		SSLSocketFactory factory = (context != null) ? context.getSocketFactory()
				: (SSLSocketFactory) SSLSocketFactory.getDefault();
		SSLSocket secure = (SSLSocket) factory.createSocket(plain, endpoint.host(), endpoint.port(), true);
		SSLParameters parameters = secure.getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		SSLParameters wanted = options.sslParameters();
		if (wanted != null && wanted.getCipherSuites() != null) {
			parameters.setCipherSuites(wanted.getCipherSuites());
		}
		if (wanted != null && wanted.getProtocols() != null) {
			parameters.setProtocols(wanted.getProtocols());
		}
		secure.setSSLParameters(parameters);
		secure.setSoTimeout(timeoutMillis);
		secure.startHandshake();
		secure.setSoTimeout(0);
		return secure;
	}

}
