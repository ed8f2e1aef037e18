package io.github.taosspring.boot.embedded;

import io.github.taosspring.boot.TaosConnectionDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;

/**
 * {@link TaosConnectionDetails} of the embedded server, with the user that it begins
 * with. {@code taos.username} and {@code taos.password} are for a real server and do not
 * count here.
 */
final class EmbeddedTaosConnectionDetails implements TaosConnectionDetails {

	private final String url;

	private final @Nullable String database;

	private final @Nullable SslBundle sslBundle;

	EmbeddedTaosConnectionDetails(String url, @Nullable String database, @Nullable SslBundle sslBundle) {
		this.url = url;
		this.database = database;
		this.sslBundle = sslBundle;
	}

	@Override
	public String getUrl() {
		return this.url;
	}

	@Override
	public @Nullable String getDatabase() {
		return this.database;
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		return this.sslBundle;
	}

	@Override
	public boolean isEmbedded() {
		return true;
	}

	@Override
	public String toString() {
		return "TaosConnectionDetails of the embedded server at " + this.url;
	}

}
