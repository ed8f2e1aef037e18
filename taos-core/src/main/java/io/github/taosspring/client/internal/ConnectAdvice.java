package io.github.taosspring.client.internal;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosProtocol;

/**
 * Says why connecting failed and what to do about it. Where the JDK has no type for a
 * reason, its text tells; a text that is not known is given as it is.
 */
public final class ConnectAdvice {

	private static final int NATIVE_PORT = 6030;

	/** What is shown of a foreign answer. */
	private static final int SHOWN = 200;

	private static final int TLS_ALERT = 0x15;

	/** Alerts about a certificate of ours, or about having none (RFC 8446, 6.2). */
	private static final Set<String> CERTIFICATE_ALERTS = Set.of("bad_certificate", "certificate_required",
			"certificate_unknown", "certificate_expired", "certificate_revoked", "unsupported_certificate",
			"unknown_ca", "access_denied");

	private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");

	/** As Java-WebSocket says it. */
	private static final Pattern STATUS = Pattern.compile("Invalid status code received: (\\d+)");

	private final TaosEndpoint endpoint;

	private final TaosClientOptions options;

	/**
	 * Create an adviser.
	 * @param endpoint the server
	 * @param options how it is connected
	 */
	public ConnectAdvice(TaosEndpoint endpoint, TaosClientOptions options) {
		this.endpoint = endpoint;
		this.options = options;
	}

	/**
	 * Return why connecting failed.
	 * @param failure what the JDK or a library threw
	 * @return a text without host and port, such as {@code unknown host td1}
	 */
	public String reason(Throwable failure) {
		// what is an exception of ours already has been told
		return (failure instanceof TaosException) ? text(failure) : withPort(withoutPort(failure));
	}

	/**
	 * Return why the upgrade to WebSocket failed.
	 * @param text what the library says
	 * @param failure what was thrown, {@code null} if the socket was just closed
	 * @param answer the first bytes that the server sent, as they came
	 * @return a text without host and port
	 */
	public String upgradeReason(String text, @Nullable Throwable failure, byte[] answer) {
		if (failure != null) {
			return reason(failure);
		}
		Matcher status = STATUS.matcher(text);
		if (status.find()) {
			return withPort(refused(Integer.parseInt(status.group(1)), answer));
		}
		if (!this.options.tls() && answer.length > 0 && answer[0] == TLS_ALERT) {
			return withPort(wantsTls());
		}
		if (answer.length == 0 || this.options.tls()) {
			return withPort(text + whyClosed());
		}
		return withPort("the server does not speak HTTP (" + text + ")");
	}

	private String refused(int status, byte[] answer) {
		if (status == 404) {
			return "no taosAdapter at " + this.endpoint + "/ws (HTTP status 404)";
		}
		if (isPlainRefused(status, new String(answer, StandardCharsets.ISO_8859_1))) {
			return wantsTls();
		}
		return "the upgrade to WebSocket at " + this.endpoint + "/ws was refused with HTTP status " + status;
	}

	/**
	 * Return what to say of an answer to a REST request that does not come from
	 * taosAdapter.
	 * @param status the HTTP status
	 * @param answer the text
	 * @return a text that names host and port
	 */
	public String foreignAnswer(int status, String answer) {
		if (isPlainRefused(status, answer)) {
			return "Cannot connect to " + this.endpoint + ": " + withPort(wantsTls());
		}
		String shown = answer.strip();
		shown = (shown.length() > SHOWN) ? shown.substring(0, SHOWN) + "..." : shown;
		return withPort("No taosAdapter answers at " + this.endpoint + "/rest/sql, the answer is HTTP status " + status
				+ (shown.isEmpty() ? "" : ": " + shown));
	}

	/**
	 * Return what an answer to {@code /-/ping} says.
	 * @param status the HTTP status
	 * @param answer the first bytes of the answer
	 * @return such as {@code HTTP status 200}
	 * @throws io.github.taosspring.client.TaosException if the server cannot be used
	 */
	String pingAnswer(int status, byte[] answer) {
		if (isPlainRefused(status, new String(answer, StandardCharsets.ISO_8859_1))) {
			throw TaosErrors.cannotConnect(withPort(wantsTls()), null);
		}
		if (status == 503) {
			throw TaosErrors.cannotConnect("HTTP status 503: taosAdapter is out of memory, or a proxy finds no server",
					null);
		}
		return "HTTP status " + status;
	}

