package io.github.taosspring.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How a client connects. Immutable.
 */
public final class TaosClientOptions {

	private TaosClientOptions() {
	}

	/**
	 * Parse a URL.
	 * @param url such as {@code taos+ws://root:taosdata@localhost:6041/power}
	 * @return the options
	 * @throws TaosInterfaceException if the URL is wrong; the message never repeats its
	 * password
	 */
	public static TaosClientOptions fromUrl(String url) {
		throw TaosErrors.unsupported("URLs");
	}

	/**
	 * Return the time allowed for connecting, login included.
	 * @return the time
	 */
	public Duration connectTimeout() {
		return Duration.ofSeconds(10);
	}

	/**
	 * Return the database of new sessions.
	 * @return the name, {@code null} if none
	 */
	public @Nullable String database() {
		return null;
	}

}
