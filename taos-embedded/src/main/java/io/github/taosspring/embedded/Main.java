package io.github.taosspring.embedded;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

/**
 * The embedded server as a program of its own.
 * <p>
 * Prints one line with its address to standard output when it is ready; all else goes to
 * standard error. SIGTERM and SIGINT end it cleanly; its status is 2 if its arguments are
 * wrong and 1 if it cannot start.
 */
public final class Main {

	private static final String HELP = """
			A stand-in for TDengine, for tests and first runs: it is not TDengine.

			usage: java -jar taos-embedded-standalone.jar [options]

			  --port=N      the port to listen on (default 6041, 0 for a free one)
			  --host=NAME   the address to listen on (default: the loopback only;
			                0.0.0.0 for all, with a password that everybody knows)
			  --path=DIR    keep all data in this directory, made if there is none; what
			                was acknowledged survives a kill -9
			  --tls-keystore=FILE
			                speak HTTPS and WSS only, with the key and certificate of
			                this PKCS#12 or JKS file
			  --tls-keystore-password=TEXT
			                its password; better set in the environment as
			                TAOS_EMBEDDED_TLS_KEYSTORE_PASSWORD
			  --claim-version=V
			                the version of TDengine to claim (default 3.3.7.5)
			  --help        this text

			Speaks TDengine's REST (/rest/sql) and WebSocket (/ws) protocols.
			User root, password taosdata. All data is in memory; without --path it ends with
			the program, with it a loss of power may cost the latest changes, except in
			databases with WAL_LEVEL 2 WAL_FSYNC_PERIOD 0.
			""";

	private static final String PASSWORD_VARIABLE = "TAOS_EMBEDDED_TLS_KEYSTORE_PASSWORD";

	private static final int DEFAULT_PORT = 6041;

	private static final int USAGE = 2;

	private final PrintStream out;

	private final PrintStream err;

	private @Nullable String keyStore;

	private @Nullable String keyStorePassword = System.getenv(PASSWORD_VARIABLE);

	private Main(PrintStream out, PrintStream err) {
		this.out = out;
		this.err = err;
	}

	/**
	 * Run the server until the process is told to end.
	 * @param args the options, see {@code --help}
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static void main(String[] args) throws InterruptedException {
		int status = new Main(System.out, System.err).run(args);
		if (status != 0) {
			System.exit(status);
		}
	}

	private int run(String[] args) throws InterruptedException {
		EmbeddedTaosServer.Builder builder = EmbeddedTaosServer.builder().port(DEFAULT_PORT).journalCapacity(0);
		for (String arg : args) {
			if (arg.equals("--help") || arg.equals("-h")) {
				this.out.print(HELP);
				return 0;
			}
			try {
				option(builder, arg);
			}
			catch (IllegalArgumentException ex) {
				return usage(ex);
			}
		}
		try {
			tls(builder);
		}
		catch (IllegalArgumentException ex) {
			return usage(ex);
		}
		try {
			serve(builder.start());
			return 0;
		}
		catch (UncheckedIOException ex) {
			this.err.println("Cannot start: " + ex.getMessage());
			return 1;
		}
	}

	private int usage(IllegalArgumentException ex) {
		this.err.println(ex.getMessage());
		this.err.println("--help shows the options");
		return USAGE;
	}

	private void option(EmbeddedTaosServer.Builder builder, String arg) {
		int equals = arg.indexOf('=');
		String name = (equals < 0) ? arg : arg.substring(0, equals);
		String value = (equals < 0) ? "" : arg.substring(equals + 1);
		switch (name) {
			case "--port" -> builder.port(port(value));
			case "--host" -> builder.host(host(value));
			case "--tls-keystore" -> this.keyStore = value;
			case "--tls-keystore-password" -> this.keyStorePassword = value;
			case "--claim-version" -> builder.version(value);
			case "--path" -> builder.path(path(value));
			default -> throw new IllegalArgumentException("Unknown option " + name);
		}
	}

	private void tls(EmbeddedTaosServer.Builder builder) {
		if (this.keyStore != null) {
			builder.tls(KeyStoreFile.read(this.keyStore, this.keyStorePassword));
		}
	}

	private static int port(String value) {
		try {
			return Integer.parseInt(value);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("--port needs a number, as in --port=6041, not '" + value + "'", ex);
		}
	}

	private static Path path(String value) {
		if (value.isEmpty()) {
			throw new IllegalArgumentException("--path needs a directory, as in --path=./data");
		}
		try {
			return Path.of(value);
		}
		catch (InvalidPathException ex) {
			throw new IllegalArgumentException("--path: " + ex.getMessage(), ex);
		}
	}

	private static InetAddress host(String value) {
		if (value.isEmpty()) {
			throw new IllegalArgumentException("--host needs an address, as in --host=0.0.0.0");
		}
		try {
			return InetAddress.getByName(value);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("--host: there is no address for '" + value + "'", ex);
		}
	}

	private void serve(EmbeddedTaosServer server) throws InterruptedException {
		Runtime.getRuntime().addShutdownHook(new Thread(server::close, "taos-embedded-shutdown"));
		this.out
			.println("taos-embedded (stands in for TDengine " + server.version() + ") is ready at " + server.httpUrl());
		this.out.flush();
		// until a signal ends the JVM
		new CountDownLatch(1).await();
	}

}
