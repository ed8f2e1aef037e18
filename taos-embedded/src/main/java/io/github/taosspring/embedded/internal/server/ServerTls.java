package io.github.taosspring.embedded.internal.server;

import javax.net.ssl.SSLContext;

import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * How the server encrypts.
 *
 * @param context holds the server's key and, for clients' certificates, what to trust
 * @param clientAuth whether clients show a certificate
 */
public record ServerTls(SSLContext context, ClientAuth clientAuth) {

	/**
	 * Whether clients show a certificate.
	 */
	public enum ClientAuth {

		/** They are not asked. */
		NONE,

		/** They are asked, and may have none. */
		WANT,

		/** They must. */
		NEED

	}

	/**
	 * Return what tells TLS from plain HTTP by the first byte, so that the latter gets an
	 * answer, see {@link PlainRefusal}.
	 */
	ConnectionFactory[] factories(HttpConnectionFactory http) {
		SslContextFactory.Server factory = new SslContextFactory.Server();
		factory.setSslContext(this.context);
		factory.setWantClientAuth(this.clientAuth == ClientAuth.WANT);
		factory.setNeedClientAuth(this.clientAuth == ClientAuth.NEED);
		SslConnectionFactory ssl = new SslConnectionFactory(factory, HttpVersion.HTTP_1_1.asString());
		return new ConnectionFactory[] { new DetectorConnectionFactory(ssl), http };
	}

}
