package io.github.taosspring.client.internal.rest;

import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosClientOptions;

/**
 * The JDK's HTTP clients, each shared by all connections that want it alike. Logins are
 * not theirs: they go with each request.
 * <p>
 * A client has a thread that selects, and sockets that wait for the next request. From
 * Java 21 on both are ended with the last connection. Before, nothing ends them but the
 * collection of the client as garbage; a client that nobody uses is kept by a weak
 * reference and taken up again by the next connection, so that connections that come and
 * go do not pile up threads.
 */
final class HttpClients {

	private static final long IDLE_SECONDS = 5;

	private static final AtomicInteger NUMBER = new AtomicInteger();

	/** Its threads are made as needed and end when they are idle. */
	private static final Executor EXECUTOR = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS,
			TimeUnit.SECONDS, new SynchronousQueue<>(), (task) -> {
				Thread thread = new Thread(task, "taos-http-" + NUMBER.incrementAndGet());
				thread.setDaemon(true);
				return thread;
			});

	private static final ReentrantLock LOCK = new ReentrantLock();

	private static final Map<Key, Shared> SHARED = new HashMap<>();

	private HttpClients() {
	}

	/**
	 * Take a client, to be given back.
	 */
	static Lease lease(TaosClientOptions options) {
		Key key = Key.of(options);
		LOCK.lock();
		try {
			Shared shared = SHARED.computeIfAbsent(key, (each) -> new Shared());
			HttpClient client = shared.client;
			if (client == null) {
				client = shared.idle.get();
			}
			if (client == null) {
				client = create(options);
			}
			shared.client = client;
			shared.leases++;
			return new Lease(key, client);
		}
		finally {
			LOCK.unlock();
		}
	}

	/**
	 * Return how many connections have a client.
	 */
	static int leases() {
		LOCK.lock();
		try {
			return SHARED.values().stream().mapToInt((each) -> each.leases).sum();
		}
		finally {
			LOCK.unlock();
		}
	}

	private static HttpClient create(TaosClientOptions options) {
		HttpClient.Builder builder = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.proxy(HttpClient.Builder.NO_PROXY)
			.connectTimeout(options.connectTimeout())
			.executor(EXECUTOR);
		SSLContext context = options.sslContext();
		if (context != null) {
			builder.sslContext(context);
		}
		SSLParameters parameters = options.sslParameters();
		if (parameters != null) {
			builder.sslParameters(parameters);
		}
		return builder.build();
	}

	private static void giveBack(Key key, HttpClient client) {
		LOCK.lock();
		try {
			Shared shared = SHARED.get(key);
			if (shared == null || --shared.leases > 0) {
				return;
			}
			shared.client = null;
			if (!shutDown(client)) {
				shared.idle = new WeakReference<>(client);
			}
			SHARED.values().removeIf((each) -> each.leases == 0 && each.idle.get() == null);
		}
		finally {
			LOCK.unlock();
		}
	}

	/**
	 * End a client.
	 * @return whether this version of Java can
	 */
	private static boolean shutDown(HttpClient client) {
		try {
			HttpClient.class.getMethod("shutdownNow").invoke(client);
			return true;
		}
		catch (NoSuchMethodException ex) {
			// Java 17 to 20
			return false;
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A client that is taken.
	 */
	static final class Lease {

		private final Key key;

		private final AtomicReference<@Nullable HttpClient> client;

		private Lease(Key key, HttpClient client) {
			this.key = key;
			this.client = new AtomicReference<>(client);
		}

		/**
		 * Return the client, {@code null} once it was given back.
		 */
		@Nullable HttpClient client() {
			return this.client.get();
		}

		/**
		 * Give the client back, once.
		 */
		void close() {
			HttpClient taken = this.client.getAndSet(null);
			if (taken != null) {
				giveBack(this.key, taken);
			}
		}

	}

	/** Guarded by the lock. */
	private static final class Shared {

		private int leases;

		private @Nullable HttpClient client;

		private WeakReference<@Nullable HttpClient> idle = new WeakReference<>(null);

	}

	/**
	 * What makes clients alike; contexts by identity.
	 */
	private record Key(Duration connectTimeout, @Nullable SSLContext context, List<String> protocols,
			List<String> ciphers) {

		static Key of(TaosClientOptions options) {
			SSLParameters parameters = options.sslParameters();
			return new Key(options.connectTimeout(), options.sslContext(),
					list((parameters != null) ? parameters.getProtocols() : null),
					list((parameters != null) ? parameters.getCipherSuites() : null));
		}

		private static List<String> list(String @Nullable [] values) {
			return (values != null) ? List.of(values) : List.of();
		}

	}

}