	/**
	 * Return whether an answer is that of a server with TLS to a plain request; servers
	 * have no status of their own for it, and say it in words.
	 */
	private static boolean isPlainRefused(int status, String answer) {
		return status == 400 && answer.toLowerCase(Locale.ROOT).contains("https");
	}

	private String wantsTls() {
		return "the server speaks TLS; use taos+" + this.options.protocol().scheme(true) + ":// or set 'tls' to true";
	}

	/**
	 * Return why a server may have closed a connection without a word. A server that asks
	 * for a certificate says so, but its word can be lost when it closes at once.
	 */
	private String whyClosed() {
		return this.options.tls() ? "; if the server asks for certificates of clients, set 'keyStore'"
				: "; if the server speaks TLS, use taos+" + this.options.protocol().scheme(true) + "://";
	}

	private String withPort(String reason) {
		boolean wrong = this.endpoint.port() == NATIVE_PORT && this.options.protocol() != TaosProtocol.NATIVE;
		return wrong ? reason + "; 6030 is the port of taosd's native protocol, taosAdapter listens on 6041" : reason;
	}

	private String withoutPort(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
				return "unknown host " + this.endpoint.host();
			}
			if (cause instanceof SSLException && this.options.tls()) {
				return tls(failure, cause);
			}
		}
		if (failure instanceof HttpConnectTimeoutException) {
			return "no answer in time";
		}
		if (failure instanceof ConnectException) {
			return (failure.getMessage() != null) ? failure.getMessage() : "Connection refused";
		}
		return (failure instanceof SocketTimeoutException) ? text(failure) : text(failure) + whyClosed();
	}

	private static String text(Throwable failure) {
		String message = failure.getMessage();
		return (message != null && !message.isBlank()) ? message : failure.getClass().getSimpleName();
	}

	private String tls(Throwable failure, Throwable tls) {
		String certificate = certificate(failure);
		if (certificate != null) {
			return certificate;
		}
		String text = text(tls);
		Matcher alert = ALERT.matcher(text);
		if (alert.find()) {
			return alert(alert.group(1));
		}
		if (text.contains("nrecognized SSL message")) {
			return "the server does not speak TLS; use taos+" + this.options.protocol().scheme(false)
					+ "://, unless TLS is to be turned on there";
		}
		if (text.contains("Remote host terminated the handshake")) {
			return "the server closed the connection during the TLS handshake; use taos+"
					+ this.options.protocol().scheme(false)
					+ ":// if it does not speak TLS, set 'keyStore' if it asks for certificates of clients";
		}
		return "TLS failed: " + text;
	}

	private static String alert(String name) {
		return CERTIFICATE_ALERTS.contains(name)
				? "the server wants a certificate of the client that it trusts (TLS alert " + name
						+ "); set 'keyStore' to a file with key and certificate"
				: "the server ended the TLS handshake (TLS alert " + name + ")" + (name.equals("handshake_failure")
						? "; set 'keyStore' if it asks for certificates of clients, else they have no protocol version "
								+ "or cipher suite in common"
						: "");
	}

	private @Nullable String certificate(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof CertificateExpiredException) {
				return "the server's certificate has expired (" + text(cause) + "); renew it on the server";
			}
			if (cause instanceof CertificateNotYetValidException) {
				return "the server's certificate is not valid yet (" + text(cause) + "); check the clocks";
			}
			if (cause instanceof CertPathBuilderException) {
				return "the server's certificate is of an authority that is not trusted; set 'trustStore' to a file "
						+ "with the authority's certificate";
			}
			if (cause instanceof CertificateException && cause.getCause() == null && text(cause).startsWith("No ")) {
				return "the server's certificate is for another host (" + text(cause)
						+ "); connect by a name that stands in it, or put " + this.endpoint.host() + " into it";
			}
		}
		return null;
	}

}
