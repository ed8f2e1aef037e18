package io.github.taosspring.client.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosCapability;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosProbeReport;
import io.github.taosspring.client.TaosProbeReport.Kind;
import io.github.taosspring.client.TaosVersion;
import io.github.taosspring.client.spi.ConnectRequest;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.TaosConnection;
import io.github.taosspring.client.spi.TaosTransport;

/**
 * Probes one endpoint: first by a socket of its own up to an answer over HTTP, then as a
 * client connects.
 */
final class EndpointProbe {

	private static final int MAX_ANSWER = 4096;

	private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})\\b");

	/** As {@code timezone()} answers, see {@link ZoneNames}. */
	private final TaosEndpoint endpoint;

	private final TaosClientOptions options;

	private final TaosTransport transport;

	private final ConnectAdvice advice;

	private final ProbeSteps steps;

	private volatile @Nullable Socket socket;

	private volatile @Nullable TaosConnection connection;

	private volatile boolean closed;

	EndpointProbe(TaosEndpoint endpoint, TaosClientOptions options) {
		this.endpoint = endpoint;
		this.options = options;
		this.transport = Connector.find(options.protocol());
		this.advice = new ConnectAdvice(endpoint, options);
		this.steps = new ProbeSteps(options.connectTimeout());
	}

	TaosProbeReport.Endpoint run() {
		try {
			byHand();
			asClient();
		}
		finally {
			close();
		}
		return new TaosProbeReport.Endpoint(this.endpoint, this.steps.steps());
	}

	private void byHand() {
		this.steps.need(Kind.NAME, this::resolve, this.advice::reason);
		this.steps.need(Kind.TCP, this::connect, this.advice::reason);
		if (this.options.tls()) {
			this.steps.need(Kind.TLS, this::handshake, this.advice::reason);
		}
		else {
			this.steps.skip(Kind.TLS, "the URL wants none");
		}
		this.steps.need(Kind.HTTP, this::ping, this.advice::reason);
	}

	private void asClient() {
		this.steps.need(Kind.UPGRADE, this::upgrade, ProbeSteps::text);
		this.steps.need(Kind.LOGIN, this::login, ProbeSteps::text);
		this.steps.take(Kind.TAOSD, this::alive, ProbeSteps::text);
		this.steps.take(Kind.VERSION, this::version, ProbeSteps::text);
		this.steps.take(Kind.ZONE, this::zone, ProbeSteps::text);
	}

	private Deadline deadline() {
		return Deadline.after(this.options.connectTimeout());
	}

	private String resolve() throws IOException {
		return Arrays.stream(InetAddress.getAllByName(this.endpoint.host()))
			.map(InetAddress::getHostAddress)
			.collect(Collectors.joining(", "));
	}

	private String connect() throws IOException {
		InetSocketAddress address = new InetSocketAddress(this.endpoint.host(), this.endpoint.port());
		Socket created = new Socket(Proxy.NO_PROXY);
		this.socket = created;
		int timeout = deadline().remainingMillis();
		created.connect(address, timeout);
		created.setSoTimeout(timeout);
		return String.valueOf(created.getRemoteSocketAddress());
	}

	private String handshake() throws IOException {
		SSLSocket secure = TlsHandshake.over(present(this.socket), this.endpoint, this.options,
				deadline().remainingMillis());
		this.socket = secure;
		secure.setSoTimeout(deadline().remainingMillis());
		SSLSession session = secure.getSession();
		X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
		return session.getProtocol() + ", " + session.getCipherSuite() + ", certificate of "
				+ certificate.getSubjectX500Principal() + " until " + certificate.getNotAfter().toInstant();
	}

	/**
	 * Ask what taosAdapter answers without a login. A proxy may hide the path, so any
	 * answer over HTTP but that of a server that is out of memory will do.
	 */
	private String ping() throws IOException {
		Socket current = present(this.socket);
		current.getOutputStream()
			.write(("GET /-/ping HTTP/1.1\r\nHost: " + this.endpoint + "\r\nConnection: close\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
		InputStream in = current.getInputStream();
		byte[] answer = in.readNBytes(MAX_ANSWER);
		current.close();
		Matcher status = STATUS.matcher(new String(answer, StandardCharsets.ISO_8859_1));
		if (!status.lookingAt()) {
			throw TaosErrors.cannotConnect(this.advice.upgradeReason("closed by the server", null, answer), null);
		}
		return this.advice.pingAnswer(Integer.parseInt(status.group(1)), answer);
	}

	private @Nullable String upgrade() {
		return this.transport.upgrade(request(), deadline()) ? "WebSocket at /ws" : null;
	}

	private String login() {
		TaosConnection made = this.transport.connect(request(), deadline());
		this.connection = made;
		if (this.closed) {
			made.close();
		}
		return "as '" + this.options.user() + "'"
				+ ((this.options.database() != null) ? " with database '" + this.options.database() + "'" : "");
	}

	private ConnectRequest request() {
		return new ConnectRequest(this.endpoint, this.options, this.options.database(),
				ZoneNames.of(this.options.timeZone()), ReqId.next());
	}

	private String alive() {
		return "show cluster alive: " + TextAnswer.of(present(this.connection), "show cluster alive", deadline());
	}

	private String version() {
		TaosVersion version = present(this.connection).serverVersion();
		if (!version.isKnown()) {
			throw TaosErrors.malformed("The server names no version", null);
		}
		TaosCapability.CONNECTING.check(version);
		return version.toString();
	}

	private String zone() {
		ZoneId zone = this.options.timeZone();
		return new ZoneCheck(present(this.connection), zone, ZoneNames.of(zone)).run(deadline());
	}

	private static <T> T present(@Nullable T value) {
		if (value == null) {
			throw new IllegalStateException("not connected");
		}
		return value;
	}

	private void close() {
		// before, as a step that was left behind may still connect
		this.closed = true;
		TaosConnection made = this.connection;
		if (made != null) {
			made.close();
		}
		try {
			Socket current = this.socket;
			if (current != null) {
				current.close();
			}
		}
		catch (IOException ex) {
			// a socket that fails to close is as closed as it can be
		}
	}

}
