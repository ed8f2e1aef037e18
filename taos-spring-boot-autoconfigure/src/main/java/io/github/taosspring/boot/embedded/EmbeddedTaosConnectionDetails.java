package io.github.taosspring.boot.embedded;

import io.github.taosspring.boot.TaosConnectionDetails;
import org.jspecify.annotations.Nullable;

/**
 * {@link TaosConnectionDetails} of the embedded server, with the user that it begins
 * with. {@code taos.username} and {@code taos.password} are for a real server and do not
 * count here.
 *
 * @param getUrl the server's URL
 * @param getDatabase {@code taos.database}, {@code null} if not set
 */
record EmbeddedTaosConnectionDetails(String getUrl, @Nullable String getDatabase) implements TaosConnectionDetails {

	@Override
	public boolean isEmbedded() {
		return true;
	}

	@Override
	public String toString() {
		return "TaosConnectionDetails of the embedded server at " + this.getUrl;
	}

}
